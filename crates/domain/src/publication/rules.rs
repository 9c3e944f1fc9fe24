//! The rule set: its version, its limits and its words.

use super::cell::{SMALL_PART, SMALLEST_OPEN, SMALLEST_PART, SMALLEST_SHOWN, Tier};
use super::protected::FEW;
use crate::text::Text;

/// The version of the rules. It is stored with every snapshot and printed under every table; any change of a rule
/// makes a new one.
pub const RULES_VERSION: u32 = 1;

/// Municipalities that a sum of several needs, or each of two could subtract itself.
pub const FEWEST_CONTRIBUTORS: u32 = 3;

/// The largest part of a sum that one municipality may be, in per cent.
pub const LARGEST_SHARE: u32 = 70;

/// Courses that must differ before a cell is published anew.
pub const FEWEST_CHANGED: u32 = 5;

/// Groups of up to this many courses never show 0 % or 100 %.
pub const SMALL_GROUP: u32 = 20;

/// The rules of the current version in words, to print under every table.
#[must_use]
pub fn rules(tier: Tier) -> Vec<Text> {
    let (smallest, smallest_sum) = match tier {
        Tier::Professional => (SMALLEST_SHOWN, SMALLEST_PART),
        Tier::Public => (SMALLEST_OPEN, SMALLEST_OPEN),
    };
    // What is rounded to the smallest number shown begins two below it.
    let hidden_below = smallest - 2;
    let mut rules = vec![
        Text::new(
            format!(
                "Antal er afrundet til nærmeste 5. Er der {FEW} forløb eller færre, vises de ikke og indgår ikke i summer."
            ),
            format!(
                "Counts are rounded to the nearest 5. {FEW} courses or fewer are not shown and are in no sum."
            ),
        ),
        Text::new(
            "Andele er regnet af de afrundede antal og vises i hele procent. Usikkerhed og forventet område er også regnet af de afrundede antal.",
            "Shares are computed from the rounded counts and shown in whole per cent. Uncertainty and the expected range are computed from the rounded counts too.",
        ),
        Text::new(
            format!("Grupper med færre end {hidden_below} forløb vises uden andel."),
            format!("Groups of fewer than {hidden_below} courses are shown without a share."),
        ),
        Text::new(
            format!(
                "I grupper op til {SMALL_GROUP} forløb (summer og dele: op til {SMALL_PART}) efter afrunding vises 0\u{a0}% og 100\u{a0}% som højst 5\u{a0}% og mindst 95\u{a0}%."
            ),
            format!(
                "In groups of up to {SMALL_GROUP} courses (sums and parts: up to {SMALL_PART}) after rounding, 0% and 100% are shown as at most 5% and at least 95%."
            ),
        ),
        Text::new(
            format!(
                "Tal for klynge, region og større er summer af kommunernes afrundede antal. Mindst {FEWEST_CONTRIBUTORS} kommuner bidrager, og ingen udgør over {LARGEST_SHARE}\u{a0}%. Summer under {smallest_sum} efter afrunding vises uden andel."
            ),
            format!(
                "Numbers for cluster, region and larger are sums of the municipalities' rounded counts. At least {FEWEST_CONTRIBUTORS} municipalities contribute, and none is more than {LARGEST_SHARE}%. Sums below {smallest_sum} after rounding are shown without a share."
            ),
        ),
        Text::new(
            format!(
                "Tallene er låst, når de er offentliggjort. Et tal bliver stående, indtil mindst {FEWEST_CHANGED} forløb er ændret; rettelser ses tidligst i næste opgørelse."
            ),
            format!(
                "Numbers are frozen once published. A number stays until at least {FEWEST_CHANGED} courses differ; corrections show in the next snapshot at the earliest."
            ),
        ),
        Text::new(
            "Derfor kan tallene afvige lidt fra kommunens egne og fra hinanden.",
            "So the numbers can differ a little from a municipality's own and from each other.",
        ),
    ];
    if tier == Tier::Professional {
        rules.insert(
            4,
            Text::new(
                format!("Opdelt på fx køn afrundes hver del op eller ned, så delene giver helheden. Dele under {SMALLEST_PART} efter afrunding vises uden andel."),
                format!("Split by sex, for instance, each part is rounded up or down so that the parts make the whole. Parts below {SMALLEST_PART} after rounding are shown without a share."),
            ),
        );
    }
    rules
}

/// The rules a snapshot was made by; those of a version this program does not know cannot be printed.
#[must_use]
pub fn rules_of(version: u32, tier: Tier) -> Vec<Text> {
    if version == RULES_VERSION {
        return rules(tier);
    }
    vec![Text::new(format!("Opgjort efter regelsæt {version}."), format!("Made by rule set {version}."))]
}
