//! A series over time: run chart, p, p′ and XmR chart, and plain lines beside each other.
//!
//! One picture for all of them: points joined by a line, a centre per baseline, stepped limits where there are some,
//! gaps where nothing was counted, and numbered flags for comments and for the reasons of a break.

mod draw;
mod geometry;
mod labels;

pub use geometry::{SeriesCentre, SeriesGeometry, SeriesPlace, SeriesStep};

use crate::axis::ValueAxis;
use crate::{PointWords, Role, Sheet, Table, Tone};

/// A series chart.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesChart {
    /// Title, size and what is said without data.
    pub sheet: Sheet,
    /// The axis of values.
    pub axis: ValueAxis,
    /// What has been found, each in one sentence above the plot, e.g. `Signal: 8 kvartaler i træk over midtlinjen`.
    pub findings: Vec<String>,
    /// The name of the line, for the key; empty where the title says enough.
    pub name: String,
    /// The periods, oldest first.
    pub points: Vec<SeriesPoint>,
    /// Centre and limits, one entry per baseline.
    pub segments: Vec<SeriesSegment>,
    /// What centre and limits are called.
    pub lines: SeriesWords,
    /// The target and its words.
    pub target: Option<(f64, String)>,
    /// Lines to compare with.
    pub others: Vec<SeriesOther>,
    /// Comments on periods: index of the point, and what happened with its date.
    pub comments: Vec<(usize, String)>,
}

/// One period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeriesPoint {
    /// Its words; the label is a short period, e.g. `2. kvt. 26`.
    pub words: PointWords,
    /// The value, or `None` where nothing was counted: the line has a gap.
    pub value: Option<f64>,
    /// Whether it can still change: it is drawn hollow.
    pub is_incomplete: bool,
    /// Whether it is hidden for the sake of few persons: the gap is hatched.
    pub is_hidden: bool,
    /// What it says.
    pub tone: Tone,
}

/// A stretch with one baseline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeriesSegment {
    /// Index of its first point.
    pub first: usize,
    /// Index of its last point.
    pub last: usize,
    /// The centre line.
    pub centre: Option<f64>,
    /// Lower and upper limit per point of the stretch, in order.
    pub limits: Vec<(Option<f64>, Option<f64>)>,
    /// Whether the rules found a signal: the centre is drawn dashed.
    pub is_signal: bool,
    /// Whether the limits still move.
    pub is_trial: bool,
    /// Why a new baseline begins here, e.g. `1. juli 2025: ny definition (2026.1)`; `None` for the first.
    pub reason: Option<String>,
}

/// What the lines are called; empty for what is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeriesWords {
    /// The centre, e.g. `Median 76 %`.
    pub centre: String,
    /// The limits, e.g. `Grænser for tilfældig variation`.
    pub limits: String,
    /// Hidden periods, e.g. `Skjult (n<5)`.
    pub hidden: String,
    /// Incomplete periods, e.g. `Ikke afsluttet`.
    pub incomplete: String,
}

/// A line to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesOther {
    /// Whose it is.
    pub role: Role,
    /// Its name with the latest value, e.g. `Klynge Midt 74 %`.
    pub name: String,
    /// One value per point.
    pub values: Vec<Option<f64>>,
}

impl SeriesChart {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.points.iter().all(|point| point.value.is_none() && !point.is_hidden)
    }

    /// The same numbers as a table under these headers.
    #[must_use]
    pub fn to_table(&self, columns: &[&str]) -> Table {
        Table::of(&self.sheet, columns, self.points.iter().map(|point| &point.words))
    }
}

#[cfg(test)]
mod tests;
