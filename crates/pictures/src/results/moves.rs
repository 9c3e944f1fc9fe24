//! From which answer to which.

use api_types::{MoveRow, Results};
use domain::text::Language;

use super::scope;
use crate::chart::Chart;
use crate::words::*;
use crate::{Cell, Grid};

/// From which answer to which: numbers without a picture.
#[must_use]
pub fn result_moves(results: &Results, language: Language) -> Chart {
    let subtitle = scope(results).subtitle(results.label.get(language), results.n_paired, language);
    let id = format!("resultater-{}", results.measure);
    Chart::of_table(&id, results.finding.get(language), &subtitle, grid(results, language))
}

fn rows(results: &Results) -> &[MoveRow] {
    results.moves.as_ref().map(|moves| moves.rows.as_slice()).unwrap_or_default()
}

/// The same numbers for files: a count and a share per answer at the end.
fn grid(results: &Results, language: Language) -> Grid {
    let rows = rows(results);
    let ends = rows.first().map(|row| row.cells.as_slice()).unwrap_or_default();
    let mut columns = vec![RESULTS_MOVES_START.get(language).to_owned()];
    for end in ends {
        let label = end.label.get(language);
        columns.extend([label.to_owned(), format!("{label} %")]);
    }
    columns.push(RESULTS_MOVES_TOTAL.get(language).to_owned());
    let cells = |row: &MoveRow| {
        let pairs = row.cells.iter().flat_map(|cell| [Cell::Count(cell.count), Cell::share(cell.share)]);
        let head = Cell::words(row.label.get(language));
        std::iter::once(head).chain(pairs).chain([Cell::Count(row.total)]).collect()
    };
    Grid { columns, rows: rows.iter().map(cells).collect() }
}
