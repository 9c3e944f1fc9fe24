//! Where a unit may lie by chance alone.

use serde::{Deserialize, Serialize};

use crate::Reason;
use crate::distribution::Binomial;
use crate::reason::finite;

/// The probabilities below the four curves, from the lowest up.
const CURVES: [f64; 4] = [0.001, 0.025, 0.975, 0.999];

/// Their points of the standard normal distribution.
const NORMAL: [f64; 4] =
    [-3.090_232_306_167_813, -1.959_963_984_540_054, 1.959_963_984_540_054, 3.090_232_306_167_813];

/// The four curves at one denominator, as shares: 95 % lies between the alerts, 99.8 % between the alarms.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FunnelLimits {
    /// 0.1 % lie below.
    pub alarm_low: f64,
    /// 2.5 % lie below.
    pub alert_low: f64,
    /// 2.5 % lie above.
    pub alert_high: f64,
    /// 0.1 % lie above.
    pub alarm_high: f64,
}

/// The four exact limits at `n` courses around the share `centre`.
///
/// # Errors
/// As [`exact_limit`].
pub fn funnel_limits(centre: f64, n: u32) -> Result<FunnelLimits, Reason> {
    each(|index| exact_limit(centre, n, CURVES.get(index).copied().unwrap_or(0.5)))
}

/// The share that `below` of all units of `n` courses fall short of, interpolated between counts.
///
/// `r` is the smallest count with P(R ≤ r) ≥ below, `α = (P(R ≤ r) − below)/P(R = r)`, and the limit `(r − α)/n`, not
/// below 0. For drawing only: flags come from the tail probabilities, see [`super::flag()`].
///
/// # Errors
/// [`Reason::Empty`] at n = 0, [`Reason::NotAShare`] where centre or probability are not shares,
/// [`Reason::NoVariation`] where the centre is 0 or 1.
pub fn exact_limit(centre: f64, n: u32, below: f64) -> Result<f64, Reason> {
    check(centre)?;
    if n == 0 {
        return Err(Reason::Empty);
    }
    if !(0.0..=1.0).contains(&below) {
        return Err(Reason::NotAShare);
    }
    let binomial = Binomial::new(n, centre)?;
    let r = binomial.quantile(below);
    let probability = binomial.exactly(r);
    let excess = binomial.at_most(r) - below;
    // Far out in a tail both are too small for a double: there the count itself is the limit.
    let alpha = if probability > 0.0 { (excess / probability).clamp(0.0, 1.0) } else { 0.0 };
    finite(((f64::from(r) - alpha) / f64::from(n)).clamp(0.0, 1.0))
}

/// Exact limits, or with variance `between` units on the arcsine scale: `sin²(asin√θ ± z·√(1/4n + τ²))`.
pub(super) fn limits(centre: f64, n: u32, between: f64) -> Result<FunnelLimits, Reason> {
    if between <= 0.0 {
        return funnel_limits(centre, n);
    }
    check(centre)?;
    if n == 0 {
        return Err(Reason::Empty);
    }
    let (angle, error) = (centre.sqrt().asin(), (0.25 / f64::from(n) + between).sqrt());
    let right = std::f64::consts::FRAC_PI_2;
    each(|index| {
        let angle = angle + NORMAL.get(index).copied().unwrap_or(0.0) * error;
        finite(angle.clamp(0.0, right).sin().powi(2))
    })
}

/// A centre that leaves room for chance.
pub(super) fn check(centre: f64) -> Result<(), Reason> {
    if !(0.0..=1.0).contains(&centre) {
        return Err(Reason::NotAShare);
    }
    if centre == 0.0 || centre == 1.0 { Err(Reason::NoVariation) } else { Ok(()) }
}

fn each(limit: impl Fn(usize) -> Result<f64, Reason>) -> Result<FunnelLimits, Reason> {
    Ok(FunnelLimits {
        alarm_low: limit(0)?,
        alert_low: limit(1)?,
        alert_high: limit(2)?,
        alarm_high: limit(3)?,
    })
}

/// Up to `points` denominators from `from` to `to`, even on their roots, ends included.
pub(super) fn denominators(from: u32, to: u32, points: u32) -> Vec<u32> {
    if to <= from || points < 2 {
        return vec![from];
    }
    let (start, end) = (f64::from(from).sqrt(), f64::from(to).sqrt());
    let step = (end - start) / f64::from(points - 1);
    // Squares of numbers between two roots of u32 are u32.
    (0..points).map(|at| ((start + f64::from(at) * step).powi(2).round() as u32).clamp(from, to)).collect()
}
