//! Counts as shares.

use api_types::TallyView;
use db::Tally;
use statistics::Proportion;

use crate::findings::number;

/// A tally with its share.
pub(crate) struct Share {
    /// Courses that meet the indicator.
    pub numerator: u64,
    /// Courses it can be judged for.
    pub denominator: u64,
    /// The share; none of nothing.
    pub proportion: Option<Proportion>,
}

/// The share of a tally.
pub(crate) fn share(tally: &Tally) -> Share {
    let (numerator, denominator) = (count(tally.fulfilled), count(tally.denominator()));
    Share { numerator, denominator, proportion: number::proportion(numerator, denominator) }
}

/// A count as it is sent.
pub(crate) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A tally as it is sent.
pub(crate) fn tally_view(tally: &Tally) -> TallyView {
    let share = number::share(count(tally.fulfilled), count(tally.denominator()));
    TallyView {
        numerator: share.numerator,
        denominator: share.denominator,
        missing: count(tally.missing),
        excluded: count(tally.excluded),
        pending: count(tally.pending),
        value: share.value,
        ci_low: share.ci_low,
        ci_high: share.ci_high,
    }
}
