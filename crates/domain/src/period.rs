//! Periods: inclusive ranges of dates, and the calendar's months, quarters and years.

mod calendar;
mod grain;
mod text;

use std::fmt;
use std::str::FromStr;

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::text::Text;

pub(crate) use calendar::MONTH_NAMES;
pub use calendar::{Month, Quarter, Year, last_months, last_quarters};
pub use grain::Grain;

/// From one date to another, both included.
///
/// As text `2026-01-01/2026-06-30`; `2026`, `2026-Q1` and `2026-03` are read as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "Dates", into = "Dates")]
pub struct Period {
    from: NaiveDate,
    to: NaiveDate,
}

/// A period as it travels: an object with two ISO dates.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dates {
    from: NaiveDate,
    to: NaiveDate,
}

/// Why something is not a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// The first date is after the last.
    #[error("a period begins no later than it ends")]
    Backwards,
    /// Not written as a period.
    #[error("a period is written 2026, 2026-Q1, 2026-03 or 2026-01-01/2026-06-30")]
    Format,
}

impl Period {
    /// A period of at least one day.
    ///
    /// # Errors
    /// When `from` is after `to`.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self, PeriodError> {
        if from > to { Err(PeriodError::Backwards) } else { Ok(Self { from, to }) }
    }

    /// The twelve months that end with `as_of`, e.g. 2025-03-02 to 2026-03-01.
    #[must_use]
    pub fn rolling_year(as_of: NaiveDate) -> Self {
        let year_before = |day: NaiveDate| day.checked_sub_months(Months::new(12)).unwrap_or(NaiveDate::MIN);
        let day_after = |day: NaiveDate| day.succ_opt().unwrap_or(day);
        // The two differ at a leap day only: whole months stay whole, and no year has a day twice.
        let from = day_after(year_before(as_of)).max(year_before(day_after(as_of)));
        Self { from: from.min(as_of), to: as_of }
    }

    /// The first date.
    #[must_use]
    pub const fn from(self) -> NaiveDate {
        self.from
    }

    /// The last date.
    #[must_use]
    pub const fn to(self) -> NaiveDate {
        self.to
    }

    /// Whether a date lies in it.
    #[must_use]
    pub fn contains(self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }

    /// The part that two periods share.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to)).ok()
    }

    /// How many days it has, at least one.
    #[must_use]
    pub fn days(self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// Its dates, in order.
    pub fn dates(self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take_while(move |date| *date <= self.to)
    }

    /// The calendar quarters it touches, in order.
    pub fn quarters(self) -> impl Iterator<Item = Quarter> {
        following(Quarter::of(self.from), Quarter::next)
            .take_while(move |quarter| quarter.period().from <= self.to)
    }

    /// The calendar months it touches, in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        following(Month::of(self.from), Month::next).take_while(move |month| month.period().from <= self.to)
    }

    /// The same number of days immediately before.
    #[must_use]
    pub fn preceding(self) -> Self {
        let to = self.from.pred_opt().unwrap_or(NaiveDate::MIN);
        let back = u64::try_from(self.days() - 1).unwrap_or(0);
        Self { from: to.checked_sub_days(Days::new(back)).unwrap_or(NaiveDate::MIN), to }
    }

    /// The words shown to people: the calendar's name for it where there is one, else both dates.
    #[must_use]
    pub fn label(self) -> Text {
        let (year, quarter, month) = (Year::of(self.from), Quarter::of(self.from), Month::of(self.from));
        if self == year.period() {
            year.label()
        } else if self == quarter.period() {
            quarter.label()
        } else if self == month.period() {
            month.label()
        } else {
            Text::new(
                format!("{} – {}", self.from.format("%d.%m.%Y"), self.to.format("%d.%m.%Y")),
                format!("{} – {}", self.from.format("%-d %b %Y"), self.to.format("%-d %b %Y")),
            )
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some((from, to)) = text.split_once('/') {
            return Self::new(text::iso_date(from)?, text::iso_date(to)?);
        }
        text.parse::<Year>()
            .map(Year::period)
            .or_else(|_| text.parse::<Quarter>().map(Quarter::period))
            .or_else(|_| text.parse::<Month>().map(Month::period))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.from, self.to)
    }
}

impl TryFrom<Dates> for Period {
    type Error = PeriodError;

    fn try_from(dates: Dates) -> Result<Self, Self::Error> {
        Self::new(dates.from, dates.to)
    }
}

impl From<Period> for Dates {
    fn from(period: Period) -> Self {
        Self { from: period.from, to: period.to }
    }
}

/// A part of the calendar and all that follow, to the calendar's end: there the next one is the same.
fn following<T: Copy + PartialEq>(first: T, next: fn(T) -> T) -> impl Iterator<Item = T> {
    std::iter::successors(Some(first), move |part| Some(next(*part)).filter(|next| next != part))
}

#[cfg(test)]
mod tests;
