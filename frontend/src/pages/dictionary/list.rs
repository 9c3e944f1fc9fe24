//! The entries in groups: forms with their sections, indicators, code lists. An entry's details are built when it is
//! opened.

use std::sync::Arc;

use domain::programme::{Form, Indicator, IndicatorSet, Programme};
use domain::text::Text;
use leptos::prelude::*;

use super::entries::{forms as all_forms, indicator_anchor, list_anchor, split_anchor, variable_anchor};
use super::entry::{entry, first_sentence, group, listed};
use super::index::{form_anchor, set_anchor};
use super::{Shown, codes, indicator, sources, splits, variable};
use crate::text::*;

/// Every form with its sections and variables.
pub(super) fn forms(programme: &Arc<Programme>, page: Shown) -> AnyView {
    let forms: Vec<_> = all_forms(programme)
        .map(|form| {
            let (programme, id) = (programme.clone(), form.id.clone());
            let sections = move || {
                let Some(form) = programme.form_or_records(&id) else { return ().into_any() };
                let sections = 0..form.sections.len();
                let sections: Vec<_> =
                    sections.filter_map(|index| section(&programme, form, index, page)).collect();
                sections.into_any()
            };
            let entries = form.variables().map(|variable| variable_anchor(&form.id, &variable.id)).collect();
            let name = view! { {tt(form.label.clone())} };
            group(form_anchor(form), name.into_any(), entries, sections, page)
        })
        .collect();
    forms.into_any()
}

fn section(programme: &Arc<Programme>, form: &Form, index: usize, page: Shown) -> Option<AnyView> {
    let section = form.sections.get(index)?;
    let anchors: Vec<String> =
        section.variables.iter().map(|variable| variable_anchor(&form.id, &variable.id)).collect();
    let is_empty =
        Memo::new(move |_| page.found.with(|found| !anchors.iter().any(|entry| found.contains(entry))));
    let language = use_language();
    let items: Vec<_> = section
        .variables
        .iter()
        .map(|variable| {
            let of = (programme.clone(), variable.clone());
            let sub = Signal::derive(move || variable::kind(&of.0, &of.1, language.get()));
            let (programme, form_id, variable_id) = (programme.clone(), form.id.clone(), variable.id.clone());
            let details = move || {
                let form = programme.form_or_records(&form_id)?;
                let section = form.sections.get(index)?;
                let variable = form.variable(&variable_id)?;
                Some(variable::details(&programme, form, section, variable))
            };
            let anchor = variable_anchor(&form.id, &variable.id);
            let mark = variable.required.then_some(DICT_REQUIRED);
            entry(anchor, None, variable.label.clone(), sub, mark, details, page)
        })
        .collect();
    Some(
        view! {
            <div class="dictionary-section" hidden=is_empty>
                <h3>{tt(section.label.clone())}</h3>
                <ul class="entries">{items}</ul>
            </div>
        }
        .into_any(),
    )
}

/// Every indicator, set by set.
pub(super) fn indicators(programme: &Arc<Programme>, page: Shown) -> AnyView {
    let sets: Vec<_> = programme.sets.iter().map(|set| indicator_set(programme, set, page)).collect();
    sets.into_any()
}

fn indicator_set(programme: &Arc<Programme>, set: &IndicatorSet, page: Shown) -> AnyView {
    let entries = programme.indicators_of(&set.id).map(|known| indicator_anchor(&known.id)).collect();
    let (programme, of) = (programme.clone(), set.clone());
    let content = move || {
        let items: Vec<_> =
            programme.indicators_of(&of.id).map(|known| indicator_entry(&programme, known, page)).collect();
        view! {
            <p class="prose">{tt(of.description.clone())}</p>
            <div class="small"><p class="muted">{t(DICT_SOURCE)}</p>{sources::named(&of.source)}</div>
            <ul class="entries">{items}</ul>
        }
        .into_any()
    };
    let name = view! { {tt(set.label.clone())} };
    group(set_anchor(set), name.into_any(), entries, content, page)
}

fn indicator_entry(programme: &Arc<Programme>, known: &Indicator, page: Shown) -> AnyView {
    let (description, language) = (known.description.clone(), use_language());
    let sub = Signal::derive(move || first_sentence(description.get(language.get())));
    let (programme, id) = (programme.clone(), known.id.clone());
    let details = move || programme.indicator(&id).map(|known| indicator::details(&programme, known));
    let anchor = indicator_anchor(&known.id);
    entry(anchor, Some(known.number.clone()), known.label.clone(), sub, None, details, page)
}

/// What numbers can be divided by.
pub(super) fn splits(programme: &Arc<Programme>, page: Shown) -> AnyView {
    let entries = programme.splits.iter().map(|split| split_anchor(&split.id)).collect();
    let programme = programme.clone();
    let content = move || {
        let items: Vec<_> = programme
            .splits
            .iter()
            .map(|split| {
                let sub = listed(split.levels.iter().map(|level| &level.label));
                let (programme, id) = (programme.clone(), split.id.clone());
                let details = move || {
                    let split = programme.splits.iter().find(|split| split.id == id)?;
                    Some(splits::details(&programme, split))
                };
                entry(split_anchor(&split.id), None, split.label.clone(), sub, None, details, page)
            })
            .collect();
        view! { <ul class="entries">{items}</ul> }.into_any()
    };
    let name = view! { {t(DICT_SPLITS)} };
    group("splits".to_owned(), name.into_any(), entries, content, page)
}

/// Every code list.
pub(super) fn code_lists(programme: &Arc<Programme>, page: Shown) -> AnyView {
    let entries = programme.code_lists.keys().map(|list| list_anchor(list)).collect();
    let programme = programme.clone();
    let content = move || {
        let items: Vec<_> = programme
            .code_lists
            .values()
            .map(|list| {
                let sub = listed(list.codes.iter().map(|code| &code.label));
                let (programme, id) = (programme.clone(), list.id.clone());
                let details =
                    move || programme.code_lists.get(&id).map(|list| codes::details(&programme, list));
                let name = Text::new(list.id.as_str(), list.id.as_str());
                entry(list_anchor(&list.id), None, name, sub, None, details, page)
            })
            .collect();
        view! { <ul class="entries">{items}</ul> }.into_any()
    };
    let name = view! { {t(DICT_CODE_LISTS)} };
    group("code-lists".to_owned(), name.into_any(), entries, content, page)
}
