//! Completing the form: validation, the save that counts, and what the server says to it.

use api_client::{Answer, ClientError};
use api_types::{ProblemCode, SubmitForm, Submitted};
use domain::ids::CourseId;
use domain::programme::Severity;
use domain::text::{Language, Text};
use domain::validation::Finding;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::autosave::Autosave;
use super::clashes::CLASHES_ID;
use super::model::FormModel;
use crate::browser::{focus_soon, forget_focus, pause, random_id};
use crate::live::follow;
use crate::pages::Notice;
use crate::session::{Session, use_session};
use crate::text::*;

/// A submission that was sent, with the key that makes repeating it safe.
#[derive(Clone)]
struct Attempt {
    submit: SubmitForm,
    version: Option<i64>,
    key: String,
}

/// How often a submission that is still being handled is asked about again, a second apart.
const ASKED_AGAIN: usize = 5;

/// Completes one form.
#[derive(Clone, Copy)]
pub(crate) struct Completion {
    model: FormModel,
    autosave: Autosave,
    session: StoredValue<Session>,
    course: CourseId,
    notice: Notice,
    navigate: Callback<String>,
    attempt: StoredValue<Option<Attempt>>,
    /// Why a completed form is corrected.
    pub(crate) reason: RwSignal<String>,
    /// Counts the attempts, so that the summary takes focus each time.
    pub(crate) asked: RwSignal<u32>,
    /// Whether the server is being asked.
    pub(crate) is_busy: RwSignal<bool>,
    /// What the server found.
    pub(crate) refused: RwSignal<Vec<Finding>>,
    /// Why it could not be completed at all.
    pub(crate) failed: RwSignal<Option<ClientError>>,
}

impl Completion {
    /// Prepares completion of the form of a course.
    pub(crate) fn new(model: FormModel, autosave: Autosave, course: CourseId) -> Self {
        let navigate = use_navigate();
        let refused = RwSignal::new(Vec::new());
        // What the server found is about the answers it got; a change makes it old.
        follow(move || {
            model.snapshot.track();
            if refused.with_untracked(|refused: &Vec<Finding>| !refused.is_empty()) {
                refused.set(Vec::new());
            }
        });
        Self {
            model,
            autosave,
            session: StoredValue::new(use_session()),
            course,
            notice: expect_context::<Notice>(),
            navigate: Callback::new(move |path: String| {
                navigate(&path, leptos_router::NavigateOptions::default())
            }),
            attempt: StoredValue::new(None),
            reason: autosave.reason,
            asked: RwSignal::new(0),
            is_busy: RwSignal::new(false),
            refused,
            failed: RwSignal::new(None),
        }
    }

    /// Confirms every improbable answer and completes.
    pub(crate) fn confirm_all(self) {
        for finding in untrack(|| self.model.obstacles()) {
            if let (Severity::Soft, Some(id)) = (finding.severity, finding.variable) {
                self.model.confirm(&id);
            }
        }
        self.complete();
    }

    /// Completes, or shows what is in the way.
    pub(crate) fn complete(self) {
        if self.is_busy.get_untracked() {
            return;
        }
        // The last Enter may still be on its way to the next field; the summary comes first.
        forget_focus();
        self.model.commit_all();
        self.model.attempted.set(true);
        if self.autosave.clashes.with_untracked(|clashes| !clashes.is_empty()) {
            focus_soon(CLASHES_ID);
            return;
        }
        let in_the_way = untrack(|| !self.model.obstacles().is_empty());
        if in_the_way {
            self.asked.update(|count| *count += 1);
            return;
        }
        self.is_busy.set(true);
        self.failed.set(None);
        spawn_local(async move {
            // What is submitted is on the server as a draft first: whatever happens now, it is not lost.
            self.autosave.saved().await;
            // Gone before it was sent: it is not completed, and the draft is kept.
            let Some(session) = self.session.try_get_value() else { return };
            let answer = session.watch(self.submit().await);
            if self.session.try_get_value().is_none() {
                return;
            }
            match answer {
                Ok(_) => self.leave(RECEIPT),
                Err(error) if error.is_stale() => self.catch_up(error).await,
                Err(error) => self.refuse(error),
            }
            self.is_busy.try_set(false);
        });
    }

    /// Sends the form. The same content is sent with the same key, so that it counts only once, however often the
    /// button is pressed and whichever answers are lost.
    async fn submit(self) -> Answer<Submitted> {
        let reason = Some(self.reason.get_untracked()).filter(|reason| !reason.trim().is_empty());
        let submit = SubmitForm {
            answers: self.model.evaluation.with_untracked(|evaluation| evaluation.to_send()),
            reason,
            confirmed: self.model.confirmed.get_untracked(),
            draft: self.autosave.revision(),
        };
        let version = self.autosave.based_on.get_untracked();
        let before = self.attempt.get_value().filter(|attempt| {
            let sent = &attempt.submit;
            attempt.version == version
                && (&sent.answers, &sent.reason, &sent.confirmed)
                    == (&submit.answers, &submit.reason, &submit.confirmed)
        });
        let attempt = before.unwrap_or_else(|| Attempt { submit, version, key: random_id().to_string() });
        self.attempt.set_value(Some(attempt.clone()));
        let (client, form) = (self.session.get_value().client().clone(), self.model.form().id.clone());
        let ask = || client.submit_form(self.course, &form, &attempt.submit, version, Some(&attempt.key));
        let mut answer = ask().await;
        for _ in 0..ASKED_AGAIN {
            let is_in_progress = |error: &ClientError| {
                error.problem().is_some_and(|problem| problem.code == ProblemCode::RequestInProgress)
            };
            if !answer.as_ref().is_err_and(is_in_progress) {
                break;
            }
            pause(1_000).await;
            answer = ask().await;
        }
        answer
    }

    /// Somebody else, or this person in another window, submitted the form in between.
    async fn catch_up(self, error: ClientError) {
        let attempted = self.attempt.get_value().map(|attempt| attempt.submit.answers);
        let before = self.autosave.based_on.get_untracked();
        let is_in = self.autosave.catch_up(attempted.as_ref()).await;
        let Some(now) = self.autosave.based_on.try_get_untracked() else { return };
        if now == before {
            self.refuse(error);
        } else if is_in {
            self.leave(ALREADY_COMPLETED);
        } else {
            focus_soon(CLASHES_ID);
        }
    }

    /// The form is complete: back to the course, with a receipt.
    fn leave(self, said: Phrase) {
        self.autosave.stop();
        let label = short_name(&self.model.form().label);
        let fill = |language| said.fill(language, &[("form", label.get(language))]);
        self.notice.say(Text::new(fill(Language::Da), fill(Language::En)));
        self.navigate.try_run(format!("/forloeb/{}", self.course));
    }

    fn refuse(self, error: ClientError) {
        match &error {
            ClientError::Problem(problem)
                if problem.code == ProblemCode::ValidationFailed && !problem.findings.is_empty() =>
            {
                self.refused.set(problem.findings.clone());
            }
            _ => self.failed.set(Some(error)),
        }
        self.asked.update(|count| *count += 1);
    }
}
