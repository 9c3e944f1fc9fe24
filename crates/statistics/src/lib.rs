//! Numbers in, numbers out: shares and how certain they are, series and whether they move, units and whether they
//! differ.
//!
//! No meaning lives here. A caller that knows what a course or an indicator is passes counts and gets estimates back.
//! Functions are total: what cannot be said in numbers is a [`Reason`], which the page says in words. Nothing here is
//! NaN. Test vectors come from `spec/ux.md` 3.4.
//!
//! | question | start at |
//! |---|---|
//! | how certain is a share, does it reach its target | [`Proportion`] |
//! | do two differ | [`newcombe`] |
//! | a middle, a change | [`median`], [`paired_change`] |
//! | does a series move | [`run_chart`], [`p_chart`], [`xmr`], [`nhs_signals`] |
//! | does a unit stand out | [`funnel()`] |
//! | would it, with the same citizens | [`Reference`] |
//! | what do few courses say | [`Prior`] |

mod case_mix;
mod change;
mod control;
mod difference;
mod distribution;
mod funnel;
mod interval;
mod median;
mod nhs;
mod p_chart;
mod proportion;
mod reason;
mod run_chart;
mod runs;
mod series;
mod shrink;
mod target;
mod variation;
mod xmr;

pub use case_mix::{
    ADJUSTMENT_VERSION, Adjusted, FEWEST_IN_LEVEL, LevelCard, LevelCount, Reference, shifted,
};
pub use change::{Change, Pair, paired_change, share_reaching};
pub use control::{ControlSegment, FEWEST_FOR_LIMITS, Limits, Outside};
pub use difference::newcombe;
pub use funnel::{
    Dispersion, FEWEST_IN_UNIT, FEWEST_UNITS, Flag, Funnel, FunnelLimits, FunnelUnit, dispersion,
    exact_limit, flag, funnel, funnel_limits, pooled,
};
pub use interval::Interval;
pub use median::{Median, median, median_ranks};
pub use nhs::{NhsRule, NhsSignal, nhs_signals};
pub use p_chart::{Spread, p_chart};
pub use proportion::{Proportion, ProportionError};
pub use reason::Reason;
pub use run_chart::{RunSegment, run_chart};
pub use runs::{FEWEST_USEFUL, Run, Runs, Side, anhoej, run_limits};
pub use series::{BASELINE, Point, Span};
pub use shrink::{Prior, Rate, Shrunken};
pub use target::TargetStatement;
pub use variation::{Assurance, Better, Variation};
pub use xmr::{Bounds, XmrSegment, xmr};
