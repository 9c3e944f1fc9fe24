//! Everything recorded on a course: versions of the forms with what changed, and what happened in between.

mod compare;
mod entry;

use std::collections::BTreeMap;
use std::sync::Arc;

use api_client::Answer;
use api_types::{CourseEventView, CourseView, FormHistory, FormState, FormVersionView};
use chrono::{DateTime, Utc};
use domain::answers::Answers;
use domain::ids::CourseId;
use domain::programme::{Form, Programme};
use domain::validation::read;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use self::compare::compare;
use self::entry::{event_entry, version_entry};
use crate::browser::focused;
use crate::load::Loader;
use crate::parts::{Tone, alert, crumbs, page_head};
use crate::programmes::{Programmes, use_programmes};
use crate::routes::id_of_address;
use crate::session::{Session, use_session};
use crate::text::*;

/// What the page shows.
#[derive(Clone)]
struct Shown {
    course: CourseView,
    /// Every version of every form, oldest first within each form.
    versions: Vec<Version>,
    events: Vec<CourseEventView>,
}

/// One version of a form, read with the definition it was made by.
#[derive(Clone)]
pub(super) struct Version {
    programme: Arc<Programme>,
    form: Arc<Form>,
    view: FormVersionView,
    answers: Answers,
    /// The version before it.
    before: Option<Answers>,
}

/// Shows the history of the course the address names.
pub(crate) fn page() -> AnyView {
    let params = use_params_map();
    let (session, programmes) = (use_session(), use_programmes());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let loader = Loader::new(move || fetch(session.clone(), programmes, id.get()));
    loader.show(history_view)
}

async fn fetch(session: Session, programmes: Programmes, id: String) -> Answer<Shown> {
    let id: CourseId = id_of_address(&id);
    let client = session.client();
    let (course, events) = futures::future::try_join(client.course(id), client.course_events(id)).await?;
    let submitted = course.forms.iter().filter(|form| form.state == FormState::Submitted);
    let histories = submitted.map(|form| client.form_history(id, &form.form));
    let histories = futures::future::try_join_all(histories).await?;
    let mut definitions = BTreeMap::new();
    for version in histories.iter().flat_map(|history| &history.versions) {
        if !definitions.contains_key(&version.definition_version) {
            let definition = programmes.get(&session, &course.programme, &version.definition_version).await?;
            definitions.insert(version.definition_version.clone(), definition);
        }
    }
    let versions = histories.into_iter().flat_map(|history| versions(history, &definitions)).collect();
    Ok(Shown { course, versions, events: events.items })
}

/// The versions of a form, oldest first, each with the one before it.
fn versions(history: FormHistory, definitions: &BTreeMap<String, Arc<Programme>>) -> Vec<Version> {
    let mut before = None;
    let mut versions = Vec::new();
    for view in history.versions.into_iter().rev() {
        let Some(programme) = definitions.get(&view.definition_version).cloned() else { continue };
        let Some(form) = programme.form(&history.form).cloned() else { continue };
        let (answers, _) = read(&programme, &form, &view.answers);
        versions.push(Version {
            form: Arc::new(form),
            programme,
            view,
            before: before.replace(answers.clone()),
            answers,
        });
    }
    versions
}

fn history_view(shown: Shown) -> AnyView {
    let Shown { course, versions, events } = shown;
    let name = course.citizen.name.clone();
    let title = tf(HISTORY_TITLE, move |_| [("name", name.clone())]);
    let links = vec![
        ("/borgere".to_owned(), t(CITIZENS).into_any()),
        (format!("/borgere/{}", course.citizen.id), course.citizen.name.clone().into_any()),
        (format!("/forloeb/{}", course.id), t(COURSE_EVENTS).into_any()),
    ];
    let is_corrected = versions.iter().any(|version| version.view.version > 1);
    let is_empty = versions.is_empty() && events.is_empty();
    let mut entries: Vec<(DateTime<Utc>, AnyView)> = Vec::new();
    entries.extend(events.into_iter().map(|event| (event.recorded_at, event_entry(event))));
    entries.extend(versions.iter().map(|version| (version.view.submitted_at, version_entry(version))));
    entries.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let entries: Vec<_> = entries.into_iter().map(|(_, view)| view).collect();
    let lead = (!is_empty).then(|| view! { <p>{t(HISTORY_LEAD)}</p> }.into_any());
    view! {
        {crumbs(links)}
        {page_head(title, lead, None, false)}
        {is_empty.then(|| alert(Tone::Info, view! { <p>{t(HISTORY_EMPTY)}</p> }.into_any()))}
        {(!is_empty && !is_corrected).then(|| alert(Tone::Info, view! { <p>{t(HISTORY_UNCHANGED)}</p> }.into_any()))}
        {compare(&versions)}
        <ol class="history" on:keydown=arrows>{entries}</ol>
    }
    .into_any()
}

/// Up and down move between the lines that can be opened; Enter opens one.
fn arrows(event: KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let Some(here) = focused().filter(|here| here.tag_name() == "SUMMARY") else { return };
    let Ok(found) = document().query_selector_all(".history > li > details > summary") else { return };
    let lines: Vec<HtmlElement> =
        (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect();
    let Some(index) = lines.iter().position(|line| *line == here) else { return };
    if let Some(next) = index.checked_add_signed(step).and_then(|index| lines.get(index)) {
        event.prevent_default();
        let _ = next.focus();
    }
}
