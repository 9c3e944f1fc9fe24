//! The fixed words of series, in both languages.

use api_types::{Assurance, SeriesGrain, Variation};
use chrono::NaiveDate;
use domain::text::{Language, Text};
use domain::words::long_date;
use statistics::{Proportion, Reason, Side, TargetStatement};

use crate::findings::number::{counted, percent};

/// What the points of a series are called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnitWords {
    one: (&'static str, &'static str),
    many: (&'static str, &'static str),
}

impl UnitWords {
    /// The words for a grain.
    pub(crate) const fn of(grain: SeriesGrain) -> Self {
        let (one, many) = match grain {
            SeriesGrain::Month => (("måned", "month"), ("måneder", "months")),
            SeriesGrain::Quarter => (("kvartal", "quarter"), ("kvartaler", "quarters")),
            SeriesGrain::Year => (("år", "year"), ("år", "years")),
            SeriesGrain::GroupsOf10 => (("gruppe", "group"), ("grupper", "groups")),
        };
        Self { one, many }
    }

    /// `1 kvartal`, `8 kvartaler`.
    pub(crate) fn count(self, number: u32) -> Text {
        counted(u64::from(number), self.one, self.many)
    }
}

/// `1. februar 2026`, `1 February 2026`.
pub(crate) fn on_day(day: NaiveDate) -> Text {
    Text::new(long_date(day, Language::Da), long_date(day, Language::En))
}

/// Joins sentences with a space.
pub(super) fn joined(parts: &[Text], sign: &str) -> Text {
    let join = |of: fn(&Text) -> &str| parts.iter().map(of).collect::<Vec<_>>().join(sign);
    Text::new(join(|text| &text.da), join(|text| &text.en))
}

/// How a series varies. Source: `spec/ux.md` 3.3.
pub(crate) fn variation_text(variation: Variation) -> Text {
    match variation {
        Variation::Improvement => Text::new("Forbedring", "Improvement"),
        Variation::Concern => Text::new("Bekymring", "Concern"),
        Variation::Random => Text::new("Tilfældig variation", "Random variation"),
        Variation::Undirected => Text::new("Ændring uden retning", "Change without direction"),
        Variation::TooFew => Text::new("For få målinger", "Too few measurements"),
    }
}

/// Whether the target is reached by itself. Source: `spec/ux.md` 3.3.
pub(crate) fn assurance_text(assurance: Assurance) -> Text {
    match assurance {
        Assurance::Met => Text::new("Når målet stabilt", "Reaches the target steadily"),
        Assurance::HitAndMiss => Text::new("Rammer målet tilfældigt", "Hits the target by chance"),
        Assurance::NotMet => {
            Text::new("Når ikke målet uden ændringer", "Does not reach the target without changes")
        }
        Assurance::NoTarget => Text::new("Intet mål", "No target"),
        Assurance::TooFew => Text::new(
            "For få målinger til at sige, om målet nås stabilt",
            "Too few measurements to say whether the target is reached steadily",
        ),
    }
}

/// What a share says about its target (0–1). Source: `spec/ux.md` 3.4.
pub(crate) fn target_text(
    share: Option<Proportion>,
    target: Option<f64>,
    better: statistics::Better,
) -> Text {
    let Some(target) = target else { return assurance_text(Assurance::NoTarget) };
    let Some(statement) = share.and_then(|share| share.against(target, better)) else {
        return Text::new("Ingen forløb at vurdere", "No courses to judge");
    };
    let of = percent(target);
    let TargetStatement { is_met, is_within_uncertainty } = statement;
    let verdict = if is_met {
        Text::new(format!("Målet på {} er nået", of.da), format!("The target of {} is met", of.en))
    } else {
        Text::new(format!("Målet på {} er ikke nået", of.da), format!("The target of {} is not met", of.en))
    };
    if !is_within_uncertainty {
        return verdict;
    }
    let within = Text::new("Målet ligger inden for usikkerheden", "The target lies within the uncertainty");
    joined(&[verdict, within], ". ")
}

/// Why something is not said in numbers.
pub(super) fn why(reason: Reason, unit: UnitWords) -> Text {
    match reason {
        Reason::Empty => Text::new("Der er ingen forløb at vurdere.", "There are no courses to judge."),
        Reason::TooFewPoints { needed, found } => {
            let (needed, found) = (unit.count(needed), unit.count(found));
            Text::new(
                format!("For få målinger: {} kan bruges, og der skal mindst {} til.", found.da, needed.da),
                format!("Too few measurements: {} can be used, at least {} are needed.", found.en, needed.en),
            )
        }
        Reason::CountsTooSmall { suited, found } => {
            let of = unit.count(found);
            Text::new(
                format!(
                    "Kun {suited} af {} har forløb nok til et kontroldiagram. Brug seriediagram eller længere perioder.",
                    of.da
                ),
                format!(
                    "Only {suited} of {} have enough courses for a control chart. Use a run chart or longer periods.",
                    of.en
                ),
            )
        }
        Reason::NoVariation => Text::new(
            "Alle målinger er ens, så der er ingen tilfældig variation at måle mod.",
            "All measurements are the same, so there is no random variation to measure against.",
        ),
        Reason::TooFewValues { .. }
        | Reason::TooFewUnits { .. }
        | Reason::NotAShare
        | Reason::NothingExpected
        | Reason::NotFinite => {
            Text::new("Det kan ikke beregnes for disse tal.", "It cannot be computed for these numbers.")
        }
    }
}

/// `over midtlinjen`, `above the centre line`.
pub(super) const fn side(side: Side) -> (&'static str, &'static str) {
    match side {
        Side::Above => ("over", "above"),
        Side::Below => ("under", "below"),
    }
}
