//! Who looked at whom and why.

use chrono::{DateTime, Utc};
use domain::access::{Purpose, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// One operation on the data of citizens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccessLogEntry {
    /// The number in the municipality's chain, from 1.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub username: String,
    /// In which role.
    pub role: Role,
    /// Why.
    pub purpose: Purpose,
    /// What was done, e.g. `read`.
    pub action: String,
    /// With what kind of thing, e.g. `course`.
    pub object: String,
    /// With which one.
    pub object_id: Option<String>,
    /// The citizen concerned.
    pub citizen_id: Option<Uuid>,
    /// The citizens it showed, where it was a list of several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citizens: Vec<Uuid>,
    /// What was searched for, without identifiers.
    pub criterion: Option<String>,
    /// How many were found or touched.
    pub result_count: i64,
    /// How it ended: `done`, `not_found`, `refused` or `denied`.
    pub result: String,
    /// The request it belongs to.
    pub request_id: Uuid,
}

/// A page of the access log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccessLogPage {
    /// The entries, newest first.
    pub items: Vec<AccessLogEntry>,
    /// How many there are in all.
    pub total: u64,
    /// Where the next page begins; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}
