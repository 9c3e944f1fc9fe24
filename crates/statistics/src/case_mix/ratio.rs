//! Observed over expected.

use serde::{Deserialize, Serialize};

use super::{Cell, Reference, StratumCount};
use crate::distribution::bisect;
use crate::proportion::Z;
use crate::reason::finite;
use crate::{Interval, Reason};

/// Log odds beyond which a share is 0 or 1 to every digit.
const FAR: f64 = 40.0;

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
    /// Courses of the unit in strata that the reference does not have.
    pub unmatched: u32,
}

impl Reference {
    /// The standard ratio of a unit.
    ///
    /// `expected = Σ nₖ·pₖ` with the unit's courses nₖ and the reference's share pₖ per stratum. The interval inverts the
    /// score test of a common shift δ of all log odds: the two δ at which `|O − E(δ)| = 1.96·√Σ nₖpₖ(δ)(1−pₖ(δ))`, and
    /// their `E(δ)` over expected. With one stratum this is Wilson's interval over the reference's share; the usual
    /// Poisson interval would be far too wide for events as common as these.
    /// Source: indirect standardisation, Breslow and Day 1987, II.2.3; interval: Wilson's principle, default.
    ///
    /// # Errors
    /// [`Reason::Empty`] without courses, [`Reason::NothingExpected`] where the reference never has the event in these
    /// strata, [`Reason::NotAShare`] where a stratum has more events than courses.
    pub fn adjust(&self, unit: &[StratumCount]) -> Result<Adjusted, Reason> {
        let mut strata: Vec<(f64, Cell)> = Vec::new();
        let (mut observed, mut total, mut unmatched) = (0_u32, 0_u32, 0_u32);
        for count in unit.iter().filter(|count| count.total > 0) {
            if count.events > count.total {
                return Err(Reason::NotAShare);
            }
            strata.push((f64::from(count.total), self.cell(&count.stratum)));
            observed = observed.saturating_add(count.events);
            total = total.saturating_add(count.total);
            if !self.knows(&count.stratum) {
                unmatched = unmatched.saturating_add(count.total);
            }
        }
        if total == 0 {
            return Err(Reason::Empty);
        }
        let expected: f64 = strata.iter().map(|(n, cell)| n * cell.share()).sum();
        if expected <= 0.0 {
            return Err(Reason::NothingExpected);
        }
        let ratio = finite(f64::from(observed) / expected)?;
        let counts = bounds(&strata, f64::from(observed));
        let interval =
            Interval { low: finite(counts.low / expected)?, high: finite(counts.high / expected)? };
        let share = |ratio: f64| (ratio * self.share()).min(1.0);
        let share_interval = Interval { low: share(interval.low), high: share(interval.high) };
        Ok(Adjusted {
            observed,
            expected,
            total,
            ratio,
            interval,
            share: share(ratio),
            share_interval,
            unmatched,
        })
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

/// The interval of the expected count that the observed one is compatible with.
fn bounds(strata: &[(f64, Cell)], observed: f64) -> Interval {
    let sum = |delta: f64, part: fn(f64) -> f64| -> f64 {
        strata.iter().map(|(n, cell)| n * part(shifted(cell.inner_share(), delta))).sum()
    };
    let mean = |delta: f64| sum(delta, |p| p);
    let error = |delta: f64| Z * sum(delta, |p| p * (1.0 - p)).sqrt();
    let total: f64 = strata.iter().map(|(n, _)| n).sum();
    let best = bisect(-FAR, FAR, |delta| mean(delta) < observed);
    let low = if observed <= 0.0 {
        0.0
    } else {
        mean(bisect(-FAR, best, |delta| observed - mean(delta) > error(delta))).min(observed)
    };
    let high = if observed >= total {
        total
    } else {
        mean(bisect(best, FAR, |delta| mean(delta) - observed < error(delta))).max(observed)
    };
    Interval { low, high }
}
