//! Twelve quarters as a sparkline and as a table.

use api_types::{Overview, OverviewRow, QuarterPoint};
use charts::{Sparkline, SparklinePoint, Table};
use chrono::{Datelike, NaiveDate};
use domain::text::Language;
use leptos::prelude::*;

use crate::browser::today;
use crate::live::live_if;
use crate::parts::number_table;
use crate::show;
use crate::text::*;

/// The first day of a quarter written `2026-Q2`.
fn first_day(quarter: &str) -> Option<NaiveDate> {
    let (year, number) = quarter.split_once("-Q")?;
    let number: u32 = number.parse().ok()?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, number.checked_sub(1)? * 3 + 1, 1)
}

/// Whether courses can still be counted in a quarter.
fn is_running(quarter: NaiveDate, today: NaiveDate) -> bool {
    (quarter.year(), quarter.month0() / 3) >= (today.year(), today.month0() / 3)
}

fn point(point: &QuarterPoint, today: NaiveDate, language: Language) -> SparklinePoint {
    let day = first_day(&point.quarter);
    let incomplete = day.is_some_and(|day| is_running(day, today));
    let text = match point.value {
        Some(value) => {
            let ratio = show::ratio(point.numerator, point.denominator, language);
            let text = format!("{} ({ratio})", show::share(value, language));
            if incomplete { SERIES_INCOMPLETE.fill(language, &[("value", &text)]) } else { text }
        }
        None => SERIES_EMPTY.get(language).to_owned(),
    };
    let label = day.map_or_else(|| point.quarter.clone(), |day| show::quarter(day, language));
    SparklinePoint { label, value: point.value, text, incomplete }
}

fn chart(row: &OverviewRow, language: Language) -> Sparkline {
    let today = today();
    let points: Vec<_> = row.series.iter().map(|quarter| point(quarter, today, language)).collect();
    let latest = points.iter().rev().find(|point| point.value.is_some()).map(|point| point.text.clone());
    let label = row.label.get(language);
    let name = match latest {
        Some(latest) => SERIES_LATEST.fill(language, &[("indicator", label), ("value", &latest)]),
        None => SERIES_NAME.fill(language, &[("indicator", label)]),
    };
    Sparkline { name, points, width: 132.0, height: 36.0 }
}

/// The sparkline of a row.
pub(super) fn sparkline(row: &OverviewRow) -> AnyView {
    let language = use_language();
    let row = row.clone();
    view! { <span class="chart" inner_html=move || chart(&row, language.get()).to_svg()></span> }.into_any()
}

/// The quarters of all indicators as one table, behind a button.
pub(super) fn tables(overview: &Overview) -> AnyView {
    let is_open = RwSignal::new(false);
    let language = use_language();
    let rows = overview.rows.clone();
    let table = move || {
        let language = language.get();
        let charts: Vec<_> =
            rows.iter().map(|row| (row.label.get(language).to_owned(), chart(row, language))).collect();
        let quarters = charts.first().map(|(_, chart)| chart.points.clone()).unwrap_or_default();
        let mut columns = vec![SERIES_QUARTER.get(language).to_owned()];
        columns.extend(charts.iter().map(|(label, _)| label.clone()));
        let body = quarters.iter().enumerate().map(|(index, quarter)| {
            let cells = charts
                .iter()
                .map(|(_, chart)| chart.points.get(index).map(|p| p.text.clone()).unwrap_or_default());
            std::iter::once(quarter.label.clone()).chain(cells).collect()
        });
        number_table(Table {
            caption: TABLE_OF_SERIES.get(language).to_owned(),
            rows: body.collect(),
            columns,
        })
    };
    let words = Signal::derive(move || if is_open.get() { t(HIDE_TABLE)() } else { t(SHOW_AS_TABLE)() });
    view! {
        <p class="no-print">
            <button type="button" class="button button-quiet button-small" aria-expanded=Signal::derive(move || is_open.get().to_string())
                on:click=move |_| is_open.update(|open| *open = !*open)>{words}</button>
        </p>
        {live_if(move || is_open.get().then(|| view! {
            <div class="table-scroll" role="region" tabindex="0" aria-label=t(TABLE_OF_SERIES)>{table.clone()}</div>
        }))}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn quarters_are_read_and_the_running_one_is_known() {
        assert_eq!(first_day("2026-Q2"), Some(day("2026-04-01")));
        assert_eq!(first_day("2026-Q5"), None);
        assert_eq!(first_day("2026"), None);
        let today = day("2026-11-22");
        assert!(is_running(day("2026-10-01"), today));
        assert!(!is_running(day("2026-07-01"), today));
    }
}
