//! Change from start to end in the same citizens.

use serde::{Deserialize, Serialize};

use crate::distribution::student_upper;
use crate::reason::{count, finite, number};
use crate::{Interval, Proportion, Reason};

/// Half of what a 95 % interval leaves out.
const TAIL: f64 = 0.025;

/// The share without an end value above which the page warns that those measured twice may differ from the rest.
///
/// Source: `spec/ux.md` 3.11.
const BIAS_NOTICE: f64 = 0.2;

/// One citizen's value at start, and at end where it was measured, in the same unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// At the start.
    pub start: f64,
    /// At the end; `None` where it was not measured.
    pub end: Option<f64>,
}

/// The mean of `end − start`, in the unit of the values.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Citizens with both values: what everything else is computed from.
    pub paired: u32,
    /// Citizens with a start value only.
    pub unpaired: u32,
    /// Mean change.
    pub mean: f64,
    /// 95 % interval of the mean, or why there is none.
    pub interval: Result<Interval, Reason>,
}

impl Change {
    /// Whether so many lack an end value that the change may say more about who came back than about the effect.
    #[must_use]
    pub fn needs_bias_notice(self) -> bool {
        let all = f64::from(self.paired) + f64::from(self.unpaired);
        f64::from(self.unpaired) > BIAS_NOTICE * all
    }
}

/// Mean change with its t interval: `d̄ ± t(0.975; n−1)·s/√n` over the differences d of the paired values.
///
/// Source: `spec/ux.md` 3.4; Student 1908.
///
/// # Errors
/// [`Reason::Empty`] without a pair, [`Reason::NotFinite`] when a value is not a number.
pub fn paired_change(pairs: &[Pair]) -> Result<Change, Reason> {
    let changes = changes(pairs)?;
    let paired = count(changes.len());
    if paired == 0 {
        return Err(Reason::Empty);
    }
    let n = number(changes.len());
    // Divided first: the sum of large values may not be a number.
    let mean = finite(changes.iter().map(|change| change / n).sum())?;
    Ok(Change { paired, unpaired: count(pairs.len()) - paired, mean, interval: interval(&changes, mean) })
}

/// The share of paired citizens whose change is enough, e.g. at least 25 metres.
///
/// `is_enough` gets start and end, so that a relative rise and the crossing of a limit can be asked for too.
///
/// # Errors
/// [`Reason::Empty`] without a pair.
pub fn share_reaching(pairs: &[Pair], is_enough: impl Fn(f64, f64) -> bool) -> Result<Proportion, Reason> {
    let mut paired = 0_u32;
    let mut reached = 0_u32;
    for Pair { start, end } in pairs {
        let Some(end) = end else { continue };
        paired = paired.saturating_add(1);
        reached = reached.saturating_add(u32::from(is_enough(*start, *end)));
    }
    Proportion::new(reached, paired).map_err(Reason::from)
}

fn changes(pairs: &[Pair]) -> Result<Vec<f64>, Reason> {
    pairs.iter().filter_map(|pair| Some(finite(pair.end? - pair.start))).collect()
}

fn interval(changes: &[f64], mean: f64) -> Result<Interval, Reason> {
    if changes.len() < 2 {
        return Err(Reason::TooFewValues { needed: 2, found: count(changes.len()) });
    }
    let n = number(changes.len());
    let squares: f64 = changes.iter().map(|change| (change - mean).powi(2)).sum();
    let error = finite((squares / (n - 1.0) / n).sqrt())?;
    // The mean of equal numbers can miss them by a rounding error.
    if error <= mean.abs() * 1e-12 {
        return Err(Reason::NoVariation);
    }
    let half = student_upper(n - 1.0, TAIL) * error;
    Ok(Interval { low: finite(mean - half)?, high: finite(mean + half)? })
}
