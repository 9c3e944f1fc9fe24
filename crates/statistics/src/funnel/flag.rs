//! Whether a unit stands out, from exact tail probabilities.

use serde::{Deserialize, Serialize};

use super::limits::check;
use crate::distribution::{Binomial, normal_at_least};
use crate::{Proportion, Reason};

/// The probability of an alert on one side.
const ALERT: f64 = 0.025;

/// The probability of an alarm on one side.
const ALARM: f64 = 0.001;

/// What the tail probability says. Chance alone alerts for one unit in twenty and alarms for one in five hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Lower, P ≤ 0.1 %.
    AlarmLow,
    /// Lower, P ≤ 2.5 %.
    AlertLow,
    /// As chance explains.
    Within,
    /// Higher, P ≤ 2.5 %.
    AlertHigh,
    /// Higher, P ≤ 0.1 %.
    AlarmHigh,
}

impl Flag {
    /// From the probabilities of this or less, and of this or more.
    fn of(low: f64, high: f64) -> Self {
        match (low, high) {
            (low, _) if low <= ALARM => Self::AlarmLow,
            (_, high) if high <= ALARM => Self::AlarmHigh,
            (low, _) if low <= ALERT => Self::AlertLow,
            (_, high) if high <= ALERT => Self::AlertHigh,
            _ => Self::Within,
        }
    }

    /// The flag nearer to chance.
    fn milder(self, other: Self) -> Self {
        match (self.min(other), self.max(other)) {
            (low, high) if high <= Self::Within => high.max(low),
            (low, _) if low >= Self::Within => low,
            _ => Self::Within,
        }
    }
}

/// The flag of a unit against `centre`: low where P(R ≤ x), high where P(R ≥ x) is at most 2.5 % or 0.1 %.
///
/// Not read off the curve: at a centre of 0.8 and 10 courses the interpolated 97.5 % limit is 0.977, and 10 of 10
/// would be flagged though chance gives it one time in nine.
///
/// # Errors
/// [`Reason::NoVariation`] where the centre is 0 or 1, [`Reason::NotAShare`] where it is not a share.
pub fn flag(unit: Proportion, centre: f64) -> Result<Flag, Reason> {
    check(centre)?;
    let binomial = Binomial::new(unit.total(), centre)?;
    Ok(Flag::of(binomial.at_most(unit.successes()), binomial.at_least(unit.successes())))
}

/// As [`flag`], where units differ by the variance `between` on the arcsine scale anyhow.
///
/// Both must agree: the normal approximation alone would flag all of ten.
pub(super) fn with_dispersion(unit: Proportion, centre: f64, between: f64) -> Result<Flag, Reason> {
    let exact = flag(unit, centre)?;
    if between <= 0.0 {
        return Ok(exact);
    }
    let error = (0.25 / f64::from(unit.total()) + between).sqrt();
    let z = (unit.value().sqrt().asin() - centre.sqrt().asin()) / error;
    Ok(exact.milder(Flag::of(normal_at_least(-z), normal_at_least(z))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_milder_of_two_flags_is_nearer_to_chance() {
        assert_eq!(Flag::AlarmLow.milder(Flag::AlertLow), Flag::AlertLow);
        assert_eq!(Flag::AlarmHigh.milder(Flag::AlertHigh), Flag::AlertHigh);
        assert_eq!(Flag::AlarmHigh.milder(Flag::Within), Flag::Within);
        assert_eq!(Flag::AlertLow.milder(Flag::AlertHigh), Flag::Within);
    }
}
