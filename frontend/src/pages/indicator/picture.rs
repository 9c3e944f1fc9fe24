//! A line of a series as a chart of the page. What it draws and says is the same on the server: see `pictures`.

use api_types::{Series, SeriesGroup};
use charts::{SeriesChart, Sheet};
use domain::text::Language;
use pictures::{SeriesPicture, SeriesView};

use crate::browser::local;
use crate::parts::chart::{Chart, drawn};
use crate::text::*;

/// Whether the chart stands alone, and where its axis begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// One of several: smaller.
    pub(super) is_part: bool,
    /// Only where the values are, instead of 0–100 %.
    pub(super) is_zoomed: bool,
}

/// The chart of one line of the series.
pub(super) fn chart(
    series: &Series,
    group: &SeriesGroup,
    look: Look,
    unit: &str,
    language: Language,
) -> Chart {
    let updated = local(series.updated_at);
    let view = SeriesView { unit, updated, is_zoomed: look.is_zoomed, language };
    let SeriesPicture { id, brief, not_stated, chart, grid } = pictures::series(series, group, &view);
    // One of several stands among what is said of all of them.
    let of_all = |lines: Vec<String>| if look.is_part { Vec::new() } else { lines };
    Chart {
        id,
        title: chart.sheet.title.clone(),
        subtitle: brief,
        summary: of_all(series.summary.iter().map(|line| line.get(language).to_owned()).collect()),
        notes: if look.is_part { not_stated.into_iter().collect() } else { chart.sheet.notes.clone() },
        definition: (!look.is_part)
            .then(|| ("#definition".to_owned(), NOTE_DEFINITION.get(language).to_owned())),
        empty: chart.sheet.empty.clone(),
        height: chart.sheet.height,
        courses: Some(group.total.denominator),
        grid,
        // The words of a file are the picture's own.
        draw: drawn(move |Sheet { width, .. }| SeriesChart {
            sheet: Sheet { width, ..chart.sheet.clone() },
            ..chart.clone()
        }),
    }
}

/// What is said of several charts together: all that does not differ between them.
pub(super) fn notes_of_all(series: &Series, unit: &str, language: Language) -> Vec<String> {
    let updated = local(series.updated_at);
    let view = SeriesView { unit, updated, is_zoomed: false, language };
    let Some(group) = series.groups.first() else { return Vec::new() };
    let SeriesPicture { not_stated, chart, .. } = pictures::series(series, group, &view);
    chart.sheet.notes.into_iter().filter(|note| Some(note) != not_stated.as_ref()).collect()
}
