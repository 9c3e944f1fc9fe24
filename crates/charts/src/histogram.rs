//! A histogram of change: how many citizens changed by how much, with lines at none and at enough.

use crate::axis::{NumberFormat, ValueAxis, counts, with_room};
use crate::canvas::{Anchor, Canvas, no_data, picture};
use crate::key::{Key, Sample};
use crate::words::{LINE, TEXT, number_of, width_of};
use crate::{PointWords, Scale, Sheet, Table, Theme, look};

/// A histogram.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Title, size and what is said without data.
    pub sheet: Sheet,
    /// How changes are written.
    pub format: NumberFormat,
    /// What is counted, e.g. `Antal borgere`.
    pub counted: String,
    /// The bins, from the smallest change up.
    pub bins: Vec<HistogramBin>,
    /// The line at no change, and the one at enough, with their words.
    pub lines: Vec<(f64, String)>,
}

/// Changes from `from` up to, not including, `to`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HistogramBin {
    /// Its words.
    pub words: PointWords,
    /// Smallest change.
    pub from: f64,
    /// Largest change.
    pub to: f64,
    /// How many.
    pub count: u32,
    /// Whether the changes in it are enough.
    pub is_reached: bool,
}

/// Positions of a histogram, in pixels from the upper left.
#[derive(Clone, Debug, PartialEq)]
pub struct HistogramGeometry {
    /// Left, top, right and bottom of the plot.
    pub plot: (f64, f64, f64, f64),
    /// The height of everything.
    pub height: f64,
    /// Left, top, right and bottom of every bar.
    pub bars: Vec<(f64, f64, f64, f64)>,
    /// Where the lines stand.
    pub lines: Vec<f64>,
    /// Written counts and their heights.
    pub counts: Vec<(f64, String)>,
    /// Written changes and their centres.
    pub changes: Vec<(f64, String)>,
    key: Key,
}

impl Histogram {
    /// Bins of `width` that hold all `changes`, whole multiples of it: `(from, to, count)`. At most about forty.
    ///
    /// A bin edge always falls on 0, so that no bar mixes better and worse.
    #[must_use]
    pub fn bins(changes: &[f64], width: f64) -> Vec<(f64, f64, u32)> {
        let changes: Vec<f64> = changes.iter().copied().filter(|change| change.is_finite()).collect();
        let low = changes.iter().copied().fold(f64::INFINITY, f64::min);
        let high = changes.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if low > high || !width.is_finite() || width <= 0.0 {
            return Vec::new();
        }
        let width = width * ((high - low) / width / 40.0).ceil().max(1.0);
        // A change of 0.3 lies on the edge at 3 · 0.1, although neither is exactly that as a binary number.
        let place = |change: f64| (change / width + 1e-9).floor();
        let first = place(low);
        let bins = (place(high) - first) as usize + 1;
        (0..bins.min(64))
            .map(|at| {
                let from = (first + number_of(at)) * width;
                let to = (first + number_of(at + 1)) * width;
                let inside = changes.iter().filter(|change| place(**change) == first + number_of(at)).count();
                (from, to, u32::try_from(inside).unwrap_or(u32::MAX))
            })
            .collect()
    }

    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bins.iter().all(|bin| bin.count == 0)
    }

    /// The same numbers as a table under these headers.
    #[must_use]
    pub fn to_table(&self, columns: &[&str]) -> Table {
        Table::of(&self.sheet, columns, self.bins.iter().map(|bin| &bin.words))
    }

    /// Computes the positions of everything.
    #[must_use]
    pub fn geometry(&self) -> HistogramGeometry {
        let width = self.sheet.width;
        let entries = self
            .lines
            .iter()
            .enumerate()
            .map(|(index, (_, words))| (Sample::Line(line(index)), words.as_str()));
        let key = Key::new(&entries.collect::<Vec<_>>(), 0.0, width);
        // A line of its own for what is counted, above the axis.
        let top = key.height + LINE + 6.0;
        let bottom = top + self.sheet.height;
        let most = self.bins.iter().map(|bin| bin.count).max().unwrap_or(0).max(1);
        let y = Scale::new((0.0, f64::from(most)), (bottom, top));
        let counts: Vec<(f64, String)> =
            counts(f64::from(most), 4).into_iter().map(|(count, words)| (y.position(count), words)).collect();
        let left = counts.iter().map(|(_, words)| width_of(words, TEXT)).fold(0.0, f64::max) + 8.0;
        let edges =
            self.bins.iter().flat_map(|bin| [bin.from, bin.to]).chain(self.lines.iter().map(|line| line.0));
        let low = edges.clone().fold(f64::INFINITY, f64::min);
        let high = edges.fold(f64::NEG_INFINITY, f64::max);
        let ends = if low < high { (low, high) } else { (0.0, 1.0) };
        let x = Scale::new(ends, (left, width - 4.0));
        let bar = |bin: &HistogramBin| {
            (x.position(bin.from) + 0.5, y.position(f64::from(bin.count)), x.position(bin.to) - 0.5, bottom)
        };
        let axis = ValueAxis { domain: Some(ends), format: self.format.clone(), cut: None };
        let ticks = axis.ticks(ends, 8).into_iter();
        let ticks = ticks.map(|(change, words)| (x.position(change), words)).collect();
        HistogramGeometry {
            plot: (left, top, width - 4.0, bottom),
            height: bottom + LINE + 6.0,
            bars: self.bins.iter().map(bar).collect(),
            lines: self.lines.iter().map(|(change, _)| x.position(*change)).collect(),
            counts,
            changes: with_room(ticks, width),
            key,
        }
    }

    /// Draws the chart; without anybody it says so in words.
    #[must_use]
    pub fn to_svg(&self, theme: Theme) -> String {
        if self.is_empty() {
            return no_data(&self.sheet, theme, "histogram");
        }
        let geometry = self.geometry();
        let (left, top, right, bottom) = geometry.plot;
        let ground = |canvas: &mut Canvas| {
            geometry.key.draw(canvas);
            canvas.words(look::SOFT, Anchor::Start, (0.0, top - 8.0), TEXT, &self.counted);
            for (y, words) in &geometry.counts {
                canvas.line(look::GRID, (left, *y), (right, *y));
                canvas.words(look::TICK, Anchor::End, (left - 6.0, y + TEXT * 0.35), TEXT, words);
            }
            for (x, words) in &geometry.changes {
                canvas.words(look::TICK, Anchor::Middle, (*x, bottom + LINE), TEXT, words);
            }
        };
        let points = |canvas: &mut Canvas| {
            for (index, (bin, (start, up, end, down))) in self.bins.iter().zip(&geometry.bars).enumerate() {
                let target = (((start + end) / 2.0, (top + bottom) / 2.0), (end - start, bottom - top));
                canvas.point(index, &bin.words.announcement, target, |canvas| {
                    let look = if bin.is_reached { look::BAR } else { look::BAR_OTHER };
                    canvas.rect(look, (*start, *up), (end - start, down - up), 0.0);
                });
            }
            for (index, x) in geometry.lines.iter().enumerate() {
                canvas.line(line(index), (*x, top - 4.0), (*x, bottom));
            }
            canvas.line(look::AXIS, (left, bottom), (right, bottom));
        };
        picture(&self.sheet, theme, "histogram", geometry.height, ground, points)
    }
}

/// The first line is the one at no change.
fn line(index: usize) -> look::Look {
    if index == 0 { look::CENTRE } else { look::TARGET }
}

#[cfg(test)]
mod tests;
