//! An interval of numbers with both ends included.

use serde::{Deserialize, Serialize};

/// A closed interval, `low <= high`.
///
/// For a proportion both ends lie in 0–1; for a difference of proportions in −1–1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Whether `value` lies inside, ends included.
    ///
    /// Used for "the target lies within the uncertainty", which is said instead of a verdict.
    #[must_use]
    pub fn covers(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// The distance between the ends.
    #[must_use]
    pub fn width(self) -> f64 {
        self.high - self.low
    }

    /// Cuts the interval to `low..=high`.
    pub(crate) fn clamped(self, low: f64, high: f64) -> Self {
        Self { low: self.low.clamp(low, high), high: self.high.clamp(low, high) }
    }
}
