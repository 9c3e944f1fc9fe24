//! From a citizen's progress to the numbers and words of the chart.

use charts::{Arrow, CitizenLevel, CitizenLine, CitizenPoint};
use chrono::Datelike;
use domain::programme::{Better, Level};
use domain::progress::{Point, Progress};
use domain::text::{Language, Text};
use domain::words::{day_and_month, long_date};

use crate::text::*;

/// The chart of one measure.
pub(super) fn line(
    progress: &Progress,
    better: &Text,
    language: Language,
    (width, text): (f64, f64),
    selected: Option<usize>,
) -> CitizenLine {
    let measure = &progress.measure;
    let last = progress.points.len().saturating_sub(1);
    let point = |(index, point): (usize, &Point)| {
        let value = point.words.get(language);
        let mark = match index {
            // One measurement is neither start nor now: it is what there is.
            _ if last == 0 => value.to_owned(),
            0 => CHART_AT_START.fill(language, &[("value", value)]),
            _ if index == last => CHART_NOW.fill(language, &[("value", value)]),
            _ => String::new(),
        };
        CitizenPoint {
            day: f64::from(point.on.num_days_from_ce()),
            value: point.value.to_f64(),
            date: day_and_month(point.on, language),
            mark,
            cells: vec![long_date(point.on, language), value.to_owned()],
        }
    };
    let level = |level: &Level| CitizenLevel {
        from: level.from.map(domain::decimal::Decimal::to_f64),
        words: level.label.get(language).to_owned(),
        advised: level.advised,
    };
    let word = || better.get(language).to_owned();
    CitizenLine {
        name: measure.label.get(language).to_owned(),
        points: progress.points.iter().enumerate().map(point).collect(),
        levels: measure.levels.iter().map(level).collect(),
        ends: measure
            .ends
            .as_ref()
            .map(|ends| (ends.low.get(language).to_owned(), ends.high.get(language).to_owned())),
        better: match measure.better {
            Better::Higher => Some((Arrow::Up, word())),
            Better::Lower => Some((Arrow::Down, word())),
            Better::Depends => None,
        },
        axis: measure.axis.map(|(low, high)| (low.to_f64(), high.to_f64())),
        span: measure.span.map_or(1.0, domain::decimal::Decimal::to_f64),
        width,
        height: (width * 0.42).clamp(text * 13.0, text * 18.0),
        text,
        selected,
    }
}
