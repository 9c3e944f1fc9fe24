//! What may be shown of small numbers outside the municipality that owns them.
//!
//! Exact counts become [`Protected`] ones municipality by municipality; everything else that is published (shares,
//! levels above, intervals, funnels) is computed from protected counts only. So what can be learned about one
//! municipality is what its own protected counts say, whoever asks and whatever is added up or subtracted.
//! Why the rules are as they are: `docs/small-numbers.md`.

mod cell;
mod cube;
mod protected;
mod release;
mod rules;
mod sum;

pub use cell::{PublishedCell, Tier};
pub use cube::{CALENDAR_YEARS, Level, ParsePeriodIdError, PeriodId, as_of, cluster_changed, periods};
pub use protected::{Exact, FEW, Part, Protected};
pub use release::{Cells, Change, Released, Split, SplitLevel, release};
pub use rules::{
    FEWEST_CHANGED, FEWEST_CONTRIBUTORS, LARGEST_SHARE, RULES_VERSION, SMALL_GROUP, rules, rules_of,
};
pub use sum::Sum;

#[cfg(test)]
mod tests;
