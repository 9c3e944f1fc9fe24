//! What open screens are told without asking.

use chrono::{DateTime, Utc};
use domain::municipality::MunicipalityCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The numbers of the caller's municipality have changed: read them again.
///
/// Sent as `event: changed` on `GET /events`, at most once a second.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NumbersChanged {
    /// Whose numbers.
    #[schema(value_type = String, example = "0740")]
    pub municipality: MunicipalityCode,
    /// When the change was stored.
    pub at: DateTime<Utc>,
}
