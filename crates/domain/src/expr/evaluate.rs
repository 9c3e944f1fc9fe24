//! Evaluation: total, three-valued, never panics on data.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Arithmetic, Comparison, Expr, Truth, VariableRef, functions};
use crate::answers::{Answer, Answers, Value};
use crate::decimal::Decimal;

/// What is known about one course when an expression is evaluated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The latest answers of every submitted form, by form id. A form that is not here is not submitted.
    pub forms: BTreeMap<String, Answers>,
    /// The date the data are looked at.
    pub as_of: NaiveDate,
}

impl Facts {
    /// The answer to a variable, if there is one.
    #[must_use]
    pub fn answer(&self, variable: &VariableRef) -> Option<&Answer> {
        self.forms.get(&variable.form)?.get(&variable.variable)
    }
}

/// A value during evaluation. Integers and decimals are one kind of number here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A number.
    Number(Decimal),
    /// A code or text.
    Text(String),
    /// A truth value.
    Boolean(bool),
    /// A date.
    Date(NaiveDate),
    /// Several values.
    List(Vec<Scalar>),
}

impl From<&Value> for Scalar {
    fn from(value: &Value) -> Self {
        match value {
            Value::Boolean(boolean) => Self::Boolean(*boolean),
            Value::Integer(integer) => Self::Number(Decimal::from_integer(*integer).unwrap_or_default()),
            Value::Decimal(decimal) => Self::Number(*decimal),
            Value::Date(date) => Self::Date(*date),
            Value::Text(text) => Self::Text(text.clone()),
            Value::Codes(codes) => Self::List(codes.iter().cloned().map(Self::Text).collect()),
        }
    }
}

/// The value of an expression, or the variables it would need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evaluated {
    /// The value.
    Known(Scalar),
    /// No value: these variables have none. Empty when no answer could help (division by zero).
    Unknown(BTreeSet<VariableRef>),
}

impl Evaluated {
    /// The value, if it is known.
    #[must_use]
    pub fn known(self) -> Option<Scalar> {
        match self {
            Self::Known(scalar) => Some(scalar),
            Self::Unknown(_) => None,
        }
    }

    pub(super) fn undecided() -> Self {
        Self::Unknown(BTreeSet::new())
    }

    fn from_option(scalar: Option<Scalar>) -> Self {
        scalar.map_or_else(Self::undecided, Self::Known)
    }
}

impl From<Truth> for Evaluated {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::True => Self::Known(Scalar::Boolean(true)),
            Truth::False => Self::Known(Scalar::Boolean(false)),
            Truth::Unknown(variables) => Self::Unknown(variables),
        }
    }
}

impl Expr {
    /// Decides a condition.
    #[must_use]
    pub fn truth(&self, facts: &Facts) -> Truth {
        match self {
            Self::Not(inner) => inner.truth(facts).negated(),
            Self::And(parts) => fold(parts, facts, Truth::True, Truth::and, Truth::is_false),
            Self::Or(parts) => fold(parts, facts, Truth::False, Truth::or, Truth::is_true),
            Self::AnyKnown(parts) => {
                let nothing = Truth::Unknown(BTreeSet::new());
                fold(parts, facts, nothing, Truth::or_known, Truth::is_true)
            }
            other => match other.evaluate(facts) {
                Evaluated::Known(Scalar::Boolean(decided)) => decided.into(),
                Evaluated::Known(_) => Truth::Unknown(BTreeSet::new()),
                Evaluated::Unknown(variables) => Truth::Unknown(variables),
            },
        }
    }

    /// Computes the value.
    #[must_use]
    pub fn evaluate(&self, facts: &Facts) -> Evaluated {
        match self {
            Self::Number(number) => Evaluated::Known(Scalar::Number(*number)),
            Self::Text(text) => Evaluated::Known(Scalar::Text(text.clone())),
            Self::Boolean(boolean) => Evaluated::Known(Scalar::Boolean(*boolean)),
            Self::Date(date) => Evaluated::Known(Scalar::Date(*date)),
            Self::AsOf => Evaluated::Known(Scalar::Date(facts.as_of)),
            Self::Variable(variable) => variable_value(variable, facts),
            Self::Submitted(form) => Evaluated::Known(Scalar::Boolean(facts.forms.contains_key(form))),
            Self::Answered(variable) => {
                let answered = facts.answer(variable).and_then(Answer::value).is_some();
                Evaluated::Known(Scalar::Boolean(answered))
            }
            Self::MissingReason(variable) => match facts.answer(variable).and_then(Answer::missing) {
                Some(reason) => Evaluated::Known(Scalar::Text(reason.id().into())),
                None => Evaluated::Unknown(BTreeSet::from([variable.clone()])),
            },
            Self::Not(_) | Self::And(_) | Self::Or(_) | Self::AnyKnown(_) => self.truth(facts).into(),
            Self::Compare(comparison, left, right) => {
                both(left, right, facts, |left, right| compare(*comparison, &left, &right))
            }
            Self::In(item, list) => both(item, list, facts, |item, list| match list {
                Scalar::List(members) => Some(Scalar::Boolean(members.contains(&item))),
                _ => None,
            }),
            Self::List(items) => functions::list(items, facts),
            Self::Calculate(arithmetic, left, right) => {
                both(left, right, facts, |left, right| calculate(*arithmetic, &left, &right))
            }
            Self::If(condition, then, otherwise) => match condition.truth(facts) {
                Truth::True => then.evaluate(facts),
                Truth::False => otherwise.evaluate(facts),
                Truth::Unknown(variables) => Evaluated::Unknown(variables),
            },
            Self::StartsWith(text, prefix) => match text.evaluate(facts) {
                Evaluated::Known(Scalar::Text(text)) => {
                    Evaluated::Known(Scalar::Boolean(text.starts_with(prefix)))
                }
                Evaluated::Known(_) => Evaluated::undecided(),
                unknown => unknown,
            },
            Self::DaysBetween(from, to) => both(from, to, facts, functions::days_between),
            Self::AddDays(date, days) => both(date, days, facts, functions::add_days),
            Self::FirstKnown(items) => functions::first_known(items, facts),
            Self::SumImputed { items, max_missing } => functions::sum_imputed(items, *max_missing, facts),
            Self::MeanAnswered { items, min_answered } => functions::mean_answered(items, *min_answered, facts),
            Self::Lookup { values, key, .. } => functions::lookup(values, key, facts),
            Self::Round(number, digits) => match number.evaluate(facts) {
                Evaluated::Known(Scalar::Number(number)) => {
                    Evaluated::Known(Scalar::Number(number.round(*digits)))
                }
                Evaluated::Known(_) => Evaluated::undecided(),
                unknown => unknown,
            },
        }
    }
}

/// Joins the parts until the rest can no longer change the result.
fn fold(
    parts: &[Expr],
    facts: &Facts,
    start: Truth,
    join: fn(Truth, Truth) -> Truth,
    settled: fn(&Truth) -> bool,
) -> Truth {
    let mut truth = start;
    for part in parts {
        truth = join(truth, part.truth(facts));
        if settled(&truth) {
            break;
        }
    }
    truth
}

fn variable_value(variable: &VariableRef, facts: &Facts) -> Evaluated {
    match facts.answer(variable).and_then(Answer::value) {
        Some(value) => Evaluated::Known(value.into()),
        None => Evaluated::Unknown(BTreeSet::from([variable.clone()])),
    }
}

fn both(
    left: &Expr,
    right: &Expr,
    facts: &Facts,
    join: impl FnOnce(Scalar, Scalar) -> Option<Scalar>,
) -> Evaluated {
    match (left.evaluate(facts), right.evaluate(facts)) {
        (Evaluated::Known(left), Evaluated::Known(right)) => Evaluated::from_option(join(left, right)),
        (Evaluated::Unknown(a), Evaluated::Unknown(b)) => Evaluated::Unknown(a.into_iter().chain(b).collect()),
        (Evaluated::Unknown(variables), _) | (_, Evaluated::Unknown(variables)) => {
            Evaluated::Unknown(variables)
        }
    }
}

fn compare(comparison: Comparison, left: &Scalar, right: &Scalar) -> Option<Scalar> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let order = match (left, right) {
        (Scalar::Number(a), Scalar::Number(b)) => a.cmp(b),
        (Scalar::Date(a), Scalar::Date(b)) => a.cmp(b),
        (Scalar::Text(a), Scalar::Text(b)) => a.cmp(b),
        (Scalar::Boolean(a), Scalar::Boolean(b)) => a.cmp(b),
        _ => return None,
    };
    let holds = match comparison {
        Comparison::Equal => order == Equal,
        Comparison::NotEqual => order != Equal,
        Comparison::Less => order == Less,
        Comparison::LessOrEqual => order != Greater,
        Comparison::Greater => order == Greater,
        Comparison::GreaterOrEqual => order != Less,
    };
    Some(Scalar::Boolean(holds))
}

fn calculate(arithmetic: Arithmetic, left: &Scalar, right: &Scalar) -> Option<Scalar> {
    let (Scalar::Number(left), Scalar::Number(right)) = (left, right) else { return None };
    let number = match arithmetic {
        Arithmetic::Add => left.checked_add(*right),
        Arithmetic::Subtract => left.checked_sub(*right),
        Arithmetic::Multiply => left.checked_mul(*right),
        Arithmetic::Divide => left.checked_div(*right),
    };
    number.map(Scalar::Number)
}
