//! A comparison: units of a level beside each other, as a funnel or a forest over the same rows.

mod draw;
mod rows;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

use api_types::{Benchmark, SnapshotView};
use chrono::NaiveDate;
use domain::publication::Level;
use domain::text::Language;
use domain::words::long_date;

use self::draw::{forest, funnel};
pub use self::rows::{ComparisonRow, comparison_rows, estimate};
use crate::chart::{Chart, drawn};
use crate::words::*;
use crate::{Cell, Grid};

/// The height of a funnel.
const HEIGHT: f64 = 340.0;

/// Which units beside the own are pointed out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Around {
    /// Those of the same cluster.
    #[default]
    Cluster,
    /// Those most like the own.
    Similar,
    /// None.
    Nobody,
}

/// How units are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparisonFigure {
    /// By size and share, with what chance explains.
    Funnel,
    /// A row each, with its interval.
    Forest,
}

/// Which rows there are, and in which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Which units beside the own are pointed out.
    pub around: Around,
    /// Whether only the own unit and those pointed out are there.
    pub is_only: bool,
    /// Whether rows stand in the order of their shares.
    pub is_by_value: bool,
}

/// How a comparison is shown.
#[derive(Clone, Copy, Debug)]
pub struct ComparisonView {
    /// How units are drawn; absent: a funnel where there is one.
    pub figure: Option<ComparisonFigure>,
    /// Which rows there are.
    pub choice: Choice,
    /// The day of publication in Denmark.
    pub published: NaiveDate,
    /// Whether the rules for small numbers stand below it: a file has no page that says them.
    pub has_rules: bool,
    /// The language of the words.
    pub language: Language,
}

/// The picture of a comparison; its points are the rows of [`comparison_rows`].
#[must_use]
pub fn comparison(benchmark: &Benchmark, view: &ComparisonView) -> Chart {
    let (choice, language) = (view.choice, view.language);
    let rows = comparison_rows(benchmark, choice);
    let usual = if benchmark.funnel.is_some() { ComparisonFigure::Funnel } else { ComparisonFigure::Forest };
    let figure = view.figure.unwrap_or(usual);
    let grid = grid(benchmark, &rows, language);
    let (draw, empty) = match figure {
        ComparisonFigure::Funnel => {
            let chart = funnel(benchmark, &rows, choice, language);
            let draw = drawn(move |sheet| charts::FunnelChart { sheet, ..chart.clone() });
            (draw, COMPARE_FUNNEL_EMPTY)
        }
        ComparisonFigure::Forest => {
            let chart = forest(benchmark, &rows, choice, language);
            (drawn(move |sheet| charts::ForestChart { sheet, ..chart.clone() }), COMPARE_EMPTY)
        }
    };
    Chart {
        id: format!("sammenlign-{}", benchmark.indicator),
        title: benchmark.finding.get(language).to_owned(),
        subtitle: comparison_subtitle(benchmark, language),
        summary: benchmark.summary.iter().map(|line| line.get(language).to_owned()).collect(),
        notes: comparison_notes(benchmark, view),
        definition: None,
        empty: empty.get(language).to_owned(),
        height: HEIGHT,
        courses: None,
        grid,
        draw,
    }
}

/// Indicator, period, units, group and how many courses.
#[must_use]
pub fn comparison_subtitle(benchmark: &Benchmark, language: Language) -> String {
    let period = &benchmark.period;
    let (from, to) = (long_date(period.from, language), long_date(period.to, language));
    let level = benchmark.level.parse::<Level>().map(Level::label).unwrap_or_default();
    let words = COMPARE_SUBTITLE.fill(
        language,
        &[
            ("number", &benchmark.number),
            ("indicator", benchmark.label.get(language)),
            ("period", &format!("{} ({from} – {to})", period.label.get(language))),
            ("level", &level.get(language).to_lowercase()),
        ],
    );
    let only = benchmark.split_level.as_ref().map(|level| {
        COMPARE_SUBTITLE_OF.fill(language, &[("level", &level.label.get(language).to_lowercase())])
    });
    let all = benchmark.cells.iter().find(|cell| cell.level == Level::All.id());
    let count = all.and_then(|cell| cell.denominator);
    let count = count.map(|count| COMPARE_N.fill(language, &[("count", &count.to_string())]));
    [Some(words), only, count].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What always stands with the numbers: how to take them, when they were made and by which rules.
#[must_use]
pub fn comparison_notes(benchmark: &Benchmark, view: &ComparisonView) -> Vec<String> {
    let language = view.language;
    let rules = benchmark.snapshot.rules.iter().filter(|_| view.has_rules);
    let said = benchmark.notes.iter().chain(rules).map(|note| note.get(language).to_owned());
    let made = made(&benchmark.snapshot, view.published, language);
    said.chain([made, NOTE_SOURCE.get(language).to_owned()]).collect()
}

/// When numbers were made and put out, and by which version of the rules.
pub(crate) fn made(snapshot: &SnapshotView, published: NaiveDate, language: Language) -> String {
    COMPARE_SNAPSHOT.fill(
        language,
        &[
            ("as_of", &long_date(snapshot.as_of, language)),
            ("published", &long_date(published, language)),
            ("version", &snapshot.rules_version.to_string()),
        ],
    )
}

/// The numbers, a row per unit.
fn grid(benchmark: &Benchmark, rows: &[ComparisonRow], language: Language) -> Grid {
    let has_who = rows.iter().any(|row| row.who.is_some());
    let mut columns = rows::columns(benchmark.view, language);
    if has_who {
        columns.insert(1, COMPARE_COLUMN_WHO.get(language));
    }
    let cells = |row: &ComparisonRow| {
        let mut cells = row.cells(language);
        if has_who {
            cells.insert(1, row.who.map_or(Cell::None, |who| Cell::words(who.get(language))));
        }
        cells
    };
    Grid::new(&columns, rows.iter().map(cells).collect())
}
