//! The median and its distribution-free interval.

use serde::{Deserialize, Serialize};

use crate::distribution::Binomial;
use crate::reason::{count, finite};
use crate::{Interval, Reason};

/// Half of what a 95 % interval leaves out.
const TAIL: f64 = 0.025;

/// The fewest values that have a 95 % interval: 2·0.5⁶ = 3.1 % lies outside their whole range.
const FEWEST: u32 = 6;

/// A median in the unit of the values.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Median {
    /// The middle value, or the mean of the two middle ones.
    pub value: f64,
    /// How many values there are.
    pub count: u32,
    /// The interval that covers the true median in at least 95 % of samples, or why there is none.
    pub interval: Result<Interval, Reason>,
}

/// The median of `values`, in any order.
///
/// The interval runs between two of the values themselves, see [`median_ranks`]; it assumes nothing about their
/// distribution. Source: `spec/ux.md` 3.4; Conover, Practical Nonparametric Statistics, 3.2.
///
/// # Errors
/// [`Reason::Empty`] without values, [`Reason::NotFinite`] when one is not a number.
pub fn median(values: &[f64]) -> Result<Median, Reason> {
    let mut sorted = values.iter().map(|&value| finite(value)).collect::<Result<Vec<f64>, Reason>>()?;
    sorted.sort_by(f64::total_cmp);
    let value = middle(&sorted).ok_or(Reason::Empty)?;
    let n = count(sorted.len());
    let interval = median_ranks(n).and_then(|(low, high)| {
        let at = |rank: u32| usize::try_from(rank).ok().and_then(|rank| sorted.get(rank.checked_sub(1)?));
        match (at(low), at(high)) {
            (Some(&low), Some(&high)) => Ok(Interval { low, high }),
            _ => Err(Reason::Empty),
        }
    });
    Ok(Median { value, count: n, interval })
}

/// The ranks, counted from 1, of the two ordered values that bound a 95 % interval of the median of `n`.
///
/// The lower rank is the largest k with P(B ≤ k−1) ≤ 2.5 %, B ~ Binomial(n, ½); the upper is n+1−k.
///
/// # Errors
/// [`Reason::TooFewValues`] below six: even the whole range covers less than 95 %.
pub fn median_ranks(n: u32) -> Result<(u32, u32), Reason> {
    if n < FEWEST {
        return Err(Reason::TooFewValues { needed: FEWEST, found: n });
    }
    let binomial = Binomial::new(n, 0.5)?;
    // The quantile is the first r with P(B ≤ r) ≥ 2.5 %; exactly 2.5 % is still allowed outside.
    let first = binomial.quantile(TAIL);
    let low = if binomial.at_most(first) <= TAIL { first + 1 } else { first };
    Ok((low, n + 1 - low))
}

/// The middle of sorted values.
pub(crate) fn middle(sorted: &[f64]) -> Option<f64> {
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        return sorted.get(half).copied();
    }
    let (lower, upper) = (sorted.get(half.checked_sub(1)?)?, sorted.get(half)?);
    // Not the half of the sum: that can be too large.
    Some(lower + (upper - lower) / 2.0).filter(|value| value.is_finite())
}
