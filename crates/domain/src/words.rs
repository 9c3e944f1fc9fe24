//! Answers, numbers and dates as people read them, in either language.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use crate::answers::{Answer, Value};
use crate::decimal::Decimal;
use crate::period::MONTH_NAMES;
use crate::programme::{Programme, Variable};
use crate::text::{Language, Text};
use crate::validation::{says, shown_unit};

/// What was answered, as people say it: the code's label, the number with its unit, the reason for having none.
#[must_use]
pub fn answer(programme: &Programme, variable: &Variable, answer: &Answer, language: Language) -> String {
    match answer {
        Answer::Missing { missing } => missing.label().get(language).to_owned(),
        Answer::Value(value) => with_unit(variable, plain(programme, variable, value, language), language),
    }
}

/// A value without its unit, as it is written in a field.
fn plain(programme: &Programme, variable: &Variable, value: &Value, language: Language) -> String {
    match value {
        Value::Boolean(true) => Text::new("Ja", "Yes").get(language).to_owned(),
        Value::Boolean(false) => Text::new("Nej", "No").get(language).to_owned(),
        Value::Integer(integer) => integer.to_string(),
        Value::Decimal(decimal) => number(*decimal, variable.decimals, language),
        Value::Date(date) => short_date(*date, language),
        Value::Text(text) => code(programme, variable, text, language),
        Value::Codes(codes) => {
            let words: Vec<_> = codes.iter().map(|id| code(programme, variable, id, language)).collect();
            words.join(", ")
        }
    }
}

/// The number with its unit, unless the question itself says it: `Cigaretter pr. dag: 10`.
fn with_unit(variable: &Variable, text: String, language: Language) -> String {
    let unit = variable.unit.as_deref().map_or("", |ucum| shown_unit(ucum, language));
    if says(variable.label.get(language), unit) { text } else { quantity(&text, unit, language) }
}

/// A number with its sign or unit, which no line parts: `82,5 kg`, `78 %`; English writes `78%`.
#[must_use]
pub fn quantity(number: &str, unit: &str, language: Language) -> String {
    match (unit, language) {
        ("", _) => number.to_owned(),
        ("%", Language::En) => format!("{number}%"),
        _ => format!("{number}\u{a0}{unit}"),
    }
}

/// Whole per cent: `78 %`, `78%`.
#[must_use]
pub fn percent(whole: impl std::fmt::Display) -> Text {
    let whole = whole.to_string();
    Text::new(quantity(&whole, "%", Language::Da), quantity(&whole, "%", Language::En))
}

/// A share of 0–1 in whole per cent: `78 %` / `78%`.
#[must_use]
pub fn share(share: f64, language: Language) -> String {
    quantity(&format!("{:.0}", (share * 100.0).round()), "%", language)
}

/// Numerator and denominator: `28 af 36` / `28 of 36`.
#[must_use]
pub fn ratio(numerator: u64, denominator: u64, language: Language) -> String {
    match language {
        Language::Da => format!("{numerator} af {denominator}"),
        Language::En => format!("{numerator} of {denominator}"),
    }
}

/// With a capital first letter, as a sentence begins.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A label as it stands inside a sentence: `Ryger dagligt` becomes `ryger dagligt`, `HADS` stays.
#[must_use]
pub fn inside(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second.is_whitespace() => {
            first.to_lowercase().chain(label.chars().skip(1)).collect()
        }
        _ => label.to_owned(),
    }
}

/// Names as they stand within a sentence: `køn, alder og indekshændelse`.
#[must_use]
pub fn listed(names: &[impl AsRef<str>], and: &str) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} {and} {last}", before.join(", ")),
        None => String::new(),
    }
}

fn code(programme: &Programme, variable: &Variable, id: &str, language: Language) -> String {
    let known = programme.codes_of(variable).and_then(|list| list.code(id));
    known.map_or_else(|| id.to_owned(), |code| code.label.get(language).to_owned())
}

/// The sign between whole numbers and decimals.
#[must_use]
pub const fn decimal_mark(language: Language) -> char {
    match language {
        Language::Da => ',',
        Language::En => '.',
    }
}

/// A number with exactly `decimals` decimals: `82,5` / `82.5`.
#[must_use]
pub fn number(number: Decimal, decimals: u8, language: Language) -> String {
    number.format(decimals, decimal_mark(language))
}

/// `9. januar 2026` / `9 January 2026`, for running text.
#[must_use]
pub fn long_date(date: NaiveDate, language: Language) -> String {
    let (day, month) = (date.day(), month(date, language));
    match language {
        Language::Da => format!("{day}. {month} {}", date.year()),
        Language::En => format!("{day} {month} {}", date.year()),
    }
}

/// `09.01.2026` / `09/01/2026`, for tables.
#[must_use]
pub fn short_date(date: NaiveDate, language: Language) -> String {
    let sign = if language == Language::Da { '.' } else { '/' };
    format!("{:02}{sign}{:02}{sign}{}", date.day(), date.month(), date.year())
}

/// `9. jan.` / `9 Jan`, for an axis; months of up to four letters are written out.
#[must_use]
pub fn day_and_month(date: NaiveDate, language: Language) -> String {
    let (day, month) = (date.day(), month(date, language));
    let short: String = month.chars().take(3).collect();
    match language {
        Language::Da if month.chars().count() <= 5 => format!("{day}. {month}"),
        Language::Da => format!("{day}. {short}."),
        Language::En => format!("{day} {short}"),
    }
}

/// `10.42` / `10:42`.
#[must_use]
pub fn time(time: NaiveTime, language: Language) -> String {
    let sign = if language == Language::Da { '.' } else { ':' };
    format!("{:02}{sign}{:02}", time.hour(), time.minute())
}

fn month(date: NaiveDate, language: Language) -> &'static str {
    let index = usize::try_from(date.month0()).unwrap_or_default();
    let (danish, english) = MONTH_NAMES.get(index).copied().unwrap_or_default();
    if language == Language::Da { danish } else { english }
}

/// The Danish readability index: words per sentence plus the percentage of words with more than six letters.
///
/// Up to 24 very easy, up to 34 easy, up to 44 medium (Björnsson). Zero for a text without words.
#[must_use]
pub fn lix(text: &str) -> usize {
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let ends = |word: &&&str| word.ends_with(['.', '!', '?', ':']);
    let sentences = words.iter().filter(ends).count().max(1);
    let letters = |word: &&str| word.chars().filter(|letter| letter.is_alphanumeric()).count();
    let long = words.iter().filter(|word| letters(word) > 6).count();
    if words.is_empty() { 0 } else { words.len() / sentences + 100 * long / words.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_follow_the_language() {
        assert_eq!(long_date(day("2026-01-09"), Language::Da), "9. januar 2026");
        assert_eq!(long_date(day("2026-01-09"), Language::En), "9 January 2026");
        assert_eq!(short_date(day("2026-01-09"), Language::Da), "09.01.2026");
        assert_eq!(short_date(day("2026-01-09"), Language::En), "09/01/2026");
    }

    #[test]
    fn times_and_shares_follow_the_language() {
        let at = "10:42:59".parse().unwrap();
        assert_eq!((time(at, Language::Da), time(at, Language::En)), ("10.42".into(), "10:42".into()));
        assert_eq!(share(0.777, Language::Da), "78\u{a0}%");
        assert_eq!(share(0.777, Language::En), "78%");
        assert_eq!(ratio(28, 36, Language::Da), "28 af 36");
    }

    #[test]
    fn no_line_parts_a_number_from_its_sign_or_unit() {
        assert_eq!(percent(78), Text::new("78\u{a0}%", "78%"));
        assert_eq!(quantity("82,5", "kg", Language::Da), "82,5\u{a0}kg");
        assert_eq!(quantity("82.5", "kg", Language::En), "82.5\u{a0}kg");
        assert_eq!(quantity("8", "", Language::Da), "8", "a score has no unit");
    }

    #[test]
    fn lix_adds_sentence_length_and_the_share_of_long_words() {
        assert_eq!(lix("Du går 62 meter længere på 6 minutter end ved starten."), 11 + 27);
        assert_eq!(lix("Det er godt. Bliv ved."), 2);
        assert_eq!(lix(""), 0);
    }

    #[test]
    fn an_axis_shortens_long_months_only() {
        assert_eq!(day_and_month(day("2026-01-09"), Language::Da), "9. jan.");
        assert_eq!(day_and_month(day("2026-04-30"), Language::Da), "30. april");
        assert_eq!(day_and_month(day("2026-05-01"), Language::Da), "1. maj");
        assert_eq!(day_and_month(day("2026-12-24"), Language::Da), "24. dec.");
        assert_eq!(day_and_month(day("2026-12-24"), Language::En), "24 Dec");
    }
}
