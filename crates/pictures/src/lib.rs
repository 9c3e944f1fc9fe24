//! What the API answers, as charts and tables of numbers.
//!
//! The browser and the server draw with the same functions from the same answer, so that a picture on a screen, in a file
//! and in a report cannot differ. Table and files are written from one [`Grid`]; what a point announces belongs beside
//! its row, so that nothing is counted twice.

mod case_mix;
mod chart;
mod comparison;
mod completeness;
mod csv;
mod development;
#[cfg(test)]
mod fits;
mod flow;
mod grid;
mod levels;
mod overview;
mod results;
mod said;
mod series;
mod waiting;
pub mod words;
mod zoom;

pub use case_mix::case_mix;
pub use chart::{Chart, Draw, Drawable, drawing, drawn};
pub use comparison::{
    Around, Choice, ComparisonFigure, ComparisonRow, ComparisonView, comparison, comparison_notes,
    comparison_rows, comparison_subtitle, estimate,
};
pub use completeness::{completeness, completeness_columns};
pub use csv::{Dialect, csv, tabbed};
pub use development::{Developed, development, distances};
pub use flow::flow;
pub use grid::{Cell, Grid};
pub use levels::{LevelsView, levels};
pub use overview::overview;
pub use results::{result_moves, results};
pub use said::{
    Scope, View, capital, count_words, day_count, filled, half_days, half_number, number_words, share_of,
    share_words, short_name, signed_words, with_unit,
};
pub use series::{SeriesPicture, SeriesView, comments_in, missing_share, remark, series, tone};
pub use waiting::waiting;
pub use zoom::zoomed;

/// The width of a picture that leaves the page, whatever the screen is.
pub const FILE_WIDTH: f64 = 960.0;
