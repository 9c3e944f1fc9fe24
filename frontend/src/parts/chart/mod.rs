//! A chart on a page: the finding, the summary, the picture, the same numbers as a table, and what can be taken away.
//!
//! The page gives a [`Chart`]: its words, its numbers as one [`Grid`], and how it is drawn on a sheet. Table, files and
//! clipboard are written from the grid; what a point announces belongs beside its row, so that nothing is counted twice.

mod export;
mod frame;
mod points;
mod table;

#[cfg(test)]
mod style_tests;

use chrono::{DateTime, Utc};
use domain::text::Language;
use pictures::View;

pub(crate) use self::export::{export_button, table_button};
pub(crate) use self::frame::{ChartLevel, chart, chart_with};
pub(crate) use self::points::focus_point;
pub(crate) use self::table::grid_table;
use crate::browser::local;
pub(crate) use pictures::{Cell, Chart, Grid, drawing, drawn};

/// How a picture of numbers read at this time is written here.
pub(crate) fn view_of(updated_at: DateTime<Utc>, language: Language) -> View {
    View { updated: local(updated_at), language }
}
