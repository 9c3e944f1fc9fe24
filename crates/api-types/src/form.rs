//! Drafts, submitted forms and their history.

use chrono::{DateTime, Utc};
use domain::validation::Finding;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{AnswerMap, CourseView, OutcomeView};

/// A draft to save: whatever has been typed, complete or not.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutDraft {
    /// The answers typed so far.
    #[schema(value_type = Object)]
    pub answers: AnswerMap,
}

/// A saved draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DraftView {
    /// The form's id.
    pub form: String,
    /// The answers typed so far.
    #[schema(value_type = Object)]
    pub answers: AnswerMap,
    /// Counts the saves, also in `ETag`.
    pub revision: i64,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
    /// Who saved it.
    pub saved_by: String,
}

/// A form to submit.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitForm {
    /// The answers; computed variables may be left out.
    #[schema(value_type = Object)]
    pub answers: AnswerMap,
    /// Why a submitted form is changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What became of a submitted (or only validated) form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Submitted {
    /// The form's new version, also in `ETag`; unchanged when only validated.
    pub version: i64,
    /// The answers as they count, computed variables included.
    #[schema(value_type = Object)]
    pub answers: AnswerMap,
    /// What was improbable and is to be confirmed.
    pub findings: Vec<Finding>,
    /// What the course now counts as.
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
}

/// Every submitted version of a form, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FormHistory {
    /// The form's id.
    pub form: String,
    /// The versions, newest first.
    pub versions: Vec<FormVersionView>,
}
