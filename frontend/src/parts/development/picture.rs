//! From a development to its chart and its table. Both are written from the same numbers.

use api_types::{Development, DevelopmentPoint, NumberKind, SignalRules};
use charts::{NumberFormat, PointWords, SeriesChart, SeriesPoint, SeriesSegment, SeriesWords, ValueAxis};
use domain::period::Quarter;
use domain::text::Language;

use super::Of;
use crate::parts::chart::{Cell, Chart, Draw, Grid, drawn, tone, zoomed};
use crate::parts::{Scope, number_words, signed_words, updated_words};
use crate::show;
use crate::text::*;

/// The height of the plot.
const HEIGHT: f64 = 220.0;

/// A number of the development with its unit.
pub(super) fn value_words(of: &Development, value: f64, language: Language) -> String {
    let number = match of.kind {
        NumberKind::Share => return show::share(value, language),
        NumberKind::Amount => number_words(value, of.decimals, language),
        NumberKind::Change => signed_words(value, of.decimals, language),
    };
    with_unit(of, number, language)
}

/// A number with the unit of the development, where it has one.
pub(super) fn with_unit(of: &Development, number: String, language: Language) -> String {
    match &of.unit {
        Some(unit) => show::quantity(&number, unit.get(language), language),
        None => number,
    }
}

/// `2. kvt. 26`
pub(super) fn short_label(point: &DevelopmentPoint, language: Language) -> String {
    let Ok(quarter) = point.id.parse::<Quarter>() else { return point.label.get(language).to_owned() };
    let year = format!("{:02}", quarter.year().rem_euclid(100));
    filled(QUALITY_QUARTER, language, &[("number", quarter.number().to_string()), ("year", year)])
}

/// The axis: shares from 0 to 100 % or only where they are, amounts from 0, changes where they are.
fn axis(of: &Development, is_zoomed: bool, language: Language) -> ValueAxis {
    let values = || {
        let lines = [of.centre, of.lower, of.upper];
        of.points.iter().map(|point| point.value).chain(lines)
    };
    let mark = show::decimal_mark(language);
    let unit = of.unit.as_ref().map(|unit| unit.get(language)).unwrap_or_default();
    match of.kind {
        NumberKind::Share if is_zoomed => {
            zoomed(values(), language).unwrap_or_else(|| ValueAxis::share(mark))
        }
        NumberKind::Share => ValueAxis::share(mark),
        NumberKind::Change => ValueAxis::number(mark, unit),
        NumberKind::Amount => {
            ValueAxis { domain: Some((0.0, highest(values()) * 1.08)), ..ValueAxis::number(mark, unit) }
        }
    }
}

/// The largest of some numbers; 0 of none.
pub(super) fn highest(numbers: impl Iterator<Item = Option<f64>>) -> f64 {
    numbers.flatten().fold(0.0, f64::max)
}

fn scope(of: &Of) -> Option<Scope> {
    let points = &of.development.points;
    let (first, last) = points.first().zip(points.last())?;
    Some(Scope { unit: of.unit.clone(), from: first.from, to: last.to })
}

/// What is said below a chart's title.
pub(super) fn subtitle(of: &Of, language: Language) -> String {
    let count = of.development.points.iter().map(|point| point.n).sum();
    let what = of.development.label.get(language);
    scope(of).map(|scope| scope.subtitle(what, count, language)).unwrap_or_default()
}

/// What is to be said of a point besides its number.
fn remark(of: &Development, point: &DevelopmentPoint, language: Language) -> String {
    let says = match &point.signal {
        _ if point.value.is_none() => {
            let places = [
                ("counted", of.counted.get(language).to_owned()),
                ("count", point.n.to_string()),
                ("fewest", of.fewest.to_string()),
            ];
            filled(DEVELOPMENT_TOO_FEW, language, &places)
        }
        Some(signal) => signal.get(language).to_owned(),
        None if point.is_complete && of.why_not.is_none() => POINT_RANDOM.get(language).to_owned(),
        None => String::new(),
    };
    let incomplete = if point.is_complete { "" } else { POINT_INCOMPLETE.get(language) };
    [says.as_str(), incomplete].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn announcement(of: &Development, point: &DevelopmentPoint, language: Language) -> String {
    let (label, remark) = (point.label.get(language), remark(of, point, language));
    let Some(value) = point.value else { return format!("{label}: {remark}") };
    let places = [
        ("label", label.to_owned()),
        ("value", value_words(of, value, language)),
        ("count", point.n.to_string()),
    ];
    let says = filled(DEVELOPMENT_SAYS, language, &places);
    if remark.is_empty() { says } else { format!("{says}, {remark}") }
}

fn cell(of: &Development, value: Option<f64>) -> Cell {
    match (of.kind, value) {
        (_, None) => Cell::None,
        (NumberKind::Share, share) => Cell::share(share),
        (_, Some(number)) => Cell::Number(number, of.decimals),
    }
}

/// The head of the column of numbers, with its unit.
fn value_column(of: &Development, language: Language) -> String {
    let label = of.label.get(language);
    of.unit.as_ref().map_or_else(|| label.to_owned(), |unit| format!("{label} ({})", unit.get(language)))
}

fn grid(of: &Development, language: Language) -> Grid {
    let counted = capital(of.counted.get(language));
    let head = [COLUMN_CENTRE, COLUMN_LIMIT_LOW, COLUMN_LIMIT_HIGH, COLUMN_REMARK, COLUMN_FROM, COLUMN_TO];
    let mut columns = vec![COLUMN_PERIOD.get(language).to_owned(), value_column(of, language), counted];
    columns.extend(head.map(|column| column.get(language).to_owned()));
    let row = |point: &DevelopmentPoint| {
        vec![
            Cell::words(point.label.get(language)),
            cell(of, point.value),
            Cell::Count(point.n),
            cell(of, of.centre),
            cell(of, of.lower),
            cell(of, of.upper),
            Cell::words(remark(of, point, language)),
            Cell::Day(point.from),
            Cell::Day(point.to),
        ]
    };
    Grid { columns, rows: of.points.iter().map(row).collect() }
}

fn notes(of: &Of, language: Language) -> Vec<String> {
    let development = &of.development;
    let basis = [("basis", development.basis.get(language).to_owned())];
    let gaps = [
        ("fewest", development.fewest.to_string()),
        ("counted", development.counted.get(language).to_owned()),
    ];
    let rules = match development.rules {
        SignalRules::Anhoej => RULES_ANHOEJ_NOTE,
        SignalRules::Nhs => RULES_NHS_NOTE,
    };
    vec![
        filled(NOTE_BASIS, language, &basis),
        filled(DEVELOPMENT_GAPS, language, &gaps),
        rules.get(language).to_owned(),
        updated_words(of.updated_at, language),
    ]
}

/// The chart of the numbers.
pub(super) fn chart_of(id: &str, of: &Of, is_zoomed: bool, language: Language) -> Chart {
    let development = &of.development;
    let points = development.points.iter().map(|point| SeriesPoint {
        words: PointWords {
            label: short_label(point, language),
            announcement: announcement(development, point, language),
            cells: Vec::new(),
        },
        value: point.value,
        is_incomplete: !point.is_complete,
        is_hidden: false,
        tone: tone(point.tone),
    });
    let points: Vec<_> = points.collect();
    let last = points.len().saturating_sub(1);
    let limits = (development.lower, development.upper);
    let segment = SeriesSegment {
        first: 0,
        last,
        centre: development.centre,
        limits: vec![limits; points.len()],
        is_signal: development.is_signal,
        is_trial: development.is_trial,
        reason: None,
    };
    let centre = development.centre.map(|centre| value_words(development, centre, language));
    let centre = centre.map(|value| filled(LINE_CENTRE, language, &[("value", value)]));
    let has_limits = limits.0.is_some();
    let limits = if development.is_trial { LINE_LIMITS_TRIAL } else { LINE_LIMITS };
    let lines = SeriesWords {
        centre: centre.unwrap_or_default(),
        limits: if has_limits { limits.get(language).to_owned() } else { String::new() },
        hidden: String::new(),
        incomplete: LINE_INCOMPLETE.get(language).to_owned(),
    };
    let axis = axis(development, is_zoomed, language);
    let findings: Vec<String> =
        development.signals.iter().map(|signal| signal.get(language).to_owned()).collect();
    Chart {
        id: format!("{id}-udvikling"),
        title: development.finding.get(language).to_owned(),
        subtitle: subtitle(of, language),
        summary: development.summary.iter().map(|line| line.get(language).to_owned()).collect(),
        notes: notes(of, language),
        definition: None,
        empty: DEVELOPMENT_NOTHING.get(language).to_owned(),
        height: HEIGHT,
        courses: Some(development.points.iter().map(|point| point.n).sum()),
        grid: grid(development, language),
        draw: Plot { axis, findings, points, segment, lines }.draw(),
    }
}

/// What both charts of a development draw: one line of points with its limits.
pub(super) struct Plot {
    pub(super) axis: ValueAxis,
    pub(super) findings: Vec<String>,
    pub(super) points: Vec<SeriesPoint>,
    pub(super) segment: SeriesSegment,
    pub(super) lines: SeriesWords,
}

impl Plot {
    /// On a sheet of any width.
    pub(super) fn draw(self) -> Draw {
        drawn(move |sheet| SeriesChart {
            sheet,
            axis: self.axis.clone(),
            findings: self.findings.clone(),
            name: String::new(),
            points: self.points.clone(),
            segments: vec![self.segment.clone()],
            lines: self.lines.clone(),
            target: None,
            others: Vec::new(),
            comments: Vec::new(),
        })
    }
}

/// How numbers are written at an axis of distances.
pub(super) fn distance_format(of: &Development, language: Language) -> NumberFormat {
    let mark = show::decimal_mark(language);
    let unit = of.unit.as_ref().map(|unit| unit.get(language)).unwrap_or_default();
    match of.kind {
        // The title and the table say that these are percentage points.
        NumberKind::Share => NumberFormat { factor: 100.0, ..NumberFormat::number(mark, "") },
        _ => NumberFormat::number(mark, unit),
    }
}
