//! Cleveland's dots: several shares per category, e.g. own and all by age group.

use crate::axis::ValueAxis;
use crate::canvas::{Canvas, no_data, picture};
use crate::key::{Key, Sample};
use crate::rows::{Row, RowsGeometry, Setting};
use crate::{PointWords, Role, Sheet, Table, Theme};

/// A dot chart.
#[derive(Clone, Debug, PartialEq)]
pub struct DotChart {
    /// Title, size and what is said without data.
    pub sheet: Sheet,
    /// The axis.
    pub axis: ValueAxis,
    /// Whose the dots are, from the upper to the lower, with their names.
    pub series: Vec<(Role, String)>,
    /// The categories; at most eight, the rest together.
    pub rows: Vec<DotRow>,
}

/// A category.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DotRow {
    /// Its words.
    pub words: PointWords,
    /// The values as they are written, e.g. `31 % / 28 %`.
    pub value: String,
    /// Value, lower and upper end per series.
    pub estimates: Vec<Option<(f64, f64, f64)>>,
}

/// Positions of a dot chart, in pixels from the upper left.
#[derive(Clone, Debug, PartialEq)]
pub struct DotGeometry {
    /// The rows.
    pub rows: RowsGeometry,
    /// Per row and series, `None` where there is no value.
    pub dots: Vec<Vec<Option<Dot>>>,
    key: Key,
}

/// Where a dot and its interval are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// The height of both.
    pub y: f64,
    /// The value.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Between two dots of a category.
const STEP: f64 = 11.0;

impl DotChart {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.estimates.iter().all(Option::is_none))
    }

    /// The same numbers as a table under these headers.
    #[must_use]
    pub fn to_table(&self, columns: &[&str]) -> Table {
        Table::of(&self.sheet, columns, self.rows.iter().map(|row| &row.words))
    }

    /// Computes the positions of everything.
    #[must_use]
    pub fn geometry(&self) -> DotGeometry {
        let width = self.sheet.width;
        let entries = self.series.iter().map(|(role, name)| {
            let (look, shape) = role.mark();
            (Sample::Mark(look, shape), name.as_str())
        });
        let key = Key::new(&entries.collect::<Vec<_>>(), 0.0, width);
        let estimates = self.rows.iter().flat_map(|row| row.estimates.iter().flatten());
        let ends = self.axis.ends(estimates.flat_map(|(value, low, high)| [*value, *low, *high]));
        let several = crate::words::number_of(self.series.len().max(1));
        let setting = Setting {
            width,
            top: key.height,
            strip: STEP * several + 6.0,
            axis: &self.axis,
            ends,
            has_axis: true,
        };
        let rows = self.rows.iter().map(|row| Row {
            heading: None,
            words: &row.words,
            value: &row.value,
            is_bare: false,
            mark: None,
        });
        let rows = setting.place(&rows.collect::<Vec<_>>());
        let x = rows.scale();
        let dots = self.rows.iter().zip(&rows.rows).map(|(row, place)| {
            let first = place.middle - STEP * (several - 1.0) / 2.0;
            let dot = |(at, estimate): (usize, &Option<(f64, f64, f64)>)| {
                let (value, low, high) = (*estimate)?;
                let y = first + STEP * crate::words::number_of(at);
                Some(Dot { y, value: x.position(value), low: x.position(low), high: x.position(high) })
            };
            row.estimates.iter().enumerate().map(dot).collect()
        });
        DotGeometry { dots: dots.collect(), rows, key }
    }

    /// Draws the chart; without data it says so in words.
    #[must_use]
    pub fn to_svg(&self, theme: Theme) -> String {
        if self.is_empty() {
            return no_data(&self.sheet, theme, "dots");
        }
        let geometry = self.geometry();
        let ground = |canvas: &mut Canvas| {
            geometry.key.draw(canvas);
            geometry.rows.draw(canvas);
        };
        let (left, right) = geometry.rows.strip;
        let points = |canvas: &mut Canvas| {
            let rows = self.rows.iter().zip(&geometry.rows.rows).zip(&geometry.dots);
            for (index, ((row, place), dots)) in rows.enumerate() {
                let height = (place.edges.1 - place.middle) * 2.0;
                let target = (((left + right) / 2.0, place.middle), (right - left, height.max(24.0)));
                canvas.point(index, &row.words.announcement, target, |canvas| {
                    for ((role, _), dot) in self.series.iter().zip(dots) {
                        let Some(Dot { y, value, low, high }) = *dot else { continue };
                        let (look, shape) = role.mark();
                        canvas.line(role.line(), (low, y), (high, y));
                        canvas.mark(look, shape, (value, y), 4.5);
                    }
                });
            }
        };
        picture(&self.sheet, theme, "dots", geometry.rows.height, ground, points)
    }
}

#[cfg(test)]
mod tests;
