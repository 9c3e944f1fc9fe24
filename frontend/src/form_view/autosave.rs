//! The server draft: saved 0.8 s after the last change, at the latest 5 s after the first, and when the page is left.

use std::time::Duration;

use api_client::{Answer, ClientError};
use api_types::{AnswerMap, DraftView, ProblemCode};
use chrono::NaiveTime;
use domain::ids::CourseId;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft::{merge, restore};
use super::model::FormModel;
use crate::browser::{local, now};
use crate::live::follow;
use crate::session::{Session, use_session};

/// After the last change.
const QUIET: Duration = Duration::from_millis(800);
/// After the first change, however much is typed.
const LATEST: chrono::TimeDelta = chrono::TimeDelta::seconds(5);
/// After a failure.
const RETRY: Duration = Duration::from_secs(4);

/// What the bar says about saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SaveState {
    /// Nothing was changed.
    Clean,
    /// A change is on its way.
    Waiting,
    /// The server has confirmed everything.
    Saved(NaiveTime),
    /// The last attempt failed; another follows.
    Failed,
    /// Waits for a log-in.
    Expired,
}

/// Keeps the server draft of one form up to date.
#[derive(Clone, Copy)]
pub(crate) struct Autosave {
    model: FormModel,
    session: StoredValue<Session>,
    course: CourseId,
    form: StoredValue<String>,
    /// What the bar says.
    pub(crate) state: RwSignal<SaveState>,
    /// Whether fields changed elsewhere have been merged in.
    pub(crate) merged: RwSignal<bool>,
    progress: StoredValue<Progress>,
}

#[derive(Clone)]
struct Progress {
    /// What the server has.
    saved: AnswerMap,
    revision: Option<i64>,
    timer: Option<TimeoutHandle>,
    dirty_since: Option<chrono::NaiveDateTime>,
    is_sending: bool,
    is_stopped: bool,
}

impl Autosave {
    /// Follows the form from now on. `draft` is what the server has.
    pub(crate) fn start(model: FormModel, course: CourseId, form: String, draft: Option<&DraftView>) -> Self {
        let state = match draft {
            Some(draft) => SaveState::Saved(local(draft.saved_at).time()),
            None => SaveState::Clean,
        };
        // What the form opened with is not a change, whether it came from a draft or from a submitted version.
        let saved = model.snapshot.get_untracked();
        let progress = Progress {
            saved,
            revision: draft.map(|draft| draft.revision),
            timer: None,
            dirty_since: None,
            is_sending: false,
            is_stopped: false,
        };
        let autosave = Self {
            model,
            session: StoredValue::new(use_session()),
            course,
            form: StoredValue::new(form),
            state: RwSignal::new(state),
            merged: RwSignal::new(false),
            progress: StoredValue::new(progress),
        };
        autosave.follow();
        autosave
    }

    fn follow(self) {
        follow(move || {
            self.model.snapshot.track();
            if self.is_dirty() {
                self.schedule();
            }
        });
        let session = self.session.get_value();
        Effect::new(move |before: Option<()>| {
            session.renewals();
            if before.is_some() && self.is_dirty() {
                self.send();
            }
        });
        on_cleanup(move || {
            self.cancel_timer();
            if self.is_dirty() {
                self.send_last();
            }
        });
        let hidden =
            window_event_listener(leptos::ev::Custom::<web_sys::Event>::new("pagehide"), move |_| {
                self.flush()
            });
        let leaving = window_event_listener(leptos::ev::beforeunload, move |event| {
            if self.is_dirty() {
                self.flush();
                event.prevent_default();
            }
        });
        on_cleanup(move || {
            hidden.remove();
            leaving.remove();
        });
    }

    fn is_dirty(self) -> bool {
        self.progress.with_value(|progress| {
            !progress.is_stopped && self.model.snapshot.with_untracked(|now| *now != progress.saved)
        })
    }

    fn cancel_timer(self) {
        self.progress.update_value(|progress| {
            if let Some(timer) = progress.timer.take() {
                timer.clear();
            }
        });
    }

    fn schedule(self) {
        self.cancel_timer();
        self.state.set(SaveState::Waiting);
        let moment = now();
        let since = self.progress.with_value(|progress| progress.dirty_since).unwrap_or(moment);
        let wait = if moment - since >= LATEST { Duration::ZERO } else { QUIET };
        let timer = set_timeout_with_handle(move || self.send(), wait).ok();
        self.progress.update_value(|progress| {
            progress.dirty_since = Some(since);
            progress.timer = timer;
        });
    }

    /// Saves what is being typed at once, e.g. on Ctrl+S.
    pub(crate) fn save_now(self) {
        self.model.commit_all();
        self.flush();
    }

    fn flush(self) {
        self.cancel_timer();
        if self.is_dirty() {
            self.send();
        }
    }

    /// Ends saving: the form has been completed or its draft discarded.
    pub(crate) fn stop(self) {
        self.cancel_timer();
        self.progress.update_value(|progress| progress.is_stopped = true);
    }

    fn send(self) {
        let sending = self.progress.with_value(|progress| progress.is_sending || progress.is_stopped);
        if sending {
            return;
        }
        let answers = self.model.snapshot.get_untracked();
        let revision = self.progress.with_value(|progress| progress.revision);
        self.progress.update_value(|progress| progress.is_sending = true);
        self.state.set(SaveState::Waiting);
        let (session, form, course) = (self.session.get_value(), self.form.get_value(), self.course);
        spawn_local(async move {
            let answer = session.client().put_draft(course, &form, answers.clone(), revision).await;
            let answer = session.watch(answer);
            // The page may be gone by now; its clean-up has sent what was left.
            if self.progress.try_update_value(|progress| progress.is_sending = false).is_some() {
                self.answered(answers, answer).await;
            }
        });
    }

    async fn answered(self, sent: AnswerMap, answer: Answer<DraftView>) {
        match answer {
            Ok(draft) => {
                self.progress.update_value(|progress| {
                    progress.saved = sent;
                    progress.revision = Some(draft.revision);
                    progress.dirty_since = None;
                });
                self.state.set(SaveState::Saved(local(draft.saved_at).time()));
                if self.is_dirty() {
                    self.schedule();
                }
            }
            Err(ClientError::Problem(problem)) => match problem.code {
                ProblemCode::NotLoggedIn => self.state.set(SaveState::Expired),
                ProblemCode::StaleVersion | ProblemCode::PreconditionRequired => self.take_theirs_in().await,
                _ => self.retry(),
            },
            Err(_) => self.retry(),
        }
    }

    /// The draft was saved elsewhere: takes its fields in, except those changed here, and saves the union.
    async fn take_theirs_in(self) {
        let (session, form) = (self.session.get_value(), self.form.get_value());
        let Ok(Some(theirs)) = session.watch(session.client().draft(self.course, &form).await) else {
            self.retry();
            return;
        };
        let base = self.progress.with_value(|progress| progress.saved.clone());
        let here = self.model.snapshot.get_untracked();
        let union = merge(&base, &here, &theirs.answers);
        self.progress.update_value(|progress| {
            progress.saved = theirs.answers.clone();
            progress.revision = Some(theirs.revision);
        });
        self.model.replace(&restore(&self.model.programme(), &self.model.form(), &union));
        self.merged.set(true);
        self.flush();
    }

    fn retry(self) {
        self.state.set(SaveState::Failed);
        self.cancel_timer();
        let timer = set_timeout_with_handle(move || self.flush(), RETRY).ok();
        self.progress.update_value(|progress| progress.timer = timer);
    }

    /// The page is being left inside the application: the last changes are sent without it.
    fn send_last(self) {
        let (answers, form) = (self.model.snapshot.get_untracked(), self.form.get_value());
        let (session, course) = (self.session.get_value(), self.course);
        let (base, revision) =
            self.progress.with_value(|progress| (progress.saved.clone(), progress.revision));
        spawn_local(async move {
            let client = session.client();
            let sent = client.put_draft(course, &form, answers.clone(), revision).await;
            let is_stale = matches!(&sent, Err(ClientError::Problem(problem))
                if matches!(problem.code, ProblemCode::StaleVersion | ProblemCode::PreconditionRequired));
            // Somebody saved in between: their fields and ours are joined, as they are while the page is open.
            if is_stale && let Ok(Some(theirs)) = client.draft(course, &form).await {
                let union = merge(&base, &answers, &theirs.answers);
                let _ = client.put_draft(course, &form, union, Some(theirs.revision)).await;
            }
        });
    }
}
