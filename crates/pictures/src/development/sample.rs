//! A development as tests need it.

use api_types::{Development, DevelopmentPoint, MovingRanges, NumberKind, PointTone, SignalRules, Variation};
use domain::period::last_quarters;
use domain::text::Text;

/// The twelve quarters of 2024 to 2026: the numbers of `spec/ux.md` 3.4 with a gap and a quarter that runs, as days.
pub(crate) fn development() -> Development {
    let values = [31.0, 28.0, 35.0, 40.0, 29.0, 33.0, 30.0, 36.0, 27.0, 34.0, 0.0, 38.0];
    let quarters = last_quarters("2026-12-31".parse().unwrap(), 12);
    let points = quarters.into_iter().zip(values).enumerate().map(|(index, (quarter, value))| {
        let period = quarter.period();
        DevelopmentPoint {
            id: quarter.to_string(),
            label: quarter.label(),
            from: period.from(),
            to: period.to(),
            value: (value > 0.0).then_some(value),
            n: if value > 0.0 { 14 } else { 3 },
            is_complete: index < 11,
            tone: if index == 3 { PointTone::Concern } else { PointTone::None },
            signal: (index == 3).then(|| Text::new("Signal: uden for", "Signal: outside")),
            range: (index > 0 && index < 10).then_some(3.0),
            is_range_large: index == 4,
        }
    });
    Development {
        label: Text::new("Median ventetid", "Median wait"),
        kind: NumberKind::Amount,
        unit: Some(Text::new("dage", "days")),
        decimals: 1,
        direction: None,
        basis: Text::new("efter den dag, ventetiden sluttede", "by the day the wait ended"),
        counted: Text::new("forløb", "courses"),
        fewest: 5,
        rules: SignalRules::Anhoej,
        points: points.collect(),
        centre: Some(32.3),
        lower: Some(17.1),
        upper: Some(39.9),
        is_trial: true,
        is_signal: true,
        ranges: MovingRanges {
            mean: Some(3.0),
            limit: Some(9.8),
            screened: 0,
            finding: Text::new("Udsving", "Steps"),
        },
        signals: vec![Text::new("Signal: uden for", "Signal: outside")],
        variation: Variation::Undirected,
        variation_text: Text::new("Ændring uden retning", "Change without direction"),
        why_not: None,
        finding: Text::new("Fund", "Finding"),
        summary: vec![],
    }
}
