//! Anhøj's run rules: do the points move more than chance around their midline?
//!
//! Two rules that adapt to the number of points: an unusually long run on one side, or unusually few crossings.
//! Together they signal falsely in about one of twenty series, however long.
//! Source: Anhøj and Olesen 2014, PLoS ONE 9(11): e113825; `qicharts2`; `spec/ux.md` 3.5.

use serde::{Deserialize, Serialize};

use crate::Reason;
use crate::distribution::Binomial;
use crate::reason::count;

/// Fewer points than this are not tested. Source: `spec/ux.md` 3.5, default.
pub const FEWEST_USEFUL: u32 = 10;

/// A side of the midline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Larger values.
    Above,
    /// Smaller values.
    Below,
}

impl Side {
    /// The side of `line` on which `value` lies; `None` on the line itself.
    ///
    /// "On" allows for rounding: a median of shares is a quotient too.
    #[must_use]
    pub fn of(value: f64, line: f64) -> Option<Self> {
        let rounding = 1e-9 * line.abs().max(value.abs());
        if value > line + rounding {
            Some(Self::Above)
        } else if value < line - rounding {
            Some(Self::Below)
        } else {
            None
        }
    }
}

/// Useful points in a row on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Index of its first point in the series.
    pub first: usize,
    /// Index of its last point in the series.
    pub last: usize,
    /// Useful points in it; points on the midline, gaps and incomplete points do not count.
    pub length: u32,
    /// Where it lies.
    pub side: Side,
}

/// What the two rules found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Runs {
    /// Points off the midline: the n of both rules.
    pub useful: u32,
    /// The longest run; the latest of several.
    pub longest: Run,
    /// The longest run that chance explains: `round(log2 n) + 3`.
    pub longest_allowed: u32,
    /// How often the series crosses the midline.
    pub crossings: u32,
    /// The fewest crossings that chance explains: the 5 % quantile of Binomial(n−1, ½).
    pub fewest_allowed: u32,
    /// Index of the latest useful point in the series.
    pub latest: usize,
    /// All runs longer than allowed, oldest first: these points take the colour of the signal.
    pub long: Vec<Run>,
}

impl Runs {
    /// Run-length signal (*serielængdesignal*).
    #[must_use]
    pub fn has_long_run(&self) -> bool {
        self.longest.length > self.longest_allowed
    }

    /// Crossings signal (*krydssignal*).
    #[must_use]
    pub fn has_few_crossings(&self) -> bool {
        self.crossings < self.fewest_allowed
    }

    /// Either signal: the midline is drawn dashed.
    #[must_use]
    pub fn is_signal(&self) -> bool {
        self.has_long_run() || self.has_few_crossings()
    }
}

/// The longest run and the fewest crossings that chance explains among `useful` points.
#[must_use]
pub fn run_limits(useful: u32) -> (u32, u32) {
    if useful == 0 {
        return (3, 0);
    }
    // round(log2 n) without going through a double: 2^(k+½) is never a whole number, so no ties.
    let floor = useful.ilog2();
    let rounds_up = f64::from(useful) >= f64::from(floor).exp2() * std::f64::consts::SQRT_2;
    let crossings = Binomial::new(useful - 1, 0.5).map_or(0, |binomial| binomial.quantile(0.05));
    (floor + u32::from(rounds_up) + 3, crossings)
}

/// Tests values around a midline, oldest first; `None` stands for a gap or an incomplete period.
///
/// Never pass rolling values: neighbours share data and would signal by construction.
///
/// # Errors
/// [`Reason::TooFewPoints`] with fewer than ten points off the midline.
pub fn anhoej(values: &[Option<f64>], midline: f64) -> Result<Runs, Reason> {
    let runs = runs(values, midline);
    let useful: u32 = runs.iter().map(|run| run.length).sum();
    let longest = runs.iter().copied().max_by_key(|run| run.length);
    let (Some(longest), Some(last), FEWEST_USEFUL..) = (longest, runs.last(), useful) else {
        return Err(Reason::TooFewPoints { needed: FEWEST_USEFUL, found: useful });
    };
    let latest = last.last;
    let (longest_allowed, fewest_allowed) = run_limits(useful);
    let long = runs.iter().copied().filter(|run| run.length > longest_allowed).collect();
    let crossings = count(runs.len().saturating_sub(1));
    Ok(Runs { useful, longest, longest_allowed, crossings, fewest_allowed, latest, long })
}

/// All runs around a midline, oldest first.
pub(crate) fn runs(values: &[Option<f64>], midline: f64) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let Some(side) = value.and_then(|value| Side::of(value, midline)) else { continue };
        match runs.last_mut() {
            Some(run) if run.side == side => {
                run.last = index;
                run.length = run.length.saturating_add(1);
            }
            _ => runs.push(Run { first: index, last: index, length: 1, side }),
        }
    }
    runs
}
