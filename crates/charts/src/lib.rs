//! Chart geometry as SVG, from numbers.
//!
//! A chart is three steps: numbers and words in, a geometry (plain positions, easy to test), and
//! from the same numbers an SVG text or a [`Table`]. Nothing here knows what is being measured.
//!
//! Marks carry classes, never colours or inline styles: the page's style sheet draws them in light,
//! dark and forced colours, and a strict Content-Security-Policy lets them through.

mod interval_strip;
mod scale;
mod sparkline;
mod svg;
mod table;

pub use interval_strip::{IntervalStrip, StripGeometry, StripWords};
pub use scale::Scale;
pub use sparkline::{Sparkline, SparklineGeometry, SparklinePoint};
pub use table::Table;
