//! What the lines of a series chart are called: at their ends where there is room, else in a key above.

use super::{SeriesChart, SeriesSegment};
use crate::Scale;
use crate::axis::apart;
use crate::canvas::Shape;
use crate::key::Sample;
use crate::look::{self, Look};
use crate::words::{LINE, TEXT, width_of};

/// The width from which names stand at the ends of the lines.
const WIDE: f64 = 560.0;
/// More lines than this are read from a key.
const MOST: usize = 4;
/// From the plot to the words.
const LEADER: f64 = 18.0;

/// Words right of the plot, at the end of their line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SeriesLabel {
    /// The height of the line's end.
    pub(crate) end: f64,
    /// The height of the middle of the words.
    pub(crate) at: f64,
    pub(crate) look: Look,
    pub(crate) words: String,
}

impl SeriesChart {
    /// The lines that have a name and an end.
    fn named(&self) -> Vec<(Look, f64, &str)> {
        let mut named: Vec<(Look, f64, &str)> = Vec::new();
        let own = self.points.iter().rev().find_map(|point| point.value);
        named.extend(own.map(|value| (look::OWN_LINE, value, self.name.as_str())));
        for other in &self.others {
            let value = other.values.iter().rev().find_map(|value| *value);
            named.extend(value.map(|value| (other.role.line(), value, other.name.as_str())));
        }
        named.extend(self.target.iter().map(|(value, words)| (look::TARGET, *value, words.as_str())));
        let centre =
            self.segments.iter().rev().find_map(|segment| Some((segment.centre?, segment.is_signal)));
        named.extend(centre.map(|(value, is_signal)| {
            (if is_signal { look::CENTRE_SIGNAL } else { look::CENTRE }, value, self.lines.centre.as_str())
        }));
        named.retain(|(_, _, words)| !words.is_empty());
        named
    }

    /// The room that names at the ends of the lines take; 0 where they stand in the key.
    pub(super) fn room_for_labels(&self) -> f64 {
        let named = self.named();
        let widest = named.iter().map(|(_, _, words)| width_of(words, TEXT)).fold(0.0, f64::max);
        let fits = self.sheet.width >= WIDE && named.len() <= MOST && widest <= self.sheet.width * 0.27;
        if fits && widest > 0.0 { widest + LEADER } else { 0.0 }
    }

    /// The names at the ends of the lines, moved apart.
    pub(super) fn labels(&self, y: Scale, (top, bottom): (f64, f64)) -> Vec<SeriesLabel> {
        let named = self.named();
        let ends: Vec<f64> = named.iter().map(|(_, value, _)| y.position(*value)).collect();
        let places = apart(&ends, LINE, (top, bottom));
        let all = named.into_iter().zip(ends).zip(places);
        all.map(|(((look, _, words), end), at)| SeriesLabel { end, at, look, words: words.to_owned() })
            .collect()
    }

    /// The key: what is there, has words, and is not named at its end.
    pub(super) fn key(&self, is_labelled: bool) -> Vec<(Sample, &str)> {
        let any = |is: fn(&SeriesSegment) -> bool| self.segments.iter().any(is);
        let limit = if any(|segment| !segment.is_trial) { look::LIMIT } else { look::LIMIT_TRIAL };
        let hollow = Sample::Mark(look::HOLLOW_MARK, Shape::Circle);
        let is_unfinished = self.points.iter().any(|point| point.is_incomplete && point.value.is_some());
        let named = if is_labelled { Vec::new() } else { self.named() };
        let named = named.into_iter().map(|(look, _, words)| (Sample::Line(look), words));
        let rest = [
            (any(|segment| !segment.limits.is_empty()), Sample::Line(limit), &self.lines.limits),
            (is_unfinished, hollow, &self.lines.incomplete),
            (self.points.iter().any(|point| point.is_hidden), Sample::Hatch, &self.lines.hidden),
        ];
        let rest =
            rest.into_iter().filter(|(is, _, _)| *is).map(|(_, sample, words)| (sample, words.as_str()));
        named.chain(rest).collect()
    }
}
