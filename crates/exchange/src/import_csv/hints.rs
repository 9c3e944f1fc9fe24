//! Guesses at what was meant, so that a message can say how to mend it. Nothing is ever corrected silently.

use chrono::NaiveDate;
use domain::programme::{Variable, VariableType};

use super::finding::Complaint;
use super::messages;

/// A better complaint than "wrong type" about a cell that could not be read.
pub(super) fn mend(variable: &Variable, text: &str) -> Option<Complaint> {
    match variable.kind {
        VariableType::Integer | VariableType::Decimal => {
            point_for_comma(text).map(|point| messages::decimal_comma(text, &point))
        }
        VariableType::Date => date(text),
        _ => None,
    }
}

/// A complaint about a text that is not a date in ISO 8601.
pub(super) fn date(text: &str) -> Option<Complaint> {
    iso_for_danish(text).map(|iso| messages::danish_date(text, &iso.to_string()))
}

/// `82,5` as `82.5` and `1.234,5` as `1234.5`, if the text is a Danish number.
pub(super) fn point_for_comma(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once(',')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = whole.strip_prefix('-').unwrap_or(whole);
    let mut groups = unsigned.split('.');
    let first = groups.next()?;
    let grouped = groups.all(|group| group.len() == 3 && digits(group));
    (digits(first) && grouped && digits(fraction)).then(|| format!("{}.{fraction}", whole.replace('.', "")))
}

/// `31-12-2025`, `31.12.2025` or `31/12/2025` as a date, if that day exists.
fn iso_for_danish(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split(['-', '.', '/']);
    let mut number = || parts.next().filter(|part| part.len() <= 4)?.trim().parse::<u32>().ok();
    let (day, month, year) = (number()?, number()?, number()?);
    let year = i32::try_from(year).ok().filter(|year| (1850..=2200).contains(year))?;
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The candidate that differs from a name in the fewest letters, if they are few.
pub(super) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let close = candidates.into_iter().map(|candidate| (distance(name, candidate), candidate));
    let (distance, candidate) = close.min()?;
    (distance <= 1 + name.chars().count() / 5).then_some(candidate)
}

/// How many letters must be inserted, deleted or replaced (Levenshtein). Cut to 80 letters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(80).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().take(80).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, &other) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != other);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_numbers_are_recognised_and_others_are_not() {
        assert_eq!(point_for_comma("82,5").as_deref(), Some("82.5"));
        assert_eq!(point_for_comma("1.234,5").as_deref(), Some("1234.5"));
        assert_eq!(point_for_comma("-0,041").as_deref(), Some("-0.041"));
        for other in ["82.5", "1,234,5", "1.23,5", ",5", "5,", "a,b", "1.234", ""] {
            assert_eq!(point_for_comma(other), None, "{other}");
        }
    }

    #[test]
    fn danish_dates_are_recognised_only_if_the_day_exists() {
        assert_eq!(iso_for_danish("31-12-2025").map(|day| day.to_string()).as_deref(), Some("2025-12-31"));
        assert!(iso_for_danish("1/2/2026").is_some());
        for other in ["31-02-2025", "2025-12-31", "31-12-25", "1-2-2026-1", "", "--"] {
            assert_eq!(iso_for_danish(other), None, "{other}");
        }
    }

    #[test]
    fn a_slip_of_the_pen_finds_the_column_that_was_meant() {
        let columns = ["start.weight_kg", "start.height_cm", "end.weight_kg"];
        assert_eq!(nearest("start.weigth_kg", columns), Some("start.weight_kg"));
        assert_eq!(nearest("remarks", columns), None);
    }
}
