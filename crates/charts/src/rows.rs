//! One row per thing: name, strip and value beside each other, or below each other where the screen is narrow.

use crate::Scale;
use crate::axis::{ValueAxis, with_room};
use crate::canvas::{Anchor, Canvas, Shape};
use crate::look::{self, Look};
use crate::words::{LINE, PointWords, TEXT, height_of, width_of, wrapped};

/// The width from which name, strip and value stand beside each other.
const WIDE: f64 = 560.0;
/// The share of a narrow sheet that names and values may take beside the strips.
const SHORT: f64 = 0.5;
/// Between columns.
const GAP: f64 = 12.0;
/// The least height of a row without a strip: a finger must be able to hit it.
const BARE: f64 = 24.0;
/// What a mark in front of a name takes, and its radius.
const MARK: (f64, f64) = (16.0, 4.5);

/// Where a row goes.
#[derive(Clone, Debug, PartialEq)]
pub struct RowPlace {
    /// Upper and lower edge.
    pub edges: (f64, f64),
    /// The height of the strip's middle.
    pub middle: f64,
    /// Upper and lower end of lines that cross the strip: rows without words between them touch.
    pub crossing: (f64, f64),
    pub(crate) name: Vec<((f64, f64), String)>,
    pub(crate) value: Vec<((f64, f64), String)>,
    pub(crate) is_value_right: bool,
    pub(crate) mark: Option<(Look, Shape)>,
}

/// Where all rows go.
#[derive(Clone, Debug, PartialEq)]
pub struct RowsGeometry {
    /// Left and right end of the strips.
    pub strip: (f64, f64),
    /// Values at the ends of the strips.
    pub ends: (f64, f64),
    /// The rows, in order.
    pub rows: Vec<RowPlace>,
    /// Headings and their baselines.
    pub headings: Vec<(f64, String)>,
    /// The written numbers of the axis and their centres, and where all of its lines are.
    pub ticks: (Vec<(f64, String)>, Vec<f64>),
    /// Upper and lower end of the strips.
    pub plot: (f64, f64),
    /// The height of everything.
    pub height: f64,
}

/// What a row needs.
pub(crate) struct Row<'a> {
    /// Words above the row, when a group begins.
    pub(crate) heading: Option<&'a str>,
    pub(crate) words: &'a PointWords,
    /// What stands right of the strip, or beside the name.
    pub(crate) value: &'a str,
    /// Whether nothing is drawn in its strip: a narrow chart leaves the strip out.
    pub(crate) is_bare: bool,
    /// A mark in front of the name, which is then bold: the row is pointed out, also where its strip is empty.
    pub(crate) mark: Option<(Look, Shape)>,
}

/// How rows are set.
pub(crate) struct Setting<'a> {
    pub(crate) width: f64,
    /// Where the first row may begin.
    pub(crate) top: f64,
    /// The height of a strip.
    pub(crate) strip: f64,
    pub(crate) axis: &'a ValueAxis,
    pub(crate) ends: (f64, f64),
    /// Whether numbers are written under the strips.
    pub(crate) has_axis: bool,
}

impl Setting<'_> {
    /// Sets the rows.
    pub(crate) fn place(&self, rows: &[Row<'_>]) -> RowsGeometry {
        let widest = |of: fn(&Row<'_>) -> f64| rows.iter().map(of).fold(0.0, f64::max);
        // Bold words are a little wider.
        let indent = if rows.iter().any(|row| row.mark.is_some()) { MARK.0 } else { 0.0 };
        let bold = |row: &Row<'_>| if row.mark.is_some() { 1.08 } else { 1.0 };
        let names = rows.iter().map(|row| width_of(&row.words.label, TEXT) * bold(row)).fold(0.0, f64::max);
        let names = (names + indent).min(self.width * 0.3);
        let values = widest(|row| width_of(row.value, TEXT));
        // Long words would leave the strips no room; short ones leave it on a narrow sheet too.
        let is_short = names + values + GAP * 2.0 <= self.width * SHORT;
        let is_wide = values <= self.width * 0.3 && (self.width >= WIDE || is_short);
        let edge = 6.0;
        let strip = if is_wide {
            let left = if names > 0.0 { names + GAP } else { edge };
            let right = if values > 0.0 { self.width - values - GAP } else { self.width - edge };
            (left, right.max(left + 1.0))
        } else {
            (edge, self.width - edge)
        };
        let mut y = self.top;
        let mut headings = Vec::new();
        let places: Vec<RowPlace> = rows
            .iter()
            .map(|row| {
                let before = y;
                if let Some(heading) = row.heading {
                    for line in wrapped(heading, self.width, TEXT) {
                        headings.push((y + LINE, line));
                        y += LINE;
                    }
                    y += 6.0;
                }
                let mut place = if is_wide {
                    self.wide(row, y, (indent, names), strip)
                } else {
                    self.narrow(row, y, indent)
                };
                y = place.edges.1;
                // Lines go on beside a heading that stands left of the strips.
                let wide = row.heading.map_or(0.0, |heading| width_of(heading, TEXT) * 1.08);
                if is_wide && wide <= strip.0 {
                    place.crossing.0 = before;
                }
                place
            })
            .collect();
        let plot = (self.top, y);
        let (ticks, lines) = self.ticks(strip);
        let height = if self.has_axis { y + LINE + 6.0 } else { y };
        RowsGeometry { strip, ends: self.ends, rows: places, headings, ticks: (ticks, lines), plot, height }
    }

    fn wide(&self, row: &Row<'_>, top: f64, (indent, names): (f64, f64), strip: (f64, f64)) -> RowPlace {
        let lines = wrapped(&row.words.label, (names - indent).max(1.0), TEXT);
        let height = (height_of(lines.len()) + 4.0).max(self.strip + 6.0);
        let middle = top + height / 2.0;
        let first = middle - height_of(lines.len()) / 2.0 + TEXT;
        let name =
            lines.into_iter().enumerate().map(|(at, line)| ((indent, first + height_of(at)), line)).collect();
        let value = vec![((strip.1 + GAP, middle + TEXT * 0.35), row.value.to_owned())];
        let edges = (top, top + height);
        RowPlace { edges, middle, crossing: edges, name, value, is_value_right: false, mark: row.mark }
    }

    fn narrow(&self, row: &Row<'_>, top: f64, indent: f64) -> RowPlace {
        let both = indent + width_of(&row.words.label, TEXT) + GAP + width_of(row.value, TEXT);
        let fits = both <= self.width;
        let mut y = top + 4.0;
        let mut set = |lines: Vec<String>| -> Vec<((f64, f64), String)> {
            let placed: Vec<_> = lines
                .into_iter()
                .enumerate()
                .map(|(at, line)| ((indent, y + height_of(at) + TEXT), line))
                .collect();
            y += height_of(placed.len());
            placed
        };
        let name = set(wrapped(&row.words.label, self.width - indent, TEXT));
        let value = if fits && !name.is_empty() {
            vec![((self.width, y - LINE + TEXT), row.value.to_owned())]
        } else {
            set(wrapped(row.value, self.width - indent, TEXT))
        };
        let is_value_right = fits && !name.is_empty();
        let y = top + 4.0 + height_of(name.len()) + if is_value_right { 0.0 } else { height_of(value.len()) };
        if row.is_bare {
            let bottom = (y + 2.0).max(top + BARE);
            let middle = (top + bottom) / 2.0;
            return RowPlace {
                edges: (top, bottom),
                middle,
                crossing: (bottom, bottom),
                name,
                value,
                is_value_right,
                mark: row.mark,
            };
        }
        let bottom = y + self.strip + 2.0;
        let crossing = if name.is_empty() && value.is_empty() { (top, bottom) } else { (y, bottom) };
        let middle = y + self.strip / 2.0;
        RowPlace { edges: (top, bottom), middle, crossing, name, value, is_value_right, mark: row.mark }
    }

    fn ticks(&self, strip: (f64, f64)) -> (Vec<(f64, String)>, Vec<f64>) {
        if !self.has_axis {
            return (Vec::new(), Vec::new());
        }
        let x = Scale::new(self.ends, strip);
        let ticks = self.axis.ticks(self.ends, 5).into_iter();
        let ticks: Vec<_> = ticks.map(|(value, words)| (x.position(value), words)).collect();
        let centres = ticks.iter().map(|(at, _)| *at).collect();
        (with_room(ticks, self.width), centres)
    }
}

impl RowsGeometry {
    /// The scale of the strips.
    #[must_use]
    pub fn scale(&self) -> Scale {
        Scale::new(self.ends, self.strip)
    }

    /// Grid, names, values and numbers.
    pub(crate) fn draw(&self, canvas: &mut Canvas) {
        let (_, bottom) = self.plot;
        for row in &self.rows {
            for x in &self.ticks.1 {
                // Beside the strips only: in a narrow chart words stand between them.
                if row.crossing.0 < row.crossing.1 {
                    canvas.line(look::GRID, (*x, row.crossing.0), (*x, row.crossing.1));
                }
            }
        }
        for (x, words) in &self.ticks.0 {
            canvas.words(look::TICK, Anchor::Middle, (*x, bottom + LINE), TEXT, words);
        }
        for (y, words) in &self.headings {
            canvas.words(look::STRONG, Anchor::Start, (0.0, *y), TEXT, words);
        }
        for row in &self.rows {
            let look = if row.mark.is_some() { look::STRONG } else { look::WORDS };
            for (at, words) in &row.name {
                canvas.words(look, Anchor::Start, *at, TEXT, words);
            }
            if let (Some((look, shape)), Some(((_, y), _))) = (row.mark, row.name.first()) {
                canvas.mark(look, shape, (MARK.1 + 1.0, y - TEXT * 0.35), MARK.1);
            }
            let anchor = if row.is_value_right { Anchor::End } else { Anchor::Start };
            for (at, words) in &row.value {
                canvas.words(look::SOFT, anchor, *at, TEXT, words);
            }
        }
    }
}
