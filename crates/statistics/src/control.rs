//! What all control charts share: stepped limits around a frozen centre.

use serde::{Deserialize, Serialize};

use crate::series::{Point, Span};
use crate::{Reason, Runs, Side};

/// Complete points below which limits are not drawn at all: six numbers say too little about chance. Default.
pub const FEWEST_FOR_LIMITS: usize = 6;

/// What chance alone explains at one point: the natural process limits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// Lower limit (LPL), not below what the measure can be.
    pub lower: f64,
    /// Upper limit (UPL), not above what the measure can be.
    pub upper: f64,
}

/// A point outside its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outside {
    /// Index in the series.
    pub index: usize,
    /// Beyond which limit.
    pub side: Side,
}

/// One stretch of a control chart with a centre and limits of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ControlSegment {
    /// The points it holds.
    pub span: Span,
    /// Complete points that centre and limits are computed from.
    pub baseline: usize,
    /// Whether these are trial limits: they move until the baseline has twelve complete points.
    pub is_trial: bool,
    /// The centre line.
    pub centre: Result<f64, Reason>,
    /// Limits of every point of the span, in order, `None` at gaps and incomplete points; or why there are none.
    pub limits: Result<Vec<Option<Limits>>, Reason>,
    /// Points outside their limits.
    pub outside: Vec<Outside>,
    /// What Anhøj's rules found around the centre.
    pub runs: Result<Runs, Reason>,
    /// Whether this kind of chart should be offered for these data at all.
    pub suited: Result<(), Reason>,
}

impl ControlSegment {
    /// The limits at a point of the series.
    #[must_use]
    pub fn limits_at(&self, index: usize) -> Option<Limits> {
        let offset = index.checked_sub(self.span.first)?;
        *self.limits.as_ref().ok()?.get(offset)?
    }

    /// Whether chance does not explain what is seen, by limits or runs.
    #[must_use]
    pub fn is_signal(&self) -> bool {
        !self.outside.is_empty() || self.runs.as_ref().is_ok_and(Runs::is_signal)
    }
}

/// The points outside their limits. A value on the limit is inside.
pub(crate) fn outside(
    values: &[(usize, f64)],
    limits: &Result<Vec<Option<Limits>>, Reason>,
    span: Span,
) -> Vec<Outside> {
    let Ok(limits) = limits else { return Vec::new() };
    let beyond = |&(index, value): &(usize, f64)| {
        let limits = (*limits.get(index.checked_sub(span.first)?)?)?;
        let side = match (Side::of(value, limits.upper), Side::of(value, limits.lower)) {
            (Some(Side::Above), _) => Side::Above,
            (_, Some(Side::Below)) => Side::Below,
            _ => return None,
        };
        Some(Outside { index, side })
    };
    values.iter().filter_map(beyond).collect()
}

/// One value per point of the span, `None` where the point is not counted.
pub(crate) fn per_point<T: Copy, U>(
    points: &[Point<T>],
    span: Span,
    value: impl Fn(T) -> U,
) -> Vec<Option<U>> {
    crate::series::within(points, span)
        .map(|(_, point)| point.counted().map(|counted| value(*counted)))
        .collect()
}
