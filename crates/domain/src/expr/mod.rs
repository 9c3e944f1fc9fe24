//! Expressions over answers: a small tree, evaluated with three-valued logic.
//!
//! Definitions are written in CEL; the `programmes` crate parses and type-checks them and lowers them to [`Expr`].
//! The browser receives the lowered form, so it evaluates exactly what the server evaluates and carries no parser.

mod evaluate;
mod explain;
mod functions;
mod print;
mod truth;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use self::evaluate::{Facts, Scalar};
pub use self::explain::{Read, Step};
pub use self::truth::Truth;
use crate::decimal::Decimal;

/// A variable of a form, written `form.variable`, e.g. `start.smoking_status`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VariableRef {
    /// The form's id.
    pub form: String,
    /// The variable's id within the form.
    pub variable: String,
}

impl VariableRef {
    /// Points at a variable of a form.
    pub fn new(form: impl Into<String>, variable: impl Into<String>) -> Self {
        Self { form: form.into(), variable: variable.into() }
    }
}

impl fmt::Display for VariableRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.form, self.variable)
    }
}

/// The text is not of the form `form.variable`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a variable is written form.variable")]
pub struct ParseVariableError;

impl FromStr for VariableRef {
    type Err = ParseVariableError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (form, variable) = text.split_once('.').ok_or(ParseVariableError)?;
        Ok(Self::new(form, variable))
    }
}

impl Serialize for VariableRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for VariableRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// How two numbers are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// A type-checked expression.
///
/// Evaluation is total: an operand of a type the checker would have refused makes the result unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expr {
    /// A number.
    Number(Decimal),
    /// A code or text.
    Text(String),
    /// `true` or `false`.
    Boolean(bool),
    /// A date.
    Date(NaiveDate),
    /// The value of a variable.
    Variable(VariableRef),
    /// The date the data are looked at.
    AsOf,
    /// Whether a form has been submitted; never unknown.
    Submitted(String),
    /// Whether a variable has a value, not a missing reason; never unknown.
    Answered(VariableRef),
    /// The id of the missing reason of a variable.
    MissingReason(VariableRef),
    /// Negation.
    Not(Box<Expr>),
    /// True if all are true.
    And(Vec<Expr>),
    /// True if one is true.
    Or(Vec<Expr>),
    /// True if one that can be decided is true; unknown only if none can be decided.
    AnyKnown(Vec<Expr>),
    /// Comparison of two values of one type.
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// Whether the first is one of the others, or one of the codes chosen in a multiple-choice variable.
    In(Box<Expr>, Box<Expr>),
    /// Several values.
    List(Vec<Expr>),
    /// Arithmetic on two numbers.
    Calculate(Arithmetic, Box<Expr>, Box<Expr>),
    /// Condition, then, else.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// Whether a text begins with another.
    StartsWith(Box<Expr>, String),
    /// Days from the first date to the second.
    DaysBetween(Box<Expr>, Box<Expr>),
    /// A date moved by a number of days.
    AddDays(Box<Expr>, Box<Expr>),
    /// The first that is known.
    FirstKnown(Vec<Expr>),
    /// Sum of items, missing ones replaced by the mean of the answered, rounded half up.
    SumImputed {
        /// The items.
        items: Vec<Expr>,
        /// The most items that may be missing.
        max_missing: usize,
    },
    /// Mean of the answered items.
    MeanAnswered {
        /// The items.
        items: Vec<Expr>,
        /// The fewest items that must be answered.
        min_answered: usize,
    },
    /// The number a table gives for a key.
    Lookup {
        /// The table's id, for the trace.
        table: String,
        /// The table itself.
        values: BTreeMap<String, Decimal>,
        /// The key: a code or a whole number.
        key: Box<Expr>,
    },
    /// Rounded to a number of decimals, half away from zero.
    Round(Box<Expr>, u8),
}

/// An expression as it was written and as it is evaluated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Rule {
    /// The CEL text of the definition.
    pub text: String,
    /// The lowered expression.
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub expr: Expr,
}

impl Rule {
    /// Decides the rule.
    #[must_use]
    pub fn truth(&self, facts: &Facts) -> Truth {
        self.expr.truth(facts)
    }

    /// The date the rule comes to, if it is known.
    #[must_use]
    pub fn date(&self, facts: &Facts) -> Option<NaiveDate> {
        match self.expr.evaluate(facts)? {
            Scalar::Date(date) => Some(date),
            _ => None,
        }
    }
}
