//! A proportion `x` of `n` and its 95 % intervals.
//!
//! Wilson is the interval on screen; the exact one (Clopper–Pearson) is offered in extracts.
//! Wald intervals are not: they are wrong exactly where municipalities live, at small `n`.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::distribution::beta_quantile;
use crate::{Interval, Reason};

/// The 97.5 % point of the standard normal distribution.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// Half of what a 95 % interval leaves out.
const TAIL: f64 = 0.025;

/// `successes` of `total`, where `total` is at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proportion {
    successes: u32,
    total: u32,
}

/// Why two counts are not a proportion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProportionError {
    /// Nothing was counted, so there is no proportion to speak of.
    #[error("a proportion of nothing does not exist")]
    Empty,
    /// More successes than trials.
    #[error("{successes} of {total} is more than all")]
    MoreThanAll {
        /// The numerator given.
        successes: u32,
        /// The denominator given.
        total: u32,
    },
}

impl From<ProportionError> for Reason {
    fn from(error: ProportionError) -> Self {
        match error {
            ProportionError::Empty => Self::Empty,
            ProportionError::MoreThanAll { .. } => Self::NotAShare,
        }
    }
}

impl Proportion {
    /// Builds `successes` of `total`.
    ///
    /// # Errors
    /// [`ProportionError`] when `total` is zero or smaller than `successes`.
    pub fn new(successes: u32, total: u32) -> Result<Self, ProportionError> {
        if total == 0 {
            return Err(ProportionError::Empty);
        }
        if successes > total {
            return Err(ProportionError::MoreThanAll { successes, total });
        }
        Ok(Self { successes, total })
    }

    /// The numerator.
    #[must_use]
    pub fn successes(self) -> u32 {
        self.successes
    }

    /// The denominator, at least one.
    #[must_use]
    pub fn total(self) -> u32 {
        self.total
    }

    /// The point estimate, 0–1.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.successes) / f64::from(self.total)
    }

    /// The 95 % interval by Wilson's score method.
    ///
    /// Source: Wilson 1927; formula and vectors in `spec/ux.md` 3.4.
    #[must_use]
    pub fn wilson(self) -> Interval {
        let n = f64::from(self.total);
        let p = self.value();
        let z2 = Z * Z;
        let shrink = 1.0 + z2 / n;
        let centre = (p + z2 / (2.0 * n)) / shrink;
        let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt() / shrink;
        // At none or all of n one end is the estimate itself; rounding must not push it past.
        let low = if self.successes == 0 { 0.0 } else { centre - half };
        let high = if self.successes == self.total { 1.0 } else { centre + half };
        Interval { low, high }.clamped(0.0, 1.0)
    }

    /// The exact 95 % interval of Clopper and Pearson 1934, from quantiles of the beta distribution:
    /// B(2.5 %; x, n−x+1) to B(97.5 %; x+1, n−x).
    #[must_use]
    pub fn clopper_pearson(self) -> Interval {
        let x = f64::from(self.successes);
        let n = f64::from(self.total);
        // Beta(0, ·) and Beta(·, 0) do not exist: there the end is 0 or 1 by definition.
        let low = beta_quantile(x, n - x + 1.0, TAIL);
        let high = beta_quantile(x + 1.0, n - x, 1.0 - TAIL);
        Interval { low, high }.clamped(0.0, 1.0)
    }
}
