//! Drafts, submitted forms and their history.

use chrono::{DateTime, Utc};
use domain::validation::{Confirmation, Finding};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{AnswerMap, CourseView, OutcomeView};

/// A draft to save: whatever has been typed, complete or not.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutDraft {
    /// The answers typed so far. A text that is no answer, or none yet, is `{"typed": "8,"}`.
    #[schema(value_type = Object)]
    pub answers: AnswerMap,
    /// What was improbable and has been confirmed, each for exactly the value it had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<Confirmation>,
    /// Why a submitted form is being changed, as far as it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What was answered elsewhere to fields that were changed here as well, waiting for somebody to choose; `null` for
    /// a field made empty.
    #[serde(default, skip_serializing_if = "AnswerMap::is_empty")]
    #[schema(value_type = Object)]
    pub clashes: AnswerMap,
    /// The form's submitted version the draft began with; absent when there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<i64>,
    /// The version of the definition it is typed with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition_version: Option<String>,
    /// The window that saves; a later save of the window that saved last is accepted whatever `If-Match` says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writer: Option<DraftWriter>,
}

/// A window that saves drafts. It may overtake itself, when the answer to a save never arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftWriter {
    /// The window, by an id it made up when it was opened.
    pub window: Uuid,
    /// Counts its saves.
    pub sequence: i64,
}

impl From<AnswerMap> for PutDraft {
    fn from(answers: AnswerMap) -> Self {
        Self { answers, ..Self::default() }
    }
}

/// A saved draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DraftView {
    /// The form's id.
    pub form: String,
    /// The answers typed so far.
    #[schema(value_type = Object)]
    pub answers: AnswerMap,
    /// What was improbable and has been confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<Confirmation>,
    /// Why a submitted form is being changed, as far as it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What was answered elsewhere to fields that were changed here as well; `null` for a field made empty.
    #[serde(default, skip_serializing_if = "AnswerMap::is_empty")]
    #[schema(value_type = Object)]
    pub clashes: AnswerMap,
    /// The form's submitted version the draft began with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<i64>,
    /// The form's submitted version now: another than `based_on` when somebody submitted it meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form_version: Option<i64>,
    /// The version of the definition it was typed with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition_version: Option<String>,
    /// The window that saved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writer: Option<DraftWriter>,
    /// Grows with every save and is never used again, also in `ETag`.
    pub revision: i64,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
    /// Who saved it.
    pub saved_by: String,
}

/// A form to submit.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitForm {
    /// The answers; computed variables may be left out.
    #[schema(value_type = Object)]
    pub answers: AnswerMap,
    /// Why a submitted form is changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What was improbable and has been confirmed, each for exactly the value it had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<Confirmation>,
    /// The revision of the draft these answers include. A later one, e.g. from another window, is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<i64>,
}

/// What became of a submitted (or only validated) form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Submitted {
    /// The form's new version, also in `ETag`; unchanged when only validated.
    pub version: i64,
    /// The answers as they count, computed variables included.
    #[schema(value_type = Object)]
    pub answers: AnswerMap,
    /// What is improbable and nobody has confirmed, in this version or an earlier one.
    pub findings: Vec<Finding>,
    /// What the course now counts as in the programme's own indicators; the others are with the course's outcomes.
    pub outcomes: Vec<OutcomeView>,
    /// The course after the form.
    pub course: CourseView,
}

/// A submitted form in its latest version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FormView {
    /// The form's id.
    pub form: String,
    /// The latest version.
    #[serde(flatten)]
    pub latest: FormVersionView,
}

/// One submitted version of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FormVersionView {
    /// 1 for the first, also in `ETag` for the latest.
    pub version: i64,
    /// The definition version the answers follow.
    pub definition_version: String,
    /// The answers.
    #[schema(value_type = Object)]
    pub answers: AnswerMap,
    /// When it was submitted.
    pub submitted_at: DateTime<Utc>,
    /// Who submitted it.
    pub submitted_by: String,
    /// Why an earlier version was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What was improbable and was confirmed, in this version and those before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<ConfirmationView>,
}

/// A soft finding that was confirmed, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConfirmationView {
    /// The finding's code, e.g. `improbable`, or the id of a check.
    pub code: String,
    /// The variable the finding was about; absent for the whole form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variable: Option<String>,
    /// What was answered to the variable when it was confirmed; absent when nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<serde_json::Value>)]
    pub value: Option<serde_json::Value>,
    /// Who confirmed it.
    pub confirmed_by: String,
    /// When.
    pub confirmed_at: DateTime<Utc>,
}

impl ConfirmationView {
    /// What was confirmed, without who and when.
    #[must_use]
    pub fn confirmation(&self) -> Confirmation {
        let Self { code, variable, value, .. } = self.clone();
        Confirmation { code, variable, value }
    }
}

/// Every submitted version of a form, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FormHistory {
    /// The form's id.
    pub form: String,
    /// The versions, newest first.
    pub versions: Vec<FormVersionView>,
}
