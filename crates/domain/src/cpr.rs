//! CPR numbers and the replacement numbers used where a person has none.
//!
//! A number is read once, at the edge, and from then on cannot be printed by accident: `Debug` is redacted, there is
//! neither `Display` nor `Serialize`, and [`Cpr::reveal`] is a word one can search for.

mod parse;

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::de::{Deserialize, Deserializer, Visitor};

use crate::citizen::Sex;
use crate::text::Text;
use crate::wire::wire_enum;

pub use parse::ParseCprError;

/// A person's number, in its canonical ten characters: `DDMMYYSSSS`, no separator, letters in upper case.
///
/// All of these are valid: an ordinary CPR number, with or without a check digit that adds up; a replacement number
/// with 60 added to the day; a national X-eCPR; a decentral D-eCPR. The date is a date that exists.
///
/// Source: cpr.dk (structure, numbers without modulus 11, replacement numbers) and dk-core (X-eCPR, D-eCPR).
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, example = "610170-1234"))]
pub struct Cpr([u8; 10]);

wire_enum! {
    /// What kind of number identifies a citizen.
    pub enum IdType ("identification type") {
        /// An ordinary CPR number.
        Cpr = "cpr", "CPR-nummer", "CPR number";
        /// A replacement number with 60 added to the day of birth.
        Replacement = "replacement", "Erstatningsnummer", "Replacement number";
        /// A national replacement number with letters (X-eCPR).
        Xecpr = "xecpr", "Nationalt erstatnings-CPR (X-eCPR)", "National replacement CPR (X-eCPR)";
        /// A region's own replacement number with letters (D-eCPR); means nothing outside the region that gave it.
        Decpr = "decpr", "Decentralt erstatnings-CPR (D-eCPR)", "Decentral replacement CPR (D-eCPR)";
    }
}

/// Something unusual about a valid number that may be a typing error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CprHint {
    /// The check digit does not add up (modulus 11).
    CheckDigit,
}

impl Cpr {
    /// What kind of number it is.
    #[must_use]
    pub fn kind(&self) -> IdType {
        match (self.0[7].is_ascii_digit(), self.0[6]) {
            (true, _) if self.0[0] >= b'6' => IdType::Replacement,
            (true, _) => IdType::Cpr,
            (false, b'1' | b'7') => IdType::Xecpr,
            (false, _) => IdType::Decpr,
        }
    }

    /// The date of birth that the number states.
    ///
    /// `None` for numbers with letters: their seventh character says who issued them, not the century.
    #[must_use]
    pub fn birth_date(&self) -> Option<NaiveDate> {
        let [day, month, year] = parse::date_parts(&self.0);
        let day = match self.kind() {
            IdType::Cpr => day,
            IdType::Replacement => day - parse::REPLACEMENT_DAYS,
            IdType::Xecpr | IdType::Decpr => return None,
        };
        let year = parse::century(self.0[6], year) + i32::from(year);
        NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))
    }

    /// The sex that the last digit states: odd for men, even for women.
    ///
    /// `None` for numbers with letters.
    #[must_use]
    pub fn sex(&self) -> Option<Sex> {
        match self.kind() {
            IdType::Cpr | IdType::Replacement if self.0[9] % 2 == 1 => Some(Sex::Male),
            IdType::Cpr | IdType::Replacement => Some(Sex::Female),
            IdType::Xecpr | IdType::Decpr => None,
        }
    }

    /// A hint that the number may be mistyped; never a reason to reject it.
    ///
    /// Numbers without a valid check digit have been issued since 2007, so far to people born on 1 January, and for
    /// them there is no hint. Source: cpr.dk.
    #[must_use]
    pub fn hint(&self) -> Option<CprHint> {
        let birth_date = self.birth_date().filter(|_| self.kind() == IdType::Cpr)?;
        let new_year = birth_date.day() == 1 && birth_date.month() == 1;
        (!new_year && !parse::check_digit_adds_up(&self.0)).then_some(CprHint::CheckDigit)
    }

    /// The form for screens: the date part and four dots, e.g. `610170-••••`.
    #[must_use]
    pub fn masked(&self) -> String {
        let mut text = self.characters();
        text.truncate(6);
        text.push_str("-••••");
        text
    }

    /// All ten characters, e.g. `6101701234`. Call it only where a person or a receiver is entitled to the number.
    #[must_use]
    pub fn reveal(&self) -> String {
        self.characters()
    }

    fn characters(&self) -> String {
        self.0.iter().copied().map(char::from).collect()
    }
}

impl CprHint {
    /// The words shown to people.
    #[must_use]
    pub fn message(self) -> Text {
        match self {
            Self::CheckDigit => Text::new(
                "CPR-nummerets kontrolciffer passer ikke. Nummeret kan være gyldigt alligevel; tjek, at det er tastet rigtigt.",
                "The check digit of the CPR number does not add up. The number may still be valid; check the typing.",
            ),
        }
    }
}

impl fmt::Debug for Cpr {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Cpr(••••••-••••)")
    }
}

impl<'de> Deserialize<'de> for Cpr {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CprVisitor)
    }
}

/// Reads a number without ever repeating it in an error, as serde's own messages would.
struct CprVisitor;

const NOT_TEXT: &str = "a CPR number is a text of ten characters";

impl Visitor<'_> for CprVisitor {
    type Value = Cpr;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(NOT_TEXT)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Cpr, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Cpr, E> {
        Err(E::custom(NOT_TEXT))
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Cpr, E> {
        Err(E::custom(NOT_TEXT))
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Cpr, E> {
        Err(E::custom(NOT_TEXT))
    }

    fn visit_bytes<E: serde::de::Error>(self, _: &[u8]) -> Result<Cpr, E> {
        Err(E::custom(NOT_TEXT))
    }
}

#[cfg(test)]
mod tests;
