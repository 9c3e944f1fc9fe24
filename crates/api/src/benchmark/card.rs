//! The open model card: how adjusted shares are made, in words and numbers.

use api_types::{ModelCardFactor, ModelCardRow, ModelCardView};
use domain::programme::Split;
use domain::text::Text;
use statistics::{ADJUSTMENT_VERSION, Reference};

use super::adjust::{COVERED, percent};
use super::words::labelled;

/// The model card of an adjustment.
pub(super) fn card(used: &[&Split], left_out: &[&Split], reference: &Reference) -> ModelCardView {
    let factors = used.iter().zip(reference.levels()).map(|(split, levels)| ModelCardFactor {
        split: labelled(&split.id, split.label.clone()),
        rows: levels
            .into_iter()
            .map(|level| ModelCardRow {
                level: labelled(&level.level, split.label_of(&level.level)),
                denominator: level.total,
                percent: percent(level.share),
                is_pooled: level.is_pooled,
            })
            .collect(),
    });
    ModelCardView {
        method: indirect_standardisation(used.len()),
        version: ADJUSTMENT_VERSION,
        factors: factors.collect(),
        left_out: left_out.iter().map(|split| labelled(&split.id, split.label.clone())).collect(),
        reference: Text::new("Hele HjerteKom, samme periode", "All of HjerteKom, same period"),
        discrimination: reference.discrimination().ok().map(|c| (c * 100.0).round() / 100.0),
        assumptions: assumptions(used.len()),
        limits: limits_of_adjustment(used.len()),
    }
}

fn indirect_standardisation(factors: usize) -> Text {
    match factors {
        1 => Text::new(
            "Indirekte standardisering: andelen i hver gruppe af grundlaget bruges på kommunens egne borgere. Justeret andel = observeret / forventet × andelen i grundlaget.",
            "Indirect standardisation: the share in each group of the reference is applied to the municipality's own citizens. Adjusted share = observed / expected × the share of the reference.",
        ),
        _ => Text::new(
            "Indirekte standardisering: en logistisk model med én virkning for hver gruppe, som rammer andelen i hver gruppe af grundlaget, bruges på kommunens egne borgere. Justeret andel = observeret / forventet × andelen i grundlaget.",
            "Indirect standardisation: a logistic model with one effect for each group, which meets the share in each group of the reference, is applied to the municipality's own citizens. Adjusted share = observed / expected × the share of the reference.",
        ),
    }
}

/// What is taken for granted.
fn assumptions(factors: usize) -> Vec<Text> {
    let covered = domain::words::percent(COVERED);
    let hidden = Text::new(
        format!(
            "Mindst {} af en enheds forløb skal ligge i dele, der vises. Resten regnes til de dele, der er skjult, fordelt som i grundlaget.",
            covered.da
        ),
        format!(
            "At least {} of a unit's courses must be in parts that are shown. The rest is taken to be in the hidden parts, divided as in the reference.",
            covered.en
        ),
    );
    let interval = Text::new(
        "Intervallet dækker tilfældighed i enhedens egne forløb, ikke fejl i antagelserne.",
        "The interval covers chance among the unit's own courses, not errors in the assumptions.",
    );
    if factors == 1 {
        return vec![hidden, interval];
    }
    let independent = Text::new(
        "Hvor mange der fx både er ældre og har hjertesvigt, offentliggøres ikke. Derfor regnes opdelingerne for uafhængige af hinanden. Hænger de sammen, bliver den justerede andel lidt skæv: i prøver med tydelig sammenhæng 0,3 til 0,6 procentpoint i gennemsnit og op til 4.",
        "How many are, say, both old and have heart failure is not published. The splits are therefore taken to be independent of each other. Where they go together the adjusted share is a little off: in trials with a clear connection 0.3 to 0.6 percentage points on average and up to 4.",
    );
    vec![independent, hidden, interval]
}

fn limits_of_adjustment(factors: usize) -> Vec<Text> {
    let only = match factors {
        1 => Text::new(
            "Der justeres kun for den ene opdeling, der er valgt.",
            "Only the one split that was chosen is adjusted for.",
        ),
        _ => Text::new(
            "Der justeres kun for det, der er offentliggjort: ikke for uddannelse, andre sygdomme, eller hvor syge borgerne er.",
            "Only what is published is adjusted for: not education, other illnesses or how ill citizens are.",
        ),
    };
    vec![
        only,
        Text::new(
            "To justerede andele kan ikke uden videre sammenlignes indbyrdes.",
            "Two adjusted shares cannot simply be compared with each other.",
        ),
        Text::new(
            "Regnet af afrundede tal. Den ujusterede andel gælder; den justerede er et supplement.",
            "Computed from rounded numbers. The unadjusted share stands; the adjusted one supplements it.",
        ),
    ]
}
