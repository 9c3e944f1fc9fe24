//! A citizen's own line: two to six measurements, words on the axis, an arrow that says which way is better.
//!
//! Few numbers on purpose: the start and the latest value are written, the rest is in the table.

mod draw;

use crate::words::number_of;
use crate::{Scale, Table};

/// One measure of one citizen over time.
#[derive(Clone, Debug, PartialEq)]
pub struct CitizenLine {
    /// What the table shows.
    pub name: String,
    /// The measurements, oldest first.
    pub points: Vec<CitizenPoint>,
    /// Words for parts of the axis, from the lowest up; empty where the axis has `ends`.
    pub levels: Vec<CitizenLevel>,
    /// The words at the lowest and the highest end of the axis.
    pub ends: Option<(String, String)>,
    /// Which way is better, with the word for it; `None` where that depends.
    pub better: Option<(Arrow, String)>,
    /// The ends of a scale that has ends.
    pub axis: Option<(f64, f64)>,
    /// How much of an open scale is shown at least, so that a small change looks small.
    pub span: f64,
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// The size of the words in pixels.
    pub text: f64,
    /// The measurement the reader is at, from 0.
    pub selected: Option<usize>,
}

/// One measurement.
#[derive(Clone, Debug, PartialEq)]
pub struct CitizenPoint {
    /// Days since any fixed day.
    pub day: f64,
    /// The number.
    pub value: f64,
    /// The day as it stands under the axis.
    pub date: String,
    /// What is written at the point, e.g. `420 meter (start)`; empty for nothing.
    pub mark: String,
    /// The cells of the table.
    pub cells: Vec<String>,
}

/// A part of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct CitizenLevel {
    /// The lowest number that belongs to it; the first begins at the end of the axis, and codes have none.
    pub from: Option<f64>,
    /// Its words.
    pub words: String,
    /// Whether it is advised to be here: drawn as a band.
    pub advised: bool,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

/// Where the marks go.
#[derive(Clone, Debug, PartialEq)]
pub struct CitizenGeometry {
    /// The plot: left, top, right, bottom.
    pub plot: (f64, f64, f64, f64),
    /// The measurements.
    pub points: Vec<(f64, f64)>,
    /// The dates that have room under the axis, by index.
    pub dates: Vec<usize>,
    /// The levels: upper and lower edge, from the lowest level up.
    pub bands: Vec<(f64, f64)>,
    /// Words of levels or ends, broken into lines that fit beside the plot.
    pub words: Vec<Vec<String>>,
}

/// The width of a letter, as a share of its size: generous, so that words stay inside.
const LETTER: f64 = 0.56;
/// The distance between two lines of words, as a share of their size.
const LINE: f64 = 1.2;

impl CitizenLine {
    /// Computes the positions of all marks.
    #[must_use]
    pub fn geometry(&self) -> CitizenGeometry {
        let words = self.broken_words();
        let longest = words.iter().flatten().map(|line| line.chars().count()).max().unwrap_or_default();
        let left = if longest == 0 { self.text } else { self.width_of(longest) + self.text };
        let arrow = if self.better.is_some() { 2.4 } else { 1.0 };
        let right = (self.width - self.text * arrow).max(left + 1.0);
        // Room for a mark above the highest point, and for the dates below.
        let (top, bottom) = (self.text * 1.9, (self.height - self.text * 2.0).max(self.text * 2.0));
        let x = self.columns(left + self.text * 1.2, right - self.text * 1.2);
        let y = Scale::new(self.domain(), (bottom, top));
        let points: Vec<_> =
            self.points.iter().zip(&x).map(|(point, x)| (*x, y.position(point.value))).collect();
        let dates = self.dates(&x);
        CitizenGeometry { plot: (left, top, right, bottom), bands: self.bands(y), points, dates, words }
    }

    /// The same measurements as a table under these headers.
    #[must_use]
    pub fn to_table(&self, columns: &[&str]) -> Table {
        Table {
            caption: self.name.clone(),
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            rows: self.points.iter().map(|point| point.cells.clone()).collect(),
        }
    }

    fn width_of(&self, letters: usize) -> f64 {
        number_of(letters) * self.text * LETTER
    }

    /// The words beside the axis, from the lowest up, each broken so that the plot keeps most of the width.
    fn broken_words(&self) -> Vec<Vec<String>> {
        let letters = (self.width * 0.26 / (self.text * LETTER)).max(8.0);
        let breaks = |words: &str| broken(words, letters);
        match &self.ends {
            Some((low, high)) if self.levels.is_empty() => vec![breaks(low), breaks(high)],
            _ => self.levels.iter().map(|level| breaks(&level.words)).collect(),
        }
    }

    /// Horizontal positions: true to time, or evenly spread where two days would stand on each other.
    fn columns(&self, left: f64, right: f64) -> Vec<f64> {
        let days: Vec<f64> = self.points.iter().map(|point| point.day).collect();
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            return Vec::new();
        };
        if days.len() == 1 {
            return vec![(left + right) / 2.0];
        }
        let timed = Scale::new((*first, *last), (left, right));
        let timed: Vec<f64> = days.iter().map(|day| timed.position(*day)).collect();
        let closest =
            timed.windows(2).map(|pair| pair.iter().rev().copied().reduce(|a, b| a - b).unwrap_or(0.0));
        if closest.fold(f64::INFINITY, f64::min) >= self.text * 3.5 {
            return timed;
        }
        let even = Scale::new((0.0, number_of(days.len() - 1)), (left, right));
        (0..days.len()).map(|index| even.position(number_of(index))).collect()
    }

    /// The dates that do not run into each other; the last always stands, the first where there is room.
    fn dates(&self, columns: &[f64]) -> Vec<usize> {
        let mut kept: Vec<usize> = Vec::new();
        let mut next = f64::INFINITY;
        for (index, (point, x)) in self.points.iter().zip(columns).enumerate().rev() {
            let half = self.width_of(point.date.chars().count()) / 2.0;
            if x + half <= next {
                kept.push(index);
                next = x - half - self.text * 0.4;
            }
        }
        kept.reverse();
        kept
    }

    /// What the axis shows: the whole of a scale with ends, else the measurements with room around them.
    fn domain(&self) -> (f64, f64) {
        if let Some(axis) = self.axis {
            return axis;
        }
        if self.is_coded() {
            return (-0.5, number_of(self.levels.len()) - 0.5);
        }
        let values = || self.points.iter().map(|point| point.value);
        let (low, high) =
            (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        // The second keeps room for the words at the lowest and the highest point.
        let room = (self.span - (high - low)).max((high - low) * 0.78) / 2.0;
        (low - room, high + room)
    }

    /// Levels without bounds are codes: one step each.
    fn is_coded(&self) -> bool {
        self.levels.len() > 1 && self.levels.iter().all(|level| level.from.is_none())
    }

    fn bands(&self, y: Scale) -> Vec<(f64, f64)> {
        let (lowest, highest) = self.domain();
        let start = |index: usize| match self.levels.get(index) {
            _ if self.is_coded() => number_of(index) - 0.5,
            Some(CitizenLevel { from: Some(from), .. }) => *from,
            Some(_) => lowest,
            None => highest,
        };
        let edges = (0..self.levels.len()).map(|index| (start(index + 1), start(index)));
        edges.map(|(upper, lower)| (y.position(upper), y.position(lower))).collect()
    }
}

/// Breaks words into lines of at most so many letters; a longer word keeps its line.
fn broken(words: &str, letters: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if number_of(line.chars().count() + 1 + word.chars().count()) <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests;
