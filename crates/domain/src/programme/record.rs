//! What a programme derives from imported records: variables that nobody types.

use serde::{Deserialize, Serialize};

use crate::expr::Rule;
use crate::health_record::Sector;
use crate::programme::Form;

/// Everything a programme derives from the records of hospital, laboratory and general practice.
///
/// To expressions it is a form called `records`: `records.bp_sys`, `submitted(records)`. It is submitted when there is
/// any record of the citizen, so that nothing is held against a citizen about whom nothing was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Records {
    /// The variables, as a form that is never shown to be filled in.
    pub form: Form,
    /// How each of them is derived, in the same order.
    #[serde(default)]
    pub derived: Vec<Derived>,
}

/// How one variable is derived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Derived {
    /// The variable's id.
    pub variable: String,
    /// The codes that count, each with everything below it: `BUG` is also `BUGA1`.
    pub codes: Vec<String>,
    /// A record counts only with one of these diagnoses or one below it; any will do if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnoses: Vec<String>,
    /// Who must have delivered it; anybody if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<Sector>,
    /// What is taken from the records that count.
    pub pick: Pick,
    /// When the record must lie; any time up to today if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
}

impl Derived {
    /// Whether records with this code count, whatever else is asked of them.
    #[must_use]
    pub fn is_about(&self, code: &str) -> bool {
        is_below(&self.codes, code)
    }
}

/// Whether a code is one of these or below one of them.
pub(crate) fn is_below(stems: &[String], code: &str) -> bool {
    stems.iter().any(|stem| code.starts_with(stem.as_str()))
}

/// What is taken from the records that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Pick {
    /// Whether there is one.
    Exists,
    /// How many there are.
    Count,
    /// The value of the latest.
    Latest,
    /// The day of the earliest.
    FirstOn,
    /// The day of the latest.
    LatestOn,
}

/// Days around a date, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Window {
    /// The date. While it is unknown, nothing can be derived.
    pub around: Rule,
    /// The first day, counted from the date; negative before it. Open if absent.
    pub from_days: Option<i64>,
    /// The last day, counted from the date. Open if absent.
    pub to_days: Option<i64>,
}
