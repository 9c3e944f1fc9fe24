//! The drawing and the table of a benchmark, for those without the application.

use api_types::{Benchmark, BenchmarkCell, BenchmarkFlag};
use charts::{
    ForestChart, ForestRow, FunnelChart, FunnelCurve, FunnelPoint, FunnelWords, PointWords, Role, Sheet,
    Theme, Tone, ValueAxis,
};
use domain::programme::Direction;
use domain::publication::Level;
use domain::text::{Language, Text};
use domain::words::{quantity, short_date};

use crate::findings::number;

/// The width of the drawing in pixels: what fits beside the text of a portal.
const WIDTH: f64 = 760.0;
/// The height of the plot in pixels.
const HEIGHT: f64 = 340.0;

/// The words that depend on nothing.
struct Words {
    counted: &'static str,
    others: &'static str,
    better: &'static str,
    worse: &'static str,
    empty: &'static str,
    all: &'static str,
    decimal: char,
    columns: [&'static str; 5],
}

/// A benchmark as a file: a funnel, or a forest where there is none.
pub(crate) fn svg(benchmark: &Benchmark, language: Language) -> String {
    match funnel(benchmark, language) {
        Some(funnel) => funnel.to_svg(Theme::Light),
        None => forest(benchmark, language).to_svg(Theme::Light),
    }
}

/// The header and the rows of the table that says the same.
pub(crate) fn table(benchmark: &Benchmark, language: Language) -> (Vec<&'static str>, Vec<Vec<String>>) {
    let rows = benchmark.cells.iter().map(|cell| cells(cell, language));
    (words(language).columns.to_vec(), rows.collect())
}

/// What is measured, in which period.
pub(crate) fn subtitle(benchmark: &Benchmark, language: Language) -> String {
    let (label, period) = (benchmark.label.get(language), benchmark.period.label.get(language));
    format!("{} {label} · {period}", benchmark.number)
}

/// The notes and the rules, one line each.
pub(crate) fn notes(benchmark: &Benchmark, language: Language) -> Vec<String> {
    let said = benchmark.notes.iter().chain(&benchmark.snapshot.rules);
    let mut notes: Vec<String> = said.map(|note| note.get(language).to_owned()).collect();
    let source = Text::new(
        format!(
            "Kilde: HjerteKom, opgjort til og med {}. Regelsæt {}.",
            short_date(benchmark.snapshot.as_of, Language::Da),
            benchmark.snapshot.rules_version
        ),
        format!(
            "Source: HjerteKom, up to and including {}. Rule set {}.",
            benchmark.snapshot.as_of, benchmark.snapshot.rules_version
        ),
    );
    notes.push(source.get(language).to_owned());
    notes
}

fn funnel(benchmark: &Benchmark, language: Language) -> Option<FunnelChart> {
    let view = benchmark.funnel.as_ref()?;
    let words = words(language);
    let units = benchmark.cells.iter().filter(|cell| cell.level == benchmark.level).map(|cell| FunnelPoint {
        words: point(cell, language),
        place: cell.denominator.zip(cell.percent).map(|(n, percent)| (f64::from(n), share(percent))),
        role: Role::Other,
        tone: tone(cell.flag, benchmark.direction),
    });
    let curves = view.curves.iter().map(|curve| FunnelCurve {
        label: curve.label.get(language).to_owned(),
        is_alarm: curve.id.ends_with("alarm"),
        points: curve.points.iter().map(|(n, share)| (f64::from(*n), *share)).collect(),
    });
    let centre = format!("{} {}", words.all, number::percent(view.centre).get(language));
    Some(FunnelChart {
        sheet: sheet(benchmark, language),
        axis: ValueAxis::share(words.decimal),
        counted: words.counted.to_owned(),
        units: units.collect(),
        curves: curves.collect(),
        centre: Some((view.centre, centre)),
        findings: view.dispersion_text.iter().map(|text| text.get(language).to_owned()).collect(),
        key: FunnelWords {
            own: String::new(),
            cluster: String::new(),
            others: words.others.to_owned(),
            better: words.better.to_owned(),
            worse: words.worse.to_owned(),
        },
    })
}

fn forest(benchmark: &Benchmark, language: Language) -> ForestChart {
    let rows = benchmark.cells.iter().map(|cell| ForestRow {
        heading: None,
        words: point(cell, language),
        estimate: match (cell.percent, cell.ci_low, cell.ci_high) {
            (Some(value), Some(low), Some(high)) => Some((share(value), share(low), share(high))),
            _ => None,
        },
        count: cell.denominator.map_or(0.0, f64::from),
        value: cell.percent_text.get(language).to_owned(),
        role: if cell.level == Level::All.id() { Role::All } else { Role::Other },
        is_summary: cell.level != Level::Municipality.id(),
    });
    ForestChart {
        sheet: sheet(benchmark, language),
        axis: ValueAxis::share(words(language).decimal),
        findings: Vec::new(),
        rows: rows.collect(),
        lines: Vec::new(),
    }
}

fn sheet(benchmark: &Benchmark, language: Language) -> Sheet {
    Sheet {
        title: benchmark.finding.get(language).to_owned(),
        subtitle: subtitle(benchmark, language),
        notes: notes(benchmark, language),
        empty: words(language).empty.to_owned(),
        width: WIDTH,
        height: HEIGHT,
    }
}

fn point(cell: &BenchmarkCell, language: Language) -> PointWords {
    let cells = cells(cell, language);
    let said = cells.iter().skip(1).filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    PointWords {
        label: cell.name.get(language).to_owned(),
        announcement: format!("{}: {said}", cell.name.get(language)),
        cells,
    }
}

fn cells(cell: &BenchmarkCell, language: Language) -> Vec<String> {
    let interval =
        cell.ci_low.zip(cell.ci_high).map(|(low, high)| quantity(&format!("{low}–{high}"), "%", language));
    vec![
        cell.name.get(language).to_owned(),
        cell.denominator.map(|n| n.to_string()).unwrap_or_default(),
        cell.percent_text.get(language).to_owned(),
        interval.unwrap_or_default(),
        cell.flag_text.get(language).to_owned(),
    ]
}

fn share(percent: u8) -> f64 {
    f64::from(percent) / 100.0
}

fn tone(flag: BenchmarkFlag, direction: Direction) -> Tone {
    let is_high = matches!(flag, BenchmarkFlag::HighAlert | BenchmarkFlag::HighAlarm);
    match (flag, direction) {
        (BenchmarkFlag::None | BenchmarkFlag::NotJudged, _) => Tone::Chance,
        (_, Direction::Up) if is_high => Tone::Improvement,
        (_, Direction::Down) if !is_high => Tone::Improvement,
        _ => Tone::Concern,
    }
}

const fn words(language: Language) -> Words {
    match language {
        Language::Da => Words {
            counted: "Antal forløb (afrundet)",
            others: "Kommuner",
            better: "Bedre end forventet",
            worse: "Dårligere end forventet",
            empty: "Ingen forløb i perioden kan vises.",
            all: "alle",
            decimal: ',',
            columns: ["Enhed", "Forløb (afrundet)", "Andel", "95\u{a0}% interval", "Vurdering"],
        },
        Language::En => Words {
            counted: "Courses (rounded)",
            others: "Municipalities",
            better: "Better than expected",
            worse: "Worse than expected",
            empty: "No courses of the period can be shown.",
            all: "all",
            decimal: '.',
            columns: ["Unit", "Courses (rounded)", "Share", "95% interval", "Verdict"],
        },
    }
}
