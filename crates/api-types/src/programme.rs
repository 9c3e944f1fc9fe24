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

/// How much the caller's municipality uses the versions of a programme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProgrammeUse {
    /// Every form that has been recorded, by version. A version that is named here cannot be deleted.
    pub items: Vec<FormUse>,
}

/// A form that has been recorded with a version of the definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FormUse {
    /// The version of the definition.
    pub version: String,
    /// The form's id.
    pub form: String,
    /// The courses that hold the form as that version recorded it, also where it was corrected later.
    pub courses: u64,
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
