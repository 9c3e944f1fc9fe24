//! The distributions behind the intervals, made total.
//!
//! The gamma and error functions come from `statrs`. Two things above them do not. Its incomplete beta function stops
//! after 140 terms, which is too early for a region's 100 000 courses. Its quantiles iterate without a bracket and miss
//! in places (its own tests leave out Student's t with 2 degrees of freedom at 0.8). Here the terms follow the size, and
//! a quantile is found by bisection of the distribution function, which cannot miss.

use statrs::function::erf::erfc;
use statrs::function::gamma::ln_gamma;

use crate::Reason;

/// Halvings after which a bracket of width 1 is narrower than a double can tell.
const HALVINGS: u32 = 64;

/// The number of successes in `n` independent trials with probability `p` each.
pub(crate) struct Binomial {
    n: u32,
    p: f64,
}

impl Binomial {
    /// Fails where `p` is not a share.
    pub(crate) fn new(n: u32, p: f64) -> Result<Self, Reason> {
        if (0.0..=1.0).contains(&p) { Ok(Self { n, p }) } else { Err(Reason::NotAShare) }
    }

    /// P(R = r).
    pub(crate) fn exactly(&self, r: u32) -> f64 {
        let (n, k) = (f64::from(self.n), f64::from(r));
        if r > self.n {
            return 0.0;
        }
        // 0⁰ is 1; its logarithm times 0 would be nothing.
        let power = |base: f64, times: f64| if times == 0.0 { 0.0 } else { times * base.ln() };
        let ways = ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0);
        (ways + power(self.p, k) + power(1.0 - self.p, n - k)).exp().min(1.0)
    }

    /// P(R ≤ r) = I(1−p; n−r, r+1).
    pub(crate) fn at_most(&self, r: u32) -> f64 {
        if r >= self.n {
            return 1.0;
        }
        beta_share(f64::from(self.n - r), f64::from(r) + 1.0, 1.0 - self.p)
    }

    /// P(R ≥ r) = I(p; r, n−r+1): the upper tail itself, so that a small probability keeps its digits.
    pub(crate) fn at_least(&self, r: u32) -> f64 {
        match r {
            0 => 1.0,
            r if r > self.n => 0.0,
            r => beta_share(f64::from(r), f64::from(self.n - r) + 1.0, self.p),
        }
    }

    /// The smallest r with P(R ≤ r) ≥ `share`.
    pub(crate) fn quantile(&self, share: f64) -> u32 {
        let (mut low, mut high) = (0, self.n);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.at_most(middle) >= share {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }
}

/// The share of a beta distribution below `x`: the regularised incomplete beta function I(x; a, b), a and b positive.
///
/// Lentz's continued fraction. Source: Press et al., Numerical Recipes, 6.4; NIST DLMF 8.17.22.
fn beta_share(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (-x).ln_1p()).exp();
    // On the other side of the mean the fraction of the mirror converges.
    let share = if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    };
    share.clamp(0.0, 1.0)
}

/// The continued fraction of the incomplete beta function; it takes in the order of √(a+b) terms.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let inside =
        |value: f64| if value.abs() < f64::MIN_POSITIVE * 1e15 { f64::MIN_POSITIVE * 1e15 } else { value };
    // A number of terms, far below 2³².
    let most = (200.0 + 10.0 * (a + b).sqrt()).min(100_000.0) as u32;
    let mut c = 1.0;
    let mut d = 1.0 / inside(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..most {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a - 1.0 + 2.0 * m) * (a + 2.0 * m));
        d = 1.0 / inside(1.0 + even * d);
        c = inside(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 1.0 + 2.0 * m));
        d = 1.0 / inside(1.0 + odd * d);
        c = inside(1.0 + odd / c);
        h *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
    }
    h
}

/// The value below which `share` of a beta distribution lies; 0 and 1 where a parameter is not positive.
pub(crate) fn beta_quantile(a: f64, b: f64, share: f64) -> f64 {
    if a <= 0.0 {
        return 0.0;
    }
    if b <= 0.0 {
        return 1.0;
    }
    bisect(0.0, 1.0, |x| beta_share(a, b, x) < share)
}

/// The point above which `tail` of Student's t with `freedom` degrees lies, `tail` in 0–0.5.
///
/// P(T > t) = ½·I(ν/(ν+t²); ν/2, ½), so the beta variable is found first: it is bounded.
pub(crate) fn student_upper(freedom: f64, tail: f64) -> f64 {
    let share = |x: f64| beta_share(0.5 * freedom, 0.5, x) / 2.0;
    // In terms of 1 − x: at many degrees of freedom x is so close to 1 that a double loses its digits.
    let rest = bisect(0.0, 1.0, |rest| share(1.0 - rest) > tail);
    (freedom * rest / (1.0 - rest)).sqrt()
}

/// P(Z ≥ z) of the standard normal distribution.
pub(crate) fn normal_at_least(z: f64) -> f64 {
    0.5 * erfc(z / std::f64::consts::SQRT_2)
}

/// The place in `low..high` where `is_below` turns from true to false.
pub(crate) fn bisect(low: f64, high: f64, is_below: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (low, high);
    for _ in 0..HALVINGS {
        let middle = low + (high - low) / 2.0;
        if is_below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low + (high - low) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// P(R ≤ r) by adding the terms, from the recurrence of neighbours.
    fn added(n: u32, p: f64, r: u32) -> f64 {
        let mut term = (1.0 - p).powi(i32::try_from(n).unwrap());
        let mut sum = term;
        for k in 0..r {
            term *= f64::from(n - k) / f64::from(k + 1) * p / (1.0 - p);
            sum += term;
        }
        sum
    }

    #[test]
    fn binomial_probabilities_are_the_sums_of_their_terms() {
        for (n, p) in [(1, 0.3), (7, 0.5), (20, 0.8), (35, 0.62), (120, 0.05)] {
            let binomial = Binomial::new(n, p).unwrap();
            for r in 0..=n {
                assert!((binomial.at_most(r) - added(n, p, r)).abs() < 1e-11, "{n} {p} {r}");
                let above = if r == 0 { 1.0 } else { 1.0 - added(n, p, r - 1) };
                assert!((binomial.at_least(r) - above).abs() < 1e-11, "{n} {p} {r}");
            }
        }
    }

    #[test]
    fn many_courses_keep_their_digits() {
        // By adding terms with 25 digits (mpmath).
        let known = [
            (5_000, 4_000, 0.505_641_740_641),
            (5_000, 3_950, 0.040_667_099_080),
            (100_000, 80_000, 0.501_261_564_526),
            (100_000, 79_700, 0.009_035_943_467),
            (1_000_000, 800_000, 0.500_398_942_226),
            (1_000_000, 799_000, 0.006_254_638_821),
        ];
        for (n, r, expected) in known {
            let binomial = Binomial::new(n, 0.8).unwrap();
            assert!((binomial.at_most(r) - expected).abs() < 1e-8, "{n} {r}: {}", binomial.at_most(r));
            assert!((binomial.at_least(r + 1) - (1.0 - expected)).abs() < 1e-8, "{n} {r}");
        }
    }

    #[test]
    fn certain_and_impossible_are_one_and_none() {
        let (never, always) = (Binomial::new(5, 0.0).unwrap(), Binomial::new(5, 1.0).unwrap());
        assert_eq!((never.exactly(0), never.at_most(0), never.at_least(1)), (1.0, 1.0, 0.0));
        assert_eq!((always.exactly(5), always.at_most(4), always.at_least(5)), (1.0, 0.0, 1.0));
        assert_eq!((never.exactly(6), never.at_least(6), never.at_most(9)), (0.0, 0.0, 1.0));
    }

    #[test]
    fn a_quantile_is_the_first_value_that_holds_the_share() {
        let binomial = Binomial::new(20, 0.8).unwrap();
        for share in [0.001, 0.025, 0.3, 0.5, 0.975, 0.999] {
            let r = binomial.quantile(share);
            assert!(binomial.at_most(r) >= share);
            assert!(r == 0 || binomial.at_most(r - 1) < share);
        }
    }

    #[test]
    fn students_points_are_those_of_the_printed_table() {
        // Fisher and Yates, table III: two-sided 5 % and 40 %.
        let printed =
            [(1.0, 12.706_205), (2.0, 4.302_653), (9.0, 2.262_157), (30.0, 2.042_272), (1e6, 1.959_966)];
        for (freedom, expected) in printed {
            let found = student_upper(freedom, 0.025);
            assert!((found - expected).abs() < 2e-6, "{freedom}: {found}");
        }
        // Closed form with 2 degrees: t = (1−2q)·√(2/(4q(1−q))); here the library's quantile gives 1.0607.
        let q: f64 = 0.2;
        let closed = (1.0 - 2.0 * q) * (2.0 / (4.0 * q * (1.0 - q))).sqrt();
        assert!((student_upper(2.0, q) - closed).abs() < 1e-9);
    }

    #[test]
    fn the_normal_tail_is_known_at_its_usual_points() {
        assert!((normal_at_least(1.959_963_984_540_054) - 0.025).abs() < 1e-10);
        assert!((normal_at_least(3.090_232_306_167_813) - 0.001).abs() < 1e-10);
        assert!((normal_at_least(0.0) - 0.5).abs() < 1e-15);
    }
}
