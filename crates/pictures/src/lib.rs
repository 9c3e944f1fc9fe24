//! What the API answers, as charts and tables of numbers.
//!
//! The browser and the server draw with the same functions from the same answer, so that a picture on a screen, in a file
//! and in a report cannot differ. Table and files are written from one [`Grid`]; what a point announces belongs beside
//! its row, so that nothing is counted twice.

mod csv;
mod grid;
mod series;
pub mod words;
mod zoom;

pub use csv::{Dialect, csv, tabbed};
pub use grid::{Cell, Grid};
pub use series::{SeriesPicture, SeriesView, comments_in, missing_share, remark, series, tone};
pub use zoom::zoomed;

/// The width of a picture that leaves the page, whatever the screen is.
pub const FILE_WIDTH: f64 = 960.0;
