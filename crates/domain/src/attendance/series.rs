//! Planning: a day to come, days of the week, and the days of a series, as people type them.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::typing::{DateProblem, read_date};

/// The days of the week, Danish and English, from Monday.
const NAMES: [[&str; 2]; 7] = [
    ["mandag", "monday"],
    ["tirsdag", "tuesday"],
    ["onsdag", "wednesday"],
    ["torsdag", "thursday"],
    ["fredag", "friday"],
    ["lørdag", "saturday"],
    ["søndag", "sunday"],
];
const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
/// Words between the days.
const BETWEEN: [&str; 2] = ["og", "and"];

/// Reads a day that is planned. Beyond what any date field takes: `+7` (days ahead) and a day of the week (the next
/// one, today included). A missing year is the one that makes the day lie nearest to today.
///
/// # Errors
/// As [`read_date`].
pub fn read_planned(text: &str, today: NaiveDate) -> Result<Option<NaiveDate>, DateProblem> {
    let text = text.trim();
    if let Some(days) = text.strip_prefix('+') {
        let days: u16 = days.trim().parse().map_err(|_| DateProblem::Format)?;
        let day = today.checked_add_days(Days::new(days.into()));
        return day.map(Some).ok_or(DateProblem::NoSuchDay);
    }
    if let Some(weekday) = weekday(text) {
        let ahead = weekday.days_since(today.weekday());
        return Ok(today.checked_add_days(Days::new(ahead.into())));
    }
    let Some(day) = read_date(text, today)? else { return Ok(None) };
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).count();
    let has_year = numbers > 2 || text.chars().filter(char::is_ascii_digit).count() > 4;
    let next = day.with_year(day.year() + 1).filter(|_| !has_year && !text.starts_with('-'));
    Ok(Some(next.filter(|next| *next - today < today - day).unwrap_or(day)))
}

/// Reads days of the week: `ti to`, `mandag og onsdag`, `tue, thu`; none when a word is no day. In the order of the week.
#[must_use]
pub fn read_weekdays(text: &str) -> Option<Vec<Weekday>> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let words = words.filter(|word| !BETWEEN.contains(&word.to_lowercase().as_str()));
    let mut days = words.map(weekday).collect::<Option<Vec<_>>>()?;
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    Some(days)
}

/// A day by two of its letters or more, also in the plural: `ti`, `tirs.`, `tirsdage`.
fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches('.').to_lowercase();
    let is_short = word.chars().count() < 2;
    let names = |day: &[&str; 2]| day.iter().any(|name| name.starts_with(&word) || word.starts_with(name));
    let index = NAMES.iter().position(names).filter(|_| !is_short)?;
    WEEKDAYS.get(index).copied()
}

/// The days of a series: those days of the week from the first day on until there are `count`. Without days of the week
/// it is the first one's.
#[must_use]
pub fn series(first: NaiveDate, weekdays: &[Weekday], count: usize) -> Vec<NaiveDate> {
    let is_in = |day: &NaiveDate| match weekdays {
        [] => day.weekday() == first.weekday(),
        weekdays => weekdays.contains(&day.weekday()),
    };
    first.iter_days().filter(is_in).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A Sunday.
    fn today() -> NaiveDate {
        day("2026-11-22")
    }

    #[test]
    fn a_planned_day_lies_ahead_unless_it_is_said_to_lie_back() {
        for (text, expected) in [
            ("i", "2026-11-22"),
            ("+1", "2026-11-23"),
            ("+14", "2026-12-06"),
            ("-1", "2026-11-21"),
            ("ti", "2026-11-24"),
            ("tirsdag", "2026-11-24"),
            ("tirs.", "2026-11-24"),
            ("Thu", "2026-11-26"),
            ("sø", "2026-11-22"),
            ("24.11.", "2026-11-24"),
            ("5.1.", "2027-01-05"),
            ("0501", "2027-01-05"),
            ("1.11.", "2026-11-01"),
            ("5.1.26", "2026-01-05"),
            ("05.01.2027", "2027-01-05"),
            ("-300", "2026-01-26"),
        ] {
            assert_eq!(read_planned(text, today()), Ok(Some(day(expected))), "{text:?}");
        }
        assert_eq!(read_planned(" ", today()), Ok(None));
        assert_eq!(read_planned("+x", today()), Err(DateProblem::Format));
        for no_day in ["xyz", "tomorrow", "morgen"] {
            assert_eq!(read_planned(no_day, today()), Err(DateProblem::Format), "{no_day}");
        }
        assert_eq!(read_planned("31.11.", today()), Err(DateProblem::NoSuchDay));
    }

    #[test]
    fn days_of_the_week_are_read_in_both_languages_and_in_any_order() {
        use Weekday::{Fri, Mon, Thu, Tue, Wed};
        for (text, expected) in [
            ("", vec![]),
            ("to ti", vec![Tue, Thu]),
            ("tirsdag og torsdag", vec![Tue, Thu]),
            ("ma, on, fr", vec![Mon, Wed, Fri]),
            ("Tue/Thu", vec![Tue, Thu]),
            ("ti ti", vec![Tue]),
            ("Tirsdage og torsdage", vec![Tue, Thu]),
        ] {
            assert_eq!(read_weekdays(text), Some(expected), "{text:?}");
        }
        assert_eq!(read_weekdays("ti x"), None);
    }

    #[test]
    fn a_series_goes_over_months_years_and_a_change_of_clock() {
        let days = series(day("2026-12-15"), &[Weekday::Tue, Weekday::Thu], 6);
        let days: Vec<_> = days.iter().map(ToString::to_string).collect();
        assert_eq!(
            days,
            ["2026-12-15", "2026-12-17", "2026-12-22", "2026-12-24", "2026-12-29", "2026-12-31"]
        );
        assert_eq!(series(day("2026-12-16"), &[], 2), [day("2026-12-16"), day("2026-12-23")]);
        assert_eq!(series(day("2026-12-16"), &[Weekday::Tue], 1), [day("2026-12-22")]);
        assert_eq!(series(day("2026-12-16"), &[], 0), []);
    }
}
