//! Bullets: a bar from 0 per measure, with its uncertainty, its target and what is expected.

use crate::axis::ValueAxis;
use crate::canvas::{Canvas, no_data, picture};
use crate::key::{Key, Sample};
use crate::rows::{Row, RowsGeometry, Setting};
use crate::{PointWords, Sheet, Table, Theme, look};

/// A bullet chart.
#[derive(Clone, Debug, PartialEq)]
pub struct BulletChart {
    /// Title, size and what is said without data.
    pub sheet: Sheet,
    /// The axis; it always begins at 0.
    pub axis: ValueAxis,
    /// The measures.
    pub rows: Vec<BulletRow>,
    /// What bar, interval, target and expected range are called.
    pub key: BulletWords,
}

/// A measure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BulletRow {
    /// Its words.
    pub words: PointWords,
    /// The value as it is written, or why there is none.
    pub value: String,
    /// The value, or `None`.
    pub bar: Option<f64>,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
    /// Its target.
    pub target: Option<f64>,
    /// What is expected, e.g. by limits of chance.
    pub expected: Option<(f64, f64)>,
}

/// What the marks are called; empty for what is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulletWords {
    /// The bar.
    pub bar: String,
    /// The interval.
    pub interval: String,
    /// The target.
    pub target: String,
    /// The expected range.
    pub expected: String,
}

/// The height of a bar.
const BAR: f64 = 10.0;

impl BulletChart {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The same numbers as a table under these headers.
    #[must_use]
    pub fn to_table(&self, columns: &[&str]) -> Table {
        Table::of(&self.sheet, columns, self.rows.iter().map(|row| &row.words))
    }

    /// Computes the positions of the rows; marks are at [`RowsGeometry::scale`].
    #[must_use]
    pub fn geometry(&self) -> RowsGeometry {
        let values = self.rows.iter().flat_map(|row| {
            let pairs = [row.interval, row.expected].into_iter().flatten();
            [row.bar, row.target].into_iter().flatten().chain(pairs.flat_map(|(low, high)| [low, high]))
        });
        // A bar begins at 0, whatever the axis was asked for.
        let (low, high) = self.axis.ends(values.chain([0.0]));
        let ends = (low.min(0.0), high.max(0.0));
        let (width, top) = (self.sheet.width, self.keys().height);
        let setting = Setting { width, top, strip: 22.0, axis: &self.axis, ends, has_axis: true };
        let rows = self.rows.iter().map(|row| Row {
            heading: None,
            words: &row.words,
            value: &row.value,
            is_bare: false,
            mark: None,
        });
        setting.place(&rows.collect::<Vec<_>>())
    }

    fn keys(&self) -> Key {
        let any = |is: fn(&BulletRow) -> bool| self.rows.iter().any(is);
        let entries = [
            (any(|row| row.bar.is_some()), Sample::Area(look::BAR), &self.key.bar),
            (any(|row| row.interval.is_some()), Sample::Line(look::ALL_LINE), &self.key.interval),
            (any(|row| row.target.is_some()), Sample::Line(look::TARGET), &self.key.target),
            (any(|row| row.expected.is_some()), Sample::Area(look::BAND), &self.key.expected),
        ];
        let entries =
            entries.into_iter().filter(|(is, _, _)| *is).map(|(_, sample, words)| (sample, words.as_str()));
        Key::new(&entries.collect::<Vec<_>>(), 0.0, self.sheet.width)
    }

    /// Draws the chart; without rows it says so in words.
    #[must_use]
    pub fn to_svg(&self, theme: Theme) -> String {
        if self.is_empty() {
            return no_data(&self.sheet, theme, "bullet");
        }
        let geometry = self.geometry();
        let ground = |canvas: &mut Canvas| {
            self.keys().draw(canvas);
            geometry.draw(canvas);
        };
        let points = |canvas: &mut Canvas| self.marks(canvas, &geometry);
        picture(&self.sheet, theme, "bullet", geometry.height, ground, points)
    }

    fn marks(&self, canvas: &mut Canvas, geometry: &RowsGeometry) {
        let (x, (left, right)) = (geometry.scale(), geometry.strip);
        let zero = x.position(0.0);
        for (index, (row, place)) in self.rows.iter().zip(&geometry.rows).enumerate() {
            let y = place.middle;
            canvas.point(
                index,
                &row.words.announcement,
                (((left + right) / 2.0, y), (right - left, 24.0)),
                |canvas| {
                    if let Some((low, high)) = row.expected {
                        let (low, high) = (x.position(low), x.position(high));
                        canvas.rect(look::BAND, (low, y - BAR), (high - low, BAR * 2.0), 1.0);
                    }
                    if let Some(value) = row.bar {
                        let end = x.position(value);
                        canvas.rect(
                            look::BAR,
                            (zero.min(end), y - BAR / 2.0),
                            ((end - zero).abs(), BAR),
                            0.0,
                        );
                    }
                    if let Some((low, high)) = row.interval {
                        let (low, high) = (x.position(low), x.position(high));
                        canvas.line(look::HALO, (low, y), (high, y));
                        canvas.line(look::ALL_LINE, (low, y), (high, y));
                        canvas.line(look::ALL_LINE, (low, y - 4.0), (low, y + 4.0));
                        canvas.line(look::ALL_LINE, (high, y - 4.0), (high, y + 4.0));
                    }
                    if let Some(target) = row.target.map(|target| x.position(target)) {
                        canvas.line(look::HALO, (target, y - BAR), (target, y + BAR));
                        canvas.line(look::TARGET, (target, y - BAR), (target, y + BAR));
                    }
                },
            );
        }
    }
}

#[cfg(test)]
mod tests;
