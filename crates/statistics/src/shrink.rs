//! Small units pulled towards the rest, as far as their own numbers are too few to speak.
//!
//! Empirical Bayes with a beta-binomial model: units' true shares follow a beta distribution with mean μ and
//! precision M, estimated from all units by moments (Kleinman 1973, JASA 68:46–54, weights n). A unit's estimate is
//! `(x + Mμ)/(n + M)`: with weight `n/(n+M)` its own share, for the rest the mean.

use serde::{Deserialize, Serialize};

use crate::distribution::beta_quantile;
use crate::reason::{count, finite, number};
use crate::{Interval, Proportion, Reason};

/// Units it takes to learn how much units differ. Default, as for a funnel.
const FEWEST_UNITS: usize = 5;

/// Half of what a 95 % interval leaves out.
const TAIL: f64 = 0.025;

/// A share of `total` courses; an adjusted share need not be a whole count of them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// The share, 0–1.
    pub share: f64,
    /// The courses behind it.
    pub total: u32,
}

impl From<Proportion> for Rate {
    fn from(proportion: Proportion) -> Self {
        Self { share: proportion.value(), total: proportion.total() }
    }
}

/// What all units have in common.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prior {
    /// μ: the mean share, weighted by courses, 0–1.
    pub mean: f64,
    /// M: how many courses the mean counts for. Large where units hardly differ; at most all courses together.
    pub weight: f64,
    /// Whether units differ by no more than chance: M is then its largest value.
    pub is_common: bool,
}

/// A unit's share after shrinking.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shrunken {
    /// The estimate, between the unit's own share and the mean.
    pub share: f64,
    /// 95 % interval of the posterior beta distribution. It takes μ and M for known and so is a little too narrow.
    pub interval: Interval,
    /// How much of the estimate is the unit's own, 0–1.
    pub own_weight: f64,
}

impl Prior {
    /// Learns from all units; units without courses teach nothing.
    ///
    /// With `S = Σnᵢ(pᵢ−μ)²`, N units and n courses: `ρ = (S/μ(1−μ) − (N−1)) / (n − Σnᵢ²/n − (N−1))`, `M = (1−ρ)/ρ`.
    /// Where ρ is not positive, or M exceeds n, M is n: the mean never counts for more than what it was learned from.
    ///
    /// # Errors
    /// [`Reason::TooFewUnits`] below five, [`Reason::NoVariation`] where all shares are 0 or all are 1,
    /// [`Reason::NotAShare`] where one is outside 0–1.
    pub fn learn(units: &[Rate]) -> Result<Self, Reason> {
        let units: Vec<Rate> = units.iter().copied().filter(|unit| unit.total > 0).collect();
        if units.iter().any(|unit| !(0.0..=1.0).contains(&unit.share)) {
            return Err(Reason::NotAShare);
        }
        if units.len() < FEWEST_UNITS {
            return Err(Reason::TooFewUnits { needed: count(FEWEST_UNITS), found: count(units.len()) });
        }
        let n = |unit: &Rate| f64::from(unit.total);
        let all: f64 = units.iter().map(n).sum();
        let mean = units.iter().map(|unit| unit.share * n(unit)).sum::<f64>() / all;
        let chance = mean * (1.0 - mean);
        if chance <= 0.0 {
            return Err(Reason::NoVariation);
        }
        let spread: f64 = units.iter().map(|unit| n(unit) * (unit.share - mean).powi(2)).sum();
        let freedom = number(units.len()) - 1.0;
        let room = all - units.iter().map(|unit| n(unit) * n(unit)).sum::<f64>() / all - freedom;
        let excess = spread / chance - freedom;
        let is_common = excess <= 0.0 || room <= 0.0;
        let weight = if is_common { all } else { ((room - excess) / excess).clamp(0.0, all) };
        Ok(Self { mean: finite(mean)?, weight: finite(weight)?, is_common })
    }

    /// Shrinks a unit. One without courses is the mean.
    ///
    /// # Errors
    /// [`Reason::NotAShare`] where the share is outside 0–1.
    pub fn shrink(self, unit: Rate) -> Result<Shrunken, Reason> {
        if !(0.0..=1.0).contains(&unit.share) {
            return Err(Reason::NotAShare);
        }
        let n = f64::from(unit.total);
        let all = n + self.weight;
        // Both can be 0: no courses, and units so different that the mean counts for nothing.
        let own_weight = if all > 0.0 { n / all } else { 0.0 };
        let share = self.mean + own_weight * (unit.share - self.mean);
        let (a, b) = (all * share, all * (1.0 - share));
        let interval = if all > 0.0 {
            Interval { low: beta_quantile(a, b, TAIL), high: beta_quantile(a, b, 1.0 - TAIL) }
        } else {
            Interval { low: 0.0, high: 1.0 }
        };
        Ok(Shrunken { share: finite(share)?, interval, own_weight })
    }
}
