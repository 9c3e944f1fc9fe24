//! The rows of the table, and what the points announce: written from the same cells.

use api_types::{Series, SeriesGroup, SeriesPoint, SeriesSegment, Variation};
use chrono::Datelike;
use domain::text::Language;
use domain::words::ratio;

use crate::said::short_quarter;
use crate::words::*;
use crate::{Cell, Grid};

/// A period in few letters, for the axis: `2. kvt. 26`, `maj 26`, `2026`.
pub(super) fn short_label(point: &SeriesPoint, language: Language) -> String {
    match point.id.split_once('-') {
        Some((_, month)) if month.len() == 2 && !month.starts_with('Q') => {
            format!("{month}.{:02}", point.from.year().rem_euclid(100))
        }
        _ => short_quarter(&point.id, &point.id, language),
    }
}

/// What is to be said of a point besides its numbers.
#[must_use]
pub fn remark(group: &SeriesGroup, point: &SeriesPoint, language: Language) -> String {
    let is_judged = group.variation != Variation::TooFew;
    let signal = match &point.signal {
        Some(signal) => signal.get(language).to_owned(),
        None if point.value.is_none() => SERIES_EMPTY.get(language).to_owned(),
        None if point.is_complete && is_judged => POINT_RANDOM.get(language).to_owned(),
        None => String::new(),
    };
    let incomplete = if point.is_complete { "" } else { POINT_INCOMPLETE.get(language) };
    [signal.as_str(), incomplete].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The stretch a point lies in, with its place in it.
fn stretch(group: &SeriesGroup, index: usize) -> Option<(&SeriesSegment, usize)> {
    let segment = group.segments.iter().find(|segment| (segment.first..=segment.last).contains(&index))?;
    Some((segment, index - segment.first))
}

fn has_limits(group: &SeriesGroup) -> bool {
    group.segments.iter().any(|segment| !segment.limits.is_empty())
}

/// The numbers, a row per point.
pub(super) fn grid(series: &Series, group: &SeriesGroup, language: Language) -> Grid {
    let with_limits = has_limits(group);
    let mut columns = vec![
        COLUMN_PERIOD,
        COLUMN_SHARE,
        COLUMN_NUMERATOR,
        COLUMN_DENOMINATOR,
        COLUMN_LOW,
        COLUMN_HIGH,
        COLUMN_CENTRE,
    ];
    if with_limits {
        columns.extend([COLUMN_LIMIT_LOW, COLUMN_LIMIT_HIGH]);
    }
    columns.extend([COLUMN_MISSING, COLUMN_EXCLUDED, COLUMN_PENDING, COLUMN_REMARK, COLUMN_FROM, COLUMN_TO]);
    let columns: Vec<&str> = columns.into_iter().map(|column| column.get(language)).collect();
    let row = |(index, point): (usize, &SeriesPoint)| {
        let stretch = stretch(group, index);
        let limits =
            stretch.and_then(|(segment, place)| segment.limits.get(place)).copied().unwrap_or_default();
        let mut cells = vec![
            Cell::words(point.label.get(language)),
            Cell::share(point.value),
            Cell::Count(point.numerator),
            Cell::Count(point.denominator),
            Cell::share(point.ci_low),
            Cell::share(point.ci_high),
            Cell::share(stretch.and_then(|(segment, _)| segment.centre)),
        ];
        if with_limits {
            cells.extend([Cell::share(limits.lower), Cell::share(limits.upper)]);
        }
        let comments = comments_in(series, point).map(|comment| comment.text.clone());
        let remarks: Vec<String> = std::iter::once(remark(group, point, language))
            .chain(comments)
            .filter(|part| !part.is_empty())
            .collect();
        cells.extend([
            Cell::Count(point.missing),
            Cell::Count(point.excluded),
            Cell::Count(point.pending),
            Cell::words(remarks.join("; ")),
            Cell::Day(point.from),
            Cell::Day(point.to),
        ]);
        cells
    };
    Grid::new(&columns, group.points.iter().enumerate().map(row).collect())
}

/// What a point says to those who do not see it: the period, the cells of its row, what they mean.
pub(super) fn announcement(group: &SeriesGroup, point: &SeriesPoint, language: Language) -> String {
    let label = point.label.get(language);
    let remark = remark(group, point, language);
    let Some(value) = point.value else { return format!("{label}: {remark}") };
    let counted = ratio(point.numerator, point.denominator, language);
    let remark = if remark.is_empty() { remark } else { format!(", {remark}") };
    format!("{label}: {}, {counted}{remark}", Cell::Share(value).show(language))
}

/// What people have said about the days of a point.
pub fn comments_in<'a>(
    series: &'a Series,
    point: &'a SeriesPoint,
) -> impl Iterator<Item = &'a api_types::CommentView> {
    series.comments.iter().filter(|comment| (point.from..=point.to).contains(&comment.on))
}
