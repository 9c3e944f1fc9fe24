//! Where everything of a series chart goes.

use super::SeriesChart;
use super::labels::SeriesLabel;
use crate::Scale;
use crate::axis::{CountedFrom, spaced};
use crate::key::{Key, paragraph};
use crate::words::{LINE, TEXT, number_of, width_of};

/// Positions of a series chart, in pixels from the upper left.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesGeometry {
    /// Left, top, right and bottom of the plot.
    pub plot: (f64, f64, f64, f64),
    /// The height of everything.
    pub height: f64,
    /// The values at the lower and upper end of the axis.
    pub ends: (f64, f64),
    /// One place per period.
    pub points: Vec<SeriesPlace>,
    /// Runs of neighbouring points with a value, as indices.
    pub runs: Vec<Vec<usize>>,
    /// Written numbers of the axis and their heights.
    pub ticks: Vec<(f64, String)>,
    /// Written periods: index and horizontal centre.
    pub labels: Vec<(usize, f64)>,
    /// Steps of the lower limits, then of the upper ones.
    pub limits: Vec<SeriesStep>,
    /// Centre lines.
    pub centres: Vec<SeriesCentre>,
    /// Numbered flags: where the period is, where the flag stands, and whether a baseline breaks there.
    pub flags: Vec<(f64, f64, bool)>,
    pub(crate) named: Vec<SeriesLabel>,
    pub(crate) key: Key,
    pub(crate) findings: Vec<(f64, String)>,
    pub(crate) notes: Vec<(f64, String)>,
}

/// Where a period is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeriesPlace {
    /// The middle of its column.
    pub x: f64,
    /// The height of its value.
    pub y: Option<f64>,
}

/// Where a centre line is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeriesCentre {
    /// Left end.
    pub from: (f64, f64),
    /// Right end.
    pub to: (f64, f64),
    /// Index of its segment.
    pub segment: usize,
}

/// A limit without interruption: it steps half way between two periods.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesStep {
    /// The corners.
    pub points: Vec<(f64, f64)>,
    /// Whether it still moves.
    pub is_trial: bool,
}

/// The radius of a flag.
pub(super) const FLAG: f64 = 8.0;

impl SeriesChart {
    /// Computes the positions of everything.
    #[must_use]
    pub fn geometry(&self) -> SeriesGeometry {
        let width = self.sheet.width;
        let (findings, after_findings) = paragraph(&self.findings, 0.0, width);
        let room = self.room_for_labels();
        let key = Key::new(&self.key(room > 0.0), after_findings, width);
        let reasons = self.reasons();
        let flag_room = if reasons.is_empty() { 0.0 } else { FLAG * 2.0 + 6.0 };
        let top = after_findings + key.height + flag_room + 8.0;
        let bottom = top + self.sheet.height;
        let ends = self.axis.ends(self.values());
        let y = Scale::new(ends, (bottom, top));
        let most = if self.sheet.height < 140.0 { 4 } else { 5 };
        let ticks = self.axis.ticks(ends, most);
        let left = ticks.iter().map(|(_, words)| width_of(words, TEXT)).fold(0.0, f64::max) + 8.0;
        let right = (width - room - 4.0).max(left + 1.0);
        let last = self.points.len().saturating_sub(1);
        // Half a column at both ends, so that the first and the last limit have their whole step.
        let column = (right - left) / number_of(self.points.len().max(1));
        let x = Scale::new((0.0, number_of(last)), (left + column / 2.0, right - column / 2.0));
        let points: Vec<SeriesPlace> = self
            .points
            .iter()
            .enumerate()
            .map(|(index, point)| SeriesPlace {
                x: x.position(number_of(index)),
                y: point.value.map(|value| y.position(value)),
            })
            .collect();
        let labels: Vec<&str> = self.points.iter().map(|point| point.words.label.as_str()).collect();
        let centres: Vec<f64> = points.iter().map(|place| place.x).collect();
        let mut numbered: Vec<String> =
            reasons.iter().enumerate().map(|(at, (_, words, _))| format!("{}: {words}", at + 1)).collect();
        numbered.extend(self.axis.cut.clone());
        let (notes, height) = paragraph(&numbered, bottom + LINE + 12.0, width);
        SeriesGeometry {
            plot: (left, top, right, bottom),
            height,
            ends,
            runs: self.runs(),
            ticks: ticks.into_iter().map(|(value, words)| (y.position(value), words)).collect(),
            labels: spaced(&labels, &centres, TEXT, width, CountedFrom::Last),
            limits: self.limits(&points, y, column),
            centres: self.centres(&points, y, column),
            flags: flags(&reasons, &points, column, (left, right)),
            named: if room > 0.0 { self.labels(y, (top, bottom)) } else { Vec::new() },
            points,
            key,
            findings,
            notes,
        }
    }

    /// Everything that is drawn at a height.
    fn values(&self) -> impl Iterator<Item = f64> {
        let points = self.points.iter().filter_map(|point| point.value);
        let centres = self.segments.iter().filter_map(|segment| segment.centre);
        let limits = self.segments.iter().flat_map(|segment| &segment.limits);
        let others = self.others.iter().flat_map(|other| other.values.iter().copied().flatten());
        let target = self.target.iter().map(|(value, _)| *value);
        points
            .chain(centres)
            .chain(limits.flat_map(|(lower, upper)| [*lower, *upper]).flatten())
            .chain(others)
            .chain(target)
    }

    /// Comments and reasons of breaks in the order of time: index, words, whether a baseline breaks there.
    pub(super) fn reasons(&self) -> Vec<(usize, &str, bool)> {
        let breaks = self.segments.iter().filter_map(|s| Some((s.first, s.reason.as_deref()?, true)));
        let comments = self.comments.iter().map(|(index, words)| (*index, words.as_str(), false));
        let mut all: Vec<_> =
            breaks.chain(comments).filter(|(index, _, _)| *index < self.points.len()).collect();
        all.sort_by_key(|(index, _, is_break)| (*index, !is_break));
        all
    }

    fn runs(&self) -> Vec<Vec<usize>> {
        let mut runs: Vec<Vec<usize>> = vec![Vec::new()];
        for (index, point) in self.points.iter().enumerate() {
            // Before and after a break are not the same measure: no line says how one became the other.
            let is_break = self.segments.iter().any(|segment| segment.first == index && index > 0);
            if is_break && runs.last().is_some_and(|run| !run.is_empty()) {
                runs.push(Vec::new());
            }
            match (point.value, runs.last_mut()) {
                (Some(_), Some(run)) => run.push(index),
                (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
                _ => {}
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }

    fn limits(&self, points: &[SeriesPlace], y: Scale, column: f64) -> Vec<SeriesStep> {
        let mut steps = Vec::new();
        for side in [0, 1] {
            for segment in &self.segments {
                let mut step: Vec<(f64, f64)> = Vec::new();
                let places = points.iter().skip(segment.first);
                for (place, limits) in places.zip(&segment.limits) {
                    match if side == 0 { limits.0 } else { limits.1 } {
                        Some(limit) => {
                            let height = y.position(limit);
                            step.extend([(place.x - column / 2.0, height), (place.x + column / 2.0, height)]);
                        }
                        None if step.is_empty() => {}
                        None => steps.push((std::mem::take(&mut step), segment.is_trial)),
                    }
                }
                steps.push((step, segment.is_trial));
            }
        }
        let steps = steps.into_iter().filter(|(points, _)| !points.is_empty());
        steps.map(|(points, is_trial)| SeriesStep { points, is_trial }).collect()
    }

    fn centres(&self, points: &[SeriesPlace], y: Scale, column: f64) -> Vec<SeriesCentre> {
        let place = |index: usize| points.get(index.min(points.len().saturating_sub(1)));
        let centre = |(index, segment): (usize, &super::SeriesSegment)| {
            let height = y.position(segment.centre?);
            let (from, to) = (place(segment.first)?.x - column / 2.0, place(segment.last)?.x + column / 2.0);
            // A break is a gap: two baselines never touch.
            let from = if index > 0 { from + 2.0 } else { from };
            Some(SeriesCentre { from: (from, height), to: (to - 2.0, height), segment: index })
        };
        self.segments.iter().enumerate().filter_map(centre).collect()
    }
}

/// Flags in the order of time; crowded ones move to the right of the one before.
fn flags(
    reasons: &[(usize, &str, bool)],
    points: &[SeriesPlace],
    column: f64,
    (left, right): (f64, f64),
) -> Vec<(f64, f64, bool)> {
    let at = |(index, _, is_break): &(usize, &str, bool)| {
        let x = points.get(*index).map_or(left, |place| place.x);
        if *is_break { x - column / 2.0 } else { x }
    };
    let wanted: Vec<f64> = reasons.iter().map(at).collect();
    let stands = crate::axis::apart(&wanted, FLAG * 2.0 + 2.0, (left, right - FLAG));
    wanted.into_iter().zip(stands).zip(reasons).map(|((x, flag), reason)| (x, flag, reason.2)).collect()
}
