//! A citizen's courses as a timeline, and the key values of the one that is looked at.

use api_types::CourseView;
use domain::access::Permission;
use domain::ids::CourseId;
use domain::progress::{Progress, progress};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::browser::focused;
use crate::course_facts::course_facts;
use crate::load::Loader;
use crate::parts::{Icon, icon};
use crate::programmes::use_programmes;
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// The courses, newest first; the arrow keys move between them, Enter opens one.
pub(super) fn timeline(courses: Vec<CourseView>) -> AnyView {
    let session = use_session();
    let first = courses.first().map(|course| (course.id, course.course_no));
    let looked_at = RwSignal::new(first);
    let rows: Vec<_> = courses.iter().map(|course| row(course, looked_at)).collect();
    let values = (session.may(Permission::ReadForms)).then(|| key_values(looked_at));
    view! {
        <div class="timeline-grid">
            <ol class="timeline" aria-label=t(COURSE_TIMELINE) on:keydown=arrows>{rows}</ol>
            {values}
        </div>
    }
    .into_any()
}

fn row(course: &CourseView, looked_at: RwSignal<Option<(CourseId, i32)>>) -> AnyView {
    let (id, number) = (course.id, course.course_no);
    let (opened, from, to, is_open) =
        (course.opened_on, course.started_on, course.ended_on, course.state.is_open());
    let when = tf_when(move |language| {
        let short = |day| show::short_date(day, language);
        match (from, to) {
            (from, Some(to)) => {
                COURSE_FROM_TO.fill(language, &[("from", &short(from.unwrap_or(opened))), ("to", &short(to))])
            }
            (Some(from), None) if is_open => COURSE_RUNNING_SINCE.fill(language, &[("from", &short(from))]),
            (Some(from), None) => ROW_STARTED.fill(language, &[("date", &short(from))]),
            (None, None) => ROW_REFERRED.fill(language, &[("date", &short(opened))]),
        }
    });
    let is_shown = Signal::derive(move || looked_at.get().is_some_and(|(shown, _)| shown == id).to_string());
    view! {
        <li class="timeline-course" data-open=is_open.to_string() data-shown=is_shown>
            <a class="timeline-link" href=format!("/forloeb/{id}") on:focus=move |_| looked_at.set(Some((id, number)))>
                <span class="row-name">{tf(COURSE_NUMBER, move |_| [("number", number.to_string())])}</span>
                <span>{tt(course.state.label())}</span>
                <span class="nowrap muted">{when}</span>
                <span class="row-go">{t(ROW_OPEN)}{icon(Icon::ArrowRight)}</span>
            </a>
        </li>
    }
    .into_any()
}

/// A text that follows the language.
fn tf_when(text: impl Fn(domain::text::Language) -> String + Send + Sync + 'static) -> Signal<String> {
    let language = use_language();
    Signal::derive(move || text(language.get()))
}

fn arrows(event: KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => 1,
        "ArrowLeft" | "ArrowUp" => -1,
        _ => return,
    };
    let Ok(found) = document().query_selector_all(".timeline-link") else { return };
    let links: Vec<HtmlElement> =
        (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect();
    let active = focused();
    let Some(here) = links.iter().position(|link| active.as_ref() == Some(link)) else { return };
    if let Some(next) = here.checked_add_signed(step).and_then(|index| links.get(index)) {
        event.prevent_default();
        let _ = next.focus();
    }
}

/// What was measured at the start and last, of the course that is looked at.
fn key_values(looked_at: RwSignal<Option<(CourseId, i32)>>) -> AnyView {
    let (session, programmes) = (use_session(), use_programmes());
    let loader = Loader::new(move || {
        let id = looked_at.get().map(|(id, _)| id.to_string()).unwrap_or_default();
        let facts = course_facts(session.clone(), programmes, id);
        async move { facts.await.map(|shown| progress(&shown.programme, &shown.facts)) }
    });
    view! {
        <section class="card" aria-labelledby="key-values">
            <h2 id="key-values">
                {t(KEY_VALUES)}
                <span class="key-course">{Signal::derive(move || {
                    let number = looked_at.get().map(|(_, number)| number.to_string()).unwrap_or_default();
                    COURSE_NUMBER.fill(use_language().get(), &[("number", &number)])
                })}</span>
            </h2>
            {loader.show(table)}
        </section>
    }
    .into_any()
}

fn table(told: Vec<Progress>) -> AnyView {
    if told.is_empty() {
        return view! { <p class="muted">{t(KEY_NONE)}</p> }.into_any();
    }
    let rows: Vec<_> = told
        .into_iter()
        .filter_map(|progress| {
            let (first, last) = (progress.points.first()?.clone(), progress.points.last()?.clone());
            let is_one = progress.points.len() == 1;
            let last = if is_one { both(NOT_MEASURED_AGAIN) } else { last.words };
            Some(view! {
                <tr>
                    <th scope="row">{tt(progress.measure.label.clone())}</th>
                    <td>{tt(first.words)}</td>
                    <td class:muted=is_one>{tt(last)}</td>
                    <td>{tt(progress.change)}</td>
                </tr>
            })
        })
        .collect();
    view! {
        <div class="table-scroll key-table" tabindex="0" role="group" aria-labelledby="key-values">
            <table class="table">
                <thead><tr>
                    <th scope="col">{t(KEY_VALUE)}</th><th scope="col">{t(KEY_FIRST)}</th>
                    <th scope="col">{t(KEY_LAST)}</th><th scope="col">{t(KEY_CHANGE)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
