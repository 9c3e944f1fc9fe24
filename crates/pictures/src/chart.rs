//! A chart with its words and its numbers, to be drawn on a sheet of any width.

use std::fmt;
use std::sync::Arc;

use charts::{Sheet, Theme};

use crate::Grid;

/// Draws a chart on a sheet.
pub type Draw = Arc<dyn Fn(Sheet, Theme) -> String + Send + Sync>;

/// A chart with its words, in one language.
#[derive(Clone)]
pub struct Chart {
    /// What it is about, unique on a page; also in the names of files.
    pub id: String,
    /// The finding in one sentence.
    pub title: String,
    /// Indicator, unit, period, n.
    pub subtitle: String,
    /// Two or three sentences for those who do not look at the picture.
    pub summary: Vec<String>,
    /// Basis, updated, share missing: one line each.
    pub notes: Vec<String>,
    /// Where a page lets the definition be read: an address and its words.
    pub definition: Option<(String, String)>,
    /// What is said instead of an empty axis.
    pub empty: String,
    /// The height of the plot, where the data do not decide it.
    pub height: f64,
    /// How many courses are counted, so that a page can say how many have come.
    pub courses: Option<u64>,
    /// The numbers.
    pub grid: Grid,
    /// The picture.
    pub draw: Draw,
}

impl Chart {
    /// Numbers that are a table and no picture.
    #[must_use]
    pub fn of_table(id: &str, title: &str, subtitle: &str, grid: Grid) -> Self {
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
    #[must_use]
    pub fn nothing() -> Self {
        Self::of_table("", "", "", Grid::default())
    }
}

impl fmt::Debug for Chart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Chart")
            .field("id", &self.id)
            .field("grid", &self.grid)
            .finish_non_exhaustive()
    }
}

/// A chart of `charts`.
pub trait Drawable {
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
pub fn drawn<C: Drawable>(set_up: impl Fn(Sheet) -> C + Send + Sync + 'static) -> Draw {
    Arc::new(move |sheet, theme| set_up(sheet).svg(theme))
}

/// The SVG of a chart: for a page, or a file that stands by itself.
#[must_use]
pub fn drawing(chart: &Chart, width: f64, theme: Theme) -> String {
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
