//! A development as tests need it.

use api_types::{Development, MovingRanges, NumberKind, SignalRules, Variation};
use domain::text::Text;

/// A development without a quarter.
pub(crate) fn development() -> Development {
    Development {
        label: Text::new("Median ventetid", "Median wait"),
        kind: NumberKind::Amount,
        unit: None,
        decimals: 1,
        direction: None,
        basis: Text::default(),
        counted: Text::default(),
        fewest: 5,
        rules: SignalRules::Anhoej,
        points: Vec::new(),
        centre: None,
        lower: None,
        upper: None,
        is_trial: true,
        is_signal: false,
        ranges: MovingRanges { mean: None, limit: None, screened: 0, finding: Text::default() },
        signals: Vec::new(),
        variation: Variation::TooFew,
        variation_text: Text::default(),
        why_not: None,
        finding: Text::default(),
        summary: Vec::new(),
    }
}
