//! Courses on their way from one municipality to another.

use chrono::{DateTime, NaiveDate, Utc};
use domain::citizen::Sex;
use domain::course::{CourseState, TransferState};
use domain::ids::{CourseId, TransferId};
use domain::municipality::MunicipalityCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::MunicipalityView;

/// A course to offer to another municipality.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferTransfer {
    /// The municipality that is to take the course over.
    #[schema(value_type = String, example = "0791")]
    pub to: MunicipalityCode,
    /// What the receiver has to know, e.g. when the citizen moves. At most 500 characters.
    pub reason: String,
}

/// A no to an offered course.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineTransfer {
    /// Why; the sender reads it. At most 500 characters.
    pub reason: String,
}

/// Which way a transfer goes, seen from the caller's municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TransferDirection {
    /// Offered to the caller's municipality.
    Incoming,
    /// Offered by it.
    Outgoing,
}

/// As much of a citizen as is needed to recognise them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TransferCitizenView {
    /// The full name.
    pub name: String,
    /// The masked number, `ddmmåå-••••`.
    pub cpr_masked: String,
    /// The date of birth.
    pub birth_date: NaiveDate,
    /// The sex.
    pub sex: Sex,
}

/// An offer of a course, as one of its two parties sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TransferView {
    /// The transfer.
    #[schema(value_type = uuid::Uuid)]
    pub id: TransferId,
    /// Which way it goes.
    pub direction: TransferDirection,
    /// The other municipality.
    pub municipality: MunicipalityView,
    /// The programme.
    pub programme: String,
    /// How far it has come.
    pub state: TransferState,
    /// Whose course it is; absent for a receiver that has not taken it over when the offer is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citizen: Option<TransferCitizenView>,
    /// The caller's own course: the one that was sent, or the one that was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<uuid::Uuid>)]
    pub course_id: Option<CourseId>,
    /// Where that course is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course_state: Option<CourseState>,
    /// Whether the course was changed after it was packed: what is sent does not have that.
    pub is_outdated: bool,
    /// What the sender wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the receiver answered; for the sender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Who sent it.
    pub offered_by: String,
    /// When it was packed.
    pub offered_at: DateTime<Utc>,
    /// Who answered or withdrew it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<DateTime<Utc>>,
}

/// The newest transfers from and to the caller's municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TransferList {
    /// At most 200 in each direction, newest first.
    pub items: Vec<TransferView>,
}
