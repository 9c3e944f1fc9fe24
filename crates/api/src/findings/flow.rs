//! How far courses come and how long citizens wait, in words.

use api_types::{EndingGroup, FlowStep, ShareView, Waiting};
use domain::text::Text;
use domain::words::inside;

use super::number::{counted, days, number, percent, share_in_words};

/// The title: how many of those referred finished.
pub(crate) fn finding(steps: &[FlowStep], under_way: u64) -> Text {
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return nobody() };
    let Some(share) = last.of_referred else { return nobody() };
    let (goal, start, share) = (last.count, first.count, percent(share));
    let mut text = Text::new(
        format!("{goal} af {start} henviste har gennemført ({})", share.da),
        format!("{goal} of {start} referred have completed ({})", share.en),
    );
    if under_way > 0 {
        text.da.push_str(&format!("; {under_way} er stadig undervejs"));
        let are = if under_way == 1 { "is" } else { "are" };
        text.en.push_str(&format!("; {under_way} {are} still under way"));
    }
    text.da.push('.');
    text.en.push('.');
    text
}

fn nobody() -> Text {
    Text::new("Ingen er henvist i perioden.", "Nobody was referred in the period.")
}

/// What the chart shows, in up to three sentences.
pub(crate) fn summary(steps: &[FlowStep], endings: &[EndingGroup], waiting: &Waiting) -> Vec<Text> {
    if steps.first().is_none_or(|step| step.count == 0) {
        return Vec::new();
    }
    let mut sentences = Vec::new();
    sentences.extend(reached(steps));
    sentences.push(stopped(endings));
    sentences.push(waiting.summary.clone());
    sentences
}

/// Every step after the first: how many reached it.
fn reached(steps: &[FlowStep]) -> Option<Text> {
    let later = steps.get(1..).filter(|later| !later.is_empty())?;
    let part = |step: &FlowStep| {
        let share = step.of_referred.map(percent).unwrap_or_default();
        (
            format!("{}: {} ({})", step.label.da, step.count, share.da),
            format!("{}: {} ({})", step.label.en, step.count, share.en),
        )
    };
    let (da, en): (Vec<String>, Vec<String>) = later.iter().map(part).unzip();
    Some(Text::new(
        format!("Andel af de henviste – {}.", da.join(", ")),
        format!("Share of those referred – {}.", en.join(", ")),
    ))
}

fn stopped(endings: &[EndingGroup]) -> Text {
    let total: u64 = endings.iter().map(|group| group.count).sum();
    let most = endings.iter().rev().max_by_key(|group| group.count).filter(|group| group.count > 0);
    match most {
        None => Text::new("Ingen er stoppet før tid.", "Nobody has stopped early."),
        Some(most) => {
            let ended =
                counted(total, ("forløb stoppede", "course stopped"), ("forløb stoppede", "courses stopped"));
            Text::new(
                format!(
                    "{} før tid; hyppigste årsag: {} ({}).",
                    ended.da,
                    inside(&most.label.da),
                    most.count
                ),
                format!(
                    "{} early; most frequent cause: {} ({}).",
                    ended.en,
                    inside(&most.label.en),
                    most.count
                ),
            )
        }
    }
}

/// How long it takes.
pub(crate) fn waiting(label: &Text, median: Option<(f64, Option<(f64, f64)>)>) -> Text {
    let Some((median, interval)) = median else {
        return Text::new(
            format!("Ventetiden {} kan ikke opgøres: ingen har holdt samtalen.", label.da),
            format!("The waiting time {} cannot be told: nobody has been met.", label.en),
        );
    };
    let days = days(median);
    let certain = match interval {
        Some((low, high)) => {
            let (low, high) = (number(low, 0), number(high, 0));
            Text::new(
                format!(" (95\u{a0}% konfidensinterval {}–{})", low.da, high.da),
                format!(" (95% confidence interval {}–{})", low.en, high.en),
            )
        }
        None => Text::new(" (for få til et konfidensinterval)", " (too few for a confidence interval)"),
    };
    Text::new(
        format!("Af dem, der har været til samtalen, ventede halvdelen højst {}{}.", days.da, certain.da),
        format!("Of those who have been met, half waited {} at most{}.", days.en, certain.en),
    )
}

/// The same with how many waited no longer than the target, by the indicator with this number.
pub(crate) fn waited(waiting: &Text, within: &ShareView, target_days: u32, indicator: &str) -> Text {
    if within.value.is_none() {
        return waiting.clone();
    }
    let target = days(f64::from(target_days));
    let share = share_in_words(within);
    Text::new(
        format!(
            "{} {} fik samtalen inden {}; de, der har ventet længere uden samtale, er talt med ({indicator}).",
            waiting.da, share.da, target.da
        ),
        format!(
            "{} {} were met within {}; those who have waited longer without being met are counted too ({indicator}).",
            waiting.en, share.en, target.en
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::number::share;

    fn step(id: &str, count: u64, referred: u64) -> FlowStep {
        FlowStep {
            id: id.into(),
            label: Text::new(id, id),
            count,
            of_previous: None,
            of_referred: share(count, referred).value,
        }
    }

    #[test]
    fn an_empty_registry_says_that_nobody_was_referred() {
        let none = [step("referred", 0, 0), step("finished", 0, 0)];
        assert_eq!(finding(&none, 0).da, "Ingen er henvist i perioden.");
        assert_eq!(finding(&[], 0).en, "Nobody was referred in the period.");
    }

    #[test]
    fn who_is_under_way_is_not_told_as_lost() {
        let steps = [step("referred", 4, 4), step("finished", 1, 4)];
        assert_eq!(
            finding(&steps, 2).da,
            "1 af 4 henviste har gennemført (25\u{a0}%); 2 er stadig undervejs."
        );
        assert!(finding(&steps, 1).en.ends_with("; 1 is still under way."));
        assert_eq!(finding(&steps, 0).en, "1 of 4 referred have completed (25%).");
    }

    #[test]
    fn a_wait_is_told_with_its_interval_or_that_there_are_too_few() {
        let label = Text::new("fra henvisning til samtale", "from referral to interview");
        let told = waiting(&label, Some((12.5, None)));
        assert_eq!(
            told.da,
            "Af dem, der har været til samtalen, ventede halvdelen højst 12,5\u{a0}dage (for få til et konfidensinterval)."
        );
        let told = waiting(&label, Some((12.0, Some((9.0, 15.0)))));
        assert_eq!(
            told.en,
            "Of those who have been met, half waited 12\u{a0}days at most (95% confidence interval 9–15)."
        );
        let told = waiting(&label, Some((1.0, None)));
        assert!(
            told.da.contains(" højst 1\u{a0}dag (") && told.en.contains(" 1\u{a0}day at most ("),
            "{told:?}"
        );
        assert!(waiting(&label, None).da.ends_with("ingen har holdt samtalen."));
    }

    #[test]
    fn how_many_waited_no_longer_says_that_those_who_wait_are_counted() {
        let told = waited(&Text::new("Længe.", "Long."), &share(3, 4), 14, "P1");
        let expected = "Længe. 75\u{a0}% (3 af 4) fik samtalen inden 14\u{a0}dage; de, der har ventet længere uden samtale, er \
             talt med (P1).";
        assert_eq!(told.da, expected);
        assert!(
            told.en.starts_with("Long. 75% (3 of 4) were met within 14\u{a0}days; those who"),
            "{}",
            told.en
        );
        assert_eq!(waited(&Text::new("Længe.", "Long."), &share(0, 0), 14, "P1").da, "Længe.");
    }

    #[test]
    fn the_most_frequent_cause_is_named() {
        let group = |id: &str, count| EndingGroup {
            group: id.into(),
            label: Text::new(id, id),
            count,
            reasons: Vec::new(),
        };
        assert_eq!(stopped(&[group("Helbred", 0)]).da, "Ingen er stoppet før tid.");
        let told = stopped(&[group("Helbred", 2), group("Tilbuddet", 1)]);
        assert_eq!(told.da, "3 forløb stoppede før tid; hyppigste årsag: helbred (2).");
        assert_eq!(told.en, "3 courses stopped early; most frequent cause: helbred (2).");
    }
}
