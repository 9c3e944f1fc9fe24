//! How far neighbouring quarters lie apart: the moving range chart.

use api_types::{Development, DevelopmentPoint, NumberKind};
use charts::{NumberFormat, PointWords, SeriesPoint, SeriesSegment, SeriesWords, Tone, ValueAxis};
use domain::text::Language;
use domain::words::decimal_mark;

use super::{Developed, Plot, highest, short_label};
use crate::chart::Chart;
use crate::said::{View, filled, number_words, updated_words, with_unit};
use crate::words::*;
use crate::{Cell, Grid};

/// The height of the plot: half of the one above it.
const HEIGHT: f64 = 120.0;

/// The chart of the distances.
#[must_use]
pub fn distances(of: &Developed, view: &View) -> Chart {
    let (development, language) = (&of.development, view.language);
    let points = development.points.iter().map(|point| SeriesPoint {
        words: PointWords {
            label: short_label(point, language),
            announcement: announcement(development, point, language),
            cells: Vec::new(),
        },
        value: point.range,
        is_incomplete: false,
        is_hidden: false,
        tone: if point.is_range_large { Tone::Change } else { Tone::Chance },
    });
    let points: Vec<_> = points.collect();
    let ranges = &development.ranges;
    let segment = SeriesSegment {
        first: 0,
        last: points.len().saturating_sub(1),
        centre: ranges.mean,
        limits: vec![(None, ranges.limit); points.len()],
        is_signal: false,
        is_trial: development.is_trial,
        reason: None,
    };
    let mean = ranges.mean.map(|mean| words(development, mean, language));
    let mean = mean.map(|value| filled(DEVELOPMENT_RANGE_MEAN, language, &[("value", value)]));
    let limit = ranges.limit.map(|_| DEVELOPMENT_RANGE_LIMIT.get(language).to_owned());
    let lines = SeriesWords {
        centre: mean.unwrap_or_default(),
        limits: limit.unwrap_or_default(),
        ..SeriesWords::default()
    };
    let drawn_high = highest(development.points.iter().map(|point| point.range).chain([ranges.limit]));
    let axis = ValueAxis {
        domain: Some((0.0, drawn_high * 1.08)),
        format: format(development, language),
        cut: None,
    };
    Chart {
        id: format!("{}-variation", of.id),
        title: ranges.finding.get(language).to_owned(),
        subtitle: of.subtitle(language),
        summary: Vec::new(),
        notes: notes(development, view),
        definition: None,
        empty: DEVELOPMENT_NOTHING.get(language).to_owned(),
        height: HEIGHT,
        courses: None,
        grid: grid(development, language),
        draw: Plot { axis, findings: Vec::new(), points, segment, lines }.draw(),
    }
}

/// A distance as it is shown: percentage points for shares.
fn shown(of: &Development, range: f64) -> (f64, u8) {
    if of.kind == NumberKind::Share { (range * 100.0, 1) } else { (range, of.decimals) }
}

fn words(of: &Development, range: f64, language: Language) -> String {
    let (range, decimals) = shown(of, range);
    let number = number_words(range, decimals, language);
    match of.kind {
        NumberKind::Share => format!("{number} {}", DEVELOPMENT_POINTS.get(language)),
        _ => with_unit(number, of.unit.as_ref(), language),
    }
}

/// How numbers are written at the axis.
fn format(of: &Development, language: Language) -> NumberFormat {
    let mark = decimal_mark(language);
    let unit = of.unit.as_ref().map(|unit| unit.get(language)).unwrap_or_default();
    match of.kind {
        // The title and the table say that these are percentage points.
        NumberKind::Share => NumberFormat { factor: 100.0, ..NumberFormat::number(mark, "") },
        _ => NumberFormat::number(mark, unit),
    }
}

fn cell(of: &Development, range: Option<f64>) -> Cell {
    range.map_or(Cell::None, |range| {
        let (range, decimals) = shown(of, range);
        Cell::Number(range, decimals)
    })
}

fn remark(of: &Development, point: &DevelopmentPoint, language: Language) -> String {
    let phrase = match point.range {
        None if point.value.is_none() => DEVELOPMENT_RANGE_GAP,
        None if !point.is_complete => POINT_INCOMPLETE,
        None => DEVELOPMENT_RANGE_NONE,
        Some(_) if point.is_range_large => DEVELOPMENT_RANGE_LARGE,
        Some(_) if of.ranges.limit.is_some() => POINT_RANDOM,
        Some(_) => return String::new(),
    };
    phrase.get(language).to_owned()
}

fn announcement(of: &Development, point: &DevelopmentPoint, language: Language) -> String {
    let (label, remark) = (point.label.get(language), remark(of, point, language));
    let Some(range) = point.range else { return format!("{label}: {remark}") };
    let places = [("label", label.to_owned()), ("value", words(of, range, language))];
    let says = filled(DEVELOPMENT_RANGE_SAYS, language, &places);
    if remark.is_empty() { says } else { format!("{says}, {remark}") }
}

fn grid(of: &Development, language: Language) -> Grid {
    let unit = match of.kind {
        NumberKind::Share => Some(DEVELOPMENT_POINTS.get(language)),
        _ => of.unit.as_ref().map(|unit| unit.get(language)),
    };
    let range = match unit {
        Some(unit) => DEVELOPMENT_RANGE_UNIT.fill(language, &[("unit", unit)]),
        None => DEVELOPMENT_RANGE.get(language).to_owned(),
    };
    let [period, limit, remarks] =
        [COLUMN_PERIOD, DEVELOPMENT_RANGE_LIMIT, COLUMN_REMARK].map(|column| column.get(language));
    let row = |point: &DevelopmentPoint| {
        vec![
            Cell::words(point.label.get(language)),
            cell(of, point.range),
            cell(of, of.ranges.limit),
            Cell::words(remark(of, point, language)),
        ]
    };
    Grid::new(&[period, &range, limit, remarks], of.points.iter().map(row).collect())
}

fn notes(of: &Development, view: &View) -> Vec<String> {
    let (ranges, language) = (&of.ranges, view.language);
    let screened = (ranges.screened > 0)
        .then(|| filled(DEVELOPMENT_RANGE_SCREENED, language, &[("count", ranges.screened.to_string())]));
    let limit = ranges.limit.map(|_| DEVELOPMENT_RANGE_NOTE.get(language).to_owned());
    [limit, screened, Some(updated_words(view))].into_iter().flatten().collect()
}
