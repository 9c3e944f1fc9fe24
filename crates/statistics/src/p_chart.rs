//! Control charts for a share per period: the p chart and Laney's p′.

use serde::{Deserialize, Serialize};

use crate::control::{ControlSegment, FEWEST_FOR_LIMITS, Limits, outside, per_point};
use crate::reason::{count, finite, number};
use crate::run_chart::tested;
use crate::runs::anhoej;
use crate::series::{BASELINE, Point, Span, counted, spans};
use crate::{Proportion, Reason};

/// The smallest expected count, with and without the event, that a point needs. Source: `spec/ux.md` 3.6.
const FEWEST_EXPECTED: f64 = 5.0;

/// Turns the mean of two neighbours' distance into a standard deviation (d₂ of two).
const D2: f64 = 1.128;

/// How the limits are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    /// p chart: the spread of a binomial count.
    Binomial,
    /// p′ chart: the binomial spread times how much more (or less) neighbouring points differ. For large denominators.
    Laney,
}

/// A p or p′ chart: one segment per baseline, oldest first.
///
/// Centre `p̄ = Σx/Σn` over the first twelve complete points, limits `p̄ ± 3·σᵢ` with `σᵢ = √(p̄(1−p̄)/nᵢ)`, clamped to
/// 0–1. p′ multiplies by `σ_z = mean|zᵢ − zᵢ₋₁| / 1.128`, `zᵢ = (pᵢ − p̄)/σᵢ`.
/// Source: `spec/ux.md` 3.6; Laney 2002, Quality Engineering 14(4).
#[must_use]
pub fn p_chart(points: &[Point<Proportion>], spread: Spread) -> Vec<ControlSegment> {
    spans(points).into_iter().map(|span| segment(points, span, spread)).collect()
}

fn segment(points: &[Point<Proportion>], span: Span, spread: Spread) -> ControlSegment {
    let all = counted(points, span);
    let baseline: Vec<Proportion> = all.iter().take(BASELINE).map(|(_, p)| *p).collect();
    let centre = pooled(&baseline);
    let limits = centre.and_then(|centre| {
        let factor = factor(&baseline, centre, spread)?;
        Ok(per_point(points, span, |p| limits(centre, p, factor)))
    });
    let values: Vec<(usize, f64)> = all.iter().map(|(index, p)| (*index, p.value())).collect();
    let shares: Vec<Point<f64>> = points.iter().map(|point| point.map(Proportion::value)).collect();
    ControlSegment {
        span,
        baseline: baseline.len(),
        is_trial: baseline.len() < BASELINE,
        centre,
        outside: outside(&values, &limits, span),
        limits,
        runs: centre.and_then(|centre| anhoej(&tested(&shares, span), centre)),
        suited: centre.and_then(|centre| suited(&all, centre)),
    }
}

fn pooled(baseline: &[Proportion]) -> Result<f64, Reason> {
    let events: f64 = baseline.iter().map(|p| f64::from(p.successes())).sum();
    let all: f64 = baseline.iter().map(|p| f64::from(p.total())).sum();
    if all == 0.0 { Err(Reason::Empty) } else { finite(events / all) }
}

/// Standard deviation of one point's share by chance.
fn sigma(centre: f64, p: Proportion) -> f64 {
    (centre * (1.0 - centre) / f64::from(p.total())).sqrt()
}

/// What three binomial standard deviations are multiplied by.
fn factor(baseline: &[Proportion], centre: f64, spread: Spread) -> Result<f64, Reason> {
    if baseline.len() < FEWEST_FOR_LIMITS {
        let needed = count(FEWEST_FOR_LIMITS);
        return Err(Reason::TooFewPoints { needed, found: count(baseline.len()) });
    }
    // All or none of everybody: the formula gives limits without width, which says nothing about the next course.
    if centre <= 0.0 || centre >= 1.0 {
        return Err(Reason::NoVariation);
    }
    if spread == Spread::Binomial {
        return Ok(1.0);
    }
    let z: Vec<f64> = baseline.iter().map(|&p| (p.value() - centre) / sigma(centre, p)).collect();
    let steps: f64 =
        z.windows(2).map(|pair| pair.iter().copied().reduce(|a, b| (b - a).abs()).unwrap_or(0.0)).sum();
    let factor = finite(steps / (number(z.len()) - 1.0) / D2)?;
    if factor <= f64::EPSILON { Err(Reason::NoVariation) } else { Ok(factor) }
}

fn limits(centre: f64, p: Proportion, factor: f64) -> Limits {
    let half = 3.0 * sigma(centre, p) * factor;
    Limits { lower: (centre - half).max(0.0), upper: (centre + half).min(1.0) }
}

/// The chart is offered where most points expect at least five courses with and five without the event.
fn suited(all: &[(usize, Proportion)], centre: f64) -> Result<(), Reason> {
    let rarer = centre.min(1.0 - centre);
    let suited = all.iter().filter(|(_, p)| f64::from(p.total()) * rarer >= FEWEST_EXPECTED).count();
    if suited * 2 > all.len() {
        Ok(())
    } else {
        Err(Reason::CountsTooSmall { suited: count(suited), found: count(all.len()) })
    }
}
