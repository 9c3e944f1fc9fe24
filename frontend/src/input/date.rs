//! Dates in one field, with the shorthand experts type.

use chrono::{Datelike, Days, NaiveDate};

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateProblem {
    /// None of the accepted shapes.
    Format,
    /// The shape is right, but the calendar has no such day.
    NoSuchDay,
}

/// Reads a date; an empty text is no date.
///
/// Accepted: `ddmmåå`, `ddmmåååå`, `d.m.`, `d/m/åå`, `d-m-åååå`, ISO, `i` (today), `-1` (yesterday), `-14`. A missing
/// year is the most recent such day that is not in the future; a two-digit year is 20åå. The weekday the field
/// itself adds when it is left is ignored.
///
/// # Errors
/// [`DateProblem`] says whether the shape or the day is wrong.
pub(crate) fn parse_date(text: &str, today: NaiveDate) -> Result<Option<NaiveDate>, DateProblem> {
    let text = text.trim().to_lowercase();
    let text = without_weekday(&text);
    match text {
        "" => return Ok(None),
        "i" | "t" => return Ok(Some(today)),
        _ => {}
    }
    if let Some(days) = text.strip_prefix('-') {
        let days = number(days).filter(|_| days.len() <= 4).ok_or(DateProblem::Format)?;
        return today.checked_sub_days(Days::new(days.into())).map(Some).ok_or(DateProblem::NoSuchDay);
    }
    let parts = split(text).ok_or(DateProblem::Format)?;
    resolve(parts, today).map(Some).ok_or(DateProblem::NoSuchDay)
}

/// Day, month and, if it was typed, the four-digit year.
type Parts = (u32, u32, Option<i32>);

fn without_weekday(text: &str) -> &str {
    match text.rsplit_once(' ') {
        Some((date, day)) if day.chars().all(|c| c.is_alphabetic() || c == '.') => date.trim_end(),
        _ => text,
    }
}

fn split(text: &str) -> Option<Parts> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return match text.len() {
            4 => Some((number(&text[..2])?, number(&text[2..])?, None)),
            6 | 8 => Some((number(&text[..2])?, number(&text[2..4])?, Some(year(&text[4..])?))),
            _ => None,
        };
    }
    let mut pieces: Vec<&str> = text.split(['.', '/', '-']).map(str::trim).collect();
    if pieces.last() == Some(&"") {
        pieces.pop();
    }
    match pieces.as_slice() {
        [y, m, d] if y.len() == 4 => Some((day_or_month(d)?, day_or_month(m)?, Some(year(y)?))),
        [d, m, y] => Some((day_or_month(d)?, day_or_month(m)?, Some(year(y)?))),
        [d, m] => Some((day_or_month(d)?, day_or_month(m)?, None)),
        _ => None,
    }
}

fn day_or_month(text: &str) -> Option<u32> {
    (1..=2).contains(&text.len()).then(|| number(text)).flatten()
}

fn year(text: &str) -> Option<i32> {
    let year = i32::try_from(number(text)?).ok()?;
    match text.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn resolve((day, month, year): Parts, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(year) = year {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    // Eight years back reaches the previous 29 February even across a century without one.
    (0..=8)
        .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
        .find(|date| *date <= today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn today() -> NaiveDate {
        day(2026, 3, 2)
    }

    #[test]
    fn every_way_of_writing_a_day_gives_that_day() {
        let accepted = [
            "090126",
            "09012026",
            "9.1.26",
            "9.1.2026",
            "09.01.2026",
            "9/1/26",
            "9/1/2026",
            "09/01/2026",
            "9-1-2026",
            "09-01-26",
            "2026-01-09",
            "9.1.",
            "9.1",
            "0901",
            "9/1",
            "9-1",
            " 090126 ",
            "09.01.2026 fre.",
            "09.01.2026 Fri",
            "9. 1. 2026",
        ];
        for text in accepted {
            assert_eq!(parse_date(text, today()), Ok(Some(day(2026, 1, 9))), "{text:?}");
        }
    }

    #[test]
    fn shorthand_counts_from_today() {
        assert_eq!(parse_date("i", today()), Ok(Some(today())));
        assert_eq!(parse_date("I", today()), Ok(Some(today())));
        assert_eq!(parse_date("t", today()), Ok(Some(today())));
        assert_eq!(parse_date("-1", today()), Ok(Some(day(2026, 3, 1))));
        assert_eq!(parse_date("-14", today()), Ok(Some(day(2026, 2, 16))));
        assert_eq!(parse_date("-0", today()), Ok(Some(today())));
    }

    #[test]
    fn a_missing_year_is_the_most_recent_such_day() {
        assert_eq!(parse_date("1.3.", today()), Ok(Some(day(2026, 3, 1))));
        assert_eq!(parse_date("2.3.", today()), Ok(Some(today())));
        assert_eq!(parse_date("3.3.", today()), Ok(Some(day(2025, 3, 3))));
        assert_eq!(parse_date("3112", today()), Ok(Some(day(2025, 12, 31))));
        assert_eq!(parse_date("29.2.", today()), Ok(Some(day(2024, 2, 29))));
    }

    #[test]
    fn a_day_the_calendar_does_not_have_is_named_as_such() {
        for text in
            ["310226", "29.02.2025", "2025-02-29", "32.1.2026", "9.13.2026", "000026", "31.04.2026", "-9999"]
        {
            let result = parse_date(text, today());
            if text == "-9999" {
                assert!(result.is_ok(), "{text:?} is a day in 1998");
            } else {
                assert_eq!(result, Err(DateProblem::NoSuchDay), "{text:?}");
            }
        }
        assert_eq!(parse_date("29.02.2024", today()), Ok(Some(day(2024, 2, 29))));
    }

    #[test]
    fn other_texts_are_not_dates() {
        for text in [
            "x", "9", "090", "09012", "0901202", "9.1.226", "9..1", "--1", "-", "-x", "9,1,2026", "1.1.1.1",
            "im",
        ] {
            assert_eq!(parse_date(text, today()), Err(DateProblem::Format), "{text:?}");
        }
    }

    #[test]
    fn an_empty_field_has_no_date() {
        assert_eq!(parse_date("  ", today()), Ok(None));
    }
}
