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

use std::sync::Arc;

use charts::{Sheet, Theme};

pub(crate) use self::export::{export_button, table_button};
pub(crate) use self::frame::{ChartLevel, chart, chart_with};
pub(crate) use self::points::focus_point;
pub(crate) use self::table::grid_table;
pub(crate) use pictures::{Cell, Grid, tone, zoomed};

/// Draws a chart on a sheet.
pub(crate) type Draw = Arc<dyn Fn(Sheet, Theme) -> String + Send + Sync>;

/// A chart with its words, in the language of the page.
#[derive(Clone)]
pub(crate) struct Chart {
    /// What it is about, unique on the page; also in the names of files.
    pub(crate) id: String,
    /// The finding in one sentence.
    pub(crate) title: String,
    /// Indicator, unit, period, n.
    pub(crate) subtitle: String,
    /// Two or three sentences for those who do not look at the picture.
    pub(crate) summary: Vec<String>,
    /// Basis, updated, share missing: one line each.
    pub(crate) notes: Vec<String>,
    /// Where the definition can be read: an address and its words.
    pub(crate) definition: Option<(String, String)>,
    /// What is said instead of an empty axis.
    pub(crate) empty: String,
    /// The height of the plot, where the data do not decide it.
    pub(crate) height: f64,
    /// How many courses are counted, so that the page can say how many have come.
    pub(crate) courses: Option<u64>,
    /// The numbers.
    pub(crate) grid: Grid,
    /// The picture.
    pub(crate) draw: Draw,
}

impl Chart {
    /// Numbers that are a table and no picture, for [`table_button`].
    pub(crate) fn of_table(id: &str, title: &str, subtitle: &str, grid: Grid) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            subtitle: subtitle.to_owned(),
            summary: Vec::new(),
            notes: Vec::new(),
            definition: None,
            empty: String::new(),
            height: 0.0,
            courses: None,
            grid,
            draw: Arc::new(|_, _| String::new()),
        }
    }

    /// A chart of nothing, for the moment in which there is none.
    pub(crate) fn nothing() -> Self {
        Self::of_table("", "", "", Grid::default())
    }
}

/// A chart of `charts`.
pub(crate) trait Drawable {
    /// The chart as SVG.
    fn svg(&self, theme: Theme) -> String;
}

macro_rules! drawable {
    ($($chart:ident),+) => {
        $(impl Drawable for charts::$chart {
            fn svg(&self, theme: Theme) -> String {
                self.to_svg(theme)
            }
        })+
    };
}

drawable!(
    SeriesChart,
    FunnelChart,
    ForestChart,
    BulletChart,
    DumbbellChart,
    Histogram,
    FlowChart,
    WaitingStrip,
    HeatTable,
    DotChart
);

/// How a chart is drawn, from how it is set up on a sheet of any width.
pub(crate) fn drawn<C: Drawable>(set_up: impl Fn(Sheet) -> C + Send + Sync + 'static) -> Draw {
    Arc::new(move |sheet, theme| set_up(sheet).svg(theme))
}

/// The SVG of a chart: for the page, or a file that stands by itself.
pub(crate) fn drawing(chart: &Chart, width: f64, theme: Theme) -> String {
    let sheet = Sheet {
        title: chart.title.clone(),
        subtitle: chart.subtitle.clone(),
        notes: chart.notes.clone(),
        empty: chart.empty.clone(),
        width,
        height: chart.height,
    };
    (chart.draw)(sheet, theme)
}
