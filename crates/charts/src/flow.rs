//! The flow of courses: a bar per step, and the drop-out by cause as bars of its own.

use crate::axis::ValueAxis;
use crate::canvas::{Canvas, no_data, picture};
use crate::rows::{Row, RowsGeometry, Setting};
use crate::{PointWords, Sheet, Table, Theme, look};

/// A flow chart. All bars share one scale that begins at 0.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowChart {
    /// Title, size and what is said without data.
    pub sheet: Sheet,
    /// The steps, and after them the causes of drop-out.
    pub rows: Vec<FlowRow>,
}

/// A step, or a cause of drop-out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowRow {
    /// A heading above it, e.g. `Frafald efter årsag`.
    pub heading: Option<String>,
    /// Its words.
    pub words: PointWords,
    /// The count, or `None` where it is hidden.
    pub count: Option<f64>,
    /// The count as it is written, e.g. `62 · 87 % af forrige · 71 % af henviste`.
    pub value: String,
    /// Whether it is drop-out: drawn lighter, and hatched.
    pub is_drop_out: bool,
}

/// The height of a bar.
const BAR: f64 = 16.0;

impl FlowChart {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.count.is_none_or(|count| count <= 0.0))
    }

    /// The same numbers as a table under these headers.
    #[must_use]
    pub fn to_table(&self, columns: &[&str]) -> Table {
        Table::of(&self.sheet, columns, self.rows.iter().map(|row| &row.words))
    }

    /// Computes the positions of the rows; bars go from 0 to [`RowsGeometry::scale`].
    #[must_use]
    pub fn geometry(&self) -> RowsGeometry {
        let largest = self.rows.iter().filter_map(|row| row.count).fold(1.0, f64::max);
        let axis = ValueAxis { domain: Some((0.0, largest)), ..ValueAxis::number(',', "") };
        let setting = Setting {
            width: self.sheet.width,
            top: 0.0,
            strip: BAR + 6.0,
            axis: &axis,
            ends: (0.0, largest),
            has_axis: false,
        };
        let rows = self.rows.iter().map(|row| Row {
            heading: row.heading.as_deref(),
            words: &row.words,
            value: &row.value,
            is_bare: false,
            mark: None,
        });
        setting.place(&rows.collect::<Vec<_>>())
    }

    /// Draws the chart; without courses it says so in words.
    #[must_use]
    pub fn to_svg(&self, theme: Theme) -> String {
        if self.is_empty() {
            return no_data(&self.sheet, theme, "flow");
        }
        let geometry = self.geometry();
        let (left, right) = geometry.strip;
        let points = |canvas: &mut Canvas| {
            for (index, (row, place)) in self.rows.iter().zip(&geometry.rows).enumerate() {
                let y = place.middle;
                let target = (((left + right) / 2.0, y), (right - left, 24.0));
                canvas.point(index, &row.words.announcement, target, |canvas| {
                    let (corner, height) = ((left, y - BAR / 2.0), BAR);
                    canvas.rect(look::TRACK, corner, (right - left, height), 1.0);
                    let Some(count) = row.count else {
                        canvas.hatch(corner, (right - left, height));
                        return;
                    };
                    let size = (geometry.scale().position(count) - left, height);
                    if row.is_drop_out {
                        canvas.rect(look::BAR_OTHER, corner, size, 0.0);
                        canvas.hatch(corner, size);
                    } else {
                        canvas.rect(look::BAR, corner, size, 0.0);
                    }
                });
            }
        };
        picture(&self.sheet, theme, "flow", geometry.height, |canvas| geometry.draw(canvas), points)
    }
}

#[cfg(test)]
mod tests;
