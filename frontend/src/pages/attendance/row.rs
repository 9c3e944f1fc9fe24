//! One session of the register.

use api_types::SessionView;
use chrono::NaiveDate;
use domain::attendance::{AttendanceStatus, SessionDelivery, SessionKind};
use domain::text::{Language, Text};
use leptos::prelude::*;

use super::edit::editor;
use super::saver::Saver;
use super::status::{DIGITS, look};
use crate::browser::today;
use crate::live::{live, live_if};
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// What the one key does: the citizen came, or that is taken back.
pub(crate) fn toggled(status: AttendanceStatus) -> AttendanceStatus {
    match status {
        AttendanceStatus::Attended => AttendanceStatus::Planned,
        _ => AttendanceStatus::Attended,
    }
}

/// `24.11.2026 tirs. kl. 10.30 Fysisk træning`: what tells a session from the others of its citizen.
pub(crate) fn session_words(session: &SessionView, language: Language) -> String {
    let day = show::weekday_date(session.held_on, language);
    let time = session.starts_at.map(|time| show::start_time(time, language)).unwrap_or_default();
    let kind = session.kind.label();
    [day, time, kind.get(language).to_owned()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The same as a signal.
pub(crate) fn session_name(session: SessionView) -> Signal<String> {
    let language = use_language();
    Signal::derive(move || session_words(&session, language.get()))
}

/// The row of a session.
pub(super) fn row(row: RwSignal<SessionView>, saver: Saver, may_write: bool) -> AnyView {
    let language = use_language();
    let session = row.get_untracked();
    let is_ahead = session.held_on > today();
    let is_today = session.held_on == today();
    let name = session_name(session.clone());
    let when = Signal::derive(move || {
        row.with(|session| {
            let language = language.get();
            (
                show::weekday_date(session.held_on, language),
                session.starts_at.map(|time| show::start_time(time, language)),
            )
        })
    });
    let what = Signal::derive(move || {
        row.with(|session| {
            let language = language.get();
            let delivery = session.delivery.label();
            // A conversation is with one citizen, and a group has a name.
            let is_usual = match session.delivery {
                SessionDelivery::Group => session.title.is_some(),
                SessionDelivery::Individual => is_conversation(session.kind),
                SessionDelivery::Digital => false,
            };
            let delivery = (!is_usual).then(|| delivery.get(language).to_owned());
            [Some(session.kind.label().get(language).to_owned()), session.title.clone(), delivery]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · ")
        })
    });
    let mark = mark_button(row, saver, may_write && !is_ahead, name);
    view! {
        <li class="session" data-session=session.id.to_string() class:session-now=is_today>
            {mark}
            <div class="session-when">
                <span class="nowrap"><strong>{move || when.get().0}</strong>" "{move || when.get().1}</span>
                {is_today.then(|| view! { " "<span class="tag">{t(SESSION_TODAY)}</span> })}
            </div>
            <div class="session-what">
                {what}
                {live_if(move || row.with(|session| session.note.clone()).map(|note| view! {
                    <p class="small muted session-note">{note}</p>
                }))}
            </div>
            <div class="session-status">{status_word(row)}</div>
            {may_write.then(|| view! {
                <div class="session-acts">{status_choice(row, is_ahead, name, Callback::new(move |status| saver.record(row, status)))}{editor(row, saver, name)}</div>
            })}
        </li>
    }
    .into_any()
}

const fn is_conversation(kind: SessionKind) -> bool {
    matches!(
        kind,
        SessionKind::ClarifyingInterview | SessionKind::IndividualTalk | SessionKind::FinalInterview
    )
}

/// The button of a session that is saved on its own.
pub(crate) fn mark_button(
    row: RwSignal<SessionView>,
    saver: Saver,
    is_open: bool,
    name: Signal<String>,
) -> AnyView {
    let toggle = Callback::new(move |()| {
        if is_open {
            saver.record(row, toggled(row.with_untracked(|session| session.status)));
        }
    });
    status_mark(row, is_open, name, toggle, false)
}

/// The same with its word and key, where there is room.
pub(crate) fn wide_mark(row: RwSignal<SessionView>, saver: Saver, name: Signal<String>) -> AnyView {
    let toggle = Callback::new(move |()| {
        saver.record(row, toggled(row.with_untracked(|session| session.status)));
    });
    status_mark(row, true, name, toggle, true)
}

/// The button one key presses: whether the citizen came.
pub(crate) fn status_mark(
    row: RwSignal<SessionView>,
    is_open: bool,
    name: Signal<String>,
    toggle: Callback<()>,
    is_wide: bool,
) -> AnyView {
    let is_attended = move || row.with(|session| session.status == AttendanceStatus::Attended);
    let label = (!is_wide).then(|| tf(SESSION_ATTENDED_OF, move |_| [("session", name.get())]));
    view! {
        <button type="button" class="mark" class:mark-wide=is_wide aria-pressed=Signal::derive(move || is_attended().to_string())
            aria-label=label aria-disabled=(!is_open).then_some("true") on:click=move |_| toggle.run(())>
            {live(move || icon(if is_attended() { Icon::Tick } else { look(row.with(|s| s.status)).0 }))}
            {is_wide.then(|| view! {
                <span class="mark-word">{t(SESSION_ATTENDED)}" "<kbd aria-hidden="true">"f"</kbd></span>
                <span class="visually-hidden">{name}</span>
            })}
        </button>
    }
    .into_any()
}

/// What a status is called: a day that has come and of which nothing was said is not recorded, one to come is planned.
pub(crate) fn status_name(status: AttendanceStatus, held_on: NaiveDate) -> Text {
    match status {
        AttendanceStatus::Planned if held_on <= today() => both(SESSION_UNRECORDED),
        status => status.label(),
    }
}

/// The status in a word, with its icon's colour.
pub(crate) fn status_word(row: RwSignal<SessionView>) -> AnyView {
    let language = use_language();
    live(move || {
        let (status, held_on) = row.with(|session| (session.status, session.held_on));
        let is_open = status == AttendanceStatus::Planned && held_on <= today();
        let (_, class) = look(status);
        let label = status_name(status, held_on);
        let words = Signal::derive(move || label.get(language.get()).to_owned());
        view! { <span class=class class:unrecorded=is_open>{words}</span> }.into_any()
    })
}

/// Every status to choose from; those of a day to come are only what can be known beforehand.
pub(crate) fn status_choice(
    row: RwSignal<SessionView>,
    is_ahead: bool,
    name: Signal<String>,
    record: Callback<AttendanceStatus>,
) -> AnyView {
    let language = use_language();
    let choices: Vec<_> = DIGITS
        .into_iter()
        .filter(|(_, status)| !is_ahead || status.may_lie_ahead())
        .map(|(digit, status)| {
            let words = Signal::derive(move || {
                let label = status_name(status, row.with(|session| session.held_on));
                format!("{digit} {}", label.get(language.get()))
            });
            let is_chosen = Signal::derive(move || row.with(|session| session.status == status));
            view! { <option value=status.id() selected=is_chosen>{words}</option> }
        })
        .collect();
    let choose = move |event| {
        if let Ok(status) = event_target_value(&event).parse() {
            record.run(status);
        }
    };
    view! {
        <select class="input session-select" aria-label=tf(SESSION_STATUS_OF, move |_| [("session", name.get())])
            prop:value=Signal::derive(move || row.with(|session| session.status.id()))
            on:change=choose>
            {choices}
        </select>
    }
    .into_any()
}
