//! NHS England's rules for control charts, offered as a choice beside Anhøj's.
//!
//! Source: Making Data Count; `NHSRplotthedots`; `spec/ux.md` 3.6.

use serde::{Deserialize, Serialize};

use crate::Side;
use crate::control::ControlSegment;
use crate::series::{Point, counted};

/// Points in a row that make a shift or a trend.
const IN_A_ROW: usize = 7;

/// Points in a row of which two near the same limit make a signal.
const NEAR: usize = 3;

/// The rule that a signal comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NhsRule {
    /// A point outside the limits.
    Outside,
    /// Seven or more on one side of the centre.
    Shift,
    /// Seven or more rising or falling.
    Trend,
    /// Two of three beyond two thirds of the way to the same limit.
    NearLimit,
}

/// Points that signal, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NhsSignal {
    /// The rule.
    pub rule: NhsRule,
    /// Index of the first point in the series.
    pub first: usize,
    /// Index of the last point in the series.
    pub last: usize,
    /// Above or rising, below or falling.
    pub side: Side,
}

/// The signals of one segment, by rule and then by age.
///
/// Without a centre or limits the rules that need them find nothing.
#[must_use]
pub fn nhs_signals(points: &[Point<f64>], segment: &ControlSegment) -> Vec<NhsSignal> {
    let mut signals: Vec<NhsSignal> = Vec::new();
    let outside = segment.outside.iter();
    signals.extend(outside.map(|point| signal(NhsRule::Outside, point.index, point.index, point.side)));
    if let Ok(centre) = segment.centre {
        signals.extend(shifts(&counted(points, segment.span), centre));
    }
    let values = counted(points, segment.span);
    signals.extend(trends(&values));
    signals.extend(near_limit(&values, segment));
    signals
}

fn signal(rule: NhsRule, first: usize, last: usize, side: Side) -> NhsSignal {
    NhsSignal { rule, first, last, side }
}

/// Stretches on one side of the centre. A value on the centre ends one, as in the reference implementation; a gap does not.
fn shifts(values: &[(usize, f64)], centre: f64) -> Vec<NhsSignal> {
    let mut stretches: Vec<(Option<Side>, usize, usize, usize)> = Vec::new();
    for &(index, value) in values {
        let side = Side::of(value, centre);
        match stretches.last_mut() {
            Some((found, _, last, points)) if *found == side => {
                *last = index;
                *points += 1;
            }
            _ => stretches.push((side, index, index, 1)),
        }
    }
    let long = stretches.into_iter().filter(|(_, _, _, points)| *points >= IN_A_ROW);
    long.filter_map(|(side, first, last, _)| Some(signal(NhsRule::Shift, first, last, side?))).collect()
}

/// Stretches in which every value is larger, or every value is smaller, than the one before.
fn trends(values: &[(usize, f64)]) -> Vec<NhsSignal> {
    let mut stretches: Vec<(NhsSignal, usize)> = Vec::new();
    for pair in values.windows(2) {
        let &[(before, from), (index, to)] = pair else { continue };
        let Some(side) = Side::of(to, from) else {
            continue;
        };
        match stretches.last_mut() {
            Some((stretch, points)) if stretch.last == before && stretch.side == side => {
                stretch.last = index;
                *points += 1;
            }
            _ => stretches.push((signal(NhsRule::Trend, before, index, side), 2)),
        }
    }
    stretches.into_iter().filter(|(_, points)| *points >= IN_A_ROW).map(|(stretch, _)| stretch).collect()
}

/// Three neighbours of which at least two lie beyond two thirds of the way to the same limit.
fn near_limit(values: &[(usize, f64)], segment: &ControlSegment) -> Vec<NhsSignal> {
    let side = |&(index, value): &(usize, f64)| {
        let (limits, centre) = (segment.limits_at(index)?, segment.centre.ok()?);
        if value > centre + (limits.upper - centre) * 2.0 / 3.0 {
            Some(Side::Above)
        } else if value < centre - (centre - limits.lower) * 2.0 / 3.0 {
            Some(Side::Below)
        } else {
            None
        }
    };
    let sides: Vec<(usize, Option<Side>)> = values.iter().map(|point| (point.0, side(point))).collect();
    let mut signals: Vec<NhsSignal> = Vec::new();
    for three in sides.windows(NEAR) {
        for side in [Side::Above, Side::Below] {
            let mut near = three.iter().filter(|(_, found)| *found == Some(side)).map(|(index, _)| *index);
            let (Some(first), Some(second)) = (near.next(), near.next()) else { continue };
            let last = near.next().unwrap_or(second);
            match signals.iter_mut().rev().find(|signal| signal.side == side && signal.last >= first) {
                Some(signal) => signal.last = last,
                None => signals.push(signal(NhsRule::NearLimit, first, last, side)),
            }
        }
    }
    signals
}
