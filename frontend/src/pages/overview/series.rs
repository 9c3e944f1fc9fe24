//! Twelve quarters as a sparkline and as a table.

use api_types::{Overview, OverviewRow, QuarterPoint};
use charts::{Sparkline, SparklinePoint};
use chrono::NaiveDate;
use domain::period::Quarter;
use domain::text::Language;
use leptos::prelude::*;

use crate::live::{live, live_if};
use crate::parts::share_words;
use crate::show;
use crate::text::*;

/// The first day of a quarter written `2026-Q2`.
fn first_day(quarter: &str) -> Option<NaiveDate> {
    Some(quarter.parse::<Quarter>().ok()?.period().from())
}

/// A quarter as people call it.
fn quarter_words(quarter: &str, language: Language) -> String {
    first_day(quarter).map_or_else(|| quarter.to_owned(), |day| show::quarter(day, language))
}

fn point(point: &QuarterPoint, language: Language) -> SparklinePoint {
    let text = match point.value {
        Some(value) => {
            let ratio = show::ratio(point.numerator, point.denominator, language);
            let text = format!("{} ({ratio})", show::share(value, language));
            if point.is_complete { text } else { SERIES_INCOMPLETE.fill(language, &[("value", &text)]) }
        }
        None => SERIES_EMPTY.get(language).to_owned(),
    };
    let label = quarter_words(&point.quarter, language);
    SparklinePoint { label, value: point.value, text, incomplete: !point.is_complete }
}

fn chart(row: &OverviewRow, language: Language) -> Sparkline {
    let points: Vec<_> = row.series.iter().map(|quarter| point(quarter, language)).collect();
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

/// A quarter as it is read: its name, share, numerator and denominator.
fn cells(point: &QuarterPoint, language: Language) -> [String; 4] {
    let quarter = quarter_words(&point.quarter, language);
    [
        if point.is_complete { quarter } else { SERIES_INCOMPLETE.fill(language, &[("value", &quarter)]) },
        share_words(point.value, language),
        point.numerator.to_string(),
        point.denominator.to_string(),
    ]
}

/// The quarters of an indicator under its name.
fn group(row: &OverviewRow, language: Language) -> AnyView {
    let quarter = |point: &QuarterPoint| {
        let [quarter, share, numerator, denominator] = cells(point, language);
        view! {
            <tr>
                <th scope="row">{quarter}</th>
                <td class="number">{share}</td>
                <td class="number">{numerator}</td>
                <td class="number">{denominator}</td>
            </tr>
        }
    };
    let quarters: Vec<_> = row.series.iter().map(quarter).collect();
    let (number, label) = (row.number.clone(), row.label.get(language).to_owned());
    view! {
        <tbody>
            <tr><th scope="rowgroup" colspan="4"><span class="muted">{number}</span>" "{label}</th></tr>
            {quarters}
        </tbody>
    }
    .into_any()
}

/// The table: it fits a phone, because an indicator's name stands once above its quarters.
fn table(overview: Signal<Overview>) -> AnyView {
    let language = use_language();
    let groups = live(move || {
        let language = language.get();
        overview.with(|overview| overview.rows.iter().map(|row| group(row, language)).collect::<Vec<_>>())
    });
    view! {
        <div class="table-scroll">
            <table class="table chart-table quarters">
                <caption class="visually-hidden">{t(TABLE_OF_SERIES)}</caption>
                <thead><tr>
                    <th scope="col">{t(SERIES_QUARTER)}</th>
                    <th scope="col" class="number">{t(COLUMN_SHARE)}</th>
                    <th scope="col" class="number">{t(COLUMN_NUMERATOR)}</th>
                    <th scope="col" class="number">{t(COLUMN_DENOMINATOR)}</th>
                </tr></thead>
                {groups}
            </table>
        </div>
    }
    .into_any()
}

/// The quarters of all indicators as one table, behind a button that stands beside another.
pub(super) fn tables(overview: Signal<Overview>, beside: AnyView) -> AnyView {
    let is_open = RwSignal::new(false);
    let words = Signal::derive(move || if is_open.get() { t(HIDE_TABLE)() } else { t(TABLE_OF_SERIES)() });
    view! {
        <div class="no-print overview-tools">
            {beside}
            <button type="button" class="button button-quiet button-small" aria-expanded=Signal::derive(move || is_open.get().to_string())
                on:click=move |_| is_open.update(|open| *open = !*open)>{words}</button>
        </div>
        {live_if(move || is_open.get().then(|| table(overview)))}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::super::sample::sample;
    use super::*;

    #[test]
    fn quarters_are_read() {
        assert_eq!(first_day("2026-Q2"), NaiveDate::from_ymd_opt(2026, 4, 1));
        assert_eq!(first_day("2026-Q5"), None);
        assert_eq!(first_day("2026"), None);
    }

    #[test]
    fn a_quarter_that_is_not_over_says_so_in_the_sparkline_and_in_the_table() {
        let mut overview = sample();
        overview.rows[0].series = vec![QuarterPoint {
            quarter: "2026-Q4".to_owned(),
            numerator: 3,
            denominator: 4,
            value: Some(0.75),
            is_complete: false,
        }];
        let spark = chart(&overview.rows[0], Language::Da);
        assert!(spark.points[0].incomplete && spark.name.contains("75\u{a0}% (3 af 4)"));
        let cells = cells(&overview.rows[0].series[0], Language::Da);
        assert_eq!(cells, ["4. kvartal 2026, ikke færdigt endnu", "75\u{a0}%", "3", "4"]);
    }
}
