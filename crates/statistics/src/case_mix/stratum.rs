//! What is adjusted for.

use serde::{Deserialize, Serialize};

/// Citizens who are alike in what is adjusted for. The codes are the caller's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stratum {
    /// Age band at the start, e.g. `60-69`.
    pub age_band: String,
    /// Sex.
    pub sex: String,
    /// Index event, e.g. `nstemi`.
    pub index_event: String,
}

impl Stratum {
    pub(crate) fn age_and_sex(&self) -> (&str, &str) {
        (&self.age_band, &self.sex)
    }
}

/// Courses of one stratum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StratumCount {
    /// Who they are.
    pub stratum: Stratum,
    /// Courses that fulfil the indicator.
    pub events: u32,
    /// Courses in its denominator.
    pub total: u32,
}
