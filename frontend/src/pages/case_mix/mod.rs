//! Who the citizens are: own and all municipalities, group by group.

use api_types::CaseMix;
use leptos::prelude::*;

use crate::events::own_numbers_changed;
use crate::live::live;
use crate::load::Loader;
use crate::parts::chart::{ChartLevel, chart, view_of};
use crate::parts::{PeriodChoice, Scope, empty, finding_head, number_head};
use crate::programmes::HJERTEKOM;
use crate::text::*;

/// The citizens of the own municipality beside those of all.
pub(crate) fn page() -> AnyView {
    let period = PeriodChoice::of_address();
    let loader = Loader::following(own_numbers_changed(), move |client| {
        let (from, to) = period.days();
        async move { client.case_mix(HJERTEKOM, &from.to_string(), &to.to_string()).await }
    });
    let scope = Signal::derive(move || loader.ready().as_ref().map(scope));
    view! {
        {number_head(CASE_MIX_TITLE, CASE_MIX_BASIS, scope, period, None)}
        {loader.show_following(case_mix_view)}
    }
    .into_any()
}

fn scope(mix: &CaseMix) -> Scope {
    Scope { unit: mix.municipality.name.clone(), from: mix.from, to: mix.to }
}

fn case_mix_view(mix: Signal<CaseMix>) -> AnyView {
    // The charts are built anew only when there are others.
    let splits = Memo::new(move |_| {
        mix.with(|mix| match mix.n {
            0 => Vec::new(),
            _ => mix.splits.iter().map(|split| split.id.clone()).collect::<Vec<_>>(),
        })
    });
    let language = use_language();
    let finding = Signal::derive(move || mix.with(|mix| mix.finding.get(language.get()).to_owned()));
    live(move || {
        let splits = splits.get();
        if splits.is_empty() {
            let hint = view! { <p>{t(NUMBERS_LONGER)}</p> };
            return empty(view! { <strong>{finding}</strong> }.into_any(), hint.into_any());
        }
        let charts: Vec<_> = splits.into_iter().map(|id| split_view(mix, id)).collect();
        view! {
            {finding_head(finding, move || mix.with(|mix| mix.summary.clone()))}
            <div class="number-grid number-grid-wide">{charts}</div>
        }
        .into_any()
    })
}

fn split_view(mix: Signal<CaseMix>, id: String) -> AnyView {
    let language = use_language();
    let picture = Signal::derive(move || {
        mix.with(|mix| pictures::case_mix(mix, &id, &view_of(mix.updated_at, language.get())))
    });
    view! { <section class="number-part">{chart(ChartLevel::Part, picture)}</section> }.into_any()
}
