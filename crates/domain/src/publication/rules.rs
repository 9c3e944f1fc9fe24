//! The rule set: its version, its limits and its words.

use super::cell::{SMALL_PART, SMALLEST_OPEN, SMALLEST_PART, SMALLEST_SHOWN, Tier};
use super::protected::{FEW, STEP};
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
                "Afrunding: Antal er afrundet til nærmeste {STEP}, så en enkelt borger ikke kan regnes ud."
            ),
            format!(
                "Rounding: counts are rounded to the nearest {STEP}, so that no single citizen can be worked out."
            ),
        ),
        Text::new(
            format!("Få forløb: {FEW} forløb eller færre vises ikke og indgår ikke i summer."),
            format!("Few courses: {FEW} courses or fewer are not shown and are in no sum."),
        ),
        Text::new(
            format!(
                "Skjult: Har en kommune færre end {hidden_below} forløb, er dens andel skjult. Skjult betyder ikke 0."
            ),
            format!(
                "Hidden: a municipality of fewer than {hidden_below} courses has its share hidden. Hidden does not mean 0."
            ),
        ),
        Text::new(
            "Andele: Andele, usikkerhed og forventet område er beregnet ud fra de afrundede antal og vises i hele procent.",
            "Shares: shares, uncertainty and the expected range are computed from the rounded counts and shown in whole per cent.",
        ),
        Text::new(
            format!(
                "Små grupper: Op til {SMALL_GROUP} forløb efter afrunding (summer og dele: op til {SMALL_PART}) vises 0\u{a0}% som højst 5\u{a0}% og 100\u{a0}% som mindst 95\u{a0}%, så ingen kan se, at det gælder alle eller ingen."
            ),
            format!(
                "Small groups: up to {SMALL_GROUP} courses after rounding (sums and parts: up to {SMALL_PART}), 0% is shown as at most 5% and 100% as at least 95%, so that nobody can see that it is all or none."
            ),
        ),
        Text::new(
            format!(
                "Summer: Klynge, region og større er summer af kommunernes afrundede antal. De vises, når mindst {FEWEST_CONTRIBUTORS} kommuner bidrager, ingen udgør over {LARGEST_SHARE}\u{a0}%, og summen er mindst {smallest_sum} efter afrunding."
            ),
            format!(
                "Sums: cluster, region and larger are sums of the municipalities' rounded counts. They are shown if at least {FEWEST_CONTRIBUTORS} municipalities contribute, none is more than {LARGEST_SHARE}%, and the sum is at least {smallest_sum} after rounding."
            ),
        ),
        Text::new(
            format!(
                "Låste tal: Et offentliggjort tal rettes ikke. En ny opgørelse ændrer det først, når mindst {FEWEST_CHANGED} forløb er ændret."
            ),
            format!(
                "Frozen numbers: a published number is not corrected. A new snapshot changes it only once at least {FEWEST_CHANGED} courses differ."
            ),
        ),
        Text::new(
            "Betydning: Tallene er omtrentlige. De kan afvige lidt fra kommunens egne og fra hinanden.",
            "Meaning: the numbers are approximate. They can differ a little from a municipality's own and from each other.",
        ),
    ];
    if tier == Tier::Professional {
        rules.insert(
            4,
            Text::new(
                format!("Dele: Opdelt, fx på køn, er hver del rundet op eller ned, så delene giver helheden. En del under {SMALLEST_PART} efter afrunding er skjult."),
                format!("Parts: split by sex, for instance, each part is rounded up or down so that the parts make the whole. A part below {SMALLEST_PART} after rounding is hidden."),
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
