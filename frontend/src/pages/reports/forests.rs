//! The page of comparison: every indicator with the own result beside cluster, region and all, on one axis.

use std::sync::Arc;

use api_types::{Benchmark, BenchmarkCell, BenchmarkFlag};
use charts::{ForestChart, ForestRow, PointWords, Role, ValueAxis};
use domain::programme::Direction;
use domain::text::Language;
use leptos::prelude::*;
use pictures::estimate;

use super::load::{MOST, Report};
use crate::browser::local;
use crate::pages::compare::rule_set;
use crate::parts::chart::{Cell, Chart, ChartLevel, Grid, chart, drawn};
use crate::parts::days_words;
use crate::show;
use crate::text::*;

/// The levels of a report, nearest first.
const LEVELS: [(&str, Role, Phrase); 3] = [
    ("cluster", Role::Cluster, REPORT_COLUMN_CLUSTER),
    ("region", Role::Region, REPORT_COLUMN_REGION),
    ("all", Role::All, REPORT_COLUMN_ALL),
];

/// One line of a forest.
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

/// All indicators that are published, twelve on a page.
pub(super) fn forests(report: &Report) -> AnyView {
    let unit = report.now.municipality.name.clone();
    let published: Vec<Arc<Benchmark>> = report.rows.iter().filter_map(|row| row.compared.clone()).collect();
    let none = if report.now.as_of.is_some() { REPORT_FOREST_NONE_KNOWN } else { REPORT_FOREST_NONE };
    let Some(first) = published.first().cloned() else {
        return view! {
            <section class="report-part"><h2>{t(REPORT_FOREST)}</h2><p>{t(none)}</p></section>
        }
        .into_any();
    };
    let (label, from, to) = (first.period.label.clone(), first.period.from, first.period.to);
    let note = tf(REPORT_FOREST_NOTE, move |language| {
        [("period", format!("{} ({})", label.get(language), days_words(from, to, language)))]
    });
    let put_out = local(first.snapshot.published_at).date();
    let is_own_exact = first.own_exact.is_some();
    let phrase = if is_own_exact { REPORT_FOREST_KNOWN } else { REPORT_FOREST_KNOWN_ALL };
    let of_day = report.now.as_of.map(|_| {
        let words = tf(phrase, move |language| [("published", show::long_date(put_out, language))]);
        view! { <p class="small">{words}</p> }
    });
    let sheets: Vec<_> = published
        .chunks(MOST)
        .map(|chunk| {
            let charts: Vec<_> = chunk.iter().map(|benchmark| one(benchmark.clone(), unit.clone())).collect();
            view! { <div class="report-forests">{charts}</div> }
        })
        .collect();
    view! {
        <section class="report-part report-page">
            <h2>{t(REPORT_FOREST)}</h2>
            <p class="small">{note}</p>
            {of_day}
            {sheets}
            {rule_set(&first.snapshot)}
        </section>
    }
    .into_any()
}

fn one(benchmark: Arc<Benchmark>, unit: String) -> AnyView {
    let language = use_language();
    let drawn = Signal::derive(move || picture(&benchmark, &unit, language.get()));
    chart(ChartLevel::Part, drawn)
}

fn picture(benchmark: &Benchmark, unit: &str, language: Language) -> Chart {
    let lines = Arc::new(lines(benchmark, unit, language));
    let target = benchmark.standard.map(show::standard_share);
    let columns = [
        COMPARE_COLUMN_UNIT,
        COMPARE_COLUMN_COUNT,
        COMPARE_COLUMN_SHARE,
        COMPARE_COLUMN_LOW,
        COMPARE_COLUMN_HIGH,
    ];
    let rows = lines.iter().map(|line| {
        vec![
            Cell::words(&line.name),
            line.count.map_or(Cell::None, Cell::Count),
            line.estimate.map_or_else(|| Cell::words(&line.said), |estimate| Cell::Share(estimate.0)),
            Cell::share(line.estimate.map(|estimate| estimate.1)),
            Cell::share(line.estimate.map(|estimate| estimate.2)),
        ]
    });
    let grid = Grid::new(&columns.map(|column| column.get(language)), rows.collect());
    let words = target.map(|target| {
        (None, target, COMPARE_TARGET.fill(language, &[("share", &show::share(target, language))]))
    });
    Chart {
        id: format!("rapport-{}", benchmark.indicator),
        title: title(benchmark, language),
        subtitle: finding(benchmark, language),
        summary: Vec::new(),
        notes: Vec::new(),
        definition: None,
        empty: COMPARE_EMPTY.get(language).to_owned(),
        height: 0.0,
        courses: None,
        grid,
        draw: drawn(move |sheet| ForestChart {
            sheet,
            axis: ValueAxis::share(show::decimal_mark(language)),
            findings: Vec::new(),
            rows: lines.iter().map(row).collect(),
            lines: words.clone().into_iter().collect(),
            key: Vec::new(),
        }),
    }
}

/// The indicator; which way is better, where it is not upwards.
fn title(benchmark: &Benchmark, language: Language) -> String {
    let name = numbered(&benchmark.number, &benchmark.label).get(language).to_owned();
    match benchmark.direction {
        Direction::Up => name,
        Direction::Down => format!("{name} ({})", RESULTS_DOWN.get(language).to_lowercase()),
    }
}

/// What is found: the own exact share beside that of all, as in the picture, and how it was judged where it was.
fn finding(benchmark: &Benchmark, language: Language) -> String {
    let Some(own) = benchmark.own_exact else { return benchmark.finding.get(language).to_owned() };
    let Some(value) = own.value else { return COMPARE_OWN_NONE.get(language).to_owned() };
    let all = benchmark.cells.iter().find(|cell| cell.level == "all" && cell.percent.is_some());
    let places = [
        ("share", show::share(value, language)),
        ("ratio", show::ratio(own.numerator, own.denominator, language)),
        ("all", all.map(|cell| cell.percent_text.get(language).to_owned()).unwrap_or_default()),
    ];
    let said =
        filled(if all.is_some() { REPORT_FOREST_AGAINST } else { REPORT_FOREST_ALONE }, language, &places);
    let judged = benchmark.cells.iter().find(|cell| cell.is_own && cell.flag != BenchmarkFlag::NotJudged);
    judged.map_or(said.clone(), |cell| format!("{said} {}.", cell.flag_text.get(language)))
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

/// The own result, exact where it is there, then the levels.
fn lines(benchmark: &Benchmark, unit: &str, language: Language) -> Vec<Line> {
    let of_cell = |cell: &BenchmarkCell, role: Role, name: &str| Line {
        name: name.to_owned(),
        role,
        is_summary: role != Role::Own,
        count: cell.denominator.map(u64::from),
        estimate: estimate(cell),
        said: cell.percent_text.get(language).to_owned(),
        short: match (cell.percent, cell.denominator) {
            (Some(_), Some(count)) => with_count(cell.percent_text.get(language), count.into()),
            (Some(_), None) => cell.percent_text.get(language).to_owned(),
            (None, _) => REPORT_HIDDEN.get(language).to_owned(),
        },
    };
    // What is one's own is never hidden; there may be nothing to count.
    let exact = benchmark.own_exact.map(|own| {
        let estimate = own.value.zip(own.ci_low).zip(own.ci_high);
        let (said, short) = match own.value {
            Some(value) => {
                let share = show::share(value, language);
                (share.clone(), with_count(&share, own.denominator))
            }
            None => (SERIES_EMPTY.get(language).to_owned(), SERIES_EMPTY.get(language).to_owned()),
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
    let own = exact.or_else(|| published.map(|cell| of_cell(cell, Role::Own, unit)));
    let levels = LEVELS.iter().filter_map(|(level, role, name)| {
        let cell = benchmark.cells.iter().find(|cell| cell.level == *level)?;
        Some(of_cell(cell, *role, name.get(language)))
    });
    own.into_iter().chain(levels).collect()
}
