//! Counts as shares.

use api_types::TallyView;
use db::Tally;
use statistics::Proportion;

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
    let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    Share { numerator, denominator, proportion: Proportion::new(small(numerator), small(denominator)).ok() }
}

/// A count as it is sent.
pub(crate) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A tally as it is sent.
pub(crate) fn tally_view(tally: &Tally) -> TallyView {
    let Share { numerator, denominator, proportion } = share(tally);
    let interval = proportion.map(Proportion::wilson);
    TallyView {
        numerator,
        denominator,
        missing: count(tally.missing),
        excluded: count(tally.excluded),
        pending: count(tally.pending),
        value: proportion.map(Proportion::value),
        ci_low: interval.map(|interval| interval.low),
        ci_high: interval.map(|interval| interval.high),
    }
}
