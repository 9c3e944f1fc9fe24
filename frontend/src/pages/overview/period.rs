//! The periods one can look at.

use chrono::{Datelike, Months, NaiveDate};
use leptos::prelude::*;

use crate::text::*;

/// A period that ends today or earlier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Period {
    /// The running quarter and the three before it.
    #[default]
    LastFour,
    /// The running quarter.
    ThisQuarter,
    /// The running year.
    ThisYear,
    /// The year before.
    LastYear,
    /// The running quarter and the eleven before it.
    LastTwelve,
}

impl Period {
    const ALL: [Self; 5] =
        [Self::LastFour, Self::ThisQuarter, Self::ThisYear, Self::LastYear, Self::LastTwelve];

    const fn id(self) -> &'static str {
        match self {
            Self::LastFour => "last_4",
            Self::ThisQuarter => "this_quarter",
            Self::ThisYear => "this_year",
            Self::LastYear => "last_year",
            Self::LastTwelve => "last_12",
        }
    }

    const fn words(self) -> Phrase {
        match self {
            Self::LastFour => PERIOD_LAST_4,
            Self::ThisQuarter => PERIOD_THIS_QUARTER,
            Self::ThisYear => PERIOD_THIS_YEAR,
            Self::LastYear => PERIOD_LAST_YEAR,
            Self::LastTwelve => PERIOD_LAST_12,
        }
    }

    /// The first and the last day.
    pub(super) fn days(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let year = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today);
        match self {
            Self::LastFour => (quarters_before(today, 3), end_of_quarter(today)),
            Self::ThisQuarter => (quarters_before(today, 0), end_of_quarter(today)),
            Self::LastTwelve => (quarters_before(today, 11), end_of_quarter(today)),
            Self::ThisYear => (year(today.year()), end_of_year(today.year(), today)),
            Self::LastYear => (year(today.year() - 1), end_of_year(today.year() - 1, today)),
        }
    }
}

/// The first day of the quarter `count` quarters before the one `day` lies in.
/// The period that numbers beside a form are counted in: the running quarter and the three before it.
pub(crate) fn last_four_quarters(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    Period::LastFour.days(today)
}

fn quarters_before(day: NaiveDate, count: u32) -> NaiveDate {
    let month = day.month0() / 3 * 3 + 1;
    let start = NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
    start.checked_sub_months(Months::new(3 * count)).unwrap_or(start)
}

fn end_of_quarter(day: NaiveDate) -> NaiveDate {
    let next = quarters_before(day, 0).checked_add_months(Months::new(3));
    next.and_then(|next| next.pred_opt()).unwrap_or(day)
}

fn end_of_year(year: i32, fallback: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(fallback)
}

/// The list of periods.
pub(super) fn period_choice(period: RwSignal<Period>) -> AnyView {
    let changed = move |event| {
        let id = event_target_value(&event);
        if let Some(chosen) = Period::ALL.into_iter().find(|known| known.id() == id) {
            period.set(chosen);
        }
    };
    let options = Period::ALL
        .map(|known| view! { <option value=known.id() selected=known == Period::default()>{t(known.words())}</option> });
    view! {
        <div class="field row">
            <label class="label" for="period">{t(PERIOD)}</label>
            <select class="input input-select" id="period" on:change=changed>{options.into_iter().collect::<Vec<_>>()}</select>
        </div>
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
    fn periods_begin_and_end_with_quarters_and_years() {
        let today = day("2026-11-22");
        assert_eq!(Period::LastFour.days(today), (day("2026-01-01"), day("2026-12-31")));
        assert_eq!(Period::ThisQuarter.days(today), (day("2026-10-01"), day("2026-12-31")));
        assert_eq!(Period::LastTwelve.days(today), (day("2024-01-01"), day("2026-12-31")));
        assert_eq!(Period::LastYear.days(today), (day("2025-01-01"), day("2025-12-31")));
        assert_eq!(Period::LastFour.days(day("2026-03-31")), (day("2025-04-01"), day("2026-03-31")));
    }
}
