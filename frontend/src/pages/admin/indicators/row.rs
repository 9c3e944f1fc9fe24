//! One indicator among the others: its targets, the own aim with its verdict, and its centre line.

use std::sync::Arc;

use api_types::{AimSettingView, AimVerdict, BaselineView, IndicatorSettingView};
use domain::programme::{Indicator, Programme};
use domain::text::Language;
use leptos::prelude::*;

use super::since::{Since, dated};
use crate::browser::local;
use crate::pages::admin::definition_address;
use crate::pages::dictionary::entries::indicator_anchor;
use crate::pages::dictionary::indicator::direction;
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// The indicator, what is wanted of it, and what came of that.
pub(super) fn row(
    programme: &Programme,
    indicator: &Indicator,
    settled: Option<&IndicatorSettingView>,
    (since, reads_numbers): (Since, bool),
) -> AnyView {
    let href = if reads_numbers {
        crate::pages::overview::indicator_address(&indicator.id)
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
