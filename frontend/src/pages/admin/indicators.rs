//! Every indicator with what is wanted of it: the common target, the own aim and its verdict, and the centre line.

mod row;
mod since;

use std::collections::BTreeMap;
use std::sync::Arc;

use api_client::Answer;
use api_types::IndicatorSettingView;
use domain::access::Permission;
use domain::programme::{Indicator, IndicatorSet};
use leptos::prelude::*;

use self::row::row;
use self::since::Since;
use super::{Version, arrows};
use crate::live::live;
use crate::load::Loader;
use crate::parts::{empty, in_address, page_head, select_field};
use crate::programmes::{HJERTEKOM, Programmes, use_programmes};
use crate::session::{Session, use_session};
use crate::text::*;

/// The name of the choice in the address.
const SHOWN: &str = "vis";
const NO_AIM: &str = "uden-maal";
const REBASED: &str = "ny-midtlinje";

/// What is settled, by indicator.
type Settings = Arc<BTreeMap<String, IndicatorSettingView>>;

/// The page.
pub(crate) fn page() -> AnyView {
    let (session, programmes, language) = (use_session(), use_programmes(), use_language());
    let reads_numbers = session.may(Permission::ReadIndicators);
    let loader = Loader::new(move || {
        let session = session.clone();
        async move { load(&session, programmes).await }
    });
    let title = Signal::derive(move || ADMIN_INDICATORS_TITLE.get(language.get()).to_owned());
    let lead = if reads_numbers { ADMIN_INDICATORS_LEAD } else { ADMIN_INDICATORS_LEAD_ADMIN };
    let lead = view! { <p>{t(lead)}</p> };
    view! {
        {page_head(title, Some(lead.into_any()), None, false)}
        {loader.show(move |(versions, settings)| content(&versions, &settings, reads_numbers))}
    }
    .into_any()
}

async fn load(session: &Session, programmes: Programmes) -> Answer<(Vec<Version>, Settings)> {
    let settings = session.client().indicator_settings(HJERTEKOM);
    let (versions, settings) =
        futures::future::try_join(super::versions(session, programmes), settings).await?;
    let by_indicator = settings.items.into_iter().map(|settled| (settled.indicator.clone(), settled));
    Ok((versions, Arc::new(by_indicator.collect())))
}

/// Whether an indicator is shown, for what is chosen and what is settled about it.
fn is_shown(choice: Option<&str>, settled: Option<&IndicatorSettingView>) -> bool {
    match choice {
        Some(NO_AIM) => settled.is_none_or(|settled| settled.aim.is_none()),
        Some(REBASED) => settled.is_some_and(|settled| !settled.baselines.is_empty()),
        _ => true,
    }
}

fn content(versions: &[Version], settings: &Settings, reads_numbers: bool) -> AnyView {
    let Some(newest) = versions.first().map(|version| version.programme.clone()) else {
        return empty(view! { <strong>{t(ADMIN_NONE)}</strong> }.into_any(), ().into_any());
    };
    let all = StoredValue::new(versions.to_vec());
    let (choice, choose) = in_address(SHOWN);
    let options = [("", ADMIN_SHOW_ALL), (NO_AIM, ADMIN_SHOW_NO_AIM), (REBASED, ADMIN_SHOW_REBASED)];
    let options = options.map(|(value, name)| {
        let is_chosen = choice.get_untracked().unwrap_or_default() == value;
        view! { <option value=value selected=is_chosen>{t(name)}</option> }
    });
    let options = options.into_iter().collect::<Vec<_>>().into_any();
    let choose = Callback::new(move |value: String| choose.set((!value.is_empty()).then_some(value)));
    let (of, settled) = (newest.clone(), settings.clone());
    let count = tf(ADMIN_COUNT, move |_| {
        let has = |is: fn(&IndicatorSettingView) -> bool| {
            settled.values().filter(|one| is(one)).count().to_string()
        };
        [
            ("count", of.indicators.len().to_string()),
            ("aims", has(|settled| settled.aim.is_some())),
            ("rebased", has(|settled| !settled.baselines.is_empty())),
        ]
    });
    let settings = settings.clone();
    let tables = live(move || {
        let choice = choice.get();
        let matches = |indicator: &&Indicator| is_shown(choice.as_deref(), settings.get(&indicator.id));
        if !newest.indicators.iter().any(|indicator| matches(&indicator)) {
            let hint = view! { <p>{t(ADMIN_NONE_HINT)}</p> };
            return empty(view! { <strong>{t(ADMIN_NONE)}</strong> }.into_any(), hint.into_any());
        }
        let table = |set: &IndicatorSet| {
            let shown: Vec<_> = newest.indicators_of(&set.id).filter(matches).collect();
            let rows = shown.into_iter().map(|indicator| {
                let since = all.with_value(|all| Since::of(all, indicator));
                row(&newest, indicator, settings.get(&indicator.id), (since, reads_numbers))
            });
            let rows: Vec<_> = rows.collect();
            (!rows.is_empty()).then(|| set_table(set, rows))
        };
        newest.sets.iter().map(table).collect::<Vec<_>>().into_any()
    });
    view! {
        <div class="admin">
            <div class="row admin-choice no-print">{select_field("admin-show", ADMIN_SHOW, options, choose)}</div>
            <p role="status">{count}</p>
            {tables}
        </div>
    }
    .into_any()
}

fn set_table(set: &IndicatorSet, rows: Vec<AnyView>) -> AnyView {
    let caption = format!("admin-set-{}", set.id);
    let named = caption.clone();
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-labelledby=named>
            <table role="table" class="table cards admin-indicators">
                <caption id=caption>{tt(set.label.clone())}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col">{t(INDICATOR)}</th>
                    <th role="columnheader" scope="col">{t(DICT_DIRECTION)}</th>
                    <th role="columnheader" scope="col">{t(ADMIN_COMMON_TARGET)}</th>
                    <th role="columnheader" scope="col">{t(ADMIN_OWN_AIM)}</th>
                    <th role="columnheader" scope="col">{t(ADMIN_VERDICT)}</th>
                    <th role="columnheader" scope="col">{t(ADMIN_BASELINE)}</th>
                </tr></thead>
                <tbody role="rowgroup" on:keydown=move |event| arrows(&event)>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn settled(has_aim: bool, baselines: usize) -> IndicatorSettingView {
        let aim = json!({"percent": 80, "from": "2026-01-01", "due": "2026-12-31", "by": "Bo", "verdict": "not_yet"});
        let baseline =
            json!({"from": "2026-01-01", "reason": "Nyt hold", "by": "Bo", "at": "2026-01-01T00:00:00Z"});
        serde_json::from_value(json!({
            "indicator": "i", "aim": has_aim.then_some(aim), "baselines": vec![baseline; baselines],
        }))
        .unwrap()
    }

    #[test]
    fn those_without_an_aim_and_those_with_a_new_centre_line_can_be_found() {
        let (plain, aimed, rebased) = (settled(false, 0), settled(true, 0), settled(true, 1));
        let shown = |choice| {
            [None, Some(&plain), Some(&aimed), Some(&rebased)].map(|settled| is_shown(choice, settled))
        };
        assert_eq!(shown(None), [true; 4]);
        assert_eq!(shown(Some(NO_AIM)), [true, true, false, false]);
        assert_eq!(shown(Some(REBASED)), [false, false, false, true]);
        assert_eq!(shown(Some("findes-ikke")), [true; 4]);
    }
}
