//! The XmR chart: one number per period and its moving range.

use serde::{Deserialize, Serialize};

use crate::Reason;
use crate::control::{ControlSegment, FEWEST_FOR_LIMITS, Limits, outside, per_point};
use crate::reason::{count, finite, number};
use crate::run_chart::tested;
use crate::runs::anhoej;
use crate::series::{BASELINE, Point, Span, counted, spans};

/// Three standard deviations per mean moving range: 3/1.128.
const WIDTH: f64 = 2.66;

/// The upper limit of a moving range of two, per mean moving range (D₄).
const RANGE: f64 = 3.267;

/// What a measure can be at all: limits do not leave it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// The smallest possible value, e.g. 0 days.
    pub low: Option<f64>,
    /// The largest possible value, e.g. 1 for a share.
    pub high: Option<f64>,
}

/// One stretch of an XmR chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct XmrSegment {
    /// The chart of the values: centre is the mean of the baseline.
    pub values: ControlSegment,
    /// The distance of every point of the span to the counted point before it, `None` where there is none.
    pub ranges: Vec<Option<f64>>,
    /// Mean moving range of the baseline after screening.
    pub mean_range: Result<f64, Reason>,
    /// Upper limit of a moving range: 3.267 times the mean.
    pub range_limit: Result<f64, Reason>,
    /// Moving ranges of the baseline that were so large that they were left out of the mean.
    pub screened: u32,
}

/// An XmR (I) chart: one segment per baseline, oldest first.
///
/// Limits `x̄ ± 2.66·mR̄` over the first twelve complete points. Moving ranges above 3.267·mR̄ are left out once and the
/// mean is taken again, so that one jump does not hide the next. The measure's own `bounds` cut the limits.
/// Source: `spec/ux.md` 3.7; Wheeler, Understanding Variation; `qicharts2`, `NHSRplotthedots`.
#[must_use]
pub fn xmr(points: &[Point<f64>], bounds: Bounds) -> Vec<XmrSegment> {
    spans(points).into_iter().map(|span| segment(points, span, bounds)).collect()
}

fn segment(points: &[Point<f64>], span: Span, bounds: Bounds) -> XmrSegment {
    let all = counted(points, span);
    let baseline: Vec<f64> = all.iter().take(BASELINE).map(|(_, value)| *value).collect();
    let centre = mean(&baseline);
    let (mean_range, screened) = mean_range(&distances(&baseline));
    let limits =
        limits(centre, mean_range, baseline.len(), bounds).map(|limits| per_point(points, span, |_| limits));
    let values = ControlSegment {
        span,
        baseline: baseline.len(),
        is_trial: baseline.len() < BASELINE,
        centre,
        outside: outside(&all, &limits, span),
        limits,
        runs: centre.and_then(|centre| anhoej(&tested(points, span), centre)),
        suited: Ok(()),
    };
    let range_limit = mean_range.and_then(|range| finite(RANGE * range));
    XmrSegment { values, ranges: ranges(points, span), mean_range, range_limit, screened }
}

fn mean(values: &[f64]) -> Result<f64, Reason> {
    if values.is_empty() {
        return Err(Reason::Empty);
    }
    let n = number(values.len());
    finite(values.iter().map(|value| value / n).sum())
}

fn distances(values: &[f64]) -> Vec<f64> {
    values.windows(2).filter_map(|pair| pair.iter().copied().reduce(|a, b| (b - a).abs())).collect()
}

/// The mean moving range after one screening, and how many ranges it left out.
fn mean_range(ranges: &[f64]) -> (Result<f64, Reason>, u32) {
    let first = match mean(ranges) {
        Ok(first) => first,
        Err(Reason::Empty) => return (Err(Reason::TooFewPoints { needed: 2, found: 1 }), 0),
        Err(reason) => return (Err(reason), 0),
    };
    let kept: Vec<f64> = ranges.iter().copied().filter(|range| *range <= RANGE * first).collect();
    (mean(&kept), count(ranges.len() - kept.len()))
}

fn limits(
    centre: Result<f64, Reason>,
    mean_range: Result<f64, Reason>,
    points: usize,
    bounds: Bounds,
) -> Result<Limits, Reason> {
    let centre = centre?;
    if points < FEWEST_FOR_LIMITS {
        return Err(Reason::TooFewPoints { needed: count(FEWEST_FOR_LIMITS), found: count(points) });
    }
    let half = finite(WIDTH * mean_range?)?;
    if half <= 0.0 {
        return Err(Reason::NoVariation);
    }
    let (lower, upper) = (finite(centre - half)?, finite(centre + half)?);
    // A bound beyond the centre would turn the limits around.
    let low = bounds.low.map_or(lower, |low| lower.max(low.min(centre)));
    let high = bounds.high.map_or(upper, |high| upper.min(high.max(centre)));
    finite(low)?;
    Ok(Limits { lower: low, upper: finite(high)? })
}

fn ranges(points: &[Point<f64>], span: Span) -> Vec<Option<f64>> {
    let mut previous: Option<f64> = None;
    crate::series::within(points, span)
        .map(|(_, point)| {
            let value = *point.counted()?;
            let range = previous.map(|previous| (value - previous).abs()).filter(|range| range.is_finite());
            previous = Some(value);
            range
        })
        .collect()
}
