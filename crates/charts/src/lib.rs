//! Chart geometry as SVG, from numbers.
//!
//! A chart is three steps: numbers and words in, a geometry (plain positions, easy to test), and
//! from the same numbers an SVG text or a [`Table`]. Nothing here knows what is being measured.
//!
//! | question | chart |
//! |---|---|
//! | is it changing, is a period exceptional | [`SeriesChart`], word-sized [`Sparkline`] |
//! | does a unit differ by more than chance | [`FunnelChart`] |
//! | how large and how certain is each unit's result | [`ForestChart`], one measure [`IntervalStrip`] |
//! | how far from the target | [`BulletChart`] |
//! | what changed from start to end | [`DumbbellChart`], [`Histogram`], for the citizen [`CitizenLine`] |
//! | where do courses go, how long do they wait | [`FlowChart`], [`WaitingStrip`] |
//! | how complete are the data, who are they about | [`HeatTable`], [`DotChart`] |
//!
//! Marks carry classes, never colours or inline styles: the page's style sheet draws them in light,
//! dark and forced colours, and a strict Content-Security-Policy lets them through. A file ([`Theme::Light`],
//! [`Theme::Dark`]) carries the same looks as attributes; [`style_rules`] writes them for the page.
//!
//! In a page a chart is one tab stop: an `svg` with `role="group"`, named by its title. Its points are
//! `g[data-point]` with `role="img"`, an announcement and `tabindex="-1"`, in the order of the data: the page moves the
//! focus between them with the arrow keys.

mod axis;
mod bullet;
mod canvas;
mod citizen_line;
mod dots;
mod dumbbell;
mod flow;
mod forest;
mod funnel;
mod heat;
mod histogram;
mod interval_strip;
mod key;
mod look;
mod role;
mod rows;
mod scale;
mod series;
mod sparkline;
mod svg;
mod table;
mod theme;
mod waiting;
mod words;

pub use axis::{NumberFormat, ValueAxis};
pub use bullet::{BulletChart, BulletRow, BulletWords};
pub use citizen_line::{Arrow, CitizenGeometry, CitizenLevel, CitizenLine, CitizenPoint};
pub use dots::{Dot, DotChart, DotGeometry, DotRow};
pub use dumbbell::{DumbbellChart, DumbbellGeometry, DumbbellRow};
pub use flow::{FlowChart, FlowRow};
pub use forest::{ForestChart, ForestGeometry, ForestRow};
pub use funnel::{FunnelChart, FunnelCurve, FunnelGeometry, FunnelPoint, FunnelWords};
pub use heat::{HeatCell, HeatGeometry, HeatRow, HeatTable};
pub use histogram::{Histogram, HistogramBin, HistogramGeometry};
pub use interval_strip::{IntervalStrip, StripGeometry, StripWords};
pub use look::{style_properties, style_rules};
pub use role::{Role, Tone};
pub use rows::{RowPlace, RowsGeometry};
pub use scale::Scale;
pub use series::{
    SeriesCentre, SeriesChart, SeriesGeometry, SeriesOther, SeriesPlace, SeriesPoint, SeriesSegment,
    SeriesStep, SeriesWords,
};
pub use sparkline::{Sparkline, SparklineGeometry, SparklinePoint};
pub use table::Table;
pub use theme::Theme;
pub use waiting::{WaitingCourse, WaitingGeometry, WaitingMedian, WaitingStrip};
pub use words::{PointWords, Sheet};
