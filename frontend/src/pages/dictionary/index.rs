//! The contents of the page: every group with how many entries are found in it.

use domain::programme::{Form, IndicatorSet, Programme};
use leptos::prelude::*;

use super::Shown;
use super::entries::{forms, indicator_anchor, list_anchor, split_anchor, variable_anchor};
use crate::text::*;

/// The address of a form within the page.
pub(super) fn form_anchor(form: &Form) -> String {
    format!("form.{}", form.id)
}

/// The address of an indicator set within the page.
pub(super) fn set_anchor(set: &IndicatorSet) -> String {
    format!("set.{}", set.id)
}

/// The contents.
pub(super) fn index(programme: &Programme, page: Shown) -> AnyView {
    let entry = |anchor: String, name: AnyView, entries: Vec<String>| {
        let count = Memo::new(move |_| {
            page.found.with(|found| entries.iter().filter(|entry| found.contains(*entry)).count())
        });
        let is_empty = Memo::new(move |_| count.get() == 0);
        view! {
            <li hidden=is_empty>
                <a href=format!("#{anchor}")>{name}" "<span class="muted">"("{count}")"</span></a>
            </li>
        }
        .into_any()
    };
    let forms: Vec<_> = forms(programme)
        .map(|form| {
            let entries = form.variables().map(|variable| variable_anchor(&form.id, &variable.id)).collect();
            entry(form_anchor(form), view! { {tt(form.label.clone())} }.into_any(), entries)
        })
        .collect();
    let sets: Vec<_> = programme
        .sets
        .iter()
        .map(|set| {
            let entries = programme.indicators_of(&set.id).map(|known| indicator_anchor(&known.id)).collect();
            entry(set_anchor(set), view! { {tt(set.label.clone())} }.into_any(), entries)
        })
        .collect();
    let splits = programme.splits.iter().map(|split| split_anchor(&split.id)).collect();
    let lists = programme.code_lists.keys().map(|list| list_anchor(list)).collect();
    view! {
        <nav class="dictionary-index no-print" aria-label=t(DICT_INDEX)>
            <p class="dictionary-index-head" aria-hidden="true">{t(DICT_INDEX)}</p>
            <ul>
                {forms}
                {sets}
                {entry("splits".to_owned(), view! { {t(DICT_SPLITS)} }.into_any(), splits)}
                {entry("code-lists".to_owned(), view! { {t(DICT_CODE_LISTS)} }.into_any(), lists)}
                <li><a href="#changes">{t(DICT_CHANGES)}</a></li>
                <li><a href="#sources">{t(DICT_SOURCES)}</a></li>
                <li><a href="#apply">{t(DICT_APPLY)}</a></li>
            </ul>
        </nav>
    }
    .into_any()
}
