//! The overview: how are we doing, and do I need to act? One row per indicator, no traffic lights.

mod period;
mod row;
mod series;

use api_types::Overview;
use leptos::prelude::*;

pub(crate) use self::period::last_four_quarters;
use self::period::{Period, period_choice};
use crate::browser::{now, today};
use crate::live::live_if;
use crate::load::Loader;
use crate::parts::{empty, page_head};
use crate::programmes::HJERTEKOM;
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// The indicators of the own municipality.
pub(crate) fn page() -> AnyView {
    let session = use_session();
    let period = RwSignal::new(Period::default());
    let loader = Loader::new(move || {
        let (session, (from, to)) = (session.clone(), period.get().days(today()));
        async move { session.client().overview(HJERTEKOM, &from.to_string(), &to.to_string()).await }
    });
    let title = t(OVERVIEW);
    let lead = view! {
        <p>{live_if(move || loader.ready().map(|overview| {
            tf(OVERVIEW_LEAD, move |language| [
                ("unit", overview.municipality.name.clone()),
                ("from", show::long_date(overview.from, language)),
                ("to", show::long_date(overview.to, language)),
            ])
        }))}</p>
    };
    view! {
        {page_head(Signal::derive(move || title().to_owned()), Some(lead.into_any()), Some(period_choice(period)), false)}
        {loader.show(overview_view)}
    }
    .into_any()
}

fn overview_view(overview: Overview) -> AnyView {
    let counted = |row: &api_types::OverviewRow| {
        row.denominator + row.missing + row.excluded + row.pending > 0
            || row.series.iter().any(|point| point.denominator > 0)
    };
    if !overview.rows.iter().any(counted) {
        let hint = view! { <p>{t(OVERVIEW_EMPTY_HINT)}</p> };
        return empty(view! { <strong>{t(OVERVIEW_EMPTY)}</strong> }.into_any(), hint.into_any());
    }
    let loaded_at = now().time();
    let tables = series::tables(&overview);
    let rows: Vec<_> = overview.rows.into_iter().map(row::row).collect();
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-labelledby="overview-caption">
            <table class="table overview" role="table">
                <caption id="overview-caption" class="visually-hidden">{t(OVERVIEW)}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{t(COLUMN_INDICATOR)}</th>
                        <th role="columnheader" scope="col" class="number">{t(COLUMN_VALUE)}</th>
                        <th role="columnheader" scope="col">{t(COLUMN_INTERVAL)}</th>
                        <th role="columnheader" scope="col">{t(COLUMN_SERIES)}</th>
                        <th role="columnheader" scope="col" class="number">{t(COLUMN_MISSING)}</th>
                        <th role="columnheader" scope="col">{t(COLUMN_STANDARD)}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
        <p class="small muted overview-note">
            {t(OVERVIEW_NOTE)}" "
            {tf(UPDATED_AT, move |language| [("time", show::time(loaded_at, language))])}
        </p>
        {tables}
    }
    .into_any()
}
