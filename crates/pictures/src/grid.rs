//! The numbers of a chart: one value that the table, the files and the clipboard are written from.

use std::cmp::Ordering;

use chrono::NaiveDate;
use domain::text::Language;
use domain::words::{decimal_mark, share, short_date};

/// One cell. A number stays a number until it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words, or a number that has become words, e.g. `mindst 95 %`.
    Words(String),
    /// A day.
    Day(NaiveDate),
    /// How many.
    Count(u64),
    /// A share of 0–1, written in whole per cent.
    Share(f64),
    /// A number with so many decimals.
    Number(f64, u8),
    /// Nothing to say.
    None,
}

/// A table of cells. The first cell of a row is its header; the rows stand in the order of the chart's points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// One header per column.
    pub columns: Vec<String>,
    /// As many cells per row as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn words(words: impl Into<String>) -> Self {
        Self::Words(words.into())
    }

    /// A share, or nothing where nothing was counted.
    #[must_use]
    pub fn share(share: Option<f64>) -> Self {
        share.filter(|share| share.is_finite()).map_or(Self::None, Self::Share)
    }

    /// The cell as people read it.
    #[must_use]
    pub fn show(&self, language: Language) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Day(day) => short_date(*day, language),
            Self::Count(count) => count.to_string(),
            Self::Share(of_one) => share(*of_one, language),
            Self::Number(number, decimals) => {
                let text = fixed(*number, *decimals).replace('.', &decimal_mark(language).to_string());
                text.replace('-', "−")
            }
            Self::None => "–".to_owned(),
        }
    }

    /// Whether it stands to the right of its column.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Share(_) | Self::Number(..))
    }

    fn number(&self) -> Option<f64> {
        match self {
            // Counts of courses are far below 2⁵³.
            Self::Count(count) => Some(*count as f64),
            Self::Share(number) | Self::Number(number, _) => Some(*number),
            _ => None,
        }
    }

    /// The order in which a column is sorted: numbers and days by size, words by letter, nothing last.
    fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::None, Self::None) => Ordering::Equal,
            (Self::None, _) => Ordering::Greater,
            (_, Self::None) => Ordering::Less,
            (Self::Day(one), Self::Day(two)) => one.cmp(two),
            (Self::Words(one), Self::Words(two)) => one.to_lowercase().cmp(&two.to_lowercase()),
            _ => match (self.number(), other.number()) {
                (Some(one), Some(two)) => one.total_cmp(&two),
                (one, two) => one.is_none().cmp(&two.is_none()),
            },
        }
    }
}

/// A number with so many decimals and never minus zero.
pub(crate) fn fixed(number: f64, decimals: u8) -> String {
    let text = format!("{number:.0$}", usize::from(decimals));
    let is_zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
    if is_zero { text.trim_start_matches('-').to_owned() } else { text }
}

impl Grid {
    /// A grid under these headers.
    #[must_use]
    pub fn new(columns: &[&str], rows: Vec<Vec<Cell>>) -> Self {
        Self { columns: columns.iter().map(|&column| column.to_owned()).collect(), rows }
    }

    /// Whether a column holds numbers, or nothing at all.
    #[must_use]
    pub fn is_number(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.clone().all(|cell| *cell == Cell::None) || cells.any(Cell::is_number)
    }

    /// Whether a column holds shares, whose unit a file has to say.
    pub(crate) fn is_share(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.any(|cell| matches!(cell, Cell::Share(_)))
    }

    /// The rows by a column, or as the chart has them. Equal cells keep the order of the chart, nothing stands last.
    #[must_use]
    pub fn sorted(&self, by: Option<(usize, bool)>) -> Vec<&Vec<Cell>> {
        let mut rows: Vec<&Vec<Cell>> = self.rows.iter().collect();
        let Some((column, is_descending)) = by else { return rows };
        let cell = |row: &Vec<Cell>| row.get(column).cloned().unwrap_or(Cell::None);
        rows.sort_by(|one, two| {
            let (one, two) = (cell(one), cell(two));
            let order = one.order(&two);
            let is_empty = one == Cell::None || two == Cell::None;
            if is_descending && !is_empty { order.reverse() } else { order }
        });
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_written_in_the_language_of_the_page() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 9).unwrap();
        assert_eq!(Cell::Share(0.777).show(Language::Da), "78\u{a0}%");
        assert_eq!(Cell::Share(0.777).show(Language::En), "78%");
        assert_eq!(Cell::Number(-2.45, 1).show(Language::Da), "−2,5");
        assert_eq!(Cell::Number(-0.01, 1).show(Language::Da), "0,0");
        assert_eq!(Cell::Day(day).show(Language::Da), "09.01.2026");
        assert_eq!(Cell::share(None).show(Language::Da), "–");
        assert_eq!(Cell::share(Some(f64::NAN)), Cell::None);
    }

    #[test]
    fn a_column_is_sorted_by_size_and_nothing_stands_last_either_way() {
        let rows = vec![
            vec![Cell::words("b"), Cell::Count(9)],
            vec![Cell::words("a"), Cell::None],
            vec![Cell::words("C"), Cell::Count(10)],
        ];
        let grid = Grid::new(&["Enhed", "Antal"], rows);
        let names =
            |by| -> Vec<String> { grid.sorted(by).iter().map(|row| row[0].show(Language::Da)).collect() };
        assert_eq!(names(None), ["b", "a", "C"]);
        assert_eq!(names(Some((0, false))), ["a", "b", "C"]);
        assert_eq!(names(Some((1, false))), ["b", "C", "a"]);
        assert_eq!(names(Some((1, true))), ["C", "b", "a"]);
        assert!(grid.is_number(1) && !grid.is_number(0));
        assert!(Grid::new(&["Fra"], vec![vec![Cell::None]]).is_number(0), "dashes stand where numbers would");
    }
}
