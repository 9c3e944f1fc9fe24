//! Completeness field by field and quarter by quarter, one form at a time.

use api_types::{CompletenessCell, DataQuality, FieldCompleteness, FormCompleteness};
use charts::{HeatCell, HeatRow, HeatTable};
use domain::access::Permission;
use domain::period::Quarter;
use domain::text::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::address::lacking_address;
use super::scope;
use crate::live::live;
use crate::parts::chart::{Cell, Chart, ChartLevel, Grid, chart_with, drawn};
use crate::parts::{PeriodChoice, basis_words, in_address, share_words, updated_words};
use crate::session::use_session;
use crate::text::*;

#[cfg(test)]
pub(super) mod sample;

/// The name of the form in the address.
const FORM_IN_ADDRESS: &str = "skema";

/// The table of one form, and the forms to choose from.
pub(super) fn fields(quality: Signal<DataQuality>, period: PeriodChoice) -> AnyView {
    let language = use_language();
    let (chosen, choose) = in_address(FORM_IN_ADDRESS);
    let form = Memo::new(move |_| {
        quality.with(|quality| {
            let chosen = chosen.get();
            let known = quality.forms.iter().find(|form| Some(&form.id) == chosen.as_ref());
            // Without a choice the form with most to mend.
            let fallback =
                quality.forms.iter().max_by_key(|form| form.total.denominator - form.total.numerator);
            known.or(fallback).map(|form| form.id.clone()).unwrap_or_default()
        })
    });
    let picture = Signal::derive(move || {
        quality.with(|quality| form.with(|form| chart_of(quality, form, language.get())))
    });
    let navigate = use_navigate();
    let may_open = use_session().may(Permission::ReadCoursesBehindNumbers);
    let open = may_open.then(|| {
        Callback::new(move |point: usize| {
            let address = quality.with_untracked(|quality| {
                form.with_untracked(|form| address_of(quality, form, point, period))
            });
            if let Some(address) = address {
                navigate(&address, Default::default());
            }
        })
    });
    view! {
        <section class="number-part">
            {chart_with(ChartLevel::Main, picture, open, Some(tabs(quality, form, choose)))}
        </section>
    }
    .into_any()
}

fn tabs(quality: Signal<DataQuality>, form: Memo<String>, choose: SignalSetter<Option<String>>) -> AnyView {
    let language = use_language();
    let ids = Memo::new(move |_| {
        quality.with(|quality| quality.forms.iter().map(|form| form.id.clone()).collect::<Vec<_>>())
    });
    let tab = move |id: String| {
        let (own, shown) = (id.clone(), id.clone());
        let words = Signal::derive(move || {
            let language = language.get();
            quality.with(|quality| {
                let of = quality.forms.iter().find(|of| of.id == shown)?;
                let share = share_words(of.total.value, language);
                let places = [("form", short_name(&of.label).get(language).to_owned()), ("share", share)];
                Some(filled(QUALITY_FORM_TAB, language, &places))
            })
        });
        let pressed = Signal::derive(move || form.with(|form| *form == own).to_string());
        view! {
            <button type="button" class="tab" aria-pressed=pressed on:click=move |_| choose.set(Some(id.clone()))>{words}</button>
        }
    };
    let tabs = live(move || ids.get().into_iter().map(tab).collect::<Vec<_>>());
    view! { <div class="tabs" role="group" aria-label=t(QUALITY_FORMS)>{tabs}</div> }.into_any()
}

/// The columns: the quarters, and where there are several, all of them together.
fn columns(quality: &DataQuality) -> usize {
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

/// Where a cell leads: to the courses that lack the answer.
fn address_of(quality: &DataQuality, form: &str, point: usize, period: PeriodChoice) -> Option<String> {
    let across = columns(quality);
    let form = quality.forms.iter().find(|of| of.id == form)?;
    let field = form.fields.get(point.checked_div(across)?)?;
    let quarter = quality.quarters.get(point % across).map(|quarter| quarter.id.as_str());
    Some(lacking_address(&form.id, &field.variable, quarter, period.get()))
}

fn chart_of(quality: &DataQuality, form: &str, language: Language) -> Chart {
    let across = columns(quality);
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
            updated_words(quality.updated_at, language),
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
    let quarter = quality.quarters.get(at).and_then(|quarter| quarter.id.parse::<Quarter>().ok());
    match quarter {
        Some(quarter) => {
            let places =
                [("number", quarter.number().to_string()), ("year", format!("{:02}", quarter.year() % 100))];
            filled(QUALITY_QUARTER, language, &places)
        }
        None => words.to_owned(),
    }
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

#[cfg(test)]
mod tests {
    use charts::Theme;

    use super::*;
    use crate::parts::chart::drawing;

    #[test]
    fn every_cell_has_its_number_and_says_what_it_is_of() {
        let chart = chart_of(&sample::quality(), "start", Language::Da);
        assert_eq!(chart.title, "Startskema: 75\u{a0}% af felterne er udfyldt");
        let shown: Vec<String> = chart.grid.rows[0].iter().map(|cell| cell.show(Language::Da)).collect();
        assert_eq!(shown, ["Rygestatus", "100\u{a0}%", "50\u{a0}%", "75\u{a0}%"]);
        let svg = drawing(&chart, 900.0, Theme::Page);
        assert!(
            svg.contains("Rygestatus, 2. kvt. 2026: 50\u{a0}%, 5 af 10 udfyldt, 2 med begrundelse"),
            "{svg}"
        );
        assert!(svg.contains("Vægt, 1. kvt. 2026: ikke spurgt"), "{svg}");
    }

    #[test]
    fn one_quarter_needs_no_column_for_all_of_them() {
        let mut quality = sample::quality();
        quality.quarters.truncate(1);
        assert_eq!(columns(&quality), 1);
        assert_eq!(cells(&quality.forms[0].fields[0], 1).len(), 1);
    }
}
