//! Today: one row per session, with the one key that records who came.

use api_types::{CourseView, SessionView};
use domain::attendance::SessionKind;
use leptos::prelude::*;

use super::row::{Context, who};
use super::warning::warning_tags;
use crate::browser::today;
use crate::pages::attendance::{session_name, status_word, wide_mark};
use crate::show;
use crate::text::*;

/// The sessions of a course that are due.
pub(super) fn today_rows(course: &CourseView, context: &Context) -> AnyView {
    let rows = course.sessions_due.iter().filter_map(|session| {
        let signal = context.sessions.get(&session.id)?;
        Some(row(course, session, *signal, context))
    });
    rows.collect::<Vec<_>>().into_any()
}

fn row(
    course: &CourseView,
    session: &SessionView,
    signal: RwSignal<SessionView>,
    context: &Context,
) -> AnyView {
    let language = use_language();
    let (held_on, starts_at) = (session.held_on, session.starts_at);
    let is_today = held_on == today();
    let when = Signal::derive(move || {
        let language = language.get();
        let time = starts_at.map(|time| show::start_time(time, language));
        match (is_today, time) {
            (true, Some(time)) => time,
            (true, None) => SESSION_TODAY.get(language).to_owned(),
            (false, _) => show::weekday_date(held_on, language),
        }
    });
    let (kind, title) = (session.kind.label(), session.title.clone());
    let training =
        (session.kind == SessionKind::Training && course.training.planned > 0).then_some(course.training);
    let what = match training {
        Some(counts) => tf(ROW_TRAINING, move |_| {
            [("attended", counts.attended.to_string()), ("planned", counts.planned.to_string())]
        })
        .into_any(),
        None => tt(kind).into_any(),
    };
    let warnings = warning_tags(course);
    let name = session_name(session.clone());
    let citizen = course.citizen.name.clone();
    let whose = Signal::derive(move || format!("{citizen}, {}", name.get()));
    view! {
        <li class="row-item row-today" data-course=course.id.to_string() data-session=session.id.to_string()>
            <a class="row-link" href=format!("/forloeb/{}/undervejs", course.id)>
                <span class="row-when" class:nowrap=true>{when}</span>
                {who(course)}
                <span class="row-extra">{what}{title.map(|title| view! { <span class="muted">" · "{title}</span> })}</span>
                <span class="row-extra">{status_word(signal)}</span>
                <span class="row-more">{warnings}</span>
            </a>
            {wide_mark(signal, context.saver, whose)}
        </li>
    }
    .into_any()
}
