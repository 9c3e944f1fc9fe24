//! Every indicator with what is wanted of it: the common target, the own aim and its verdict, and the centre line.

use std::collections::BTreeMap;
use std::sync::Arc;

use api_client::Answer;
use api_types::{AimSettingView, AimVerdict, BaselineView, IndicatorSettingView};
use domain::access::Permission;
use domain::programme::{Indicator, IndicatorSet, Programme};
use domain::text::Language;
use leptos::prelude::*;

use super::{Version, arrows, definition_address};
use crate::browser::local;
use crate::live::live;
use crate::load::Loader;
use crate::pages::dictionary::entries::indicator_anchor;
use crate::pages::dictionary::indicator::direction;
use crate::parts::{Icon, empty, icon, in_address, page_head, select_field};
use crate::programmes::{HJERTEKOM, Programmes, use_programmes};
use crate::session::{Session, use_session};
use crate::show;
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

/// The versions since which an indicator's rules and its target are as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Since {
    rules: Option<Arc<Programme>>,
    target: Option<Arc<Programme>>,
}

impl Since {
    /// Looks back from the newest version for as long as nothing was other.
    fn of(versions: &[Version], now: &Indicator) -> Self {
        let since = |is_same: &dyn Fn(&Indicator) -> bool| {
            let of = |version: &&Version| version.programme.indicator(&now.id).is_some_and(is_same);
            versions.iter().take_while(of).last().map(|version| version.programme.clone())
        };
        let rules = |of: &Indicator| {
            let rules = [
                Some(&of.applies),
                of.excluded.as_ref(),
                of.pending.as_ref(),
                Some(&of.fulfilled),
                Some(&of.attributed_to),
            ];
            rules.map(|rule| rule.map(|rule| rule.text.clone()))
        };
        Self {
            rules: since(&|then| rules(then) == rules(now)),
            target: since(&|then| then.standard == now.standard),
        }
    }
}

fn dated(phrase: Phrase, since: Option<Arc<Programme>>) -> Option<AnyView> {
    let since = since?;
    let words = tf(phrase, move |language| {
        [("date", show::long_date(since.valid_from, language)), ("version", since.version.clone())]
    });
    Some(view! { <span class="small muted admin-beside">{words}</span> }.into_any())
}

fn row(
    programme: &Programme,
    indicator: &Indicator,
    settled: Option<&IndicatorSettingView>,
    (since, reads_numbers): (Since, bool),
) -> AnyView {
    let href = if reads_numbers {
        super::super::overview::indicator_address(&indicator.id)
    } else {
        format!("{}#{}", definition_address(programme), indicator_anchor(&indicator.id))
    };
    let aim = settled.and_then(|settled| settled.aim.clone());
    let verdict = match &aim {
        Some(aim) => verdict(aim.verdict),
        None => view! { <span class="muted">"–"</span> }.into_any(),
    };
    let baselines = settled.map(|settled| settled.baselines.clone()).unwrap_or_default();
    view! {
        <tr role="row" data-indicator=indicator.id.clone()>
            <th role="rowheader" scope="row">
                <a class="admin-link" href=href><span class="muted">{indicator.number.clone()}</span>" "{tt(indicator.label.clone())}</a>
                {dated(ADMIN_RULES_SINCE, since.rules)}
            </th>
            <td role="cell" data-label=t(DICT_DIRECTION)><span>{t(direction(indicator))}</span></td>
            <td role="cell" data-label=t(ADMIN_COMMON_TARGET)><span>{target(indicator, since.target)}</span></td>
            <td role="cell" data-label=t(ADMIN_OWN_AIM)><span>{own_aim(aim)}</span></td>
            <td role="cell" data-label=t(ADMIN_VERDICT)><span>{verdict}</span></td>
            <td role="cell" data-label=t(ADMIN_BASELINE)><div>{centre_line(baselines)}</div></td>
        </tr>
    }
    .into_any()
}

fn target(indicator: &Indicator, since: Option<Arc<Programme>>) -> AnyView {
    let Some(standard) = indicator.standard else {
        return view! { <span class="muted">{t(DICT_STANDARD_NONE)}</span> }.into_any();
    };
    let language = use_language();
    let share = Signal::derive(move || show::share(show::standard_share(standard), language.get()));
    view! {
        {share}
        {(!standard.verified).then(|| view! { " "<span class="tag">{t(STANDARD_UNVERIFIED)}</span> })}
        {dated(ADMIN_SINCE, since)}
    }
    .into_any()
}

fn own_aim(aim: Option<AimSettingView>) -> AnyView {
    let Some(aim) = aim else {
        return view! { <span class="muted">{t(ADMIN_NO_AIM)}</span> }.into_any();
    };
    let (wanted, set) = (aim.clone(), aim);
    let wanted = tf(ADMIN_AIM, move |language| {
        [
            ("share", show::share(show::share_of(wanted.percent), language)),
            ("due", show::long_date(wanted.due, language)),
        ]
    });
    let set = tf(ADMIN_AIM_SET, move |language| {
        [("from", show::long_date(set.from, language)), ("by", set.by.clone())]
    });
    view! { {wanted}<span class="small muted admin-beside">{set}</span> }.into_any()
}

fn verdict(verdict: AimVerdict) -> AnyView {
    let (class, mark, words) = match verdict {
        AimVerdict::NotYet => ("status", Icon::Clock, ADMIN_VERDICT_NOT_YET),
        AimVerdict::Reached => ("status status-done", Icon::Tick, ADMIN_VERDICT_REACHED),
        AimVerdict::Improved => ("status", Icon::ArrowRight, ADMIN_VERDICT_IMPROVED),
        AimVerdict::Unchanged => ("status", Icon::Circle, ADMIN_VERDICT_UNCHANGED),
        AimVerdict::Worse => ("status status-attention", Icon::Warning, ADMIN_VERDICT_WORSE),
    };
    view! { <span class=class>{icon(mark)}{t(words)}</span> }.into_any()
}

/// Where the centre line is computed anew, with who decided and why; the newest first.
fn centre_line(baselines: Vec<BaselineView>) -> AnyView {
    if baselines.is_empty() {
        return view! { <span class="muted">{t(ADMIN_BASELINE_FIRST)}</span> }.into_any();
    }
    let items = baselines.into_iter().rev().map(|baseline| {
        let BaselineView { from, reason, by, at } = baseline;
        let begins = tf(ADMIN_BASELINE_FROM, move |language| [("from", show::long_date(from, language))]);
        let decided = move |language: Language| {
            [("by", by.clone()), ("at", show::long_date(local(at).date(), language))]
        };
        let decided = tf(ADMIN_BASELINE_BY, decided);
        view! { <li>{begins}": "{reason}<span class="small muted admin-beside">{decided}</span></li> }
    });
    view! { <ul class="admin-baselines">{items.collect::<Vec<_>>()}</ul> }.into_any()
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

    fn version(name: &str, fulfilled: &str, percent: u8) -> Version {
        let text = json!({"da": "x", "en": "x"});
        let rule = |text: &str| json!({"text": text, "expr": {"boolean": true}});
        let programme = serde_json::from_value(json!({
            "id": "p", "version": name, "label": text, "valid_from": format!("{name}-01-01"), "forms": [], "code_lists": {},
            "indicators": [{
                "id": "i", "set": "s", "owner": "municipality", "number": "K1", "label": text, "description": text,
                "kind": "process", "direction": "up", "applies": rule("true"), "fulfilled": rule(fulfilled),
                "attributed_to": rule("as_of"), "source": "default", "standard": {"percent": percent, "verified": true},
            }],
        }))
        .unwrap();
        Version { programme: Arc::new(programme), until: None }
    }

    #[test]
    fn rules_and_target_are_dated_from_the_version_since_which_they_are_the_same() {
        let versions = [version("2028", "b", 80), version("2027", "b", 60), version("2026", "a", 80)];
        let since = Since::of(&versions, &versions[0].programme.indicators[0]);
        let name = |since: Option<Arc<Programme>>| since.map(|programme| programme.version.clone());
        assert_eq!((name(since.rules), name(since.target)), (Some("2027".into()), Some("2028".into())));
    }
}
