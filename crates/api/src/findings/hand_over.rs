//! How far the monthly hand-over has come, in words.

use domain::handover::{HandOver, Stage, made_up_at, waits_until};
use domain::text::{Language, Text};
use domain::words;
use domain::words::listed;

/// When the month is made up and until when it waits; what is in it; what it waits for; what is not part of it.
pub(crate) fn hand_over(sum: &HandOver) -> Text {
    let others = (sum.by_others > 0).then(|| {
        Text::new(
            "Hvad sygehus, laboratorium, almen praksis og andre kommuner har leveret, afleverer de selv.",
            "What hospitals, laboratories, general practice and other municipalities delivered, they hand over themselves.",
        )
    });
    let sentences = [Some(stage(sum)), Some(included(sum)), awaited(sum), others];
    let (da, en): (Vec<String>, Vec<String>) =
        sentences.into_iter().flatten().map(|Text { da, en }| (da, en)).unzip();
    Text::new(da.join(" "), en.join(" "))
}

fn stage(sum: &HandOver) -> Text {
    let month = sum.month.label();
    let day = |date| (words::long_date(date, Language::Da), words::long_date(date, Language::En));
    let (made_up, until) = (day(made_up_at(sum.month).date()), day(waits_until(sum.month)));
    let month = words::capital(&month.da);
    let en = sum.month.label().en;
    match sum.stage {
        Stage::Open => Text::new(
            format!(
                "{month} gøres op den {} kl. 6 og venter på sene skemaer til og med den {}.",
                made_up.0, until.0
            ),
            format!(
                "{en} is made up on {} at 6:00 and waits for late forms until {} inclusive.",
                made_up.1, until.1
            ),
        ),
        Stage::Waiting => Text::new(
            format!(
                "{month} blev gjort op den {} og venter på sene skemaer til og med den {}.",
                made_up.0, until.0
            ),
            format!(
                "{en} was made up on {} and waits for late forms until {} inclusive.",
                made_up.1, until.1
            ),
        ),
        Stage::Closed => Text::new(
            format!(
                "{month} blev lukket den {}. Det, der kommer nu, hører til den næste opgørelse.",
                until.0
            ),
            format!("{en} was closed on {}. What comes now belongs to the next hand-over.", until.1),
        ),
    }
}

/// `39 skemaer er med, heraf 2 sene og 3 fra tidligere måneder.`
fn included(sum: &HandOver) -> Text {
    let (mut da, mut en) = match sum.included() {
        0 => ("Ingen skemaer er med".to_owned(), "No forms are in it".to_owned()),
        1 => ("Ét skema er med".to_owned(), "One form is in it".to_owned()),
        count => (format!("{count} skemaer er med"), format!("{count} forms are in it")),
    };
    let late = (sum.late > 0).then(|| {
        (
            format!("{} {}", sum.late, if sum.late == 1 { "sent" } else { "sene" }),
            format!("{} late", sum.late),
        )
    });
    let earlier = (sum.of_earlier > 0).then(|| {
        (format!("{} fra tidligere måneder", sum.of_earlier), format!("{} of earlier months", sum.of_earlier))
    });
    let (of_da, of_en): (Vec<String>, Vec<String>) = late.into_iter().chain(earlier).unzip();
    if !of_da.is_empty() {
        da = format!("{da}, heraf {}", listed(&of_da, "og"));
        en = format!("{en}, {} among them", listed(&of_en, "and"));
    }
    Text::new(format!("{da}."), format!("{en}."))
}

fn awaited(sum: &HandOver) -> Option<Text> {
    match sum.awaited {
        0 => None,
        1 => Some(Text::new("Ét er begyndt og ikke afsluttet.", "One has been begun and not submitted.")),
        count => Some(Text::new(
            format!("{count} er begyndt og ikke afsluttet."),
            format!("{count} have been begun and not submitted."),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(stage: Stage, [in_time, late, of_earlier, awaited, by_others]: [u64; 5]) -> HandOver {
        HandOver { month: "2026-05".parse().unwrap(), stage, in_time, late, of_earlier, awaited, by_others }
    }

    #[test]
    fn an_open_month_says_when_it_is_made_up_and_until_when_it_waits() {
        assert_eq!(
            hand_over(&sum(Stage::Open, [1, 0, 0, 2, 0])).da,
            "Maj 2026 gøres op den 5. juni 2026 kl. 6 og venter på sene skemaer til og med den 20. juni 2026. \
             Ét skema er med. 2 er begyndt og ikke afsluttet."
        );
    }

    #[test]
    fn a_month_that_waits_says_what_came_late_and_what_others_hand_over() {
        let said = hand_over(&sum(Stage::Waiting, [36, 1, 2, 1, 40]));
        assert_eq!(
            said.da,
            "Maj 2026 blev gjort op den 5. juni 2026 og venter på sene skemaer til og med den 20. juni 2026. 39 skemaer \
             er med, heraf 1 sent og 2 fra tidligere måneder. Ét er begyndt og ikke afsluttet. Hvad sygehus, laboratorium, \
             almen praksis og andre kommuner har leveret, afleverer de selv."
        );
        assert!(
            said.en.contains("39 forms are in it, 1 late and 2 of earlier months among them."),
            "{}",
            said.en
        );
    }

    #[test]
    fn a_closed_month_says_where_the_rest_belongs() {
        assert_eq!(
            hand_over(&sum(Stage::Closed, [0; 5])).da,
            "Maj 2026 blev lukket den 20. juni 2026. Det, der kommer nu, hører til den næste opgørelse. Ingen skemaer er med."
        );
    }
}
