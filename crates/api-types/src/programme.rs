//! Which definitions there are.

use chrono::NaiveDate;
use domain::programme::Programme;
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Every version of every programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProgrammeList {
    /// The versions.
    pub items: Vec<ProgrammeSummary>,
}

/// One version of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProgrammeSummary {
    /// The programme's id.
    pub id: String,
    /// The version.
    pub version: String,
    /// Its name.
    pub label: Text,
    /// The first day it may be used.
    pub valid_from: NaiveDate,
}

impl From<&Programme> for ProgrammeSummary {
    fn from(programme: &Programme) -> Self {
        Self {
            id: programme.id.clone(),
            version: programme.version.clone(),
            label: programme.label.clone(),
            valid_from: programme.valid_from,
        }
    }
}
