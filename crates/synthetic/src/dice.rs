//! Chance, the same on every machine.
//!
//! Only additions, multiplications and divisions of floating-point numbers are used, which every machine computes
//! alike; logarithms and cosines differ in the last digit from one system library to the next.

use chrono::{Days, NaiveDate};
use domain::decimal::Decimal;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A source of chance.
#[derive(Clone, Debug)]
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// Dice of their own for every stream of a seed, so that one course does not depend on how much chance the
    /// courses before it needed.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut source = ChaCha8Rng::seed_from_u64(seed);
        source.set_stream(stream);
        Self(source)
    }

    /// A number from 0 up to but not including 1.
    pub(crate) fn unit(&mut self) -> f64 {
        // 53 bits are what a double holds exactly.
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something with this probability happens.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A whole number between two others, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = (high - low + 1).max(1);
        low + ((self.unit() * span as f64) as i64).min(span - 1)
    }

    /// One of several, each with its weight.
    pub(crate) fn pick<T: Copy>(&mut self, weighted: &[(f64, T)]) -> Option<T> {
        let total: f64 = weighted.iter().map(|(weight, _)| weight).sum();
        let mut left = self.unit() * total;
        for &(weight, item) in weighted {
            left -= weight;
            if left < 0.0 {
                return Some(item);
            }
        }
        weighted.last().map(|&(_, item)| item)
    }

    /// One of several, all alike.
    pub(crate) fn any<T: Copy>(&mut self, items: &[T]) -> Option<T> {
        let last = i64::try_from(items.len()).ok()?.checked_sub(1)?;
        let index = self.between(0, last);
        items.get(usize::try_from(index).ok()?).copied()
    }

    /// A normally distributed number: twelve uniform ones of 16 bits summed up, which reaches six standard deviations.
    pub(crate) fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let mut sum = 0;
        for _ in 0..3 {
            let bits = self.0.next_u64();
            sum += (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48);
        }
        // Each of the twelve stands for the middle of its step, hence the 6.
        mean + deviation * ((sum as f64 + 6.0) / 65_536.0 - 6.0)
    }

    /// A normally distributed number within bounds; values beyond them are drawn again, at last cut off.
    pub(crate) fn normal_within(&mut self, mean: f64, deviation: f64, low: f64, high: f64) -> f64 {
        for _ in 0..20 {
            let drawn = self.normal(mean, deviation);
            if (low..=high).contains(&drawn) {
                return drawn;
            }
        }
        mean.clamp(low, high)
    }

    /// A skewed positive number: gamma-distributed with shape 2, as the sum of four squared normal numbers.
    pub(crate) fn gamma(&mut self, mean: f64) -> f64 {
        let sum: f64 = (0..4).map(|_| self.normal(0.0, 1.0)).map(|drawn| drawn * drawn).sum();
        sum * mean / 4.0
    }

    /// A day between two others, both included; the first if they are out of order.
    pub(crate) fn day_between(&mut self, first: NaiveDate, last: NaiveDate) -> NaiveDate {
        let span = (last - first).num_days().max(0);
        later(first, self.between(0, span))
    }
}

/// A day some days later.
pub(crate) fn later(day: NaiveDate, days: i64) -> NaiveDate {
    let moved = match u64::try_from(days) {
        Ok(days) => day.checked_add_days(Days::new(days)),
        Err(_) => day.checked_sub_days(Days::new(days.unsigned_abs())),
    };
    moved.unwrap_or(day)
}

/// The whole number nearest to another.
pub(crate) fn whole(number: f64) -> i64 {
    number.round() as i64
}

/// The number with so many decimals nearest to another.
pub(crate) fn decimal(number: f64, decimals: u8) -> Decimal {
    Decimal::from_millionths(whole(number * 1_000_000.0)).round(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(count: u32, mut draw: impl FnMut() -> f64) -> f64 {
        (0..count).map(|_| draw()).sum::<f64>() / f64::from(count)
    }

    #[test]
    fn the_distributions_have_the_means_they_are_asked_for() {
        let mut dice = Dice::new(1, 1);
        assert!((mean(20_000, || dice.normal(65.0, 11.0)) - 65.0).abs() < 0.4);
        assert!((mean(20_000, || dice.gamma(5.5)) - 5.5).abs() < 0.2);
        assert!((mean(20_000, || dice.unit()) - 0.5).abs() < 0.02);
    }

    #[test]
    fn the_normal_distribution_has_the_deviation_it_is_asked_for() {
        let mut dice = Dice::new(2, 1);
        let within = (0..20_000).filter(|_| dice.normal(0.0, 1.0).abs() < 1.0).count();
        assert!((13_200..14_100).contains(&within), "{within}, 68.3 % is 13,654");
    }

    #[test]
    fn whole_numbers_cover_both_bounds() {
        let mut dice = Dice::new(3, 1);
        let drawn: std::collections::BTreeSet<_> = (0..1_000).map(|_| dice.between(-1, 3)).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [-1, 0, 1, 2, 3]);
    }

    #[test]
    fn weights_are_kept() {
        let mut dice = Dice::new(4, 1);
        let rare = (0..10_000).filter(|_| dice.pick(&[(0.1, true), (0.9, false)]) == Some(true)).count();
        assert!((900..1_100).contains(&rare), "{rare}");
    }
}
