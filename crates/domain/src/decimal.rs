//! Exact decimal numbers: a count of millionths.
//!
//! `REAL` columns and `f64` sums lose digits (12.50 becomes 12.499…); a scaled integer does not. Six decimals
//! hold every measurement of the programmes: the finest is the EQ-5D index with three.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

const SCALE: i64 = 1_000_000;
const DIGITS: usize = 6;

/// A decimal number with at most six decimals, between about ±9.2 · 10¹².
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

/// Why a text is not a [`Decimal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseDecimalError {
    /// Something else than digits, one sign and one point.
    #[error("not a decimal number")]
    Format,
    /// More than six decimals or too many digits before the point.
    #[error("more digits than can be kept exactly")]
    Range,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// A number of millionths.
    #[must_use]
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    /// The number as a count of millionths, as it is stored.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// An integer as a decimal; `None` beyond the range.
    #[must_use]
    pub fn from_integer(integer: i64) -> Option<Self> {
        integer.checked_mul(SCALE).map(Self)
    }

    /// The integer, if there is no fraction.
    #[must_use]
    pub fn to_integer(self) -> Option<i64> {
        (self.0 % SCALE == 0).then_some(self.0 / SCALE)
    }

    /// The nearest floating-point number, for charts only.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / SCALE as f64
    }

    /// How many decimals are needed to write the number.
    #[must_use]
    pub fn decimals(self) -> u8 {
        let mut fraction = (self.0 % SCALE).unsigned_abs();
        let mut count = if fraction == 0 { 0 } else { DIGITS as u8 };
        while fraction != 0 && fraction.is_multiple_of(10) {
            fraction /= 10;
            count -= 1;
        }
        count
    }

    /// Rounded to `digits` decimals, half away from zero.
    #[must_use]
    pub fn round(self, digits: u8) -> Self {
        let drop = DIGITS.saturating_sub(digits.into()) as u32;
        let unit = 10_i64.pow(drop);
        let half = unit / 2 * self.0.signum();
        Self(self.0.saturating_add(half) / unit * unit)
    }

    /// The sum, or `None` beyond the range.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` beyond the range.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The product rounded to millionths, or `None` beyond the range.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let product = i128::from(self.0) * i128::from(other.0);
        divide_rounded(product, SCALE.into())
    }

    /// The quotient rounded to millionths, or `None` for division by zero or beyond the range.
    #[must_use]
    pub fn checked_div(self, other: Self) -> Option<Self> {
        divide_rounded(i128::from(self.0) * i128::from(SCALE), other.0.into())
    }

    /// Text with exactly `decimals` decimals and the given decimal sign.
    #[must_use]
    pub fn format(self, decimals: u8, sign: char) -> String {
        let rounded = self.round(decimals);
        let digits = rounded.0.unsigned_abs();
        let minus = if rounded.0 < 0 { "-" } else { "" };
        let whole = digits / SCALE.unsigned_abs();
        if decimals == 0 {
            return format!("{minus}{whole}");
        }
        let fraction = format!("{:06}", digits % SCALE.unsigned_abs());
        let shown = usize::from(decimals).min(DIGITS);
        format!("{minus}{whole}{sign}{}", &fraction[..shown])
    }
}

fn divide_rounded(numerator: i128, denominator: i128) -> Option<Decimal> {
    if denominator == 0 {
        return None;
    }
    let half = denominator.abs() / 2;
    let towards = if (numerator < 0) == (denominator < 0) { half } else { -half };
    let towards = if denominator < 0 { -towards } else { towards };
    i64::try_from((numerator + towards) / denominator).ok().map(Decimal)
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.format(self.decimals(), '.'))
    }
}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || digits.ends_with('.') {
            return Err(ParseDecimalError::Format);
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > DIGITS || whole.len() > 13 {
            return Err(ParseDecimalError::Range);
        }
        let scaled = format!("{whole}{fraction:0<DIGITS$}");
        let millionths: i64 = scaled.parse().map_err(|_| ParseDecimalError::Range)?;
        Ok(Self(if negative { -millionths } else { millionths }))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.to_integer() {
            Some(integer) => serializer.serialize_i64(integer),
            None => serializer.serialize_f64(self.to_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The shortest text of the float is the number that was written, so no digit is invented.
        f64::deserialize(deserializer)?.to_string().parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn text_is_read_exactly() {
        assert_eq!(decimal("82.5").millionths(), 82_500_000);
        assert_eq!(decimal("-0.758").to_string(), "-0.758");
        assert_eq!(decimal("12.50").to_string(), "12.5");
        for wrong in ["", ".5", "5.", "1e3", "+1", "1,5", "--1", " 1", "NaN"] {
            assert_eq!(wrong.parse::<Decimal>(), Err(ParseDecimalError::Format), "{wrong:?}");
        }
        assert_eq!("1.1234567".parse::<Decimal>(), Err(ParseDecimalError::Range));
        assert_eq!("99999999999999".parse::<Decimal>(), Err(ParseDecimalError::Range));
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!(decimal("2.285714").round(2), decimal("2.29"));
        assert_eq!(decimal("0.5").round(0), decimal("1"));
        assert_eq!(decimal("-0.5").round(0), decimal("-1"));
        assert_eq!(decimal("1.25").format(1, ','), "1,3");
        assert_eq!(decimal("7").format(2, ','), "7,00");
    }

    #[test]
    fn division_by_zero_is_no_number() {
        assert_eq!(decimal("1").checked_div(Decimal::ZERO), None);
        assert_eq!(decimal("32").checked_div(decimal("14")).unwrap().to_string(), "2.285714");
        assert_eq!(decimal("-1").checked_div(decimal("3")).unwrap().to_string(), "-0.333333");
    }

    proptest! {
        #[test]
        fn text_and_json_return_the_same_number(millionths in -1_000_000_000_000_i64..1_000_000_000_000) {
            let number = Decimal::from_millionths(millionths);
            prop_assert_eq!(number.to_string().parse::<Decimal>().unwrap(), number);
            let json = serde_json::to_string(&number).unwrap();
            prop_assert_eq!(serde_json::from_str::<Decimal>(&json).unwrap(), number);
        }
    }
}
