//! The functions a definition may call besides CEL's operators.

use std::collections::BTreeMap;

use chrono::Days;

use super::{Expr, Facts, Scalar};
use crate::decimal::Decimal;

/// Days from `from` to `to`, negative when `to` is earlier.
pub(super) fn days_between(from: &Scalar<'_>, to: &Scalar<'_>) -> Option<Scalar<'static>> {
    let (Scalar::Date(from), Scalar::Date(to)) = (from, to) else { return None };
    Decimal::from_integer((*to - *from).num_days()).map(Scalar::Number)
}

/// `date` moved by a whole number of `days`.
pub(super) fn add_days(date: &Scalar<'_>, days: &Scalar<'_>) -> Option<Scalar<'static>> {
    let (Scalar::Date(date), Scalar::Number(days)) = (date, days) else { return None };
    let days = days.to_integer()?;
    let step = Days::new(days.unsigned_abs());
    let moved = if days < 0 { date.checked_sub_days(step) } else { date.checked_add_days(step) };
    moved.map(Scalar::Date)
}

/// The sum over all items; a missing item counts as the mean of the answered ones, and the sum is rounded half up.
pub(super) fn sum_imputed(items: &[Expr], max_missing: usize, facts: &Facts) -> Option<Scalar<'static>> {
    let (sum, answered) = totals(items, facts);
    if answered == 0 || items.len() - answered > max_missing {
        return None;
    }
    ratio(sum, items.len(), answered).map(|sum| Scalar::Number(sum.round(0)))
}

/// The mean over the answered items.
pub(super) fn mean_answered(items: &[Expr], min_answered: usize, facts: &Facts) -> Option<Scalar<'static>> {
    let (sum, answered) = totals(items, facts);
    if answered == 0 || answered < min_answered {
        return None;
    }
    ratio(sum, 1, answered).map(Scalar::Number)
}

/// The number the table gives for a code or a whole number.
pub(super) fn lookup(values: &BTreeMap<String, Decimal>, key: &Scalar<'_>) -> Option<Scalar<'static>> {
    let number = match key {
        Scalar::Text(code) => values.get(*code),
        Scalar::Number(number) => values.get(&number.to_string()),
        _ => None,
    };
    number.copied().map(Scalar::Number)
}

/// `sum * times / by`, multiplied first so that nothing is rounded twice.
fn ratio(sum: Decimal, times: usize, by: usize) -> Option<Decimal> {
    let integer = |count: usize| i64::try_from(count).ok().and_then(Decimal::from_integer);
    sum.checked_mul(integer(times)?)?.checked_div(integer(by)?)
}

/// The sum of the answered items and how many they are.
fn totals(items: &[Expr], facts: &Facts) -> (Decimal, usize) {
    let answered = items.iter().filter_map(|item| match item.evaluate(facts) {
        Some(Scalar::Number(number)) => Some(number),
        _ => None,
    });
    answered
        .fold((Decimal::ZERO, 0), |(sum, count), number| (sum.checked_add(number).unwrap_or(sum), count + 1))
}
