//! An indicator over time: from the numbers of a series to its chart and its table.

mod rows;

use api_types::{PointTone, Series, SeriesGroup, SeriesSegment};
use charts::{PointWords, SeriesChart, SeriesWords, Sheet, Tone, ValueAxis};
use chrono::NaiveDateTime;
use domain::text::Language;
use domain::words::{decimal_mark, long_date, ratio, share, short_date, time};

use self::rows::{announcement, grid, short_label};
pub use self::rows::{comments_in, remark};
use crate::words::*;
use crate::{Cell, FILE_WIDTH, Grid, zoomed};

/// The height of the plot of one series.
const HEIGHT: f64 = 260.0;
/// The same where several stand beside each other.
const HEIGHT_OF_PART: f64 = 170.0;

/// Whose numbers are drawn, and how.
#[derive(Clone, Copy, Debug)]
pub struct SeriesView<'a> {
    /// Whose numbers they are.
    pub unit: &'a str,
    /// When they were read, as the clock on the wall says where they are looked at.
    pub updated: NaiveDateTime,
    /// Whether the axis begins where the values are, instead of at 0 %.
    pub is_zoomed: bool,
    /// The language of the words.
    pub language: Language,
}

/// One line of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesPicture {
    /// What it is about, in the names of files: the indicator, and the level of a split.
    pub id: String,
    /// What is said below the title where indicator and unit are said elsewhere.
    pub brief: String,
    /// The note on the share that is not stated, which differs from level to level.
    pub not_stated: Option<String>,
    /// The chart, on the sheet of a file: its words stand by themselves.
    pub chart: SeriesChart,
    /// The numbers, a row per point.
    pub grid: Grid,
}

/// The picture of one line of a series.
#[must_use]
pub fn series(series: &Series, group: &SeriesGroup, view: &SeriesView<'_>) -> SeriesPicture {
    let language = view.language;
    let target = target(series, language);
    let points = group.points.iter().map(|point| charts::SeriesPoint {
        words: PointWords {
            label: short_label(point, language),
            announcement: announcement(group, point, language),
            cells: Vec::new(),
        },
        value: point.value,
        is_incomplete: !point.is_complete,
        is_hidden: false,
        tone: tone(point.tone),
    });
    let total = &group.total;
    let count = match total.denominator {
        1 => COUNT_ONE.get(language).to_owned(),
        count => COUNT_MANY.fill(language, &[("count", &count.to_string())]),
    };
    // Looking back, nothing after the day is known.
    let last = series.as_of.map_or(series.to, |day| series.to.min(day));
    let (from, to) = (short_date(series.from, language), short_date(last, language));
    let about = format!("{} {} · {} · {from} – {to}", series.number, series.label.get(language), view.unit);
    let (id, title, brief, subtitle) = match &group.level {
        Some(level) => {
            let value = Cell::share(total.value).show(language);
            let counted = ratio(total.numerator, total.denominator, language);
            let brief = format!("{counted} · {}", group.variation_text.get(language));
            let title = format!("{}: {value}", level.label.get(language));
            let subtitle = format!("{about} · {brief}");
            (format!("{}-{}", series.indicator, level.id), title, brief, subtitle)
        }
        None => {
            let subtitle = format!("{about} · {count}");
            let title = series.finding.get(language).to_owned();
            (series.indicator.clone(), title, subtitle.clone(), subtitle)
        }
    };
    let not_stated = not_stated(group, language);
    let sheet = Sheet {
        title,
        subtitle,
        notes: notes(series, not_stated.clone(), view),
        empty: SERIES_NOTHING.get(language).to_owned(),
        width: FILE_WIDTH,
        height: if group.level.is_some() { HEIGHT_OF_PART } else { HEIGHT },
    };
    let chart = SeriesChart {
        sheet,
        axis: axis(group, target.as_ref().map(|(share, _)| *share), view),
        findings: group.signals.iter().map(|signal| signal.get(language).to_owned()).collect(),
        name: String::new(),
        points: points.collect(),
        segments: group.segments.iter().map(|one| segment(one, language)).collect(),
        lines: lines(group, language),
        target,
        others: Vec::new(),
        comments: flags(series, group, language),
    };
    SeriesPicture { id, brief, not_stated, chart, grid: grid(series, group, language) }
}

/// How a point is drawn that says this.
#[must_use]
pub const fn tone(of: PointTone) -> Tone {
    match of {
        PointTone::None => Tone::Chance,
        PointTone::Improvement => Tone::Improvement,
        PointTone::Concern => Tone::Concern,
        PointTone::Signal => Tone::Change,
    }
}

/// The own aim, or else what the definition asks for, with its words.
fn target(series: &Series, language: Language) -> Option<(f64, String)> {
    let (value, words) = match (&series.aim, series.standard) {
        (Some(aim), _) => (f64::from(aim.percent) / 100.0, TARGET_OWN),
        (None, Some(standard)) => {
            let words = if standard.verified { TARGET_STANDARD } else { TARGET_PLACEHOLDER };
            (standard.percent.to_f64() / 100.0, words)
        }
        (None, None) => return None,
    };
    Some((value, words.fill(language, &[("target", &share(value, language))])))
}

/// The axis: 0–100 %, or where the values are, on whole tens, which is then said.
fn axis(group: &SeriesGroup, target: Option<f64>, view: &SeriesView<'_>) -> ValueAxis {
    let whole = ValueAxis::share(decimal_mark(view.language));
    if !view.is_zoomed {
        return whole;
    }
    let limits = group.segments.iter().flat_map(|segment| &segment.limits);
    let limits = limits.flat_map(|limits| [limits.lower, limits.upper]);
    let values = group.points.iter().map(|point| point.value).chain(limits).chain([target]);
    zoomed(values, view.language).unwrap_or(whole)
}

fn segment(segment: &SeriesSegment, language: Language) -> charts::SeriesSegment {
    charts::SeriesSegment {
        first: segment.first,
        last: segment.last,
        centre: segment.centre,
        limits: segment.limits.iter().map(|limits| (limits.lower, limits.upper)).collect(),
        is_signal: segment.is_signal,
        is_trial: segment.is_trial,
        reason: segment.reason.as_ref().map(|reason| reason.get(language).to_owned()),
    }
}

fn lines(group: &SeriesGroup, language: Language) -> SeriesWords {
    let centre = group.segments.iter().rev().find_map(|segment| segment.centre);
    let centre = centre.map(|centre| LINE_CENTRE.fill(language, &[("value", &share(centre, language))]));
    let is_trial = group.segments.iter().all(|segment| segment.is_trial);
    SeriesWords {
        centre: centre.unwrap_or_default(),
        limits: if is_trial { LINE_LIMITS_TRIAL } else { LINE_LIMITS }.get(language).to_owned(),
        hidden: String::new(),
        incomplete: LINE_INCOMPLETE.get(language).to_owned(),
    }
}

/// Numbered flags: comments on dates, and breaks no stretch gives the reason of.
fn flags(series: &Series, group: &SeriesGroup, language: Language) -> Vec<(usize, String)> {
    let comments = group.points.iter().enumerate().flat_map(|(index, point)| {
        comments_in(series, point)
            .map(move |comment| (index, format!("{}: {}", short_date(comment.on, language), comment.text)))
    });
    let has_reason = |index: usize| {
        group.segments.iter().any(|segment| segment.first == index && segment.reason.is_some())
    };
    let breaks = series.breaks.iter().filter(|at| !has_reason(at.index) && at.index < group.points.len());
    let breaks = breaks.map(|at| (at.index, at.text.get(language).to_owned()));
    let mut flags: Vec<_> = comments.chain(breaks).collect();
    flags.sort_by_key(|(index, _)| *index);
    flags
}

/// The share of those concerned for whom an answer is missing, in words.
fn not_stated(group: &SeriesGroup, language: Language) -> Option<String> {
    let missing = group.total.missing;
    let part = share(missing_share(group.total.denominator, missing)?, language);
    Some(NOTE_MISSING.fill(language, &[("share", &part), ("count", &missing.to_string())]))
}

/// What always stands with the chart: basis, share missing, since when.
fn notes(series: &Series, not_stated: Option<String>, view: &SeriesView<'_>) -> Vec<String> {
    let language = view.language;
    let known = match series.as_of {
        Some(day) => NOTE_KNOWN.fill(language, &[("date", &long_date(day, language))]),
        None => {
            let (day, clock) = (view.updated.date(), view.updated.time());
            let places = [("date", &*short_date(day, language)), ("time", &*time(clock, language))];
            NOTE_UPDATED.fill(language, &places)
        }
    };
    let basis = NOTE_BASIS.fill(language, &[("basis", series.basis.get(language))]);
    let version = NOTE_VERSION.fill(language, &[("version", &series.version)]);
    let source = NOTE_SOURCE.get(language).to_owned();
    [Some(basis), not_stated, Some(version), Some(known), Some(source)].into_iter().flatten().collect()
}

/// The share of those concerned for whom an answer is missing.
#[must_use]
pub fn missing_share(denominator: u64, missing: u64) -> Option<f64> {
    let concerned = denominator + missing;
    // Counts of courses are far below 2⁵³.
    (concerned > 0).then(|| missing as f64 / concerned as f64)
}

#[cfg(test)]
mod tests;
