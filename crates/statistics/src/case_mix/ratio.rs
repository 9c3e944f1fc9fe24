//! Observed over expected.

use serde::{Deserialize, Serialize};

use super::fit::{FAR, share_of};
use super::{LevelCount, Reference};
use crate::distribution::bisect;
use crate::proportion::Z;
use crate::reason::finite;
use crate::{Interval, Proportion, Reason};

/// A unit after adjustment for case mix.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Adjusted {
    /// Courses that fulfil the indicator.
    pub observed: u32,
    /// Courses that would, if the unit's citizens fared as in the reference.
    pub expected: f64,
    /// Courses in the denominator.
    pub total: u32,
    /// Standard ratio, observed ÷ expected; 1 is as in the reference.
    pub ratio: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// Adjusted share: ratio × share of the reference, at most 1.
    pub share: f64,
    /// The interval of the adjusted share, within 0–1.
    pub share_interval: Interval,
}

impl Reference {
    /// The standard ratio of a unit from all its courses and, factor by factor, how many are in each level.
    ///
    /// `expected = n · Σ_c w_c·p_c` over the combinations c of levels: `w_c` is the product of the unit's own parts (0–1) of
    /// the levels that meet in c, `p_c` the reference's share there. Of the unit's levels only the courses are used, not
    /// their events.
    ///
    /// The interval inverts the score test of a common shift δ of all log odds: the two δ at which
    /// `|O − E(δ)| = 1.96·√(n Σ w_c p_c(δ)(1−p_c(δ)))`, and their `E(δ)` over expected. With one combination this is
    /// Wilson's interval over the reference's share; the usual Poisson interval would be far too wide for events as common
    /// as these. It covers chance among the unit's courses; not the reference, rounding, or levels that do meet more or
    /// less often than independence says.
    ///
    /// Source: indirect standardisation, Breslow and Day 1987, II.2.3, and Armitage, Berry and Matthews 2002; ratio times
    /// the reference's share on one axis with the raw share, Spiegelhalter 2005 (Stat Med 24:1185); interval: Wilson's
    /// principle, default.
    ///
    /// # Errors
    /// [`Reason::NothingExpected`] where the reference never has the event in these levels.
    pub fn adjust(&self, unit: Proportion, factors: &[Vec<LevelCount>]) -> Result<Adjusted, Reason> {
        let (n, observed) = (f64::from(unit.total()), f64::from(unit.successes()));
        let combined = self.combined(&self.mix(unit.total(), factors), None);
        let cells: Vec<(f64, f64)> =
            combined.into_iter().map(|(weight, odds)| (n * weight, share_of(odds))).collect();
        let expected: f64 = cells.iter().map(|(n, share)| n * share).sum();
        if expected <= 0.0 {
            return Err(Reason::NothingExpected);
        }
        let ratio = finite(observed / expected)?;
        let counts = bounds(&self.odds_against(&cells), observed, n);
        let interval =
            Interval { low: finite(counts.low / expected)?, high: finite(counts.high / expected)? };
        let share = |ratio: f64| (ratio * self.share()).min(1.0);
        let share_interval = Interval { low: share(interval.low), high: share(interval.high) };
        let (observed, total) = (unit.successes(), unit.total());
        Ok(Adjusted { observed, expected, total, ratio, interval, share: share(ratio), share_interval })
    }

    /// The odds against the event of each combination, half a course of the reference away from none and all.
    fn odds_against(&self, cells: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let half = 0.5 / (f64::from(self.whole.total()) + 1.0);
        let inner = cells.iter().map(|(n, share)| (*n, share.clamp(half, 1.0 - half)));
        inner.map(|(n, share)| (n, (1.0 - share) / share)).collect()
    }
}

/// The share `p` after its log odds are shifted by `delta`.
#[must_use]
pub fn shifted(p: f64, delta: f64) -> f64 {
    if p <= 0.0 || p >= 1.0 {
        return p;
    }
    1.0 / (1.0 + (1.0 - p) / p * (-delta).exp())
}

/// The interval of the expected count that the observed one is compatible with; `cells` are courses and odds against.
fn bounds(cells: &[(f64, f64)], observed: f64, total: f64) -> Interval {
    // Mean and standard deviation of the count after a shift.
    let after = |delta: f64| -> (f64, f64) {
        let factor = (-delta).exp();
        let (mean, variance) = cells.iter().fold((0.0, 0.0), |(mean, variance), (n, against)| {
            let share = 1.0 / (1.0 + against * factor);
            (mean + n * share, variance + n * share * (1.0 - share))
        });
        (mean, Z * variance.sqrt())
    };
    let mean = |delta: f64| after(delta).0;
    let best = bisect(-FAR, FAR, |delta| mean(delta) < observed);
    let low = if observed <= 0.0 {
        0.0
    } else {
        let is_below = |delta: f64| {
            let (mean, error) = after(delta);
            observed - mean > error
        };
        mean(bisect(-FAR, best, is_below)).min(observed)
    };
    let high = if observed >= total {
        total
    } else {
        let is_below = |delta: f64| {
            let (mean, error) = after(delta);
            mean - observed < error
        };
        mean(bisect(best, FAR, is_below)).max(observed)
    };
    Interval { low, high }
}
