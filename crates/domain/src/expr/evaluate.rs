//! Evaluation: total, three-valued, never panics on data.
//!
//! Values are borrowed from the expression and the facts: one import evaluates hundreds of millions of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Arithmetic, Comparison, Expr, Truth, VariableRef, functions};
use crate::answers::{Answer, Answers, Value};
use crate::decimal::Decimal;
use crate::health_record::HealthRecord;

/// What is known about one course when an expression is evaluated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The latest answers of every submitted form, by form id. A form that is not here is not submitted.
    pub forms: BTreeMap<String, Answers>,
    /// The date the data are looked at.
    pub as_of: NaiveDate,
    /// What was imported about the citizen; each definition derives its own variables from it.
    pub records: Vec<HealthRecord>,
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
pub enum Scalar<'a> {
    /// A number.
    Number(Decimal),
    /// A code or text.
    Text(&'a str),
    /// A truth value.
    Boolean(bool),
    /// A date.
    Date(NaiveDate),
    /// Several values.
    List(Vec<Scalar<'a>>),
}

impl<'a> From<&'a Value> for Scalar<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Boolean(boolean) => Self::Boolean(*boolean),
            Value::Integer(integer) => Self::Number(Decimal::from_integer(*integer).unwrap_or_default()),
            Value::Decimal(decimal) => Self::Number(*decimal),
            Value::Date(date) => Self::Date(*date),
            Value::Text(text) => Self::Text(text),
            Value::Codes(codes) => Self::List(codes.iter().map(|code| Self::Text(code)).collect()),
        }
    }
}

impl Expr {
    /// Decides a condition.
    #[must_use]
    pub fn truth(&self, facts: &Facts) -> Truth {
        match self {
            Self::Not(inner) => inner.truth(facts).negated(),
            Self::And(parts) => fold(parts, facts, Truth::True, Truth::and, Truth::False),
            Self::Or(parts) => fold(parts, facts, Truth::False, Truth::or, Truth::True),
            Self::AnyKnown(parts) => fold(parts, facts, Truth::Unknown, Truth::or_known, Truth::True),
            Self::In(item, list) => is_member(item, list, facts).into(),
            other => match other.evaluate(facts) {
                Some(Scalar::Boolean(decided)) => Some(decided).into(),
                _ => Truth::Unknown,
            },
        }
    }

    /// Computes the value; `None` if an answer it needs is not there.
    #[must_use]
    pub fn evaluate<'a>(&'a self, facts: &'a Facts) -> Option<Scalar<'a>> {
        match self {
            Self::Number(number) => Some(Scalar::Number(*number)),
            Self::Text(text) => Some(Scalar::Text(text)),
            Self::Boolean(boolean) => Some(Scalar::Boolean(*boolean)),
            Self::Date(date) => Some(Scalar::Date(*date)),
            Self::AsOf => Some(Scalar::Date(facts.as_of)),
            Self::Variable(variable) => facts.answer(variable).and_then(Answer::value).map(Scalar::from),
            Self::Submitted(form) => Some(Scalar::Boolean(facts.forms.contains_key(form))),
            Self::Answered(variable) => {
                Some(Scalar::Boolean(facts.answer(variable).and_then(Answer::value).is_some()))
            }
            Self::MissingReason(variable) => {
                let reason = facts.answer(variable).and_then(Answer::missing)?;
                Some(Scalar::Text(reason.id()))
            }
            Self::Not(_) | Self::And(_) | Self::Or(_) | Self::AnyKnown(_) | Self::In(..) => {
                self.truth(facts).decided().map(Scalar::Boolean)
            }
            Self::Compare(comparison, left, right) => {
                compare(*comparison, &left.evaluate(facts)?, &right.evaluate(facts)?)
            }
            Self::List(items) => {
                let values: Option<Vec<_>> = items.iter().map(|item| item.evaluate(facts)).collect();
                values.map(Scalar::List)
            }
            Self::Calculate(arithmetic, left, right) => {
                calculate(*arithmetic, &left.evaluate(facts)?, &right.evaluate(facts)?)
            }
            Self::If(condition, then, otherwise) => match condition.truth(facts) {
                Truth::True => then.evaluate(facts),
                Truth::False => otherwise.evaluate(facts),
                Truth::Unknown => None,
            },
            Self::StartsWith(text, prefix) => match text.evaluate(facts)? {
                Scalar::Text(text) => Some(Scalar::Boolean(text.starts_with(prefix.as_str()))),
                _ => None,
            },
            Self::DaysBetween(from, to) => {
                functions::days_between(&from.evaluate(facts)?, &to.evaluate(facts)?)
            }
            Self::AddDays(date, days) => functions::add_days(&date.evaluate(facts)?, &days.evaluate(facts)?),
            Self::FirstKnown(items) => items.iter().find_map(|item| item.evaluate(facts)),
            Self::SumImputed { items, max_missing } => functions::sum_imputed(items, *max_missing, facts),
            Self::MeanAnswered { items, min_answered } => {
                functions::mean_answered(items, *min_answered, facts)
            }
            Self::Lookup { values, key, .. } => functions::lookup(values, &key.evaluate(facts)?),
            Self::Round(number, digits) => match number.evaluate(facts)? {
                Scalar::Number(number) => Some(Scalar::Number(number.round(*digits))),
                _ => None,
            },
        }
    }
}

/// Joins the parts until one of them settles the result.
fn fold(
    parts: &[Expr],
    facts: &Facts,
    start: Truth,
    join: fn(Truth, Truth) -> Truth,
    settled: Truth,
) -> Truth {
    let mut truth = start;
    for part in parts {
        truth = join(truth, part.truth(facts));
        if truth == settled {
            break;
        }
    }
    truth
}

/// Whether the item is one of the list; a written-out list is not built for it.
fn is_member(item: &Expr, list: &Expr, facts: &Facts) -> Option<bool> {
    let item = item.evaluate(facts)?;
    if let Expr::List(members) = list {
        for member in members {
            if member.evaluate(facts)? == item {
                return Some(true);
            }
        }
        return Some(false);
    }
    match list.evaluate(facts)? {
        Scalar::List(members) => Some(members.contains(&item)),
        _ => None,
    }
}

fn compare(comparison: Comparison, left: &Scalar<'_>, right: &Scalar<'_>) -> Option<Scalar<'static>> {
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

fn calculate(arithmetic: Arithmetic, left: &Scalar<'_>, right: &Scalar<'_>) -> Option<Scalar<'static>> {
    let (Scalar::Number(left), Scalar::Number(right)) = (left, right) else { return None };
    let number = match arithmetic {
        Arithmetic::Add => left.checked_add(*right),
        Arithmetic::Subtract => left.checked_sub(*right),
        Arithmetic::Multiply => left.checked_mul(*right),
        Arithmetic::Divide => left.checked_div(*right),
    };
    number.map(Scalar::Number)
}
