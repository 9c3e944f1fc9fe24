//! The entries in groups: forms with their sections, indicators, code lists. An entry's details are built when it is
//! opened.

use std::sync::Arc;

use domain::programme::{Form, Indicator, IndicatorSet, Programme};
use domain::text::Text;
use leptos::prelude::*;

use super::entries::{forms as all_forms, indicator_anchor, list_anchor, split_anchor, variable_anchor};
use super::{Shown, codes, indicator, splits, variable};
use crate::live::{follow, live_if};
use crate::parts::{Icon, icon};
use crate::text::*;

/// So many labels are shown before an entry is opened.
const FEW: usize = 4;

/// The address of a form within the page.
fn form_anchor(form: &Form) -> String {
    format!("form.{}", form.id)
}

/// The address of an indicator set within the page.
fn set_anchor(set: &IndicatorSet) -> String {
    format!("set.{}", set.id)
}

/// The contents: every group with how many entries are found in it.
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
    let forms: Vec<_> = all_forms(programme)
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

/// A group that is there as long as something in it is found. It is closed until it is opened, linked to or searched,
/// and its content is built then.
fn group(
    anchor: String,
    name: AnyView,
    entries: Vec<String>,
    content: impl Fn() -> AnyView + Send + Sync + 'static,
    page: Shown,
) -> AnyView {
    let (count, own, within) = (entries.len(), anchor.clone(), entries.clone());
    let is_empty =
        Memo::new(move |_| page.found.with(|found| !entries.iter().any(|entry| found.contains(entry))));
    let chosen = RwSignal::new(None::<bool>);
    follow(move || {
        page.is_searching.track();
        chosen.set(None);
    });
    follow(move || {
        if page.linked.with(|linked| *linked == own || within.contains(linked)) {
            chosen.set(Some(true));
        }
    });
    let is_open = Memo::new(move |_| chosen.get().unwrap_or_else(|| page.is_searching.get()));
    let toggle = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        chosen.set(Some(!is_open.get_untracked()));
    };
    view! {
        <section class="card dictionary-group" hidden=is_empty>
            <details prop:open=is_open>
                <summary id=anchor on:click=toggle>
                    <span class="chevron">{icon(Icon::ChevronRight)}</span>
                    <h2>{name}</h2>
                    <span class="muted">{count}</span>
                </summary>
                {live_if(move || is_open.get().then(&content))}
            </details>
        </section>
    }
    .into_any()
}

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
            <p class="small muted">{t(DICT_SOURCE)}": "{of.source.clone()}</p>
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

/// The first few labels, and that there are more.
fn listed<'a>(labels: impl Iterator<Item = &'a Text>) -> Signal<String> {
    let mut labels: Vec<Text> = labels.take(FEW + 1).cloned().collect();
    let is_more = labels.len() > FEW;
    labels.truncate(FEW);
    let language = use_language();
    Signal::derive(move || {
        let words: Vec<&str> = labels.iter().map(|label| label.get(language.get())).collect();
        format!("{}{}", words.join(", "), if is_more { " …" } else { "" })
    })
}

/// One entry: its name, a few words, and everything about it once it is opened.
fn entry(
    anchor: String,
    number: Option<String>,
    name: Text,
    sub: Signal<String>,
    mark: Option<Phrase>,
    details: impl Fn() -> Option<AnyView> + Send + Sync + 'static,
    page: Shown,
) -> AnyView {
    let (of_search, of_link) = (anchor.clone(), anchor.clone());
    let is_found = Memo::new(move |_| page.found.with(|found| found.contains(&of_search)));
    let is_open = RwSignal::new(false);
    follow(move || {
        if page.linked.with(|linked| *linked == of_link) {
            is_open.set(true);
        }
    });
    let toggle = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        is_open.update(|open| *open = !*open);
    };
    let link = format!("/data?version={}#{anchor}", page.version.get_value());
    view! {
        <li class="entry" hidden=move || !is_found.get()>
            <details prop:open=is_open>
                <summary id=anchor.clone() on:click=toggle>
                    <span class="chevron">{icon(Icon::ChevronRight)}</span>
                    <span class="entry-name">
                        {number.map(|number| view! { <span class="muted">{number}" "</span> })}{tt(name)}
                        {mark.map(|mark| view! { " "<span class="tag">{t(mark)}</span> })}
                    </span>
                    <span class="entry-sub muted">{sub}</span>
                </summary>
                {live_if(move || is_open.get().then(|| {
                    let link = link.clone();
                    details().map(|details| view! {
                        <div class="entry-body">
                            {details}
                            <p class="small no-print"><a href=link>{t(DICT_LINK)}</a></p>
                        </div>
                    })
                }).flatten())}
            </details>
        </li>
    }
    .into_any()
}

/// A text up to its first full stop.
fn first_sentence(text: &str) -> String {
    text.split_inclusive(". ").next().unwrap_or(text).trim_end().to_owned()
}
