//! Completeness field by field and quarter by quarter, one form at a time.

use api_types::{CompletenessCell, DataQuality, FieldCompleteness, FormCompleteness};
use charts::{HeatCell, HeatRow, HeatTable};
use domain::text::Language;

use crate::chart::{Chart, drawn};
use crate::said::{Scope, View, basis_words, filled, share_words, short_name, short_quarter, updated_words};
use crate::words::*;
use crate::{Cell, Grid};

fn scope(quality: &DataQuality) -> Scope {
    Scope { unit: quality.municipality.name.clone(), from: quality.from, to: quality.to }
}

/// The columns: the quarters, and where there are several, all of them together.
#[must_use]
pub fn completeness_columns(quality: &DataQuality) -> usize {
    match quality.quarters.len() {
        one @ 0..=1 => one,
        several => several + 1,
    }
}

/// The cells of a field in the order of the columns.
fn cells(field: &FieldCompleteness, columns: usize) -> Vec<CompletenessCell> {
    let all = field.cells.iter().copied().chain([field.total]);
    all.take(columns).collect()
}

/// The table of one form; an unknown one says that there is nothing.
#[must_use]
pub fn completeness(quality: &DataQuality, form: &str, view: &View) -> Chart {
    let language = view.language;
    let across = completeness_columns(quality);
    let of = quality.forms.iter().find(|of| of.id == form);
    let mut periods: Vec<String> =
        quality.quarters.iter().map(|quarter| quarter.label.get(language).to_owned()).collect();
    periods.extend((across > periods.len()).then(|| QUALITY_TOTAL.get(language).to_owned()));
    let fields = of.map(|of| of.fields.as_slice()).unwrap_or_default();
    let rows: Vec<HeatRow> = fields.iter().map(|field| heat_row(field, &periods, language)).collect();
    let heads: Vec<String> =
        periods.iter().zip(0..).map(|(words, at)| head(quality, at, words, language)).collect();
    let mut names = vec![QUALITY_FIELD.get(language).to_owned()];
    names.extend(periods.iter().cloned());
    let row = |field: &FieldCompleteness| {
        let shares = cells(field, across).into_iter().map(|cell| Cell::share(cell.share));
        std::iter::once(Cell::words(field.label.get(language))).chain(shares).collect()
    };
    let grid = Grid { columns: names, rows: fields.iter().map(row).collect() };
    let steps = [QUALITY_STEP_0, QUALITY_STEP_1, QUALITY_STEP_2, QUALITY_STEP_3, QUALITY_STEP_4];
    let submitted = of.map_or(0, |of| of.submitted);
    Chart {
        id: format!("datakvalitet-{form}"),
        title: of.map(|of| title(of, language)).unwrap_or_default(),
        subtitle: scope(quality).subtitle(QUALITY_FIELDS_WHAT.get(language), submitted, language),
        summary: Vec::new(),
        notes: vec![
            basis_words(QUALITY_BASIS, language),
            QUALITY_FIELDS_NOTE.get(language).to_owned(),
            updated_words(view),
        ],
        definition: None,
        empty: QUALITY_EMPTY.get(language).to_owned(),
        height: 0.0,
        courses: Some(submitted),
        grid,
        draw: drawn(move |sheet| HeatTable {
            sheet,
            periods: heads.clone(),
            rows: rows.clone(),
            steps: steps.map(|step| step.get(language).to_owned()),
            older: QUALITY_OLDER.get(language).to_owned(),
        }),
    }
}

/// A quarter above its narrow column: `2. kvt. 26`.
fn head(quality: &DataQuality, at: usize, words: &str, language: Language) -> String {
    let quarter = quality.quarters.get(at);
    quarter.map_or_else(|| words.to_owned(), |quarter| short_quarter(&quarter.id, words, language))
}

fn title(form: &FormCompleteness, language: Language) -> String {
    let label = ("form", short_name(&form.label).get(language).to_owned());
    match form.total.value {
        Some(share) => {
            let places = [label, ("share", share_words(Some(share), language))];
            filled(QUALITY_FIELDS_TITLE, language, &places)
        }
        None => filled(QUALITY_FIELDS_TITLE_NONE, language, &[label]),
    }
}

fn heat_row(field: &FieldCompleteness, periods: &[String], language: Language) -> HeatRow {
    let name = field.label.get(language).to_owned();
    let cell = |(cell, period): (CompletenessCell, &String)| {
        let places = [
            ("field", name.clone()),
            ("quarter", period.clone()),
            ("share", share_words(cell.share, language)),
            ("filled", cell.filled.to_string()),
            ("asked", cell.asked.to_string()),
            ("explained", cell.explained.to_string()),
        ];
        let phrase = match cell.share {
            None => QUALITY_SAYS_NOT_ASKED,
            Some(_) if cell.explained > 0 => QUALITY_SAYS_EXPLAINED,
            Some(_) => QUALITY_SAYS,
        };
        HeatCell {
            share: cell.share,
            // The column says per cent; the cell has the number alone.
            text: cell
                .share
                .map_or_else(|| "–".to_owned(), |share| format!("{:.0}", (share * 100.0).round())),
            announcement: filled(phrase, language, &places),
        }
    };
    let all = cells(field, periods.len()).into_iter().zip(periods).map(cell).collect();
    HeatRow { name, cells: all }
}
