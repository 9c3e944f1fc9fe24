//! Start and end of the same citizens, one row each; for up to forty, above that a histogram says more.

use crate::axis::ValueAxis;
use crate::canvas::{Canvas, Shape, no_data, picture};
use crate::key::{Key, Sample};
use crate::rows::{Row, RowsGeometry, Setting};
use crate::{PointWords, Sheet, Table, Theme, look};

/// A dumbbell chart.
#[derive(Clone, Debug, PartialEq)]
pub struct DumbbellChart {
    /// Title, size and what is said without data.
    pub sheet: Sheet,
    /// The axis of values.
    pub axis: ValueAxis,
    /// The citizens, in the order of the table.
    pub rows: Vec<DumbbellRow>,
    /// A level that matters, with its words, e.g. 8 on the HADS.
    pub level: Option<(f64, String)>,
    /// What the marks are called: start, end, and an end that reaches the threshold.
    pub key: (String, String, String),
}

/// A citizen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DumbbellRow {
    /// Words; the label may be empty.
    pub words: PointWords,
    /// The value at the start.
    pub start: f64,
    /// The value at the end, where it was measured.
    pub end: Option<f64>,
    /// Whether the change reaches the threshold: a triangle instead of a circle.
    pub is_reached: bool,
}

/// Positions of a dumbbell chart, in pixels from the upper left.
#[derive(Clone, Debug, PartialEq)]
pub struct DumbbellGeometry {
    /// The rows.
    pub rows: RowsGeometry,
    /// Start and end of every row.
    pub pairs: Vec<(f64, Option<f64>)>,
    key: Key,
}

impl DumbbellChart {
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

    /// Computes the positions of everything.
    #[must_use]
    pub fn geometry(&self) -> DumbbellGeometry {
        let width = self.sheet.width;
        let mut entries = vec![
            (Sample::Mark(look::HOLLOW_MARK, Shape::Circle), self.key.0.as_str()),
            (Sample::Mark(look::CHANCE_MARK, Shape::Circle), self.key.1.as_str()),
        ];
        if self.rows.iter().any(|row| row.is_reached) {
            entries.push((Sample::Mark(look::OWN_MARK, Shape::Up), self.key.2.as_str()));
        }
        entries.extend(self.level.iter().map(|(_, words)| (Sample::Line(look::TARGET), words.as_str())));
        let key = Key::new(&entries, 0.0, width);
        let values = self.rows.iter().flat_map(|row| std::iter::once(row.start).chain(row.end));
        let ends = self.axis.ends(values.chain(self.level.iter().map(|(level, _)| *level)));
        let setting = Setting { width, top: key.height, strip: 16.0, axis: &self.axis, ends, has_axis: true };
        let rows = self.rows.iter().map(|row| Row {
            heading: None,
            words: &row.words,
            value: "",
            is_bare: false,
            mark: None,
        });
        let rows = setting.place(&rows.collect::<Vec<_>>());
        let x = rows.scale();
        let pairs = self.rows.iter().map(|row| (x.position(row.start), row.end.map(|end| x.position(end))));
        DumbbellGeometry { pairs: pairs.collect(), rows, key }
    }

    /// Draws the chart; without rows it says so in words.
    #[must_use]
    pub fn to_svg(&self, theme: Theme) -> String {
        if self.is_empty() {
            return no_data(&self.sheet, theme, "dumbbell");
        }
        let geometry = self.geometry();
        let x = geometry.rows.scale();
        let ground = |canvas: &mut Canvas| {
            geometry.key.draw(canvas);
            geometry.rows.draw(canvas);
            if let Some(level) = self.level.as_ref().map(|(level, _)| x.position(*level)) {
                let (top, bottom) = geometry.rows.plot;
                canvas.line(look::TARGET, (level, top), (level, bottom));
            }
        };
        let (left, right) = geometry.rows.strip;
        let points = |canvas: &mut Canvas| {
            let rows = self.rows.iter().zip(&geometry.rows.rows).zip(&geometry.pairs);
            for (index, ((row, place), (start, end))) in rows.enumerate() {
                let y = place.middle;
                let target = (((left + right) / 2.0, y), (right - left, place.edges.1 - place.edges.0));
                canvas.point(index, &row.words.announcement, target, |canvas| {
                    if let Some(end) = end {
                        canvas.line(look::OTHER_LINE, (*start, y), (*end, y));
                    }
                    canvas.mark(look::HOLLOW_MARK, Shape::Circle, (*start, y), 3.5);
                    match end {
                        Some(end) if row.is_reached => canvas.mark(look::OWN_MARK, Shape::Up, (*end, y), 4.5),
                        Some(end) => canvas.mark(look::CHANCE_MARK, Shape::Circle, (*end, y), 4.5),
                        None => {}
                    }
                });
            }
        };
        picture(&self.sheet, theme, "dumbbell", geometry.rows.height, ground, points)
    }
}

#[cfg(test)]
mod tests;
