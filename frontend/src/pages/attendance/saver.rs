//! Saving what became of sessions: at once on the screen, one after the other on the server.

mod queue;

use std::sync::{Arc, Mutex};

use api_client::{Answer, ClientError};
use api_types::{ProblemCode, SessionInput, SessionView};
use domain::attendance::AttendanceStatus;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::queue::{Change, Queue, Said, Sent, clashes, merged};
use super::row::{session_words, status_name};
use crate::browser::ask_before_leaving;
use crate::keep::{before_again, is_same, may_be_sent_again, may_have_arrived, with};
use crate::live::live;
use crate::parts::{Icon, icon, problem_text};
use crate::session::Session;
use crate::text::*;

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
        let queue: Arc<Mutex<Queue>> = Arc::default();
        let unsaved = Arc::clone(&queue);
        ask_before_leaving(move || with(&unsaved, |queue| queue.is_busy));
        Self {
            session: StoredValue::new(session),
            queue: StoredValue::new(queue),
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

    /// The rows of sessions as the server has just told them; what this user has recorded since stays.
    pub(crate) fn rows(self, told: impl IntoIterator<Item = SessionView>) -> Vec<RwSignal<SessionView>> {
        let queue = self.queue.get_value();
        let row = |told: SessionView| {
            with(&queue, |queue| {
                let id = told.id;
                let row = RwSignal::new(queue.on_screen(told));
                if let Some(shown) = queue.rows.get_mut(&id) {
                    *shown = row;
                }
                row
            })
        };
        told.into_iter().map(row).collect()
    }

    /// Records what became of a session: shown at once, saved as soon as those before it are.
    pub(crate) fn record(self, row: RwSignal<SessionView>, status: AttendanceStatus) {
        self.change(row, |session| session.status = status);
    }

    /// Changes a session: shown at once, saved as soon as those before it are.
    pub(crate) fn change(self, row: RwSignal<SessionView>, change: impl FnOnce(&mut SessionView)) {
        let before = row.get_untracked();
        row.update(change);
        let (queue, session) = (self.queue.get_value(), self.session.get_value());
        let (starts, said) = with(&queue, |queue| queue.add(before, row.get_untracked(), row));
        self.said.set(said);
        if starts {
            spawn_local(send_all(queue, session, self));
        }
    }

    /// Says that something failed, once.
    fn fails(self, error: ClientError) {
        let is_said =
            self.said.try_with_untracked(|said| matches!(said, Said::Failed(old) if is_same(old, &error)));
        if is_said == Some(false) {
            self.said.try_set(Said::Failed(error));
        }
    }
}

async fn send_all(queue: Arc<Mutex<Queue>>, session: Session, saver: Saver) {
    while let Some(change) = with(&queue, Queue::take) {
        let answer = put(&session, &change, saver.has_notes).await;
        match answer {
            // It stays on the screen and is sent again, after the log-in if that is what it takes.
            Err(error) if may_be_sent_again(&error) => {
                with(&queue, |queue| queue.put_back(change, may_have_arrived(&error)));
                saver.fails(error.clone());
                if !before_again(&session, &error).await {
                    with(&queue, Queue::give_up);
                    break;
                }
            }
            answer => {
                let (newer, said, row) = with(&queue, |queue| {
                    let (newer, said) = queue.answered(&answer, &change);
                    (newer, said, queue.rows.get(&change.wanted.id).copied())
                });
                // A key pressed meanwhile is what is wanted now; without an answer to keep, what was known.
                let shown = newer.unwrap_or(match answer {
                    Ok(Sent::Saved(session) | Sent::Clash(session)) => session,
                    Err(_) => change.known,
                });
                // The page may be gone by now, and with it what would be shown.
                if let Some(row) = row {
                    row.try_set(shown);
                }
                saver.said.try_set(said);
            }
        }
    }
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
    let known = change.knowing(&theirs).known;
    if clashes(wanted, &known, &theirs) {
        return Ok(Sent::Clash(theirs));
    }
    send(&merged(wanted, &known, &theirs), theirs.version).await.map(Sent::Saved)
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
    let state = Signal::derive(move || {
        saver.said.with(|said| match said {
            Said::Nothing | Said::Words(..) => "none",
            Said::Saving => "saving",
            Said::Saved(_) => "saved",
            Said::Clash(_) | Said::Failed(_) => "failed",
        })
    });
    view! { <p class="save-line" role="status" data-state=state>{words}</p> }.into_any()
}

fn status_words(phrase: Phrase, session: SessionView, language: RwSignal<domain::text::Language>) -> AnyView {
    Signal::derive(move || {
        let language = language.get();
        let label = status_name(session.status, session.held_on);
        phrase.fill(
            language,
            &[("session", &session_words(&session, language)), ("status", label.get(language))],
        )
    })
    .into_any()
}

#[cfg(test)]
mod tests;
