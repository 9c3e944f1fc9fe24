//! Dates in one field, with the shorthand experts type.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate};

use super::characters::plain;

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// None of the accepted shapes.
    Format,
    /// The shape is right, but the calendar has no such day.
    NoSuchDay,
}

/// Years that can be meant. What lies outside is a typing error: `9.1.0026`.
const YEARS: RangeInclusive<i32> = 1900..=2100;

/// The days as a field shows them when it is left, and as people write them.
const WEEKDAYS: [&str; 14] =
    ["man", "tir", "ons", "tor", "fre", "lør", "søn", "mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Reads a date; an empty text is no date.
///
/// Accepted: `ddmmåå`, `ddmmåååå`, `d.m.`, `d/m/åå`, `d-m-åååå`, ISO, `i` (today), `-1` (yesterday), `-14`. A missing
/// year is the most recent such day that is not in the future; a two-digit year is 20åå. The weekday that a date
/// field adds when it is left is ignored. Source: ux 4.2.
///
/// # Errors
/// [`DateProblem`] says whether the shape or the day is wrong.
pub fn read_date(text: &str, today: NaiveDate) -> Result<Option<NaiveDate>, DateProblem> {
    let text = plain(text).to_lowercase();
    let days_back = |days: u32| today.checked_sub_days(Days::new(days.into())).ok_or(DateProblem::NoSuchDay);
    match text.as_str() {
        "" => return Ok(None),
        "i" | "i dag" | "t" | "today" => return Ok(Some(today)),
        "i går" | "yesterday" => return days_back(1).map(Some),
        _ => {}
    }
    if let Some(days) = text.strip_prefix('-') {
        let days = number(days).filter(|_| days.len() <= 4).ok_or(DateProblem::Format)?;
        return days_back(days).map(Some);
    }
    let parts = split(without_weekday(&text)).ok_or(DateProblem::Format)?;
    resolve(parts, today).map(Some).ok_or(DateProblem::NoSuchDay)
}

/// Day, month and, if it was typed, the four-digit year.
type Parts = (u32, u32, Option<i32>);

/// The date without a day of the week behind it; other words stay, so that `i går` is never read as `i`.
fn without_weekday(text: &str) -> &str {
    match text.rsplit_once(' ') {
        Some((date, day)) if ends_in_number(date) && WEEKDAYS.iter().any(|known| day.starts_with(known)) => {
            date.trim_end()
        }
        _ => text,
    }
}

fn ends_in_number(text: &str) -> bool {
    text.trim_end_matches([' ', ',', '.']).ends_with(|last: char| last.is_ascii_digit())
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
        4 => Some(year).filter(|year| YEARS.contains(year)),
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
