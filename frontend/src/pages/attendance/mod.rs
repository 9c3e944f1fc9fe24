//! The attendance register of a course: one row per session, one key per citizen who came.

mod edit;
mod keys;
mod planner;
mod row;
mod saver;
mod status;

use api_client::Answer;
use api_types::{CourseSessions, CourseView, SessionView};
use domain::access::Permission;
use domain::attendance::{AttendanceStatus, SessionCounts, SessionKind, counts};
use domain::ids::CourseId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

pub(crate) use self::keys::{move_focus, pressed_status};
pub(crate) use self::planner::kind_options;
use self::planner::{Planned, planner};
pub(crate) use self::row::{session_name, status_choice, status_mark, status_word, toggled, wide_mark};
pub(crate) use self::saver::{Saver, save_line};
use crate::browser::{focus_soon, is_covered, on_window_key, single_key, today};
use crate::live::{live, live_if};
use crate::load::Loader;
use crate::pages::worklist::warning_tags;
use crate::parts::{crumbs, empty, page_head};
use crate::routes::id_of_address;
use crate::session::{Session, use_session};
use crate::show;
use crate::text::*;

/// What the page shows.
#[derive(Clone)]
struct Shown {
    course: CourseView,
    register: CourseSessions,
}

/// Shows the register of the course the address names.
pub(crate) fn page() -> AnyView {
    let params = use_params_map();
    let session = use_session();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let loader = Loader::once(move || fetch(session.clone(), id.get()));
    loader.show(register)
}

async fn fetch(session: Session, id: String) -> Answer<Shown> {
    let id: CourseId = id_of_address(&id);
    let client = session.client();
    let (course, register) = futures::future::try_join(client.course(id), client.sessions(id)).await?;
    Ok(Shown { course, register })
}

fn register(shown: Shown) -> AnyView {
    let Shown { course, register } = shown;
    let session = use_session();
    let may_write = session.may(Permission::WriteCourses);
    let saver = Saver::new(session);
    let rows = RwSignal::new(saver.rows(register.sessions));
    let citizen = course.citizen.clone();
    let name = citizen.name.clone();
    let title = tf(UNDER_WAY_TITLE, move |_| [("name", name.clone())]);
    let links = vec![
        ("/borgere".to_owned(), t(CITIZENS).into_any()),
        (format!("/borgere/{}", citizen.id), citizen.name.clone().into_any()),
        (format!("/forloeb/{}", course.id), t(COURSE_EVENTS).into_any()),
    ];
    let warnings = warning_tags(&course);
    let lead = view! { <div class="stack-small">{live(move || totals(&rows.get()))}{warnings}</div> };
    on_window_key(move |event| {
        if may_write && !is_covered() && single_key(&event).as_deref() == Some("a") {
            event.prevent_default();
            open_planner();
        }
    });
    let added = Callback::new(move |(register, count): (CourseSessions, usize)| {
        let phrase = if count == 1 { SERIES_ADDED_ONE } else { SERIES_ADDED };
        saver.said(phrase, vec![("count", count.to_string())]);
        rows.set(saver.rows(register.sessions));
    });
    let id = course.id;
    view! {
        {crumbs(links)}
        {page_head(title, Some(lead.into_any()), None, false)}
        {may_write.then(|| planner_card(id, added))}
        {save_line(saver)}
        {live_if(move || rows.with(Vec::is_empty).then(|| empty(
            view! { <strong>{t(UNDER_WAY_NONE)}</strong> }.into_any(),
            may_write.then(|| view! { <p>{t(UNDER_WAY_NONE_HINT)}</p> }).into_any(),
        )))}
        <div on:keydown=move |event| keys::in_register(&event, &rows.get_untracked(), saver, may_write)>
            {live(move || sections(&rows.get(), saver, may_write))}
        </div>
        {live_if(move || (may_write && !rows.with(Vec::is_empty)).then(|| {
            view! { <p class="small muted register-keys about-keys">{t(UNDER_WAY_KEYS)}</p> }
        }))}
    }
    .into_any()
}

/// Opens the form and goes to its first field.
fn open_planner() {
    let planner = document().query_selector("details.planner").ok().flatten();
    if let Some(planner) = planner {
        let _ = planner.set_attribute("open", "");
        focus_soon("plan-first");
    }
}

fn planner_card(course: CourseId, added: Callback<(CourseSessions, usize)>) -> AnyView {
    let session = use_session();
    let plan = Callback::new(move |planned: Planned| {
        let session = session.clone();
        planned.send(async move |inputs| {
            let count = inputs.len();
            let register = session.watch(session.client().add_sessions(course, inputs).await)?;
            added.try_run((register, count));
            Ok(())
        });
    });
    view! {
        <details class="card planner">
            <summary><h2>{t(SERIES)}</h2><kbd aria-hidden="true">"a"</kbd></summary>
            <p class="muted">{t(SERIES_LEAD)}</p>
            {planner(true, plan)}
        </details>
    }
    .into_any()
}

/// How many of each kind were attended.
fn totals(rows: &[RwSignal<SessionView>]) -> AnyView {
    let sessions: Vec<_> =
        rows.iter().map(|row| row.with(|session| (session.kind, session.status))).collect();
    let facts: Vec<_> = SessionKind::ALL
        .iter()
        .filter_map(|kind| {
            let planned = counts(sessions.iter().copied(), *kind);
            let recorded =
                sessions.iter().copied().filter(|(_, status)| *status != AttendanceStatus::Planned);
            (planned.planned > 0).then(|| fact(*kind, planned, counts(recorded, *kind)))
        })
        .collect();
    view! { <dl class="facts">{facts}</dl> }.into_any()
}

/// One kind: attended of those of which something has been said, and how many there are in all.
fn fact(kind: SessionKind, counted: SessionCounts, recorded: SessionCounts) -> AnyView {
    let attended = (recorded.planned > 0).then(|| {
        let share = f64::from(recorded.attended) / f64::from(recorded.planned);
        tf(ATTENDED_OF_RECORDED, move |language| {
            [
                ("attended", recorded.attended.to_string()),
                ("recorded", recorded.planned.to_string()),
                ("share", show::share(share, language)),
            ]
        })
    });
    let planned = if counted.planned == 1 { ATTENDED_PLANNED_ONE } else { ATTENDED_PLANNED };
    let planned = tf(planned, move |_| [("planned", counted.planned.to_string())]);
    view! {
        <div>
            <dt>{tt(kind.label())}</dt>
            <dd>
                {attended.map(|words| view! { <strong>{words}</strong>" · " })}
                <span class="muted small">{planned}</span>
            </dd>
        </div>
    }
    .into_any()
}

/// The rows in three parts: what waits, what is to come, what has been.
fn sections(rows: &[RwSignal<SessionView>], saver: Saver, may_write: bool) -> AnyView {
    let today = today();
    // Placed once, so that a row does not leave from under the hand that records it.
    let part = |row: &RwSignal<SessionView>| {
        row.with_untracked(|session| match session.held_on.cmp(&today) {
            std::cmp::Ordering::Equal => 0,
            std::cmp::Ordering::Less if session.status == AttendanceStatus::Planned => 0,
            std::cmp::Ordering::Greater => 1,
            std::cmp::Ordering::Less => 2,
        })
    };
    let parts = [(SESSIONS_DUE, false), (SESSIONS_AHEAD, false), (SESSIONS_PAST, true)];
    let parts: Vec<_> = parts
        .into_iter()
        .enumerate()
        .map(|(number, (heading, newest_first))| {
            let mut rows: Vec<_> = rows.iter().filter(|row| part(row) == number).copied().collect();
            if newest_first {
                rows.reverse();
            }
            section(heading, rows, saver, may_write)
        })
        .collect();
    parts.into_any()
}

fn section(heading: Phrase, rows: Vec<RwSignal<SessionView>>, saver: Saver, may_write: bool) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let count = rows.len();
    let rows: Vec<_> = rows.into_iter().map(|row| row::row(row, saver, may_write)).collect();
    view! {
        <section class="group">
            <div class="group-head"><h2>{t(heading)}</h2><span class="count">{count}</span></div>
            <ul class="rows register">{rows}</ul>
        </section>
    }
    .into_any()
}
