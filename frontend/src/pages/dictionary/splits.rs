//! One split: its levels, in the order they are asked, and whether numbers across municipalities are split by it.

use std::sync::Arc;

use domain::programme::{Programme, Split};
use leptos::prelude::*;

use super::facts::Facts;
use super::rules;
use crate::text::*;

/// Everything about a split.
pub(super) fn details(programme: &Arc<Programme>, split: &Split) -> AnyView {
    let mut facts = Facts::default();
    facts.add(DICT_ID, view! { <code>{split.id.clone()}</code> }.into_any());
    let levels: Vec<_> = split
        .levels
        .iter()
        .map(|level| {
            view! {
                <li><strong>{tt(level.label.clone())}</strong>{rules::condition(programme, &level.when, None)}</li>
            }
        })
        .collect();
    facts.add(DICT_LEVELS, view! { <ul class="rule-list">{levels}</ul> }.into_any());
    let published = if split.published { DICT_SPLIT_PUBLISHED } else { DICT_SPLIT_CLOSED };
    facts.add(DICT_PUBLISHED, view! { <p>{t(published)}</p> }.into_any());
    facts.add_source(&split.source);
    facts.view()
}
