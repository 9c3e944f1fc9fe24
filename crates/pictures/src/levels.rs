//! An indicator in the own municipality beside cluster, region and all: one small forest of a report.

#[cfg(test)]
mod tests;

use api_types::{Benchmark, BenchmarkCell, BenchmarkFlag};
use charts::{ForestChart, ForestRow, PointWords, Role, ValueAxis};
use chrono::NaiveDate;
use domain::programme::Direction;
use domain::text::{Language, Phrase};
use domain::words::{decimal_mark, long_date, ratio, share};

use crate::chart::{Chart, drawn};
use crate::comparison::{estimate, made};
use crate::words::*;
use crate::{Cell, Grid};

/// The levels, nearest first.
const LEVELS: [(&str, Role, Phrase); 3] = [
    ("cluster", Role::Cluster, REPORT_COLUMN_CLUSTER),
    ("region", Role::Region, REPORT_COLUMN_REGION),
    ("all", Role::All, REPORT_COLUMN_ALL),
];

/// Whose result stands beside the levels, and how.
#[derive(Clone, Copy, Debug)]
pub struct LevelsView<'a> {
    /// The own municipality.
    pub unit: &'a str,
    /// The day of publication in Denmark.
    pub published: NaiveDate,
    /// The language of the words.
    pub language: Language,
}

/// One line of the forest.
#[derive(Clone, Debug)]
struct Line {
    name: String,
    role: Role,
    is_summary: bool,
    count: Option<u64>,
    estimate: Option<(f64, f64, f64)>,
    /// The share in words, and the same short enough to stand beside a strip.
    said: String,
    short: String,
}

/// The forest of the levels; a page that shows several says the notes once.
#[must_use]
pub fn levels(benchmark: &Benchmark, view: &LevelsView<'_>) -> Chart {
    let language = view.language;
    let lines = lines(benchmark, view);
    let target = benchmark.standard.map(|standard| {
        let target = standard.percent.to_f64() / 100.0;
        (None, target, COMPARE_TARGET.fill(language, &[("share", &share(target, language))]))
    });
    let rows: Vec<ForestRow> = lines.iter().map(row).collect();
    Chart {
        id: format!("rapport-{}", benchmark.indicator),
        title: title(benchmark, language),
        subtitle: finding(benchmark, language),
        summary: Vec::new(),
        notes: notes(benchmark, view),
        definition: None,
        empty: COMPARE_EMPTY.get(language).to_owned(),
        height: 0.0,
        courses: None,
        grid: grid(&lines, language),
        draw: drawn(move |sheet| ForestChart {
            sheet,
            axis: ValueAxis::share(decimal_mark(language)),
            findings: Vec::new(),
            rows: rows.clone(),
            lines: target.clone().into_iter().collect(),
            key: Vec::new(),
        }),
    }
}

/// The indicator; which way is better, where it is not upwards.
fn title(benchmark: &Benchmark, language: Language) -> String {
    let name = format!("{} {}", benchmark.number, benchmark.label.get(language));
    match benchmark.direction {
        Direction::Up => name,
        Direction::Down => format!("{name} ({})", RESULTS_DOWN.get(language).to_lowercase()),
    }
}

/// What is found: the own exact share beside that of all, as in the picture, and how it was judged where it was.
fn finding(benchmark: &Benchmark, language: Language) -> String {
    let Some(own) = benchmark.own_exact else { return benchmark.finding.get(language).to_owned() };
    let Some(value) = own.value else {
        return REPORT_OWN_NONE.fill(language, &[("number", &benchmark.number)]);
    };
    let all = benchmark.cells.iter().find(|cell| cell.level == "all" && cell.percent.is_some());
    let phrase = if all.is_some() { REPORT_FOREST_AGAINST } else { REPORT_FOREST_ALONE };
    let said = phrase.fill(
        language,
        &[
            ("share", &share(value, language)),
            ("ratio", &ratio(own.numerator, own.denominator, language)),
            ("all", all.map(|cell| cell.percent_text.get(language)).unwrap_or_default()),
        ],
    );
    let judged = benchmark.cells.iter().find(|cell| cell.is_own && cell.flag != BenchmarkFlag::NotJudged);
    judged.map_or(said.clone(), |cell| format!("{said} {}.", cell.flag_text.get(language)))
}

/// What the numbers are of, the rules for small ones, and when they were made.
fn notes(benchmark: &Benchmark, view: &LevelsView<'_>) -> Vec<String> {
    let (period, language) = (&benchmark.period, view.language);
    let (from, to) = (long_date(period.from, language), long_date(period.to, language));
    let period = format!("{} ({from} – {to})", period.label.get(language));
    let rules = benchmark.snapshot.rules.iter().map(|rule| rule.get(language).to_owned());
    let made = made(&benchmark.snapshot, view.published, language);
    let first = REPORT_FOREST_NOTE.fill(language, &[("period", &period)]);
    std::iter::once(first).chain(rules).chain([made, NOTE_SOURCE.get(language).to_owned()]).collect()
}

fn grid(lines: &[Line], language: Language) -> Grid {
    let columns = [
        COMPARE_COLUMN_UNIT,
        COMPARE_COLUMN_COUNT,
        COMPARE_COLUMN_SHARE,
        COMPARE_COLUMN_LOW,
        COMPARE_COLUMN_HIGH,
    ];
    let row = |line: &Line| {
        vec![
            Cell::words(&line.name),
            line.count.map_or(Cell::None, Cell::Count),
            line.estimate.map_or_else(|| Cell::words(&line.said), |estimate| Cell::Share(estimate.0)),
            Cell::share(line.estimate.map(|estimate| estimate.1)),
            Cell::share(line.estimate.map(|estimate| estimate.2)),
        ]
    };
    Grid::new(&columns.map(|column| column.get(language)), lines.iter().map(row).collect())
}

/// A share with how many it is of: `80 % (25)`.
fn with_count(share: &str, count: u64) -> String {
    format!("{share} ({count})")
}

fn row(line: &Line) -> ForestRow {
    let count = line.count.map(|count| format!(" (n\u{a0}=\u{a0}{count})")).unwrap_or_default();
    ForestRow {
        heading: None,
        words: PointWords {
            label: line.name.clone(),
            announcement: format!("{}: {}{count}", line.name, line.said),
            cells: Vec::new(),
        },
        estimate: line.estimate,
        // Counts of courses are far below 2⁵³.
        count: line.count.unwrap_or_default() as f64,
        value: line.short.clone(),
        role: line.role,
        is_summary: line.is_summary,
    }
}

/// A published level.
fn line_of(cell: &BenchmarkCell, role: Role, name: &str, language: Language) -> Line {
    let said = cell.percent_text.get(language).to_owned();
    Line {
        name: name.to_owned(),
        role,
        is_summary: role != Role::Own,
        count: cell.denominator.map(u64::from),
        estimate: estimate(cell),
        short: match (cell.percent, cell.denominator) {
            (Some(_), Some(count)) => with_count(&said, count.into()),
            (Some(_), None) => said.clone(),
            (None, _) => REPORT_HIDDEN.get(language).to_owned(),
        },
        said,
    }
}

/// The own result, exact where it is there, then the levels.
fn lines(benchmark: &Benchmark, view: &LevelsView<'_>) -> Vec<Line> {
    let (unit, language) = (view.unit, view.language);
    // What is one's own is never hidden; there may be nothing to count.
    let exact = benchmark.own_exact.map(|own| {
        let estimate = own.value.zip(own.ci_low).zip(own.ci_high);
        let (said, short) = match own.value {
            Some(value) => {
                let share = share(value, language);
                (share.clone(), with_count(&share, own.denominator))
            }
            None => (REPORT_OWN_ZERO.get(language).to_owned(), REPORT_OWN_ZERO.get(language).to_owned()),
        };
        Line {
            name: unit.to_owned(),
            role: Role::Own,
            is_summary: false,
            count: own.value.is_some().then_some(own.denominator),
            estimate: estimate.map(|((value, low), high)| (value, low, high)),
            said,
            short,
        }
    });
    let published = benchmark.cells.iter().find(|cell| cell.is_own && cell.level == "municipality");
    let own = exact.or_else(|| published.map(|cell| line_of(cell, Role::Own, unit, language)));
    let levels = LEVELS.iter().filter_map(|(level, role, name)| {
        let cell = benchmark.cells.iter().find(|cell| cell.level == *level)?;
        Some(line_of(cell, *role, name.get(language), language))
    });
    own.into_iter().chain(levels).collect()
}
