//! How months, quarters and years are written.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::PeriodError;
use super::calendar::{Month, Quarter, YEARS, Year};

/// Exactly so many digits and nothing else.
fn digits(text: &str, length: usize) -> Result<u32, PeriodError> {
    if text.len() != length || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PeriodError::Format);
    }
    text.parse().map_err(|_| PeriodError::Format)
}

fn four_digit_year(text: &str) -> Result<i32, PeriodError> {
    let year = i32::try_from(digits(text, 4)?).map_err(|_| PeriodError::Format)?;
    if YEARS.contains(&year) { Ok(year) } else { Err(PeriodError::Format) }
}

/// A date in exactly the form `2026-03-01`; chrono alone would also read `+2026-3-1`.
pub(super) fn iso_date(text: &str) -> Result<NaiveDate, PeriodError> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let (Some(year), Some(month), Some(day), None) = (year, month, day, parts.next()) else {
        return Err(PeriodError::Format);
    };
    NaiveDate::from_ymd_opt(four_digit_year(year)?, digits(month, 2)?, digits(day, 2)?)
        .ok_or(PeriodError::Format)
}

impl FromStr for Year {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        four_digit_year(text).map(Self)
    }
}

impl FromStr for Quarter {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, number) = text.split_once("-Q").ok_or(PeriodError::Format)?;
        let quarter = Self { year: four_digit_year(year)?, number: digits(number, 1)? };
        if (1..=4).contains(&quarter.number) { Ok(quarter) } else { Err(PeriodError::Format) }
    }
}

impl FromStr for Month {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, number) = text.split_once('-').ok_or(PeriodError::Format)?;
        let month = Self { year: four_digit_year(year)?, number: digits(number, 2)? };
        if (1..=12).contains(&month.number) { Ok(month) } else { Err(PeriodError::Format) }
    }
}

impl fmt::Display for Year {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}", self.0)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-Q{}", self.year, self.number)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year, self.number)
    }
}
