//! The functions a definition may call besides CEL's operators.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;

use super::{Evaluated, Expr, Facts, Scalar};
use crate::decimal::Decimal;

/// All items, or unknown if one of them is.
pub(super) fn list(items: &[Expr], facts: &Facts) -> Evaluated {
    let mut values = Vec::with_capacity(items.len());
    let mut missing = BTreeSet::new();
    for item in items {
        match item.evaluate(facts) {
            Evaluated::Known(value) => values.push(value),
            Evaluated::Unknown(variables) => missing.extend(variables),
        }
    }
    if values.len() == items.len() { Evaluated::Known(Scalar::List(values)) } else { Evaluated::Unknown(missing) }
}

/// Days from `from` to `to`, negative when `to` is earlier.
pub(super) fn days_between(from: Scalar, to: Scalar) -> Option<Scalar> {
    let (Scalar::Date(from), Scalar::Date(to)) = (from, to) else { return None };
    Decimal::from_integer((to - from).num_days()).map(Scalar::Number)
}

/// `date` moved by a whole number of `days`.
pub(super) fn add_days(date: Scalar, days: Scalar) -> Option<Scalar> {
    let (Scalar::Date(date), Scalar::Number(days)) = (date, days) else { return None };
    let days = days.to_integer()?;
    let step = Days::new(days.unsigned_abs());
    let moved = if days < 0 { date.checked_sub_days(step) } else { date.checked_add_days(step) };
    moved.map(Scalar::Date)
}

/// The first item that is known.
pub(super) fn first_known(items: &[Expr], facts: &Facts) -> Evaluated {
    let mut missing = BTreeSet::new();
    for item in items {
        match item.evaluate(facts) {
            Evaluated::Unknown(variables) => missing.extend(variables),
            known => return known,
        }
    }
    Evaluated::Unknown(missing)
}

/// The sum over all items; a missing item counts as the mean of the answered ones, and the sum is rounded half up.
pub(super) fn sum_imputed(items: &[Expr], max_missing: usize, facts: &Facts) -> Evaluated {
    let (sum, answered, missing) = totals(items, facts);
    if answered == 0 || items.len() - answered > max_missing {
        return Evaluated::Unknown(missing);
    }
    let full = ratio(sum, items.len(), answered).map(|sum| sum.round(0));
    full.map_or_else(Evaluated::undecided, |sum| Evaluated::Known(Scalar::Number(sum)))
}

/// The mean over the answered items.
pub(super) fn mean_answered(items: &[Expr], min_answered: usize, facts: &Facts) -> Evaluated {
    let (sum, answered, missing) = totals(items, facts);
    if answered == 0 || answered < min_answered {
        return Evaluated::Unknown(missing);
    }
    ratio(sum, 1, answered).map_or_else(Evaluated::undecided, |mean| Evaluated::Known(Scalar::Number(mean)))
}

/// The number the table gives for a code or a whole number.
pub(super) fn lookup(values: &BTreeMap<String, Decimal>, key: &Expr, facts: &Facts) -> Evaluated {
    let key = match key.evaluate(facts) {
        Evaluated::Known(Scalar::Text(code)) => code,
        Evaluated::Known(Scalar::Number(number)) => number.to_string(),
        Evaluated::Known(_) => return Evaluated::undecided(),
        unknown => return unknown,
    };
    values.get(&key).map_or_else(Evaluated::undecided, |number| Evaluated::Known(Scalar::Number(*number)))
}

/// `sum * times / by`, multiplied first so that nothing is rounded twice.
fn ratio(sum: Decimal, times: usize, by: usize) -> Option<Decimal> {
    let integer = |count: usize| i64::try_from(count).ok().and_then(Decimal::from_integer);
    sum.checked_mul(integer(times)?)?.checked_div(integer(by)?)
}

fn totals(items: &[Expr], facts: &Facts) -> (Decimal, usize, BTreeSet<super::VariableRef>) {
    let mut sum = Decimal::ZERO;
    let mut answered = 0;
    let mut missing = BTreeSet::new();
    for item in items {
        match item.evaluate(facts) {
            Evaluated::Known(Scalar::Number(number)) => {
                sum = sum.checked_add(number).unwrap_or(sum);
                answered += 1;
            }
            Evaluated::Known(_) => {}
            Evaluated::Unknown(variables) => missing.extend(variables),
        }
    }
    (sum, answered, missing)
}
