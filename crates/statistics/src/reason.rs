//! Why something cannot be said in numbers.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why there is no number; the page has words for each.
///
/// Counts are carried along so that the words can say how much is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// Nothing was counted.
    #[error("nothing was counted")]
    Empty,
    /// Too few periods for a test, for limits or for a verdict.
    #[error("{found} points where {needed} are needed")]
    TooFewPoints {
        /// How many it takes.
        needed: u32,
        /// How many there are.
        found: u32,
    },
    /// Too few observations, e.g. citizens with a start and an end value.
    #[error("{found} observations where {needed} are needed")]
    TooFewValues {
        /// How many it takes.
        needed: u32,
        /// How many there are.
        found: u32,
    },
    /// Too few units to compare.
    #[error("{found} units where {needed} are needed")]
    TooFewUnits {
        /// How many it takes.
        needed: u32,
        /// How many there are.
        found: u32,
    },
    /// Denominators are too small for limits that mean what they say: propose a run chart or longer periods.
    #[error("{suited} of {found} points have denominators that are large enough")]
    CountsTooSmall {
        /// How many points are large enough.
        suited: u32,
        /// How many points there are.
        found: u32,
    },
    /// All values are the same, so there is no chance variation to measure against.
    #[error("the values do not vary")]
    NoVariation,
    /// A share or a probability outside 0–1.
    #[error("a share lies between 0 and 1")]
    NotAShare,
    /// The reference expects nobody, so there is no ratio to it.
    #[error("nothing is expected")]
    NothingExpected,
    /// A number that is not finite, or too large to reckon with.
    #[error("a number is not finite")]
    NotFinite,
}

/// Lets a number through that is one.
pub(crate) fn finite(value: f64) -> Result<f64, Reason> {
    if value.is_finite() { Ok(value) } else { Err(Reason::NotFinite) }
}

/// A count as it is written into a [`Reason`].
pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// A count to reckon with.
pub(crate) fn number(length: usize) -> f64 {
    f64::from(count(length))
}
