//! A rule as words, with its parts below each other, and as the formula that is computed.

use std::sync::Arc;

use domain::expr::Rule;
use domain::programme::{Programme, RuleWords};
use leptos::prelude::*;

use crate::live::live;
use crate::text::*;

/// A condition in words with its formula; variables of other forms than `home` are named with theirs.
pub(crate) fn condition(programme: &Arc<Programme>, rule: &Rule, home: Option<&str>) -> AnyView {
    let (programme, expr, home) = (programme.clone(), rule.expr.clone(), home.map(str::to_owned));
    let language = use_language();
    let words =
        live(move || parts(programme.condition_in_words(&expr, home.as_deref(), language.get()), true));
    view! { <div class="rule-words">{words}{formula(&rule.text)}</div> }.into_any()
}

/// A value in words with its formula.
pub(crate) fn value(programme: &Arc<Programme>, rule: &Rule, home: Option<&str>) -> AnyView {
    let (programme, expr, home) = (programme.clone(), rule.expr.clone(), home.map(str::to_owned));
    let language = use_language();
    let words = Signal::derive(move || programme.value_in_words(&expr, home.as_deref(), language.get()));
    view! { <div class="rule-words"><p>{words}</p>{formula(&rule.text)}</div> }.into_any()
}

fn formula(text: &str) -> AnyView {
    view! {
        <details class="rule-text">
            <summary class="small">{t(DICT_FORMULA)}</summary>
            <code>{text.to_owned()}</code>
        </details>
    }
    .into_any()
}

/// The words; a list of parts says whether all or one must hold. The outermost "all" goes without saying.
fn parts(words: RuleWords, is_outermost: bool) -> AnyView {
    let (lead, parts) = match words {
        RuleWords::Says(words) => return view! { <p>{words}</p> }.into_any(),
        RuleWords::All(parts) => (DICT_ALL_OF, parts),
        RuleWords::Any(parts) => (DICT_ANY_OF, parts),
    };
    let is_any = lead == DICT_ANY_OF;
    let items: Vec<_> = parts.into_iter().map(|part| view! { <li>{self::parts(part, false)}</li> }).collect();
    view! {
        {(is_any || !is_outermost || items.len() > 1).then(|| view! { <p>{t(lead)}</p> })}
        <ul class="rule-list">{items}</ul>
    }
    .into_any()
}
