//! Completing the form: validation, the save that counts, and what the server says to it.

use api_client::ClientError;
use api_types::{ProblemCode, SubmitForm};
use domain::ids::CourseId;
use domain::programme::Severity;
use domain::text::{Language, Text};
use domain::validation::Finding;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::autosave::Autosave;
use super::model::FormModel;
use super::previous::short_name;
use crate::browser::forget_focus;
use crate::live::follow;
use crate::pages::Notice;
use crate::session::{Session, use_session};
use crate::text::*;

/// Completes one form.
#[derive(Clone, Copy)]
pub(crate) struct Completion {
    model: FormModel,
    autosave: Autosave,
    session: StoredValue<Session>,
    course: CourseId,
    /// The version that is being corrected, if the form was submitted before.
    version: Option<i64>,
    notice: Notice,
    navigate: Callback<String>,
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
    pub(crate) fn new(model: FormModel, autosave: Autosave, course: CourseId, version: Option<i64>) -> Self {
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
            version,
            notice: expect_context::<Notice>(),
            navigate: Callback::new(move |path: String| {
                navigate(&path, leptos_router::NavigateOptions::default())
            }),
            reason: RwSignal::new(String::new()),
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
        let in_the_way = untrack(|| !self.model.obstacles().is_empty());
        if in_the_way {
            self.asked.update(|count| *count += 1);
            return;
        }
        self.is_busy.set(true);
        self.failed.set(None);
        let answers = self.model.evaluation.with_untracked(super::evaluation::Evaluation::to_send);
        let form = self.model.form();
        let reason = self.reason.get_untracked();
        let session = self.session.get_value();
        spawn_local(async move {
            let reason = Some(reason).filter(|reason| !reason.trim().is_empty());
            let submit = SubmitForm { answers, reason };
            let answer = session.client().submit_form(self.course, &form.id, &submit, self.version).await;
            match session.watch(answer) {
                Ok(_) => {
                    self.autosave.stop();
                    self.notice.say(receipt(&short_name(&form.label)));
                    self.navigate.run(format!("/forloeb/{}", self.course));
                }
                Err(error) => self.refuse(error),
            }
            self.is_busy.try_set(false);
        });
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

fn receipt(form: &Text) -> Text {
    let fill = |language| RECEIPT.fill(language, &[("form", form.get(language))]);
    Text::new(fill(Language::Da), fill(Language::En))
}
