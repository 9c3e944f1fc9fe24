//! Answers to a form: a value or the reason why there is none.

pub mod merge;

mod diff;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::decimal::Decimal;
use crate::text::Text;

pub use self::diff::{AnswerChange, changes};

/// The answers of one form, by variable id. A field left empty is absent.
pub type Answers = BTreeMap<String, Answer>;

/// What was answered to one variable.
///
/// Only written, never read by guessing: `"2026-01-31"` is a date or a text depending on the variable, so
/// stored and sent answers are read with [`crate::validation::read`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// Asked, but there is no value, and why.
    Missing {
        /// Why there is no value.
        missing: MissingReason,
    },
    /// A value.
    Value(Value),
}

/// A value of one of the types a variable can have.
///
/// On the wire a bare JSON value; codes, dates (ISO 8601) and texts are strings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number with decimals.
    Decimal(Decimal),
    /// A calendar date.
    Date(NaiveDate),
    /// The id of one code of the variable's list, or free text.
    Text(String),
    /// The ids of several codes of the variable's list.
    Codes(Vec<String>),
}

/// Why a value is missing. Never written as 9 or 99.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MissingReason {
    /// It was not measured (*ikke målt*).
    NotMeasured,
    /// The question does not apply (*ikke relevant*).
    NotApplicable,
    /// The citizen does not wish to answer (*ønsker ikke at svare*).
    Declined,
    /// Asked, but not known (*ved ikke*).
    Unknown,
}

impl MissingReason {
    /// All reasons, in the order the screen offers them.
    pub const ALL: [Self; 4] = [Self::NotMeasured, Self::NotApplicable, Self::Declined, Self::Unknown];

    /// The id on the wire, e.g. `not_measured`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotMeasured => "not_measured",
            Self::NotApplicable => "not_applicable",
            Self::Declined => "declined",
            Self::Unknown => "unknown",
        }
    }

    /// The reason with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.id() == id)
    }

    /// What the user reads (spec: ux, glossary 62).
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::NotMeasured => Text::new("ikke målt", "not measured"),
            Self::NotApplicable => Text::new("ikke relevant", "not applicable"),
            Self::Declined => Text::new("ønsker ikke at svare", "declined"),
            Self::Unknown => Text::new("ved ikke", "don't know"),
        }
    }
}

impl Answer {
    /// The value, if there is one.
    #[must_use]
    pub const fn value(&self) -> Option<&Value> {
        match self {
            Self::Value(value) => Some(value),
            Self::Missing { .. } => None,
        }
    }

    /// The reason for having no value, if one was given.
    #[must_use]
    pub const fn missing(&self) -> Option<MissingReason> {
        match self {
            Self::Missing { missing } => Some(*missing),
            Self::Value(_) => None,
        }
    }
}

impl Value {
    /// The number, if this is one.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Integer(integer) => Decimal::from_integer(*integer),
            Self::Decimal(decimal) => Some(*decimal),
            _ => None,
        }
    }

    /// The date, if this is one.
    #[must_use]
    pub const fn date(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// The code or text, if this is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_keep_their_shape_on_the_wire() {
        let answers = Answers::from([
            ("smoking_status".into(), Answer::Value(Value::Text("daily".into()))),
            ("weight_kg".into(), Answer::Value(Value::Decimal("82.5".parse().unwrap()))),
            ("ldl".into(), Answer::Missing { missing: MissingReason::NotMeasured }),
        ]);
        let json = serde_json::to_value(&answers).unwrap();
        let expected = serde_json::json!({
            "smoking_status": "daily", "weight_kg": 82.5, "ldl": {"missing": "not_measured"}
        });
        assert_eq!(json, expected);
    }
}
