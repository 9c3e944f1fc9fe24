//! Suggested answers: where a field's *forslag* comes from. It becomes an answer only when the field is left.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::answers::{Answer, Value};
use crate::attendance::SessionCounts;
use crate::decimal::Decimal;
use crate::expr::VariableRef;
use crate::programme::{Programme, TextFormat, Variable, VariableType};
use crate::validation::parse_text;

/// Where a suggested answer comes from.
///
/// Written `today`, `last`, `register.planned`, `register.attended`, a variable as in `start.capacity_test_type`, a
/// number, or a code as in `=months_6`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Prefill {
    /// The day the form is filled in.
    Today,
    /// What was answered last where the form is filled in, whoever the citizen was: a habit of the unit.
    Last,
    /// How many sessions of training the attendance register says were planned.
    SessionsPlanned,
    /// How many sessions of training the attendance register says were attended.
    SessionsAttended,
    /// How many sessions of education the attendance register says were planned.
    EducationPlanned,
    /// How many sessions of education the attendance register says were attended.
    EducationAttended,
    /// The answer to another variable of the course.
    Answer(VariableRef),
    /// A number.
    Number(Decimal),
    /// A code of the variable's list.
    Code(String),
}

/// The text is none of the sources of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write today, last, register.planned, register.attended, form.variable, a number or =code")]
pub struct ParsePrefillError;

/// What is known besides the forms of the course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The day the form is filled in.
    pub today: NaiveDate,
    /// Sessions of training planned and attended, if there is a register of them.
    pub training: Option<SessionCounts>,
    /// Sessions of education planned and attended, if there is a register of them.
    pub education: Option<SessionCounts>,
}

impl Prefill {
    /// The suggested answer to a variable, if its source knows one.
    ///
    /// `given` looks up an answer of the course; `last` gives what was answered last, as in a file.
    pub fn answer(
        &self,
        programme: &Programme,
        variable: &Variable,
        known: &Known,
        given: impl FnOnce(&VariableRef) -> Option<Answer>,
        last: impl FnOnce() -> Option<String>,
    ) -> Option<Answer> {
        match self {
            Self::Today => Some(Answer::Value(Value::Date(known.today))),
            // A code that a newer definition no longer has is no suggestion.
            Self::Last => parse_text(programme, variable, &last()?).ok().flatten(),
            Self::SessionsPlanned => known.training.map(|counts| count(counts.planned)),
            Self::SessionsAttended => known.training.map(|counts| count(counts.attended)),
            Self::EducationPlanned => known.education.map(|counts| count(counts.planned)),
            Self::EducationAttended => known.education.map(|counts| count(counts.attended)),
            Self::Answer(of) => given(of).filter(|answer| answer.value().is_some()),
            Self::Number(number) => match variable.kind {
                VariableType::Integer => {
                    number.to_integer().map(|integer| Answer::Value(Value::Integer(integer)))
                }
                _ => Some(Answer::Value(Value::Decimal(*number))),
            },
            Self::Code(code) => Some(Answer::Value(Value::Text(code.clone()))),
        }
    }

    /// Whether a suggestion from here fits a variable of this programme.
    #[must_use]
    pub fn fits(&self, programme: &Programme, variable: &Variable) -> bool {
        match self {
            Self::Today => variable.kind == VariableType::Date,
            // A text about a citizen is never kept; a SOR number names a place.
            Self::Last => {
                matches!(variable.kind, VariableType::Code | VariableType::Boolean)
                    || variable.format == Some(TextFormat::Sor)
            }
            from if from.is_register() => variable.kind == VariableType::Integer,
            Self::Answer(of) => programme
                .variable(of)
                .is_some_and(|of| of.kind == variable.kind && of.codes == variable.codes),
            Self::Number(number) => match variable.kind {
                VariableType::Integer => number.to_integer().is_some(),
                kind => kind == VariableType::Decimal,
            },
            Self::Code(code) => {
                let is_known = programme.codes_of(variable).is_some_and(|list| list.code(code).is_some());
                variable.kind == VariableType::Code && is_known
            }
            _ => false,
        }
    }

    /// Whether it comes from the attendance register.
    #[must_use]
    pub const fn is_register(&self) -> bool {
        matches!(
            self,
            Self::SessionsPlanned | Self::SessionsAttended | Self::EducationPlanned | Self::EducationAttended
        )
    }
}

fn count(count: u32) -> Answer {
    Answer::Value(Value::Integer(count.into()))
}

impl FromStr for Prefill {
    type Err = ParsePrefillError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "today" => Ok(Self::Today),
            "last" => Ok(Self::Last),
            "register.planned" => Ok(Self::SessionsPlanned),
            "register.attended" => Ok(Self::SessionsAttended),
            "register.education_planned" => Ok(Self::EducationPlanned),
            "register.education_attended" => Ok(Self::EducationAttended),
            _ if text.len() > 1 && text.starts_with('=') => Ok(Self::Code(text.split_at(1).1.to_owned())),
            // The id of a form never begins with a digit, so a number is never a variable.
            _ => match text.parse() {
                Ok(number) => Ok(Self::Number(number)),
                Err(_) => text.parse().map(Self::Answer).map_err(|_| ParsePrefillError),
            },
        }
    }
}

impl TryFrom<String> for Prefill {
    type Error = ParsePrefillError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Prefill> for String {
    fn from(prefill: Prefill) -> Self {
        prefill.to_string()
    }
}

impl fmt::Display for Prefill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Today => f.write_str("today"),
            Self::Last => f.write_str("last"),
            Self::SessionsPlanned => f.write_str("register.planned"),
            Self::SessionsAttended => f.write_str("register.attended"),
            Self::EducationPlanned => f.write_str("register.education_planned"),
            Self::EducationAttended => f.write_str("register.education_attended"),
            Self::Answer(variable) => variable.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Code(code) => write!(f, "={code}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_written_as_it_is_read() {
        for text in [
            "today",
            "last",
            "register.planned",
            "register.attended",
            "start.watt_max",
            "24",
            "2.5",
            "-1",
            "=months_6",
        ] {
            assert_eq!(text.parse::<Prefill>().unwrap().to_string(), text);
        }
        for wrong in ["", "tomorrow", "register", "="] {
            assert_eq!(wrong.parse::<Prefill>(), Err(ParsePrefillError), "{wrong:?}");
        }
        assert_eq!("24".parse(), Ok(Prefill::Number(Decimal::from_integer(24).unwrap())));
    }
}
