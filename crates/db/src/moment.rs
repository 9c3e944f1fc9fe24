//! Times as the database keeps them, and the Danish calendar day they fall on.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, SubsecRound, TimeDelta, Utc, Weekday};

/// Cuts a time to microseconds, the precision both engines keep.
#[must_use]
pub(crate) fn storable(time: DateTime<Utc>) -> DateTime<Utc> {
    time.trunc_subsecs(6)
}

/// The calendar day in Denmark.
#[must_use]
pub fn danish_day(time: DateTime<Utc>) -> NaiveDate {
    danish_time(time).date()
}

/// The clock on the wall in Denmark: Central European Time, with summer time by the rule of directive 2000/84/EC
/// (from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October).
#[must_use]
pub fn danish_time(time: DateTime<Utc>) -> NaiveDateTime {
    let utc = time.naive_utc();
    let (begin, end) = (switch(utc.year(), 3), switch(utc.year(), 10));
    let summer = begin.is_some_and(|begin| utc >= begin) && end.is_some_and(|end| utc < end);
    utc + TimeDelta::hours(if summer { 2 } else { 1 })
}

/// The moment a Danish calendar day begins.
pub(crate) fn begin_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc();
    let summer = midnight - TimeDelta::hours(2);
    if danish_day(summer) == day { summer } else { midnight - TimeDelta::hours(1) }
}

/// The moment it is over.
pub(crate) fn end_of(day: NaiveDate) -> DateTime<Utc> {
    begin_of(day.succ_opt().unwrap_or(day))
}

/// 01:00 on the last Sunday of a month of 31 days.
fn switch(year: i32, month: u32) -> Option<NaiveDateTime> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    let back = last.weekday().days_since(Weekday::Sun);
    last.checked_sub_days(Days::new(u64::from(back)))?.and_hms_opt(1, 0, 0)
}

/// The first day of a month.
pub(crate) fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(time: &str) -> String {
        danish_day(time.parse().unwrap()).to_string()
    }

    #[test]
    fn the_danish_day_begins_an_hour_before_midnight_utc_in_winter_and_two_in_summer() {
        assert_eq!(day("2026-01-31T22:59:59Z"), "2026-01-31");
        assert_eq!(day("2026-01-31T23:00:00Z"), "2026-02-01");
        assert_eq!(day("2026-06-30T21:59:59Z"), "2026-06-30");
        assert_eq!(day("2026-06-30T22:00:00Z"), "2026-07-01");
    }

    #[test]
    fn a_danish_day_begins_where_the_one_before_ends() {
        for day in ["2026-01-01", "2026-03-29", "2026-03-30", "2026-07-01", "2026-10-25", "2026-10-26"] {
            let begin = begin_of(day.parse().unwrap());
            assert_eq!(danish_day(begin).to_string(), day);
            assert_eq!(danish_day(begin - TimeDelta::seconds(1)).succ_opt().unwrap().to_string(), day);
        }
    }

    #[test]
    fn summer_time_lasts_from_the_last_sunday_of_march_to_that_of_october() {
        // 29 March and 25 October 2026.
        assert_eq!(day("2026-03-28T22:30:00Z"), "2026-03-28");
        assert_eq!(day("2026-03-29T22:30:00Z"), "2026-03-30");
        assert_eq!(day("2026-10-24T22:30:00Z"), "2026-10-25");
        assert_eq!(day("2026-10-25T22:30:00Z"), "2026-10-25");
    }
}
