//! The difference between two proportions.

use crate::{Interval, Proportion};

/// The 95 % interval of `first − second` by Newcombe's hybrid of the two Wilson intervals.
///
/// The two must be independent: a unit is compared with a reference that leaves the unit out.
/// Source: Newcombe 1998, method 10; `spec/ux.md` 3.4.
#[must_use]
pub fn newcombe(first: Proportion, second: Proportion) -> Interval {
    let (p1, p2) = (first.value(), second.value());
    let (w1, w2) = (first.wilson(), second.wilson());
    let difference = p1 - p2;
    Interval {
        low: difference - (p1 - w1.low).hypot(w2.high - p2),
        high: difference + (w1.high - p1).hypot(p2 - w2.low),
    }
    .clamped(-1.0, 1.0)
}
