//! The numbers as files: CSV for a Danish Excel, CSV for everybody else, and text for the clipboard.

use domain::text::Language;

use crate::grid::{Cell, Grid, fixed};

/// Who is to read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// UTF-8 with a byte-order mark, semicolons, decimal comma, `dd-mm-åååå`.
    Danish,
    /// UTF-8, commas, decimal point, `yyyy-mm-dd`.
    International,
}

impl Dialect {
    const fn separator(self) -> char {
        match self {
            Self::Danish => ';',
            Self::International => ',',
        }
    }

    fn number(self, text: &str) -> String {
        match self {
            Self::Danish => text.replace('.', ","),
            Self::International => text.to_owned(),
        }
    }

    fn cell(self, cell: &Cell) -> String {
        match cell {
            Cell::Words(words) => quoted(&defused(words)),
            Cell::Day(day) => {
                let format = if self == Self::Danish { "%d-%m-%Y" } else { "%Y-%m-%d" };
                day.format(format).to_string()
            }
            Cell::Count(count) => count.to_string(),
            // As the screen rounds it: 12.5 % is 13 %.
            Cell::Share(share) => fixed((share * 100.0).round(), 0),
            Cell::Number(number, decimals) => self.number(&fixed(*number, *decimals)),
            Cell::None => String::new(),
        }
    }
}

/// The whole file.
#[must_use]
pub fn csv(grid: &Grid, dialect: Dialect) -> String {
    let head = grid.columns.iter().enumerate().map(|(index, column)| {
        let unit = if grid.is_share(index) && !column.contains('%') { " (%)" } else { "" };
        quoted(&defused(&format!("{column}{unit}")))
    });
    let mut lines = vec![head.collect::<Vec<_>>()];
    lines.extend(grid.rows.iter().map(|row| row.iter().map(|cell| dialect.cell(cell)).collect()));
    let mark = if dialect == Dialect::Danish { "\u{feff}" } else { "" };
    let separator = dialect.separator().to_string();
    let lines: String = lines.into_iter().map(|line| line.join(&separator) + "\r\n").collect();
    format!("{mark}{lines}")
}

/// The table as it stands on the page, for pasting into a sheet or a mail.
#[must_use]
pub fn tabbed(grid: &Grid, language: Language) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::Words(words) => plain(words),
        // A sheet reads `78 %` and `−2,5` as numbers only with a usual space and a hyphen.
        number => number.show(language).replace('\u{a0}', " ").replace('−', "-"),
    };
    let row = |row: &Vec<Cell>| row.iter().map(cell).collect::<Vec<_>>().join("\t");
    let head = grid.columns.iter().map(|column| plain(column)).collect::<Vec<_>>().join("\t");
    std::iter::once(head).chain(grid.rows.iter().map(row)).collect::<Vec<_>>().join("\n")
}

/// A spreadsheet takes what begins so for a formula: an apostrophe makes it text. Source: OWASP, CSV injection.
///
/// A sheet that is set to another separator begins a cell behind each of its own, also inside quotes: a Danish Excel that
/// opens the international file at every semicolon. So what stands behind one is looked at as well.
fn defused(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for part in words.split_inclusive(SEPARATORS) {
        let body = part.trim_start_matches([' ', '"']);
        safe.push_str(part.strip_suffix(body).unwrap_or_default());
        if body.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) {
            safe.push('\'');
        }
        safe.push_str(body);
    }
    safe
}

/// What begins a new cell or line, in one spreadsheet or another.
const SEPARATORS: [char; 5] = [';', ',', '\t', '\n', '\r'];

fn quoted(words: &str) -> String {
    let needs = words.contains(SEPARATORS) || words.contains(['"', '\'']);
    if needs { format!("\"{}\"", words.replace('"', "\"\"")) } else { words.to_owned() }
}

fn plain(words: &str) -> String {
    defused(&words.replace(['\t', '\n', '\r'], " "))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn grid() -> Grid {
        let day = NaiveDate::from_ymd_opt(2026, 4, 1).unwrap();
        let row = vec![
            Cell::words("2. kvartal; \"test\""),
            Cell::Day(day),
            Cell::Share(0.7778),
            Cell::Count(28),
            Cell::Number(-2.45, 1),
            Cell::None,
            Cell::words("=1+1"),
        ];
        Grid::new(&["Periode", "Fra", "Andel", "Tæller", "Ændring", "Mål", "Note"], vec![row])
    }

    #[test]
    fn danish_excel_gets_a_mark_semicolons_commas_and_its_dates() {
        let file = csv(&grid(), Dialect::Danish);
        let expected = "\u{feff}Periode;Fra;Andel (%);Tæller;Ændring;Mål;Note\r\n\
            \"2. kvartal; \"\"test\"\"\";01-04-2026;78;28;-2,5;;\"'=1+1\"\r\n";
        assert_eq!(file, expected);
    }

    #[test]
    fn a_share_is_rounded_as_on_the_screen() {
        for (numerator, denominator) in [(1.0, 8.0), (5.0, 8.0), (7.0, 8.0), (1.0, 200.0)] {
            let cell = Cell::Share(numerator / denominator);
            let shown = cell.show(Language::En);
            assert_eq!(format!("{}%", Dialect::Danish.cell(&cell)), shown);
        }
    }

    #[test]
    fn everybody_else_gets_commas_points_and_iso_dates() {
        let file = csv(&grid(), Dialect::International);
        assert!(file.starts_with("Periode,Fra,Andel (%),"), "{file}");
        assert!(file.contains(",2026-04-01,78,28,-2.5,,\"'=1+1\""), "{file}");
    }

    #[test]
    fn no_words_are_taken_for_a_formula_but_a_negative_number_stays_one() {
        for words in ["=A1", "+45", "-x", "@SUM", "\tx", "\rx", "\0=A1"] {
            assert!(defused(words).starts_with('\''), "{words}");
        }
        assert_eq!(defused("Nyt hold, 12 nye; i gang"), "Nyt hold, 12 nye; i gang");
        assert_eq!(Dialect::International.cell(&Cell::Number(-3.0, 0)), "-3");
    }

    /// The cells that a spreadsheet with another separator finds in a file, quotes or not.
    fn opened_with(separator: char, file: &str) -> Vec<String> {
        let cells = file.split([separator, '\n', '\r', '\t']);
        cells.map(|cell| cell.trim_start_matches([' ', '"']).to_owned()).collect()
    }

    #[test]
    fn no_words_are_taken_for_a_formula_by_a_sheet_with_another_separator() {
        let words =
            ["Hold;=1+1", "Hold,=1+1", "Hold; \"=1+1\"", "\"=1+1\"", "Hold,@A1", "Hold\n=1+1", " =1+1"];
        let grid = Grid::new(&["Note"], words.iter().map(|words| vec![Cell::words(*words)]).collect());
        let texts =
            [csv(&grid, Dialect::Danish), csv(&grid, Dialect::International), tabbed(&grid, Language::Da)];
        for (text, separator) in texts.iter().flat_map(|text| [(text, ';'), (text, ',')]) {
            for cell in opened_with(separator, text) {
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell:?} of {text:?}");
            }
        }
    }

    #[test]
    fn the_clipboard_gets_the_table_as_it_is_read() {
        let text = tabbed(&grid(), Language::Da);
        assert_eq!(text.lines().count(), 2);
        assert!(text.contains("78 %\t28\t-2,5\t–\t'=1+1"), "{text}");
    }
}
