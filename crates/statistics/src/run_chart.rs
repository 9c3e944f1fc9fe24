//! The run chart (*seriediagram*): the median of the baseline and Anhøj's rules around it.

use serde::{Deserialize, Serialize};

use crate::median::middle;
use crate::reason::finite;
use crate::runs::anhoej;
use crate::series::{BASELINE, Point, Span, counted, spans};
use crate::{Reason, Runs};

/// One stretch of a run chart with a midline of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunSegment {
    /// The points it holds.
    pub span: Span,
    /// Complete points that the midline is the median of, at most [`BASELINE`].
    pub baseline: usize,
    /// Whether the midline still moves with every new point.
    pub is_trial: bool,
    /// The median of the baseline, in the unit of the values.
    pub midline: Result<f64, Reason>,
    /// What the rules found over all complete points of the stretch.
    pub runs: Result<Runs, Reason>,
}

/// A run chart: one segment per baseline, oldest first; none without points.
///
/// The midline is the median of the first [`BASELINE`] complete points of the segment and stays there.
/// Source: `spec/ux.md` 3.5.
#[must_use]
pub fn run_chart(points: &[Point<f64>]) -> Vec<RunSegment> {
    spans(points).into_iter().map(|span| segment(points, span)).collect()
}

fn segment(points: &[Point<f64>], span: Span) -> RunSegment {
    let values = counted(points, span);
    let midline = median_of(values.iter().take(BASELINE).map(|(_, value)| *value));
    let runs = midline.and_then(|midline| anhoej(&tested(points, span), midline));
    let is_trial = values.len() < BASELINE;
    RunSegment { span, baseline: values.len().min(BASELINE), is_trial, midline, runs }
}

fn median_of(values: impl Iterator<Item = f64>) -> Result<f64, Reason> {
    let mut values = values.map(finite).collect::<Result<Vec<f64>, Reason>>()?;
    values.sort_by(f64::total_cmp);
    middle(&values).ok_or(Reason::Empty)
}

/// The whole series with everything blanked that the rules must not see: runs keep the indices of the series.
pub(crate) fn tested(points: &[Point<f64>], span: Span) -> Vec<Option<f64>> {
    let seen = |index: usize, point: &Point<f64>| point.counted().copied().filter(|_| span.holds(index));
    points.iter().enumerate().map(|(index, point)| seen(index, point)).collect()
}
