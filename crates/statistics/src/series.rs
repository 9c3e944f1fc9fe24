//! Periods in a row, and where their baselines begin.

use serde::{Deserialize, Serialize};

/// Complete points that make a baseline; from then on midline and limits stay as they are.
///
/// Source: `spec/ux.md` 3.6; NHS England, Making Data Count.
pub const BASELINE: usize = 12;

/// One period of a series.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point<T> {
    /// What was counted or measured; `None` where nothing was.
    pub value: Option<T>,
    /// Whether the period can no longer change. An incomplete one is shown, never tested.
    pub is_complete: bool,
    /// Whether a new baseline begins here: somebody rebased with a reason, or the definition changed.
    pub begins: bool,
}

impl<T> Point<T> {
    /// A complete period.
    pub fn complete(value: impl Into<Option<T>>) -> Self {
        Self { value: value.into(), is_complete: true, begins: false }
    }

    /// The value, if it may take part in rules and limits.
    pub(crate) fn counted(&self) -> Option<&T> {
        self.value.as_ref().filter(|_| self.is_complete)
    }

    /// The same period with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Point<U> {
        Point { value: self.value.map(change), is_complete: self.is_complete, begins: self.begins }
    }
}

/// Neighbouring points that share a baseline, both ends included, as indices of the series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first point.
    pub first: usize,
    /// The last point.
    pub last: usize,
}

impl Span {
    /// Whether the point at `index` belongs to it.
    #[must_use]
    pub fn holds(self, index: usize) -> bool {
        (self.first..=self.last).contains(&index)
    }
}

/// Cuts a series where a new baseline begins. No points, no spans.
pub(crate) fn spans<T>(points: &[Point<T>]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (index, point) in points.iter().enumerate() {
        match spans.last_mut() {
            Some(span) if !point.begins => span.last = index,
            _ => spans.push(Span { first: index, last: index }),
        }
    }
    spans
}

/// The points of a span with their indices in the series.
pub(crate) fn within<T>(points: &[Point<T>], span: Span) -> impl Iterator<Item = (usize, &Point<T>)> {
    points.iter().enumerate().skip(span.first).take(span.last + 1 - span.first)
}

/// The values of a span that may take part in rules and limits.
pub(crate) fn counted<T: Copy>(points: &[Point<T>], span: Span) -> Vec<(usize, T)> {
    within(points, span).filter_map(|(index, point)| Some((index, *point.counted()?))).collect()
}
