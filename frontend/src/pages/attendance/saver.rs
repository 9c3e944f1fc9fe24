//! Saving what became of sessions: at once on the screen, one after the other on the server.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use api_client::{Answer, ClientError};
use api_types::{ProblemCode, SessionInput, SessionView};
use domain::attendance::AttendanceStatus;
use domain::ids::SessionId;
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

/// A session to save, and where it is shown.
type Waiting = (SessionView, RwSignal<SessionView>);

/// What waits to be sent. It outlives the page: what was recorded is saved although the user has gone on.
#[derive(Debug, Default)]
struct Queue {
    waiting: Vec<Waiting>,
    /// The state of every session as the server knows it.
    known: BTreeMap<SessionId, SessionView>,
    is_busy: bool,
}

/// Saves sessions in the order they were recorded.
#[derive(Clone, Copy)]
pub(crate) struct Saver {
    session: StoredValue<Session>,
    queue: StoredValue<Arc<Mutex<Queue>>>,
    said: RwSignal<Said>,
}

impl Saver {
    /// Saves on behalf of a session.
    pub(crate) fn new(session: Session) -> Self {
        Self {
            session: StoredValue::new(session),
            queue: StoredValue::default(),
            said: RwSignal::new(Said::Nothing),
        }
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
            queue.known.entry(before.id).or_insert(before);
            queue.waiting.retain(|(_, other)| *other != row);
            queue.waiting.push((row.get_untracked(), row));
            !std::mem::replace(&mut queue.is_busy, true)
        });
        if starts {
            spawn_local(send_all(queue, session, self.said));
        }
    }
}

fn with<T>(queue: &Mutex<Queue>, act: impl FnOnce(&mut Queue) -> T) -> T {
    act(&mut queue.lock().unwrap_or_else(PoisonError::into_inner))
}

async fn send_all(queue: Arc<Mutex<Queue>>, session: Session, said: RwSignal<Said>) {
    loop {
        let next = with(&queue, |queue| {
            let next = (!queue.waiting.is_empty()).then(|| queue.waiting.remove(0));
            queue.is_busy = next.is_some();
            next.map(|(wanted, row)| {
                let known = queue.known.get(&wanted.id).cloned().unwrap_or_else(|| wanted.clone());
                (wanted, row, known)
            })
        });
        let Some((wanted, row, known)) = next else { break };
        let answer = put(&session, &wanted, &known).await;
        let is_wanted_anew = with(&queue, |queue| {
            if let Ok(Sent::Saved(now) | Sent::Clash(now)) = &answer {
                queue.known.insert(now.id, now.clone());
            }
            queue.waiting.iter().any(|(_, other)| *other == row)
        });
        // The page may be gone by now, and with it what would be shown.
        match answer {
            // A key pressed meanwhile is what is wanted now; only the version is news.
            Ok(Sent::Saved(saved)) => {
                row.try_update(|row| row.version = saved.version);
                if !is_wanted_anew {
                    said.try_set(Said::Saved(saved));
                }
            }
            Ok(Sent::Clash(theirs)) => {
                row.try_set(theirs.clone());
                said.try_set(Said::Clash(theirs));
            }
            Err(error) => {
                row.try_set(known);
                said.try_set(Said::Failed(error));
            }
        }
    }
}

enum Sent {
    Saved(SessionView),
    /// Somebody recorded something else in the meantime.
    Clash(SessionView),
}

/// Sends a session. When it was changed in between, what matters is whether what this user saw was.
async fn put(session: &Session, wanted: &SessionView, known: &SessionView) -> Answer<Sent> {
    let client = session.client();
    let input = SessionInput::from(wanted.clone());
    let send =
        async |version| session.watch(client.put_session(wanted.course_id, wanted.id, &input, version).await);
    match send(known.version).await {
        Err(ClientError::Problem(problem)) if problem.code == ProblemCode::StaleVersion => {
            let register = session.watch(client.sessions(wanted.course_id).await)?;
            let Some(theirs) = register.sessions.into_iter().find(|theirs| theirs.id == wanted.id) else {
                return Err(ClientError::Problem(problem));
            };
            if theirs.status != known.status && theirs.status != wanted.status {
                return Ok(Sent::Clash(theirs));
            }
            send(theirs.version).await.map(Sent::Saved)
        }
        answer => answer.map(Sent::Saved),
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
