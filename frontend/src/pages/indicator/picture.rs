//! From the numbers of a series to its picture and its table. Both are written from the same cells.

mod rows;

use api_types::{Series, SeriesGroup, SeriesSegment};
use charts::{PointWords, SeriesChart, SeriesWords, ValueAxis};
use domain::text::Language;

use self::rows::{announcement, grid, short_label};
use crate::parts::chart::{Cell, Chart, drawn, tone, zoomed};
use crate::parts::{missing_share, updated_words, whole};
use crate::show;
use crate::text::*;

pub(super) use self::rows::{comments_in, remark};

/// The height of the plot of one series.
const HEIGHT: f64 = 260.0;
/// The same where several stand beside each other.
const HEIGHT_OF_PART: f64 = 170.0;

/// Whether the chart stands alone, and where its axis begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// One of several: smaller.
    pub(super) is_part: bool,
    /// Only where the values are, instead of 0–100 %.
    pub(super) is_zoomed: bool,
}

/// The own aim, or else what the definition asks for, with its words.
fn target(series: &Series, language: Language) -> Option<(f64, String)> {
    if let Some(aim) = &series.aim {
        let share = show::share_of(aim.percent);
        return Some((share, filled(TARGET_OWN, language, &[("target", show::share(share, language))])));
    }
    let standard = series.standard?;
    let share = show::standard_share(standard);
    let words = if standard.verified { TARGET_STANDARD } else { TARGET_PLACEHOLDER };
    Some((share, filled(words, language, &[("target", show::share(share, language))])))
}

/// The axis: 0–100 %, or where the values are, on whole tens, which is then said.
fn axis(group: &SeriesGroup, target: Option<f64>, look: Look, language: Language) -> ValueAxis {
    let whole = ValueAxis::share(show::decimal_mark(language));
    if !look.is_zoomed {
        return whole;
    }
    let limits = group.segments.iter().flat_map(|segment| &segment.limits);
    let limits = limits.flat_map(|limits| [limits.lower, limits.upper]);
    let values = group.points.iter().map(|point| point.value).chain(limits).chain([target]);
    zoomed(values, language).unwrap_or(whole)
}

/// Numbered flags: comments on dates, and breaks no stretch gives the reason of.
fn flags(series: &Series, group: &SeriesGroup, language: Language) -> Vec<(usize, String)> {
    let comments = group.points.iter().enumerate().flat_map(|(index, point)| {
        comments_in(series, point).map(move |comment| {
            (index, format!("{}: {}", show::short_date(comment.on, language), comment.text))
        })
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

/// What always stands with the chart: basis, share missing, since when.
fn notes(series: &Series, group: &SeriesGroup, language: Language) -> Vec<String> {
    let total = &group.total;
    let missing = missing_share(total.denominator, total.missing).map(|share| {
        let share = show::share(share, language);
        filled(NOTE_MISSING, language, &[("share", share), ("count", total.missing.to_string())])
    });
    let known = match series.as_of {
        Some(day) => filled(NOTE_KNOWN, language, &[("date", show::long_date(day, language))]),
        None => updated_words(series.updated_at, language),
    };
    let basis = filled(NOTE_BASIS, language, &[("basis", series.basis.get(language).to_owned())]);
    let version = filled(NOTE_VERSION, language, &[("version", series.version.clone())]);
    [Some(basis), missing, Some(version), Some(known), Some(NOTE_SOURCE.get(language).to_owned())]
        .into_iter()
        .flatten()
        .collect()
}

/// The chart of one line of the series.
pub(super) fn chart(
    series: &Series,
    group: &SeriesGroup,
    look: Look,
    unit: &str,
    language: Language,
) -> Chart {
    let target = target(series, language);
    let points = group.points.iter().map(|point| charts::SeriesPoint {
        words: PointWords {
            label: short_label(point, language),
            announcement: announcement(point, language),
            cells: Vec::new(),
        },
        value: point.value,
        is_incomplete: !point.is_complete,
        is_hidden: false,
        tone: tone(point.tone),
    });
    let points: Vec<_> = points.collect();
    let centre = group.segments.iter().rev().find_map(|segment| segment.centre);
    let centre =
        centre.map(|centre| filled(LINE_CENTRE, language, &[("value", show::share(centre, language))]));
    let lines = SeriesWords {
        centre: centre.unwrap_or_default(),
        limits: LINE_LIMITS.get(language).to_owned(),
        hidden: String::new(),
        incomplete: LINE_INCOMPLETE.get(language).to_owned(),
    };
    let segments: Vec<_> = group.segments.iter().map(|one| segment(one, language)).collect();
    let findings: Vec<String> = group.signals.iter().map(|signal| signal.get(language).to_owned()).collect();
    let axis = axis(group, target.as_ref().map(|(share, _)| *share), look, language);
    let flags = flags(series, group, language);
    let total = &group.total;
    let count = whole(total.denominator);
    let count =
        filled(if count == 1 { COUNT_ONE } else { COUNT_MANY }, language, &[("count", count.to_string())]);
    let name = format!("{} {}", series.number, series.label.get(language));
    let (id, title, subtitle) = match &group.level {
        Some(level) => {
            let label = level.label.get(language);
            let value = Cell::share(total.value).show(language);
            let title = format!("{label}: {value}");
            let ratio = show::ratio(total.numerator, total.denominator, language);
            (
                format!("{}-{}", series.indicator, level.id),
                title,
                format!("{ratio} · {}", group.variation_text.get(language)),
            )
        }
        None => (
            series.indicator.clone(),
            series.finding.get(language).to_owned(),
            format!("{name} · {unit} · {count}"),
        ),
    };
    let summary = match look.is_part {
        true => Vec::new(),
        false => series.summary.iter().map(|line| line.get(language).to_owned()).collect(),
    };
    let grid = grid(series, group, language);
    Chart {
        id,
        title,
        subtitle,
        summary,
        notes: if look.is_part { Vec::new() } else { notes(series, group, language) },
        definition: (!look.is_part)
            .then(|| ("#definition".to_owned(), NOTE_DEFINITION.get(language).to_owned())),
        empty: SERIES_NOTHING.get(language).to_owned(),
        height: if look.is_part { HEIGHT_OF_PART } else { HEIGHT },
        courses: Some(total.denominator),
        grid,
        draw: drawn(move |sheet| SeriesChart {
            sheet,
            axis: axis.clone(),
            findings: findings.clone(),
            name: String::new(),
            points: points.clone(),
            segments: segments.clone(),
            lines: lines.clone(),
            target: target.clone(),
            others: Vec::new(),
            comments: flags.clone(),
        }),
    }
}

#[cfg(test)]
mod tests;
