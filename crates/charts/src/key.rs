//! The key of a chart: samples with their words, above the plot, in as many rows as they need.

use crate::canvas::{Anchor, Canvas, Shape};
use crate::look::{self, Look};
use crate::words::{LINE, TEXT, height_of, width_of, wrapped};

/// What a key entry shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sample {
    Line(Look),
    Mark(Look, Shape),
    Area(Look),
    Hatch,
}

/// The width of a sample with the gap behind it.
const SAMPLE: f64 = 30.0;
/// Between two entries.
const GAP: f64 = 18.0;

/// Where the entries of a key go.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Key {
    places: Vec<(Sample, f64, f64, Vec<String>)>,
    /// The height of all rows.
    pub(crate) height: f64,
}

impl Key {
    /// Sets entries into rows of `width`, the first row at `top`.
    pub(crate) fn new(entries: &[(Sample, &str)], top: f64, width: f64) -> Self {
        let (mut x, mut y, mut row_lines) = (0.0, 0.0, 1_usize);
        let mut places = Vec::new();
        for (sample, words) in entries.iter().filter(|(_, words)| !words.is_empty()) {
            let lines = wrapped(words, width - SAMPLE, TEXT);
            let wide = SAMPLE + lines.iter().map(|line| width_of(line, TEXT)).fold(0.0, f64::max);
            if x > 0.0 && x + wide > width {
                (x, y) = (0.0, y + height_of(row_lines) + 2.0);
                row_lines = 1;
            }
            row_lines = row_lines.max(lines.len());
            places.push((*sample, x, top + y, lines));
            x += wide + GAP;
        }
        let height = if places.is_empty() { 0.0 } else { y + height_of(row_lines) + 6.0 };
        Self { places, height }
    }

    /// Draws the key.
    pub(crate) fn draw(&self, canvas: &mut Canvas) {
        for (sample, x, y, lines) in &self.places {
            let middle = y + LINE / 2.0;
            match sample {
                Sample::Line(look) => canvas.line(*look, (*x, middle), (x + SAMPLE - 6.0, middle)),
                Sample::Mark(look, shape) => {
                    canvas.mark(*look, *shape, (x + (SAMPLE - 6.0) / 2.0, middle), 4.5)
                }
                Sample::Area(look) => canvas.rect(*look, (*x, middle - 5.0), (SAMPLE - 6.0, 10.0), 1.0),
                Sample::Hatch => canvas.hatch((*x, middle - 5.0), (SAMPLE - 6.0, 10.0)),
            }
            for (row, line) in lines.iter().enumerate() {
                canvas.words(look::SOFT, Anchor::Start, (x + SAMPLE, y + height_of(row) + TEXT), TEXT, line);
            }
        }
    }
}

/// Lines of words with their heights, broken to `width`, the first at `top`. Gives them and where they end.
pub(crate) fn paragraph(words: &[String], top: f64, width: f64) -> (Vec<(f64, String)>, f64) {
    let lines = words.iter().flat_map(|words| wrapped(words, width, TEXT));
    let placed: Vec<(f64, String)> =
        lines.enumerate().map(|(row, line)| (top + height_of(row) + TEXT, line)).collect();
    let end = top + height_of(placed.len()) + if placed.is_empty() { 0.0 } else { 4.0 };
    (placed, end)
}
