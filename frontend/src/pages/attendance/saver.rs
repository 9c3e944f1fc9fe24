//! Saving what became of sessions: at once on the screen, one after the other on the server.

use std::sync::{Arc, Mutex, PoisonError};

use api_client::{Answer, ClientError};
use api_types::{ProblemCode, SessionInput, SessionView};
use domain::attendance::AttendanceStatus;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::row::session_words;
use crate::live::live;
use crate::parts::{Icon, icon, problem_text};
use crate::session::Session;
use crate::text::*;

/// What the line under the head says.
#[derive(Clone, Debug)]
enum Said {
    Nothing,
    Saving,
    Saved(SessionView),
    Clash(SessionView),
    Failed(ClientError),
    Words(Phrase, Vec<(&'static str, String)>),
}

/// A session to save, what it was before this user changed it, and where it is shown.
#[derive(Clone, Debug)]
struct Change {
    wanted: SessionView,
    known: SessionView,
    row: RwSignal<SessionView>,
}

/// What waits to be sent. It outlives the page: what was recorded is saved although the user has gone on.
#[derive(Debug, Default)]
struct Queue {
    waiting: Vec<Change>,
    is_busy: bool,
}

/// Saves sessions in the order they were recorded.
#[derive(Clone, Copy)]
pub(crate) struct Saver {
    session: StoredValue<Session>,
    queue: StoredValue<Arc<Mutex<Queue>>>,
    said: RwSignal<Said>,
    has_notes: bool,
}

impl Saver {
    /// Saves sessions of a register, which has everything about them.
    pub(crate) fn new(session: Session) -> Self {
        Self {
            session: StoredValue::new(session),
            queue: StoredValue::default(),
            said: RwSignal::new(Said::Nothing),
            has_notes: true,
        }
    }

    /// Saves sessions of a list, which leaves their remarks out: they are looked up, so that they stay.
    pub(crate) fn of_list(session: Session) -> Self {
        Self { has_notes: false, ..Self::new(session) }
    }

    /// Says something that is not about one session.
    pub(crate) fn said(self, phrase: Phrase, places: Vec<(&'static str, String)>) {
        self.said.set(Said::Words(phrase, places));
    }

    /// Records what became of a session: shown at once, saved as soon as those before it are.
    pub(crate) fn record(self, row: RwSignal<SessionView>, status: AttendanceStatus) {
        self.change(row, |session| session.status = status);
    }

    /// Changes a session: shown at once, saved as soon as those before it are.
    pub(crate) fn change(self, row: RwSignal<SessionView>, change: impl FnOnce(&mut SessionView)) {
        let before = row.get_untracked();
        row.update(change);
        self.said.set(Said::Saving);
        let (queue, session) = (self.queue.get_value(), self.session.get_value());
        let starts = with(&queue, |queue| {
            let at = queue.waiting.iter().position(|other| other.row == row);
            let known = at.map_or(before, |at| queue.waiting.remove(at).known);
            queue.waiting.push(Change { wanted: row.get_untracked(), known, row });
            !std::mem::replace(&mut queue.is_busy, true)
        });
        if starts {
            spawn_local(send_all(queue, session, self));
        }
    }
}

fn with<T>(queue: &Mutex<Queue>, act: impl FnOnce(&mut Queue) -> T) -> T {
    act(&mut queue.lock().unwrap_or_else(PoisonError::into_inner))
}

async fn send_all(queue: Arc<Mutex<Queue>>, session: Session, saver: Saver) {
    let said = saver.said;
    loop {
        let next = with(&queue, |queue| {
            let next = (!queue.waiting.is_empty()).then(|| queue.waiting.remove(0));
            queue.is_busy = next.is_some();
            next
        });
        let Some(change) = next else { break };
        let answer = put(&session, &change, saver.has_notes).await;
        // A key pressed meanwhile is what is wanted now.
        let newer = with(&queue, |queue| on_top_of(&answer, &change, &mut queue.waiting));
        // The page may be gone by now, and with it what would be shown.
        let row = change.row;
        match answer {
            Ok(Sent::Saved(saved)) => match newer {
                Some(newer) => _ = row.try_set(newer),
                None => {
                    row.try_set(saved.clone());
                    said.try_set(Said::Saved(saved));
                }
            },
            Ok(Sent::Clash(theirs)) => {
                row.try_set(theirs.clone());
                said.try_set(Said::Clash(theirs));
            }
            Err(error) => {
                row.try_set(newer.unwrap_or(change.known));
                said.try_set(Said::Failed(error));
            }
        }
    }
}

/// Puts what was recorded in a row during a save on top of what came of that; gives what is wanted of it now.
fn on_top_of(answer: &Answer<Sent>, sent: &Change, waiting: &mut Vec<Change>) -> Option<SessionView> {
    if let Ok(Sent::Clash(_)) = answer {
        // It was recorded without knowing what somebody else had.
        waiting.retain(|other| other.row != sent.row);
    }
    let next = waiting.iter_mut().find(|other| other.row == sent.row)?;
    match answer {
        Ok(Sent::Saved(saved)) => {
            next.wanted = merged(&next.wanted, &next.known, saved);
            next.known = saved.clone();
        }
        _ => next.known = sent.known.clone(),
    }
    Some(next.wanted.clone())
}

#[derive(Debug)]
enum Sent {
    Saved(SessionView),
    /// Somebody recorded something else in the meantime.
    Clash(SessionView),
}

/// Sends a session. When it was changed in between, what matters is whether what this user saw was.
async fn put(session: &Session, change: &Change, has_notes: bool) -> Answer<Sent> {
    let (client, Change { wanted, known, .. }) = (session.client(), change);
    let send = async |session_now: &SessionView, version| {
        let input = SessionInput::from(session_now.clone());
        session.watch(client.put_session(wanted.course_id, wanted.id, &input, version).await)
    };
    if has_notes {
        match send(wanted, known.version).await {
            Err(ClientError::Problem(problem)) if problem.code == ProblemCode::StaleVersion => {}
            answer => return answer.map(Sent::Saved),
        }
    }
    let register = session.watch(client.sessions(wanted.course_id).await)?;
    let Some(theirs) = register.sessions.into_iter().find(|theirs| theirs.id == wanted.id) else {
        // Not there any more: the server says so.
        return send(wanted, known.version).await.map(Sent::Saved);
    };
    if clashes(wanted, known, &theirs) {
        return Ok(Sent::Clash(theirs));
    }
    send(&merged(wanted, known, &theirs), theirs.version).await.map(Sent::Saved)
}

/// Whether two users recorded what became of a session, and not the same.
fn clashes(wanted: &SessionView, known: &SessionView, theirs: &SessionView) -> bool {
    wanted.status != known.status && theirs.status != known.status && theirs.status != wanted.status
}

/// The session as somebody else left it, with what this user changed.
fn merged(wanted: &SessionView, known: &SessionView, theirs: &SessionView) -> SessionView {
    fn newer<T: Clone + PartialEq>(wanted: &T, known: &T, theirs: &T) -> T {
        if wanted == known { theirs.clone() } else { wanted.clone() }
    }
    SessionView {
        held_on: newer(&wanted.held_on, &known.held_on, &theirs.held_on),
        starts_at: newer(&wanted.starts_at, &known.starts_at, &theirs.starts_at),
        status: newer(&wanted.status, &known.status, &theirs.status),
        note: newer(&wanted.note, &known.note, &theirs.note),
        ..theirs.clone()
    }
}

/// The line that says what was saved; announced.
pub(crate) fn save_line(saver: Saver) -> AnyView {
    let language = use_language();
    let words = live(move || {
        let text = match saver.said.get() {
            Said::Nothing => return ().into_any(),
            Said::Saving => t(SESSION_SAVING).into_any(),
            Said::Saved(session) => status_words(SESSION_SAVED, session, language),
            Said::Clash(session) => status_words(SESSION_CLASH, session, language),
            Said::Failed(error) => {
                let reason = problem_text(&error);
                tf(SESSION_NOT_SAVED, move |_| [("reason", reason())]).into_any()
            }
            Said::Words(phrase, places) => Signal::derive(move || {
                let places: Vec<_> = places.iter().map(|(name, value)| (*name, value.as_str())).collect();
                phrase.fill(language.get(), &places)
            })
            .into_any(),
        };
        let mark = saver.said.with(|said| match said {
            Said::Failed(_) | Said::Clash(_) => Icon::Warning,
            Said::Saving => Icon::Clock,
            _ => Icon::Tick,
        });
        view! { {icon(mark)}<span>{text}</span> }.into_any()
    });
    view! { <p class="save-line" role="status">{words}</p> }.into_any()
}

fn status_words(phrase: Phrase, session: SessionView, language: RwSignal<domain::text::Language>) -> AnyView {
    Signal::derive(move || {
        let language = language.get();
        let label = session.status.label();
        phrase.fill(
            language,
            &[("session", &session_words(&session, language)), ("status", label.get(language))],
        )
    })
    .into_any()
}

#[cfg(test)]
mod tests;
