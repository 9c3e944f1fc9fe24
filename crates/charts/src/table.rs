//! The numbers of a chart, for those who read rather than look.

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
