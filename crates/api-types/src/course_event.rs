//! What happens to a course besides its forms.

use chrono::{DateTime, NaiveDate, Utc};
use domain::course::{CourseState, LifeEvent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{MunicipalityView, TransferView};

/// An event to record.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordEvent {
    /// What happened: `invited`, `paused`, `resumed`, `rejected`, `closed` or `reopened`.
    pub event: LifeEvent,
    /// The day it happened, today or before.
    pub on: NaiveDate,
    /// Why; needed for `paused`, `rejected` and `reopened`. At most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Something that happened to a course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CourseEventView {
    /// What happened.
    pub event: LifeEvent,
    /// The day it happened.
    pub on: NaiveDate,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where the course was afterwards; absent for what did not move it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<CourseState>,
    /// The other municipality of a transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<MunicipalityView>,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// Everything that happened to a course besides its forms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CourseEvents {
    /// The events, oldest first.
    pub items: Vec<CourseEventView>,
    /// The newest offer of the course to another municipality, unless it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<TransferView>,
}
