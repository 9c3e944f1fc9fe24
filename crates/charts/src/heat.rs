//! Completeness: fields by period, a number in every cell, five steps of one hue.

use crate::axis::{CountedFrom, spaced};
use crate::canvas::{Anchor, Canvas, no_data, picture};
use crate::look::{self, Look};
use crate::words::{LINE, TEXT, height_of, number_of, width_of, wrapped};
use crate::{Sheet, Table, Theme};

/// Where the steps begin, as shares. Source: `spec/ux.md` 3.14.
const STEPS: [f64; 4] = [0.60, 0.80, 0.90, 0.95];
/// The look of a cell and of the number in it, per step.
const LOOKS: [(Look, Look); 5] = [
    (look::HEAT_0, look::ON_HEAT_0),
    (look::HEAT_1, look::ON_HEAT_1),
    (look::HEAT_2, look::ON_HEAT_2),
    (look::HEAT_3, look::ON_HEAT_3),
    (look::HEAT_4, look::ON_HEAT_4),
];
/// The height of a cell: a target.
const CELL: f64 = 26.0;
/// The narrowest cell.
const NARROWEST: f64 = 30.0;

/// A heat table.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatTable {
    /// Title, size and what is said without data.
    pub sheet: Sheet,
    /// The periods, oldest first.
    pub periods: Vec<String>,
    /// The fields.
    pub rows: Vec<HeatRow>,
    /// What the five steps are called, from the least complete up.
    pub steps: [String; 5],
    /// What is said where older periods do not fit, e.g. `Ældre kvartaler står i tabellen`.
    pub older: String,
}

/// A field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeatRow {
    /// Its name.
    pub name: String,
    /// One cell per period.
    pub cells: Vec<HeatCell>,
}

/// A field in a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeatCell {
    /// The share that is complete, 0–1, or `None` where nothing was expected.
    pub share: Option<f64>,
    /// The number in the cell, short: `97`, `–`.
    pub text: String,
    /// What a screen reader says.
    pub announcement: String,
}

/// Positions of a heat table, in pixels from the upper left.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatGeometry {
    /// Index of the first period that has room.
    pub first: usize,
    /// Left edge and width of the columns.
    pub columns: (f64, f64),
    /// Upper edge of every row of cells.
    pub rows: Vec<f64>,
    /// Names: corner and words.
    pub names: Vec<((f64, f64), String)>,
    /// Written periods and their centres.
    pub periods: Vec<(usize, f64)>,
    /// Baseline of the periods.
    pub head: f64,
    /// The height of everything.
    pub height: f64,
    key: crate::key::Key,
    older: Vec<(f64, String)>,
}

impl HeatTable {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.cells.iter().all(|cell| cell.share.is_none()))
    }

    /// The step of a share, 0 (least complete) to 4.
    #[must_use]
    pub fn step(share: f64) -> usize {
        // 19 of 20 is 95 %, whatever doubles make of it.
        STEPS.iter().filter(|from| share >= **from - 1e-12).count()
    }

    /// The same numbers as a table: fields down, all periods across.
    #[must_use]
    pub fn to_table(&self, field: &str) -> Table {
        let columns = std::iter::once(field.to_owned()).chain(self.periods.iter().cloned()).collect();
        let row = |row: &HeatRow| {
            std::iter::once(row.name.clone()).chain(row.cells.iter().map(|cell| cell.text.clone())).collect()
        };
        let caption = [self.sheet.title.as_str(), self.sheet.subtitle.as_str()].join(". ");
        Table { caption, columns, rows: self.rows.iter().map(row).collect() }
    }

    /// Computes the positions of everything.
    #[must_use]
    pub fn geometry(&self) -> HeatGeometry {
        let width = self.sheet.width;
        let entries = LOOKS
            .iter()
            .zip(&self.steps)
            .map(|((cell, _), words)| (crate::key::Sample::Area(*cell), words.as_str()));
        let key = crate::key::Key::new(&entries.collect::<Vec<_>>(), 0.0, width);
        let is_wide = width >= 560.0;
        let names =
            self.rows.iter().map(|row| width_of(&row.name, TEXT)).fold(0.0, f64::max).min(width * 0.32);
        let left = if is_wide { names + 10.0 } else { 0.0 };
        // Whole cells are below 2³² of them.
        let room = ((width - left) / NARROWEST).floor().max(1.0) as usize;
        let first = self.periods.len().saturating_sub(room);
        let column = ((width - left) / number_of((self.periods.len() - first).max(1))).min(72.0);
        let words: &[String] = if first > 0 { std::slice::from_ref(&self.older) } else { &[] };
        let (older, top) = crate::key::paragraph(words, key.height, width);
        let head = top + TEXT;
        let mut y = top + LINE + 2.0;
        let (mut rows, mut placed) = (Vec::new(), Vec::new());
        for row in &self.rows {
            let lines = wrapped(&row.name, if is_wide { names.max(1.0) } else { width }, TEXT);
            let tall = height_of(lines.len());
            let (cells, first_line, bottom) = if is_wide {
                let height = tall.max(CELL);
                (y + (height - CELL) / 2.0, y + (height - tall) / 2.0 + TEXT - 1.0, y + height)
            } else {
                (y + tall + 4.0, y + TEXT + 2.0, y + tall + 4.0 + CELL)
            };
            let lines = lines.into_iter().enumerate();
            placed.extend(lines.map(|(at, line)| ((0.0, first_line + height_of(at)), line)));
            rows.push(cells);
            y = bottom + 2.0;
        }
        let shown: Vec<&str> = self.periods.iter().skip(first).map(String::as_str).collect();
        let centres: Vec<f64> = (0..shown.len()).map(|at| left + column * (number_of(at) + 0.5)).collect();
        let periods = spaced(&shown, &centres, TEXT, width, CountedFrom::Last)
            .into_iter()
            .map(|(index, at)| (index + first, at))
            .collect();
        HeatGeometry {
            first,
            columns: (left, column),
            rows,
            names: placed,
            periods,
            head,
            height: y + 2.0,
            key,
            older,
        }
    }

    /// Draws the table; without numbers it says so in words.
    #[must_use]
    pub fn to_svg(&self, theme: Theme) -> String {
        if self.is_empty() {
            return no_data(&self.sheet, theme, "heat");
        }
        let geometry = self.geometry();
        let ground = |canvas: &mut Canvas| {
            geometry.key.draw(canvas);
            for (y, line) in &geometry.older {
                canvas.words(look::SOFT, Anchor::Start, (0.0, *y), TEXT, line);
            }
            for (index, x) in &geometry.periods {
                if let Some(period) = self.periods.get(*index) {
                    canvas.words(look::TICK, Anchor::Middle, (*x, geometry.head), TEXT, period);
                }
            }
            for (at, line) in &geometry.names {
                canvas.words(look::WORDS, Anchor::Start, *at, TEXT, line);
            }
        };
        let points = |canvas: &mut Canvas| self.cells(canvas, &geometry);
        picture(&self.sheet, theme, "heat", geometry.height, ground, points)
    }

    fn cells(&self, canvas: &mut Canvas, geometry: &HeatGeometry) {
        let (left, column) = geometry.columns;
        let across = self.periods.len();
        for (row_index, (row, top)) in self.rows.iter().zip(&geometry.rows).enumerate() {
            for (index, cell) in row.cells.iter().enumerate().take(across).skip(geometry.first) {
                let corner = (left + column * number_of(index - geometry.first), *top);
                let middle = (corner.0 + column / 2.0 - 1.0, top + CELL / 2.0);
                // Counted over the whole table, so that a cell keeps its number when columns have no room.
                let number = row_index * across + index;
                canvas.point(number, &cell.announcement, (middle, (column, CELL)), |canvas| {
                    let step = cell.share.and_then(|share| LOOKS.get(Self::step(share)));
                    let size = (column - 2.0, CELL);
                    let words = (middle.0, middle.1 + TEXT * 0.35);
                    match step {
                        Some((look, on)) => {
                            canvas.rect(*look, corner, size, 2.0);
                            canvas.words(*on, Anchor::Middle, words, TEXT, &cell.text);
                        }
                        None => canvas.words(look::SOFT, Anchor::Middle, words, TEXT, &cell.text),
                    }
                });
            }
        }
    }
}

#[cfg(test)]
mod tests;
