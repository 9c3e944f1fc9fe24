//! The chart of the numbers and its table. Both are written from the same numbers.

use api_types::{Development, DevelopmentPoint, NumberKind, SignalRules};
use charts::{PointWords, SeriesPoint, SeriesSegment, SeriesWords, ValueAxis};
use domain::text::{Language, Text};
use domain::words::{decimal_mark, share};

use super::{Developed, Plot, highest, short_label};
use crate::chart::Chart;
use crate::said::{View, capital, filled, number_words, signed_words, updated_words, with_unit};
use crate::words::*;
use crate::{Cell, Grid, tone, zoomed};

/// The height of the plot.
const HEIGHT: f64 = 220.0;

/// The chart of the numbers, whose axis of shares begins at 0 or where they are.
#[must_use]
pub fn development(of: &Developed, is_zoomed: bool, view: &View) -> Chart {
    let (development, language) = (&of.development, view.language);
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
    let segment = SeriesSegment {
        first: 0,
        last: points.len().saturating_sub(1),
        centre: development.centre,
        limits: vec![(development.lower, development.upper); points.len()],
        is_signal: development.is_signal,
        is_trial: development.is_trial,
        reason: None,
    };
    let axis = axis(development, is_zoomed, language);
    let said = |texts: &[Text]| texts.iter().map(|line| line.get(language).to_owned()).collect::<Vec<_>>();
    let (findings, lines) = (said(&development.signals), lines(development, language));
    Chart {
        id: format!("{}-udvikling", of.id),
        title: development.finding.get(language).to_owned(),
        subtitle: of.subtitle(language),
        summary: said(&development.summary),
        notes: notes(development, view),
        definition: None,
        empty: DEVELOPMENT_NOTHING.get(language).to_owned(),
        height: HEIGHT,
        courses: Some(of.counted()),
        grid: grid(development, language),
        draw: Plot { axis, findings, points, segment, lines }.draw(),
    }
}

/// A number of the development with its unit.
fn value_words(of: &Development, value: f64, language: Language) -> String {
    let number = match of.kind {
        NumberKind::Share => return share(value, language),
        NumberKind::Amount => number_words(value, of.decimals, language),
        NumberKind::Change => signed_words(value, of.decimals, language),
    };
    with_unit(number, of.unit.as_ref(), language)
}

/// The axis: shares from 0 to 100 % or only where they are, amounts from 0, changes where they are.
fn axis(of: &Development, is_zoomed: bool, language: Language) -> ValueAxis {
    let values = || {
        let lines = [of.centre, of.lower, of.upper];
        of.points.iter().map(|point| point.value).chain(lines)
    };
    let mark = decimal_mark(language);
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

/// What centre and limits are called.
fn lines(of: &Development, language: Language) -> SeriesWords {
    let centre = of.centre.map(|centre| value_words(of, centre, language));
    let limits = match of.lower {
        Some(_) if of.is_trial => LINE_LIMITS_TRIAL.get(language),
        Some(_) => LINE_LIMITS.get(language),
        None => "",
    };
    SeriesWords {
        centre: centre.map(|value| filled(LINE_CENTRE, language, &[("value", value)])).unwrap_or_default(),
        limits: limits.to_owned(),
        hidden: String::new(),
        incomplete: LINE_INCOMPLETE.get(language).to_owned(),
    }
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

fn grid(of: &Development, language: Language) -> Grid {
    let label = of.label.get(language);
    let label = of.unit.as_ref().map_or(label.to_owned(), |unit| format!("{label} ({})", unit.get(language)));
    let head = [COLUMN_CENTRE, COLUMN_LIMIT_LOW, COLUMN_LIMIT_HIGH, COLUMN_REMARK, COLUMN_FROM, COLUMN_TO];
    let mut columns = vec![COLUMN_PERIOD.get(language).to_owned(), label, capital(of.counted.get(language))];
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

fn notes(of: &Development, view: &View) -> Vec<String> {
    let language = view.language;
    let gaps = [("fewest", of.fewest.to_string()), ("counted", of.counted.get(language).to_owned())];
    let rules = match of.rules {
        SignalRules::Anhoej => RULES_ANHOEJ_NOTE,
        SignalRules::Nhs => RULES_NHS_NOTE,
    };
    vec![
        NOTE_BASIS.fill(language, &[("basis", of.basis.get(language))]),
        filled(DEVELOPMENT_GAPS, language, &gaps),
        rules.get(language).to_owned(),
        updated_words(view),
    ]
}
