//! The types of expressions, and what a form's expressions may name.

use std::collections::BTreeMap;
use std::fmt;

use domain::decimal::Decimal;
use domain::expr::VariableRef;
use domain::programme::{CodeList, VariableType};

/// The type of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Number,
    Date,
    Boolean,
    /// Free text, or a text that is written out.
    Text,
    /// One code of the list.
    Code(String),
    /// Several values.
    List(Box<Type>),
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number => f.write_str("a number"),
            Self::Date => f.write_str("a date"),
            Self::Boolean => f.write_str("true or false"),
            Self::Text => f.write_str("a text"),
            Self::Code(list) => write!(f, "a code of {list}"),
            Self::List(inner) => write!(f, "a list of {inner}"),
        }
    }
}

/// Everything an expression may name.
pub(crate) struct Scope {
    pub(crate) variables: BTreeMap<VariableRef, Type>,
    pub(crate) forms: Vec<String>,
    pub(crate) lists: BTreeMap<String, CodeList>,
    pub(crate) tables: BTreeMap<String, BTreeMap<String, Decimal>>,
}

impl Scope {
    /// The type of a variable's value.
    pub(crate) fn type_of(kind: VariableType, codes: Option<&str>) -> Type {
        let list = || Type::Code(codes.unwrap_or_default().to_owned());
        match kind {
            VariableType::Code => list(),
            VariableType::Codes => Type::List(Box::new(list())),
            VariableType::Integer | VariableType::Decimal => Type::Number,
            VariableType::Date => Type::Date,
            VariableType::Boolean => Type::Boolean,
            VariableType::Text => Type::Text,
        }
    }
}
