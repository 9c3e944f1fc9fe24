//! A funnel: units by size and share, and what chance explains at every size.

mod draw;
mod geometry;

pub use geometry::FunnelGeometry;

use crate::axis::ValueAxis;
use crate::{PointWords, Role, Sheet, Table, Tone};

/// A funnel chart.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelChart {
    /// Title, size and what is said without data.
    pub sheet: Sheet,
    /// The axis of shares.
    pub axis: ValueAxis,
    /// What the horizontal axis counts, e.g. `Antal forløb`.
    pub counted: String,
    /// The units, in the order of the table.
    pub units: Vec<FunnelPoint>,
    /// The curves, each with `(n, share)` from small to large.
    pub curves: Vec<FunnelCurve>,
    /// The centre and its words, e.g. `alle 76 %`.
    pub centre: Option<(f64, String)>,
    /// What is said above the plot, e.g. that limits are widened, or that nothing is adjusted for.
    pub findings: Vec<String>,
    /// What the marks are called.
    pub key: FunnelWords,
}

/// A unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FunnelPoint {
    /// Its words; the label is drawn at the own unit only.
    pub words: PointWords,
    /// Its courses and their share, or `None`: nothing counted, or hidden.
    pub place: Option<(f64, f64)>,
    /// Whose it is.
    pub role: Role,
    /// Whether it stands out.
    pub tone: Tone,
}

/// A limit.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelCurve {
    /// What stands at its end, e.g. `99,8 %`.
    pub label: String,
    /// Whether it is the outer pair.
    pub is_alarm: bool,
    /// Its points.
    pub points: Vec<(f64, f64)>,
}

/// What the marks are called; empty for what is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FunnelWords {
    /// The own unit.
    pub own: String,
    /// Units of the own cluster.
    pub cluster: String,
    /// Other units.
    pub others: String,
    /// Units that stand out for the better.
    pub better: String,
    /// Units that stand out for the worse.
    pub worse: String,
}

impl FunnelChart {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.iter().all(|unit| unit.place.is_none())
    }

    /// The same numbers as a table under these headers; also the units without a point.
    #[must_use]
    pub fn to_table(&self, columns: &[&str]) -> Table {
        Table::of(&self.sheet, columns, self.units.iter().map(|unit| &unit.words))
    }
}

#[cfg(test)]
mod tests;
