//! The funnel (*tragtdiagram*): does a unit differ from the rest by more than chance explains?
//!
//! Source: Spiegelhalter 2005, Statistics in Medicine 24:1185–1202; `spec/ux.md` 3.9.

mod dispersion;
mod flag;
mod limits;

use serde::{Deserialize, Serialize};

pub use dispersion::{Dispersion, dispersion};
pub use flag::{Flag, flag};
pub use limits::{FunnelLimits, exact_limit, funnel_limits};

use crate::reason::count;
use crate::{Proportion, Reason};

/// Units that a funnel needs, each with a denominator of at least [`FEWEST_IN_UNIT`].
pub const FEWEST_UNITS: usize = 5;

/// The smallest denominator that counts towards [`FEWEST_UNITS`].
pub const FEWEST_IN_UNIT: u32 = 10;

/// A unit in the funnel.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FunnelUnit {
    /// What was counted, or `None`: the unit has no courses here and no point.
    pub proportion: Option<Proportion>,
    /// What chance explains at its denominator.
    pub expected: Option<FunnelLimits>,
    /// Whether it stands out.
    pub flag: Option<Flag>,
}

/// A funnel over units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Funnel {
    /// The share that every unit is compared with, 0–1.
    pub centre: f64,
    /// How much more than chance the units differ among themselves.
    pub dispersion: Dispersion,
    /// One per unit given, in the same order.
    pub units: Vec<FunnelUnit>,
}

impl Funnel {
    /// The limits at a denominator, over-dispersion included.
    #[must_use]
    pub fn limits_at(&self, n: u32) -> Option<FunnelLimits> {
        limits::limits(self.centre, n, self.dispersion.between).ok()
    }

    /// The curves: `(n, limits)` at up to `points` denominators from `from` to `to`.
    ///
    /// The steps are even on the root of n: there the curves bend.
    #[must_use]
    pub fn curve(&self, from: u32, to: u32, points: u32) -> Vec<(u32, FunnelLimits)> {
        let mut denominators: Vec<u32> = limits::denominators(from.max(1), to, points);
        denominators.dedup();
        denominators.into_iter().filter_map(|n| Some((n, self.limits_at(n)?))).collect()
    }
}

/// Compares units with `centre`: the share of all of them together, or a target.
///
/// # Errors
/// [`Reason::TooFewUnits`] below five units of ten courses, [`Reason::NoVariation`] where the centre is 0 or 1 (there
/// chance explains nothing at all), [`Reason::NotAShare`] where it is not a share.
pub fn funnel(units: &[Option<Proportion>], centre: f64) -> Result<Funnel, Reason> {
    let found: Vec<Proportion> = units.iter().flatten().copied().collect();
    let enough = found.iter().filter(|unit| unit.total() >= FEWEST_IN_UNIT).count();
    if enough < FEWEST_UNITS {
        return Err(Reason::TooFewUnits { needed: count(FEWEST_UNITS), found: count(enough) });
    }
    limits::check(centre)?;
    let dispersion = dispersion(&found, centre)?;
    let units = units
        .iter()
        .map(|&proportion| FunnelUnit {
            proportion,
            expected: proportion.and_then(|p| limits::limits(centre, p.total(), dispersion.between).ok()),
            flag: proportion.and_then(|p| flag::with_dispersion(p, centre, dispersion.between).ok()),
        })
        .collect();
    Ok(Funnel { centre, dispersion, units })
}

/// The share of all units together, the usual centre of a funnel.
///
/// # Errors
/// [`Reason::Empty`] without a single course.
pub fn pooled(units: &[Option<Proportion>]) -> Result<f64, Reason> {
    let sum = |part: fn(Proportion) -> u32| -> f64 {
        units.iter().flatten().map(|unit| f64::from(part(*unit))).sum()
    };
    let (events, all) = (sum(Proportion::successes), sum(Proportion::total));
    if all == 0.0 { Err(Reason::Empty) } else { Ok(events / all) }
}
