//! Months, quarters and years of the calendar.

use chrono::{Datelike, NaiveDate};

use super::Period;
use crate::text::Text;

/// Years that are written with four digits; others are saturated or not read.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1000..=9999;

/// Danish and English names of the months.
pub(crate) const MONTH_NAMES: [(&str, &str); 12] = [
    ("januar", "January"),
    ("februar", "February"),
    ("marts", "March"),
    ("april", "April"),
    ("maj", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("august", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
];

/// A calendar year, written `2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub(super) i32);

/// A calendar quarter, written `2026-Q1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    pub(super) year: i32,
    pub(super) number: u32,
}

/// A calendar month, written `2026-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    pub(super) year: i32,
    pub(super) number: u32,
}

/// The last `count` quarters, oldest first; the last is the one that `as_of` lies in.
#[must_use]
pub fn last_quarters(as_of: NaiveDate, count: usize) -> Vec<Quarter> {
    let mut quarters: Vec<_> =
        std::iter::successors(Some(Quarter::of(as_of)), |quarter| Some(quarter.previous()))
            .take(count)
            .collect();
    quarters.reverse();
    quarters
}

/// The last `count` months, oldest first; the last is the one that `as_of` lies in.
#[must_use]
pub fn last_months(as_of: NaiveDate, count: usize) -> Vec<Month> {
    let mut months: Vec<_> =
        std::iter::successors(Some(Month::of(as_of)), |month| Some(month.previous())).take(count).collect();
    months.reverse();
    months
}

impl Year {
    /// The year a date lies in.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self(clamp(date.year()))
    }

    /// The number, e.g. 2026.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// 1 January to 31 December.
    #[must_use]
    pub fn period(self) -> Period {
        whole_months(self.0, 1, 12)
    }

    /// The year after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(clamp(self.0 + 1))
    }

    /// The year before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(clamp(self.0 - 1))
    }

    /// The words shown to people: the number.
    #[must_use]
    pub fn label(self) -> Text {
        Text::new(self.to_string(), self.to_string())
    }
}

impl Quarter {
    /// The quarter a date lies in.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self { year: clamp(date.year()), number: date.month0() / 3 + 1 }
    }

    /// The year, e.g. 2026.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The number, 1 to 4.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.number
    }

    /// Its first to its last day.
    #[must_use]
    pub fn period(self) -> Period {
        whole_months(self.year, self.number * 3 - 2, 3)
    }

    /// The quarter after.
    #[must_use]
    pub fn next(self) -> Self {
        let (year, number) = step(self.year, self.number, 4, 1);
        Self { year, number }
    }

    /// The quarter before.
    #[must_use]
    pub fn previous(self) -> Self {
        let (year, number) = step(self.year, self.number, 4, -1);
        Self { year, number }
    }

    /// The words shown to people, e.g. `1. kvartal 2026`.
    #[must_use]
    pub fn label(self) -> Text {
        let Self { year, number } = self;
        Text::new(format!("{number}. kvartal {year}"), format!("Q{number} {year}"))
    }
}

impl Month {
    /// The month a date lies in.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self { year: clamp(date.year()), number: date.month() }
    }

    /// The year, e.g. 2026.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The number, 1 to 12.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.number
    }

    /// Its first to its last day.
    #[must_use]
    pub fn period(self) -> Period {
        whole_months(self.year, self.number, 1)
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Self {
        let (year, number) = step(self.year, self.number, 12, 1);
        Self { year, number }
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Self {
        let (year, number) = step(self.year, self.number, 12, -1);
        Self { year, number }
    }

    /// The words shown to people, e.g. `marts 2026`.
    #[must_use]
    pub fn label(self) -> Text {
        let names = usize::try_from(self.number - 1).ok().and_then(|index| MONTH_NAMES.get(index));
        let (da, en) = names.copied().unwrap_or_default();
        Text::new(format!("{da} {}", self.year), format!("{en} {}", self.year))
    }
}

/// Keeps a year within the four digits it is written with.
fn clamp(year: i32) -> i32 {
    year.clamp(*YEARS.start(), *YEARS.end())
}

/// Moves a numbered part of a year one on or back; `per_year` parts make a year. Stays put at the calendar's ends.
fn step(year: i32, number: u32, per_year: i32, by: i32) -> (i32, u32) {
    let index = year * per_year + i32::try_from(number).unwrap_or(1) - 1 + by;
    let next = index.div_euclid(per_year);
    if !YEARS.contains(&next) {
        return (year, number);
    }
    (next, index.rem_euclid(per_year).unsigned_abs() + 1)
}

/// From the first day of a month to the last day of the month `count - 1` later.
///
/// `year` has four digits and the months lie in it, so every date exists.
fn whole_months(year: i32, first: u32, count: u32) -> Period {
    let day_1 = |year, month| NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MAX);
    let after = first + count;
    let next = if after > 12 { day_1(year + 1, after - 12) } else { day_1(year, after) };
    Period { from: day_1(year, first), to: next.pred_opt().unwrap_or(NaiveDate::MIN) }
}
