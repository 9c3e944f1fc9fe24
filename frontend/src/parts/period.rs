//! The period the pages of numbers are about. It stands in the address, so that a link shows the same numbers.

use api_types::{PeriodAsk, SignalRules};
use chrono::{Datelike, Months, NaiveDate};
use domain::text::Language;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::query_signal_with_options;

use super::select_field;
use crate::browser::today;
use crate::programmes::HJERTEKOM;
use crate::show;
use crate::text::*;

/// The name of the period in the address.
pub(crate) const PERIOD_IN_ADDRESS: &str = "periode";

/// A period one can look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Period {
    /// The running quarter and the three before it.
    #[default]
    LastFour,
    /// The running quarter.
    ThisQuarter,
    /// The quarter before.
    LastQuarter,
    /// The running year.
    ThisYear,
    /// The year before.
    LastYear,
    /// The running quarter and the eleven before it.
    LastTwelve,
    /// From one day to another.
    Days(NaiveDate, NaiveDate),
}

impl Period {
    const NAMED: [(Self, &'static str, Phrase); 6] = [
        (Self::LastFour, "seneste-4", PERIOD_LAST_4),
        (Self::ThisQuarter, "kvartal", PERIOD_THIS_QUARTER),
        (Self::LastQuarter, "sidste-kvartal", PERIOD_LAST_QUARTER),
        (Self::ThisYear, "aar", PERIOD_THIS_YEAR),
        (Self::LastYear, "sidste-aar", PERIOD_LAST_YEAR),
        (Self::LastTwelve, "seneste-12", PERIOD_LAST_12),
    ];

    /// Reads what stands in an address; anything else is the usual period.
    pub(crate) fn read(text: &str) -> Self {
        if let Some((known, ..)) = Self::NAMED.into_iter().find(|(_, id, _)| *id == text) {
            return known;
        }
        let days = text.split_once('_').and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
        match days {
            Some((from, to)) if from <= to => Self::Days(from, to),
            _ => Self::default(),
        }
    }

    /// What stands in an address.
    pub(crate) fn write(self) -> String {
        match (self, Self::NAMED.into_iter().find(|(known, ..)| *known == self)) {
            (Self::Days(from, to), _) => format!("{from}_{to}"),
            (_, Some((_, id, _))) => id.to_owned(),
            _ => String::new(),
        }
    }

    /// The first and the last day.
    pub(crate) fn days(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let year = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today);
        let end_of_year = |year| NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(today);
        match self {
            Self::LastFour => (quarters_before(today, 3), end_of_quarter(today)),
            Self::ThisQuarter => (quarters_before(today, 0), end_of_quarter(today)),
            Self::LastQuarter => {
                let first = quarters_before(today, 1);
                (first, end_of_quarter(first))
            }
            Self::LastTwelve => (quarters_before(today, 11), end_of_quarter(today)),
            Self::ThisYear => (year(today.year()), end_of_year(today.year())),
            Self::LastYear => (year(today.year() - 1), end_of_year(today.year() - 1)),
            Self::Days(from, to) => (from, to),
        }
    }

    fn words(self, language: Language) -> String {
        match (self, Self::NAMED.into_iter().find(|(known, ..)| *known == self)) {
            (Self::Days(from, to), _) => days_words(from, to, language),
            (_, Some((.., words))) => words.get(language).to_owned(),
            _ => String::new(),
        }
    }
}

/// `1. januar 2026 – 31. december 2026`.
pub(crate) fn days_words(from: NaiveDate, to: NaiveDate, language: Language) -> String {
    format!("{} – {}", show::long_date(from, language), show::long_date(to, language))
}

/// The first day of the quarter `count` quarters before the one `day` lies in.
fn quarters_before(day: NaiveDate, count: u32) -> NaiveDate {
    let month = day.month0() / 3 * 3 + 1;
    let start = NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
    start.checked_sub_months(Months::new(3 * count)).unwrap_or(start)
}

fn end_of_quarter(day: NaiveDate) -> NaiveDate {
    let next = quarters_before(day, 0).checked_add_months(Months::new(3));
    next.and_then(|next| next.pred_opt()).unwrap_or(day)
}

/// The period of the page's address.
#[derive(Clone, Copy)]
pub(crate) struct PeriodChoice {
    period: Memo<Period>,
    choose: SignalSetter<Option<String>>,
}

impl PeriodChoice {
    /// Reads the address of the page that is being built.
    pub(crate) fn of_address() -> Self {
        let (text, choose) = in_address(PERIOD_IN_ADDRESS);
        Self {
            period: Memo::new(move |_| text.with(|text| Period::read(text.as_deref().unwrap_or("")))),
            choose,
        }
    }

    /// The period.
    pub(crate) fn get(self) -> Period {
        self.period.get()
    }

    /// Its first and last day.
    pub(crate) fn days(self) -> (NaiveDate, NaiveDate) {
        self.period.get().days(today())
    }

    /// The question for its numbers.
    pub(crate) fn ask(self, rules: SignalRules) -> PeriodAsk {
        let (from, to) = self.days();
        PeriodAsk { programme: HJERTEKOM.to_owned(), from, to, rules }
    }

    /// The list to choose from.
    pub(crate) fn field(self) -> AnyView {
        let language = use_language();
        let options = move || {
            let here = self.period.get();
            let named = Period::NAMED.into_iter().map(|(known, ..)| known);
            // Days that only the address knows are one more to choose.
            let all = named.chain(matches!(here, Period::Days(..)).then_some(here));
            all.map(|period| {
                let words = Signal::derive(move || period.words(language.get()));
                view! { <option value=period.write() selected=period == here>{words}</option> }
            })
            .collect::<Vec<_>>()
        };
        let choose = Callback::new(move |period| self.choose.set(Some(period)));
        select_field("period", PERIOD, options.into_any(), choose)
    }
}

/// A value of the page's address with its setter.
#[derive(Clone, Copy)]
pub(crate) struct InAddress {
    value: Memo<Option<String>>,
    set: SignalSetter<Option<String>>,
}

impl InAddress {
    /// The value of this name.
    pub(crate) fn of(name: &'static str) -> Self {
        let (value, set) = in_address(name);
        Self { value, set }
    }

    /// The value, if there is one.
    pub(crate) fn get(self) -> Option<String> {
        self.value.get().filter(|value| !value.is_empty())
    }

    /// Changes it; nothing for the usual.
    pub(crate) fn set(self, value: Option<String>) {
        self.set.set(value.filter(|value| !value.is_empty()));
    }
}

/// A value of the page's address; changing it is no new entry in the history and does not scroll.
pub(crate) fn in_address(name: &'static str) -> (Memo<Option<String>>, SignalSetter<Option<String>>) {
    query_signal_with_options(
        name,
        NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() },
    )
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
        assert_eq!(Period::LastQuarter.days(today), (day("2026-07-01"), day("2026-09-30")));
        assert_eq!(Period::LastQuarter.days(day("2026-01-01")), (day("2025-10-01"), day("2025-12-31")));
        assert_eq!(Period::LastTwelve.days(today), (day("2024-01-01"), day("2026-12-31")));
        assert_eq!(Period::LastYear.days(today), (day("2025-01-01"), day("2025-12-31")));
        assert_eq!(Period::LastFour.days(day("2026-03-31")), (day("2025-04-01"), day("2026-03-31")));
    }

    #[test]
    fn what_stands_in_the_address_is_read_back() {
        let days = Period::Days(day("2025-01-01"), day("2025-06-30"));
        for period in Period::NAMED.into_iter().map(|(known, ..)| known).chain([days]) {
            assert_eq!(Period::read(&period.write()), period);
        }
        for nonsense in ["", "x", "2026-01-01", "2026-06-01_2026-01-01", "2026-13-01_2026-13-02"] {
            assert_eq!(Period::read(nonsense), Period::LastFour, "{nonsense}");
        }
    }
}
