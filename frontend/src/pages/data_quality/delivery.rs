//! Whether forms come every month, and whether courses can be compared.

use api_types::{DataQuality, Delivery, FormDelivery, Labelled, MonthDelivery, MonthDeliveryState};
use domain::text::{Language, Text};
use leptos::prelude::*;

use crate::live::{live, live_if};
use crate::parts::chart::{Cell, Chart, Grid, table_button};
use crate::parts::day_count;
use crate::show;
use crate::text::*;

/// A row per form, a column per month; a gap is a word, not a colour alone.
pub(super) fn delivery(quality: Signal<DataQuality>) -> AnyView {
    let language = use_language();
    let delivered = Memo::new(move |_| quality.with(|quality| quality.delivery.clone()));
    let words = move |of: fn(&Delivery) -> &Text| {
        Signal::derive(move || delivered.with(|delivery| of(delivery).get(language.get()).to_owned()))
    };
    let (found, rule) = (words(|delivery| &delivery.finding), words(|delivery| &delivery.rule));
    let hand_over = live_if(move || {
        let said = delivered.with(|delivery| delivery.hand_over.clone())?;
        Some(view! { <p class="number-said">{tt(said)}</p> })
    });
    let table = live(move || delivered.with(|delivery| table(delivery, language.get())));
    let numbers = Signal::derive(move || delivered.with(|delivery| numbers(delivery, language.get())));
    view! {
        <section class="number-part">
            <div class="part-head">
                <h2 id="delivery-title">{t(DELIVERY)}</h2>
                <span class="chart-buttons no-print">{table_button("delivery-menu", numbers)}</span>
            </div>
            <p class="number-said">{found}</p>
            {hand_over}
            <div class="table-scroll" role="region" tabindex="0" aria-labelledby="delivery-title">{table}</div>
            <p class="small muted delivery-rule">{rule}" "{t(DELIVERY_SIGNS)}</p>
        </section>
    }
    .into_any()
}

/// Whether the courses of the period follow one definition.
pub(super) fn comparability(quality: Signal<DataQuality>) -> AnyView {
    let language = use_language();
    let found = Signal::derive(move || {
        quality.with(|quality| quality.comparability.finding.get(language.get()).to_owned())
    });
    view! {
        <section class="number-part" aria-labelledby="comparability-title">
            <h2 id="comparability-title">{t(COMPARABILITY)}</h2>
            <p class="number-said">{found}</p>
            <p class="small muted">{t(COMPARABILITY_CODES)}</p>
        </section>
    }
    .into_any()
}

fn table(delivery: &Delivery, language: Language) -> AnyView {
    let is_open = |place: usize| {
        let of_month = |form: &FormDelivery| form.months.get(place).map(|month| month.state);
        delivery.forms.iter().filter_map(of_month).any(|state| state == MonthDeliveryState::Open)
    };
    let month = |(place, month): (usize, &Labelled)| {
        let label = month.label.get(language).to_owned();
        let (name, year) = short(&label, language);
        let open = is_open(place)
            .then(|| view! { <span class="delivery-open">{DELIVERY_OPEN.get(language)}</span> });
        view! {
            <th role="columnheader" scope="col" class="number">
                <span aria-hidden="true">{name}<br/>{year}</span><span class="visually-hidden">{label}</span>{open}
            </th>
        }
    };
    let months: Vec<_> = delivery.months.iter().enumerate().map(month).collect();
    let with_last = tells_last(delivery);
    let rows: Vec<_> =
        delivery.forms.iter().map(|form| row(form, &delivery.months, with_last, language)).collect();
    let last =
        with_last.then(|| view! { <th role="columnheader" scope="col">{DELIVERY_LAST.get(language)}</th> });
    view! {
        <table class="table delivery cards" role="table">
            <thead role="rowgroup"><tr role="row">
                <th role="columnheader" scope="col">{QUALITY_FORMS.get(language)}</th>
                {last}
                <th role="columnheader" scope="col" class="number">{DELIVERY_FOUND.get(language)}</th>
                {months}
            </tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

/// When a form was last saved says nothing about a period that is over.
const fn tells_last(delivery: &Delivery) -> bool {
    delivery.hand_over.is_some()
}

fn row(form: &FormDelivery, months: &[Labelled], with_last: bool, language: Language) -> AnyView {
    let last = match form.last_saved_on.zip(form.days_since) {
        Some((day, days)) => view! {
            <span class="nowrap">{show::short_date(day, language)}</span>
            <span class="small muted delivery-ago">{ago(days, language)}</span>
        }
        .into_any(),
        None => view! { <span class="muted">{DELIVERY_NEVER.get(language)}</span> }.into_any(),
    };
    let last = with_last.then(|| {
        view! { <td role="cell" data-label=DELIVERY_LAST.get(language)><span>{last}</span></td> }
    });
    let found = match form.expected {
        Some(expected) => {
            let ratio = show::ratio(form.found.into(), expected.into(), language);
            view! { <span class="nowrap">{ratio}</span> }.into_any()
        }
        None => view! {
            <span>{form.found}</span>
            <span class="small muted delivery-ago">{DELIVERY_NOT_EXPECTED.get(language)}</span>
        }
        .into_any(),
    };
    let months = form.months.iter().zip(months);
    let months: Vec<_> =
        months.map(|(month, name)| cell(*month, name.label.get(language), language)).collect();
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{short_name(&form.label).get(language).to_owned()}</th>
            {last}
            <td role="cell" class="number" data-label=DELIVERY_FOUND.get(language)><span>{found}</span></td>
            {months}
        </tr>
    }
    .into_any()
}

fn cell(month: MonthDelivery, name: &str, language: Language) -> AnyView {
    let label = match month.state {
        MonthDeliveryState::Open => format!("{name}, {}", DELIVERY_OPEN.get(language)),
        _ => name.to_owned(),
    };
    let (words, is_quiet) = match month.state {
        MonthDeliveryState::Gap => (DELIVERY_GAP.get(language).to_owned(), false),
        MonthDeliveryState::Before => ("–".to_owned(), true),
        _ => (month.forms.to_string(), month.forms == 0),
    };
    let is_gap = month.state == MonthDeliveryState::Gap;
    view! {
        <td role="cell" class="number" class:delivery-gap=is_gap class:muted=is_quiet data-label=label>{words}</td>
    }
    .into_any()
}

fn ago(days: u32, language: Language) -> String {
    match days {
        0 => DELIVERY_TODAY.get(language).to_owned(),
        1 => DELIVERY_YESTERDAY.get(language).to_owned(),
        _ => filled(DELIVERY_DAYS_AGO, language, &[("days", day_count(f64::from(days), 0, language))]),
    }
}

/// `mar.` and `2026` of `marts 2026`; names of four letters are not shortened.
fn short(label: &str, language: Language) -> (String, String) {
    let (name, year) = label.split_once(' ').unwrap_or((label, ""));
    let is_short = name.chars().count() <= 4;
    let letters: String = name.chars().take(if is_short { 4 } else { 3 }).collect();
    let point = if is_short || language == Language::En { "" } else { "." };
    (format!("{letters}{point}"), year.to_owned())
}

/// The same numbers for files.
fn numbers(delivery: &Delivery, language: Language) -> Chart {
    let with_last = tells_last(delivery);
    let mut columns = vec![QUALITY_FORMS.get(language)];
    columns.extend(with_last.then(|| DELIVERY_LAST.get(language)));
    columns.extend([DELIVERY_FOUND.get(language), QUALITY_CHAIN_EXPECTED.get(language)]);
    columns.extend(delivery.months.iter().map(|month| month.label.get(language)));
    let row = |form: &FormDelivery| {
        let mut head = vec![Cell::words(form.label.get(language))];
        head.extend(with_last.then(|| form.last_saved_on.map_or(Cell::None, Cell::Day)));
        head.push(Cell::Count(form.found.into()));
        head.push(form.expected.map_or(Cell::None, |expected| Cell::Count(expected.into())));
        let months = form.months.iter().map(|month| match month.state {
            MonthDeliveryState::Before => Cell::None,
            _ => Cell::Count(month.forms),
        });
        head.into_iter().chain(months).collect()
    };
    let grid = Grid::new(&columns, delivery.forms.iter().map(row).collect());
    Chart::of_table("datakvalitet-levering", DELIVERY.get(language), "", grid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::data_quality::fields::sample;

    #[test]
    fn a_file_has_a_number_per_month_and_none_from_before_the_first_form() {
        let chart = numbers(&sample::quality().delivery, Language::Da);
        assert_eq!(chart.grid.columns[3..], ["Ventes", "marts 2026", "april 2026", "maj 2026"]);
        let shown: Vec<String> = chart.grid.rows[0].iter().map(|cell| cell.show(Language::Da)).collect();
        assert_eq!(shown, ["Startskema", "20.05.2026", "1", "2", "–", "4", "0"]);
        let over = Delivery { hand_over: None, ..sample::quality().delivery };
        let chart = numbers(&over, Language::Da);
        assert_eq!(chart.grid.columns[..2], ["Skema", "Måneder med skemaer"], "nothing of today");
        assert_eq!(chart.grid.rows[0].len(), chart.grid.columns.len());
    }

    #[test]
    fn months_are_short_and_days_are_said_as_people_do() {
        assert_eq!(short("marts 2026", Language::Da), ("mar.".to_owned(), "2026".to_owned()));
        assert_eq!(short("juni 2026", Language::Da).0, "juni");
        assert_eq!(short("March 2026", Language::En).0, "Mar");
        assert_eq!(
            [0, 1, 12].map(|days| ago(days, Language::Da)),
            ["i dag", "i går", "for 12\u{a0}dage siden"]
        );
    }
}
