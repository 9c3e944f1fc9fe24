//! Dates and times.

use chrono::{Datelike, NaiveDate};
use domain::attendance::StartTime;
use domain::text::Language;
use domain::words::short_date;

const DAYS_DA: [&str; 7] = ["man.", "tirs.", "ons.", "tors.", "fre.", "lør.", "søn."];
const DAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// `09.01.2026 fre.` / `09/01/2026 Fri`: what a date field shows when it is left.
pub(crate) fn weekday_date(date: NaiveDate, language: Language) -> String {
    let index = usize::try_from(date.weekday().num_days_from_monday()).unwrap_or_default();
    let days = match language {
        Language::Da => &DAYS_DA,
        Language::En => &DAYS_EN,
    };
    format!("{} {}", short_date(date, language), days.get(index).copied().unwrap_or_default())
}

/// `10.30` / `10:30`, for when a session begins.
pub(crate) fn start_time(time: StartTime, language: Language) -> String {
    let sign = match language {
        Language::Da => '.',
        Language::En => ':',
    };
    format!("{:02}{sign}{:02}", time.hour(), time.minute())
}

/// `2. kvartal 2026` / `Q2 2026` for the quarter a day lies in.
pub(crate) fn quarter(date: NaiveDate, language: Language) -> String {
    let number = date.month0() / 3 + 1;
    match language {
        Language::Da => format!("{number}. kvartal {}", date.year()),
        Language::En => format!("Q{number} {}", date.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_follow_the_language() {
        let date = NaiveDate::from_ymd_opt(2026, 1, 9).unwrap();
        assert_eq!(weekday_date(date, Language::Da), "09.01.2026 fre.");
        assert_eq!(weekday_date(date, Language::En), "09/01/2026 Fri");
        assert_eq!(quarter(date, Language::Da), "1. kvartal 2026");
    }

    #[test]
    fn what_a_date_field_shows_can_be_read_back() {
        let date = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap();
        for language in [Language::Da, Language::En] {
            let shown = weekday_date(date, language);
            assert_eq!(domain::typing::read_date(&shown, date), Ok(Some(date)), "{shown}");
        }
    }
}
