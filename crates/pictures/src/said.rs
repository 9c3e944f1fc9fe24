//! Numbers and what belongs to them, as charts, tables and pages say them.

use chrono::{NaiveDate, NaiveDateTime};
use domain::period::Quarter;
pub use domain::progress::short_name;
use domain::text::{Language, Phrase, Text};
pub use domain::words::capital;
use domain::words::{quantity, short_date, time};

use crate::Cell;
use crate::words::*;

/// When the numbers of a picture were read, and the language of its words.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// As the clock on the wall says where the picture is looked at.
    pub updated: NaiveDateTime,
    /// The language of the words.
    pub language: Language,
}

/// Whose numbers, and the days they are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The municipality.
    pub unit: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Scope {
    /// What a chart says below its title: what, whose, when, of how many.
    #[must_use]
    pub fn subtitle(&self, what: &str, count: u64, language: Language) -> String {
        let (from, to) = (short_date(self.from, language), short_date(self.to, language));
        let count = count.to_string();
        let places =
            [("what", what), ("unit", self.unit.as_str()), ("from", &from), ("to", &to), ("count", &count)];
        NUMBERS_SUBTITLE.fill(language, &places)
    }
}

/// A phrase about one thing or about several.
#[must_use]
pub fn count_words(one: Phrase, many: Phrase, count: u64, language: Language) -> String {
    match count {
        1 => one.get(language).to_owned(),
        _ => many.fill(language, &[("count", &count.to_string())]),
    }
}

/// Whole per cent as a share of 0–1.
#[must_use]
pub fn share_of(percent: u8) -> f64 {
    f64::from(percent) / 100.0
}

/// A phrase with its places filled by owned words.
#[must_use]
pub fn filled(phrase: Phrase, language: Language, places: &[(&str, String)]) -> String {
    let places: Vec<(&str, &str)> = places.iter().map(|(name, words)| (*name, words.as_str())).collect();
    phrase.fill(language, &places)
}

/// A number with its unit, where it has one.
#[must_use]
pub fn with_unit(number: String, unit: Option<&Text>, language: Language) -> String {
    unit.map_or(number.clone(), |unit| quantity(&number, unit.get(language), language))
}

/// A share in whole per cent, or a dash where nothing was counted.
#[must_use]
pub fn share_words(share: Option<f64>, language: Language) -> String {
    Cell::share(share).show(language)
}

/// A number with so many decimals.
#[must_use]
pub fn number_words(number: f64, decimals: u8, language: Language) -> String {
    Cell::Number(number, decimals).show(language)
}

/// A change with its sign.
#[must_use]
pub fn signed_words(change: f64, decimals: u8, language: Language) -> String {
    let words = number_words(change, decimals, language);
    let is_positive = change > 0.0 && words.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    if is_positive { format!("+{words}") } else { words }
}

/// So many days, with so many decimals: `1 dag`, `20,5 dage`.
#[must_use]
pub fn day_count(days: f64, decimals: u8, language: Language) -> String {
    match number_words(days, decimals, language).as_str() {
        "1" => WAIT_DAYS_ONE.get(language).to_owned(),
        count => filled(WAIT_DAYS, language, &[("count", count.to_owned())]),
    }
}

/// `Tæller efter henvisningsdato`: which date a chart counts by, so that a picture says it too.
pub(crate) fn basis_words(basis: Phrase, language: Language) -> String {
    NOTE_BASIS.fill(language, &[("basis", basis.get(language))])
}

/// A quarter in few letters, for an axis: `2. kvt. 26`; what is no quarter by its name.
pub(crate) fn short_quarter(id: &str, name: &str, language: Language) -> String {
    let Ok(quarter) = id.parse::<Quarter>() else { return name.to_owned() };
    let year = format!("{:02}", quarter.year().rem_euclid(100));
    filled(QUALITY_QUARTER, language, &[("number", quarter.number().to_string()), ("year", year)])
}

/// Where a rule comes from; what no source states is the product's own choice.
pub(crate) fn source_words(source: &str, language: Language) -> String {
    match source {
        "default" => NUMBERS_OWN_CHOICE.get(language).to_owned(),
        source => filled(NUMBERS_SOURCE, language, &[("source", source.to_owned())]),
    }
}

/// So many days, whole or a half, as a median of whole days is: `1 dag`, `20,5 dage`.
#[must_use]
pub fn half_days(days: f64, language: Language) -> String {
    day_count(days, u8::from(days.fract() != 0.0), language)
}

/// The same as a number alone.
#[must_use]
pub fn half_number(days: f64, language: Language) -> String {
    number_words(days, u8::from(days.fract() != 0.0), language)
}

/// `Data opdateret 22.11.2026 kl. 10.42`.
pub(crate) fn updated_words(view: &View) -> String {
    let (day, clock, language) = (view.updated.date(), view.updated.time(), view.language);
    let places = [("date", &*short_date(day, language)), ("time", &*time(clock, language))];
    NOTE_UPDATED.fill(language, &places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_has_its_sign_and_nothing_has_none() {
        assert_eq!(signed_words(12.44, 1, Language::Da), "+12,4");
        assert_eq!(signed_words(-0.04, 1, Language::Da), "0,0");
        assert_eq!(signed_words(0.04, 1, Language::En), "0.0");
        assert_eq!(signed_words(-3.0, 0, Language::En), "−3");
    }

    #[test]
    fn days_are_written_as_people_say_them() {
        assert_eq!(half_days(1.0, Language::Da), "1\u{a0}dag");
        assert_eq!(half_days(20.5, Language::Da), "20,5\u{a0}dage");
        assert_eq!(half_days(0.0, Language::En), "0\u{a0}days");
    }
}
