//! What is planned on a course, and what is suggested.

use chrono::{DateTime, Utc};
use domain::plan::{Plan, Standing};
use domain::programme::Reason;
use domain::validation::Finding;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A course's plan in one version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanView {
    /// Counts the versions, also in `ETag`; 0 when nothing has been planned.
    pub version: i64,
    /// The definition version whose lists it is made from; absent when nothing has been planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition_version: Option<String>,
    /// What is planned. Sent back with changes to save it.
    pub plan: Plan,
    /// Who decided about the suggestions, one for each of the plan's decisions.
    pub decided: Vec<DecidedView>,
    /// What the plan lacks.
    pub findings: Vec<Finding>,
    /// When it was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved_at: Option<DateTime<Utc>>,
    /// Who saved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved_by: Option<String>,
}

/// Who decided about a suggestion, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DecidedView {
    /// The suggestion's id.
    pub suggestion: String,
    /// Who decided.
    pub decided_by: String,
    /// When.
    pub decided_at: DateTime<Utc>,
}

/// Every version of a course's plan, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanHistory {
    /// The versions, newest first.
    pub versions: Vec<PlanView>,
}

/// The suggestions that a course's answers call for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SuggestionList {
    /// The suggestions in the order of the definition.
    pub items: Vec<SuggestionView>,
}

/// A suggestion whose rule holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SuggestionView {
    /// The suggestion's id.
    pub suggestion: String,
    /// The definition version whose rule it is.
    pub definition_version: String,
    /// The intervention it suggests.
    pub intervention: String,
    /// The condition the intervention is for.
    pub condition: String,
    /// The answers it follows from.
    pub because: Vec<Reason>,
    /// What has been decided. A decision about other answers does not count.
    pub standing: Standing,
}
