//! A forest (caterpillar): one row per unit, how large and how certain its result is.

use crate::axis::ValueAxis;
use crate::canvas::{Anchor, Canvas, Shape, no_data, picture};
use crate::key::{Key, Sample, paragraph};
use crate::rows::{Row, RowsGeometry, Setting};
use crate::words::TEXT;
use crate::{PointWords, Role, Sheet, Table, Theme, look};

/// A forest chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ForestChart {
    /// Title, size and what is said without data.
    pub sheet: Sheet,
    /// The axis, the same in all indicators.
    pub axis: ValueAxis,
    /// What is said above the rows, e.g. that a rank is uncertain.
    pub findings: Vec<String>,
    /// The rows, in the order of the table.
    pub rows: Vec<ForestRow>,
    /// Vertical lines: whose (a target where `None`), where, and their words.
    pub lines: Vec<(Option<Role>, f64, String)>,
    /// Whose rows are pointed out, and what they are called; they have their mark also in front of the name.
    pub key: Vec<(Role, String)>,
}

/// A unit, or a level of comparison.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ForestRow {
    /// A heading above it, where a group begins, e.g. a region.
    pub heading: Option<String>,
    /// Its words; the label is the unit's name.
    pub words: PointWords,
    /// Value, lower and upper end; `None` where there is none: the value's words say why.
    pub estimate: Option<(f64, f64, f64)>,
    /// How many courses: the area of the mark.
    pub count: f64,
    /// The value as it is written, e.g. `78 % (28/36)` or `skjult (n<5)`.
    pub value: String,
    /// Whose it is.
    pub role: Role,
    /// Whether it sums up others: a diamond as wide as its interval.
    pub is_summary: bool,
}

/// Positions of a forest, in pixels from the upper left.
#[derive(Clone, Debug, PartialEq)]
pub struct ForestGeometry {
    /// The rows.
    pub rows: RowsGeometry,
    /// Value, lower and upper end of every row.
    pub estimates: Vec<Option<(f64, f64, f64)>>,
    /// The radius of every mark.
    pub sizes: Vec<f64>,
    /// Where the vertical lines stand.
    pub lines: Vec<f64>,
    key: Key,
    findings: Vec<(f64, String)>,
}

/// The smallest and the largest radius of a mark.
const SIZES: (f64, f64) = (3.0, 7.0);

impl ForestChart {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.estimate.is_none())
    }

    /// The same numbers as a table under these headers.
    #[must_use]
    pub fn to_table(&self, columns: &[&str]) -> Table {
        Table::of(&self.sheet, columns, self.rows.iter().map(|row| &row.words))
    }

    /// Computes the positions of everything.
    #[must_use]
    pub fn geometry(&self) -> ForestGeometry {
        let width = self.sheet.width;
        let (findings, after) = paragraph(&self.findings, 0.0, width);
        let marks = self.key.iter().map(|(role, words)| {
            let (look, shape) = mark(*role);
            (Sample::Mark(look, shape), words.as_str())
        });
        let lines = self.lines.iter().map(|(role, _, words)| (Sample::Line(line(*role)), words.as_str()));
        let key = Key::new(&marks.chain(lines).collect::<Vec<_>>(), after, width);
        let is_marked =
            |row: &ForestRow| !row.is_summary && self.key.iter().any(|(role, _)| *role == row.role);
        let estimates = self.rows.iter().filter_map(|row| row.estimate);
        let values = estimates.flat_map(|(value, low, high)| [value, low, high]);
        let ends = self.axis.ends(values.chain(self.lines.iter().map(|(_, value, _)| *value)));
        let setting =
            Setting { width, top: after + key.height, strip: 20.0, axis: &self.axis, ends, has_axis: true };
        let rows: Vec<Row<'_>> = self
            .rows
            .iter()
            .map(|row| Row {
                heading: row.heading.as_deref(),
                words: &row.words,
                value: &row.value,
                is_bare: row.estimate.is_none(),
                mark: is_marked(row).then(|| mark(row.role)),
            })
            .collect();
        let rows = setting.place(&rows);
        let x = rows.scale();
        let largest = self.rows.iter().filter(|row| !row.is_summary).map(|row| row.count).fold(1.0, f64::max);
        let size = |row: &ForestRow| {
            let share = (row.count / largest).clamp(0.0, 1.0).sqrt();
            SIZES.0 + (SIZES.1 - SIZES.0) * share
        };
        ForestGeometry {
            estimates: self
                .rows
                .iter()
                .map(|row| {
                    row.estimate
                        .map(|(value, low, high)| (x.position(value), x.position(low), x.position(high)))
                })
                .collect(),
            sizes: self.rows.iter().map(size).collect(),
            lines: self.lines.iter().map(|(_, value, _)| x.position(*value)).collect(),
            rows,
            key,
            findings,
        }
    }

    /// Draws the chart; without an estimate it says so in words.
    #[must_use]
    pub fn to_svg(&self, theme: Theme) -> String {
        if self.is_empty() {
            return no_data(&self.sheet, theme, "forest");
        }
        let geometry = self.geometry();
        let ground = |canvas: &mut Canvas| {
            for (y, line) in &geometry.findings {
                canvas.words(look::SOFT, Anchor::Start, (0.0, *y), TEXT, line);
            }
            geometry.key.draw(canvas);
            geometry.rows.draw(canvas);
            for ((role, _, _), x) in self.lines.iter().zip(&geometry.lines) {
                for row in geometry.rows.rows.iter().filter(|row| row.crossing.0 < row.crossing.1) {
                    canvas.line(line(*role), (*x, row.crossing.0), (*x, row.crossing.1));
                }
            }
        };
        let points = |canvas: &mut Canvas| self.marks(canvas, &geometry);
        picture(&self.sheet, theme, "forest", geometry.rows.height, ground, points)
    }

    fn marks(&self, canvas: &mut Canvas, geometry: &ForestGeometry) {
        let rows = self.rows.iter().zip(&geometry.rows.rows).zip(&geometry.estimates).zip(&geometry.sizes);
        let (left, right) = geometry.rows.strip;
        for (index, (((row, place), estimate), size)) in rows.enumerate() {
            let y = place.middle;
            let target = (((left + right) / 2.0, y), (right - left, 24.0));
            canvas.point(index, &row.words.announcement, target, |canvas| {
                let Some((value, low, high)) = *estimate else { return };
                let (look, shape) = mark(row.role);
                if row.is_summary {
                    canvas.wide_diamond(look, (low, high), value, y, 6.5);
                    return;
                }
                canvas.line(row.role.line(), (low, y), (high, y));
                canvas.mark(look, shape, (value, y), *size);
            });
        }
    }
}

/// A diamond is what sums up others.
fn mark(role: Role) -> (look::Look, Shape) {
    let (look, shape) = role.mark();
    (look, if shape == Shape::Diamond { Shape::Square } else { shape })
}

fn line(role: Option<Role>) -> look::Look {
    role.map_or(look::TARGET, Role::line)
}

#[cfg(test)]
mod tests;
