//! Start and end as a picture: a line per citizen where the server sends them, otherwise a histogram of change.

mod moves;

use api_types::{ResultBin, ResultPair, Results, ThresholdKind, ThresholdView};
use charts::{DumbbellChart, DumbbellRow, Histogram, HistogramBin, NumberFormat, PointWords, ValueAxis};
use domain::programme::Direction;
use domain::text::Language;
use domain::words::decimal_mark;

pub use self::moves::result_moves;
use crate::chart::{Chart, Draw, drawn};
use crate::said::{
    Scope, View, basis_words, capital, count_words, filled, number_words, signed_words, source_words,
    updated_words, with_unit,
};
use crate::words::*;
use crate::{Cell, Grid};

fn scope(results: &Results) -> Scope {
    Scope { unit: results.municipality.name.clone(), from: results.from, to: results.to }
}

/// The height of the histogram.
const HEIGHT: f64 = 220.0;

/// The picture of a measure with pairs or bars; of any other it says why there is none.
#[must_use]
pub fn results(results: &Results, view: &View) -> Chart {
    let language = view.language;
    let is_histogram = results.pairs.is_empty();
    let (grid, draw) = if is_histogram { histogram(results, language) } else { dumbbells(results, language) };
    let notes = [
        Some(basis_words(RESULTS_BASIS, language)),
        direction(results, language).map(str::to_owned),
        (is_histogram && !results.bins.is_empty()).then(|| RESULTS_HISTOGRAM_NOTE.get(language).to_owned()),
        results.threshold.as_ref().map(|threshold| {
            format!(
                "{} ({})",
                capital(threshold.label.get(language)),
                source_words(&threshold.source, language)
            )
        }),
        Some(updated_words(view)),
    ];
    Chart {
        id: format!("resultater-{}", results.measure),
        title: results.finding.get(language).to_owned(),
        subtitle: scope(results).subtitle(results.label.get(language), results.n_paired, language),
        summary: results.summary.iter().map(|line| line.get(language).to_owned()).collect(),
        notes: notes.into_iter().flatten().collect(),
        definition: None,
        empty: nothing(results, language).to_owned(),
        height: HEIGHT,
        courses: Some(results.n_paired),
        grid,
        draw,
    }
}

/// Why there is nothing to draw.
fn nothing(results: &Results, language: Language) -> &str {
    match &results.why_not {
        Some(why) => why.get(language),
        None if results.n_paired > 0 => RESULTS_TOO_FEW.get(language),
        None => RESULTS_EMPTY.get(language),
    }
}

fn dumbbells(results: &Results, language: Language) -> (Grid, Draw) {
    let row = |pair: &ResultPair| DumbbellRow {
        words: PointWords { announcement: says(results, pair, language), ..PointWords::default() },
        start: pair.start,
        end: Some(pair.end),
        is_reached: pair.is_reached == Some(true),
    };
    let rows: Vec<DumbbellRow> = results.pairs.iter().map(row).collect();
    let level = results.threshold.as_ref().filter(|threshold| threshold.kind == ThresholdKind::Level);
    let level = level.and_then(|threshold| threshold_line(results, threshold, language));
    let key =
        [RESULTS_KEY_START, RESULTS_KEY_END, RESULTS_KEY_REACHED].map(|words| words.get(language).to_owned());
    // Without a threshold nothing can be reached, and the key does not speak of it.
    let [start, end, reached] = key;
    let reached = if results.threshold.is_some() { reached } else { String::new() };
    let unit = unit(results, language);
    let grid = pairs_grid(results, language);
    let draw = drawn(move |sheet| DumbbellChart {
        sheet,
        axis: ValueAxis::number(decimal_mark(language), &unit),
        rows: rows.clone(),
        level: level.clone(),
        key: (start.clone(), end.clone(), reached.clone()),
    });
    (grid, draw)
}

fn says(results: &Results, pair: &ResultPair, language: Language) -> String {
    let places = [
        ("start", value(results, pair.start, language)),
        ("end", value(results, pair.end, language)),
        ("change", change(results, pair.end - pair.start, language)),
    ];
    let phrase = if pair.is_reached == Some(true) { RESULTS_SAYS_REACHED } else { RESULTS_SAYS };
    filled(phrase, language, &places)
}

fn pairs_grid(results: &Results, language: Language) -> Grid {
    let columns = [RESULTS_CITIZEN, RESULTS_START, RESULTS_END, RESULTS_CHANGE, RESULTS_REACHED];
    let row = |(index, pair): (usize, &ResultPair)| {
        vec![
            Cell::Count(index as u64 + 1),
            Cell::Number(pair.start, results.decimals),
            Cell::Number(pair.end, results.decimals),
            Cell::Number(pair.end - pair.start, results.decimals),
            match pair.is_reached {
                Some(true) => Cell::words(YES.get(language)),
                Some(false) => Cell::words(NO.get(language)),
                None => Cell::None,
            },
        ]
    };
    let rows = results.pairs.iter().enumerate().map(row).collect();
    Grid::new(&columns.map(|column| column.get(language)), rows)
}

/// Whether every change in a bar is enough: the bar lies beyond the threshold, on its better side.
fn is_enough(results: &Results, from: f64, to: f64) -> bool {
    let threshold = results.threshold.as_ref().filter(|threshold| threshold.kind == ThresholdKind::Change);
    match (threshold.and_then(|threshold| threshold.value), results.direction) {
        (Some(enough), Some(Direction::Up)) => from >= enough,
        (Some(enough), Some(Direction::Down)) => to <= enough,
        _ => false,
    }
}

fn histogram(results: &Results, language: Language) -> (Grid, Draw) {
    let says = |ResultBin { from, to, count }: ResultBin| {
        let places = [("from", change(results, from, language)), ("to", change(results, to, language))];
        let (one, many) = (RESULTS_SAYS_BIN_ONE, RESULTS_SAYS_BIN);
        let words = count_words(one, many, count.into(), language);
        places.iter().fold(words, |words, (name, value)| words.replace(&format!("{{{name}}}"), value))
    };
    let bin = |bin: &ResultBin| HistogramBin {
        words: PointWords { announcement: says(*bin), ..PointWords::default() },
        from: bin.from,
        to: bin.to,
        count: bin.count,
        is_reached: is_enough(results, bin.from, bin.to),
    };
    let drawn_bins: Vec<HistogramBin> = results.bins.iter().map(bin).collect();
    let columns = [RESULTS_FROM, RESULTS_TO, RESULTS_COUNTED];
    let row = |bin: &ResultBin| {
        let number = |number| Cell::Number(number, results.decimals);
        vec![number(bin.from), number(bin.to), Cell::Count(bin.count.into())]
    };
    let rows = results.bins.iter().map(row).collect();
    let grid = Grid::new(&columns.map(|column| column.get(language)), rows);
    let threshold = results.threshold.as_ref().filter(|threshold| threshold.kind == ThresholdKind::Change);
    let mut lines = vec![(0.0, RESULTS_NO_CHANGE.get(language).to_owned())];
    lines.extend(threshold.and_then(|threshold| threshold_line(results, threshold, language)));
    let unit = unit(results, language);
    let draw = drawn(move |sheet| Histogram {
        sheet,
        format: NumberFormat::number(decimal_mark(language), &unit),
        counted: RESULTS_COUNTED.get(language).to_owned(),
        bins: drawn_bins.clone(),
        lines: lines.clone(),
    });
    (grid, draw)
}

/// A value with the measure's unit behind it.
fn value(results: &Results, number: f64, language: Language) -> String {
    with_unit(number_words(number, results.decimals, language), results.unit.as_ref(), language)
}

/// A change with its sign and the unit.
fn change(results: &Results, number: f64, language: Language) -> String {
    with_unit(signed_words(number, results.decimals, language), results.unit.as_ref(), language)
}

/// The unit of axes.
fn unit(results: &Results, language: Language) -> String {
    results.unit.as_ref().map(|unit| unit.get(language).to_owned()).unwrap_or_default()
}

/// Which way is better, where one is.
fn direction(results: &Results, language: Language) -> Option<&'static str> {
    let phrase = match results.direction? {
        Direction::Up => RESULTS_UP,
        Direction::Down => RESULTS_DOWN,
    };
    Some(phrase.get(language))
}

/// What the line at a threshold is called.
fn threshold_line(results: &Results, threshold: &ThresholdView, language: Language) -> Option<(f64, String)> {
    let at = threshold.value?;
    Some((at, filled(RESULTS_LEVEL, language, &[("value", value(results, at, language))])))
}

#[cfg(test)]
mod tests;
