//! The numbers of a chart, for those who read rather than look.

use crate::{PointWords, Sheet};

/// A table with a caption, one header row and rows of ready-written cells.
///
/// The first cell of a row is its header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the table shows.
    pub caption: String,
    /// One header per column.
    pub columns: Vec<String>,
    /// The cells, as many per row as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with a row per datum: its finished cells, in the order in which the chart is read.
    pub(crate) fn of<'a>(
        sheet: &Sheet,
        columns: &[&str],
        data: impl Iterator<Item = &'a PointWords>,
    ) -> Self {
        Self {
            caption: [sheet.title.as_str(), sheet.subtitle.as_str()].join(". "),
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            rows: data.map(|words| words.cells.clone()).collect(),
        }
    }
}
