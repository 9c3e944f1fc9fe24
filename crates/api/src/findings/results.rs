//! What changes from start to end, in words.

use api_types::ThresholdReached;
use domain::programme::Direction;
use domain::text::Text;

use super::number::{amount, percent, share_in_words};

/// Fewer pairs are not shown: they would be single citizens. Source: ux 2 (route 19).
pub(crate) const FEWEST: u64 = 5;
/// Fewer changes are not shown as bars to who may not see the courses behind a number. Source: security 4.6.
pub(crate) const FEWEST_IN_BINS: u64 = 10;
/// The share without an end value from which the page warns. Source: ux 3.11.
const BIASED_FROM_FIFTHS: u64 = 5;

/// The mean change with its interval, in the unit of the measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MeanChange {
    pub(crate) mean: f64,
    pub(crate) interval: Option<(f64, f64)>,
}

/// Why nothing of single citizens is shown.
pub(crate) fn too_few(paired: u64) -> Option<Text> {
    match paired {
        0 => Some(Text::new(
            "Ingen forløb i perioden har både en start- og en slutværdi.",
            "No course of the period has both a value at the start and one at the end.",
        )),
        paired if paired < FEWEST => Some(Text::new(
            "Færre end 5 borgere har begge målinger, så ændringen vises ikke.",
            "Fewer than 5 citizens have both measurements, so the change is not shown.",
        )),
        _ => None,
    }
}

/// The title of a measure in numbers.
pub(crate) fn finding(
    label: &Text,
    change: MeanChange,
    direction: Option<Direction>,
    (decimals, unit): (u8, Option<&Text>),
) -> Text {
    let verdict = verdict(change, direction, decimals);
    let mean = signed(change.mean, decimals, unit);
    let interval = match change.interval {
        Some((low, high)) => {
            let (low, high) = (amount(low, decimals, None), amount(high, decimals, None));
            Text::new(
                format!(" (95\u{a0}% konfidensinterval {} til {})", low.da, high.da),
                format!(" (95% confidence interval {} to {})", low.en, high.en),
            )
        }
        None => Text::default(),
    };
    Text::new(
        format!("{}: {} i gennemsnit{} – {}.", label.da, mean.da, interval.da, verdict.da),
        format!("{}: {} on average{} – {}.", label.en, mean.en, interval.en, verdict.en),
    )
}

/// Whether the interval as it is shown leaves out that nothing changed, and in which direction.
fn verdict(change: MeanChange, direction: Option<Direction>, decimals: u8) -> Text {
    let scale = 10_f64.powi(i32::from(decimals));
    let shown = |limit: f64| (limit * scale).round();
    let rises = match change.interval.map(|(low, high)| (shown(low), shown(high))) {
        Some((low, _)) if low > 0.0 => true,
        Some((_, high)) if high < 0.0 => false,
        Some(_) => return Text::new("ingen sikker ændring", "no certain change"),
        None if change.mean == 0.0 => return Text::new("ingen ændring", "no change"),
        None => return Text::new("samme ændring hos alle", "the same change for all"),
    };
    match direction {
        None if rises => Text::new("en stigning", "a rise"),
        None => Text::new("et fald", "a fall"),
        Some(direction) if rises == (direction == Direction::Up) => Text::new("fremgang", "improvement"),
        Some(_) => Text::new("tilbagegang", "decline"),
    }
}

/// An amount of change with its sign.
pub(crate) fn signed(value: f64, decimals: u8, unit: Option<&Text>) -> Text {
    let text = amount(value, decimals, unit);
    let is_more = value > 0.0 && !amount(value, decimals, None).en.chars().all(|sign| "0.".contains(sign));
    if is_more { Text::new(format!("+{}", text.da), format!("+{}", text.en)) } else { text }
}

/// How many reached a threshold.
pub(crate) fn reached(reached: &ThresholdReached) -> Text {
    let (label, among) = (&reached.threshold.label, &reached.among);
    let Some(value) = reached.reached.value else {
        return Text::new(
            format!("Ingen at opgøre på: {}.", among.da),
            format!("None to count among: {}.", among.en),
        );
    };
    let (n, all, share) = (reached.reached.numerator, reached.reached.denominator, percent(value));
    Text::new(
        format!("{n} af {all} ({}) {} – blandt {}.", share.da, label.da, among.da),
        format!("{n} of {all} ({}) {} – among {}.", share.en, label.en, among.en),
    )
}

/// How many were measured twice.
pub(crate) fn measured(paired: u64, unpaired: u64) -> Text {
    let all = super::number::share(paired, paired.saturating_add(unpaired));
    let share = share_in_words(&all);
    Text::new(
        format!("{} med en startværdi har også en slutværdi.", share.da),
        format!("{} of those with a value at the start also have one at the end.", share.en),
    )
}

/// Said when more than a fifth lack an end value.
pub(crate) fn bias(paired: u64, unpaired: u64) -> Option<Text> {
    let all = paired.saturating_add(unpaired);
    if unpaired.saturating_mul(BIASED_FROM_FIFTHS) <= all {
        return None;
    }
    let missing = share_in_words(&super::number::share(unpaired, all));
    Some(Text::new(
        format!("{} mangler en slutværdi. De kan adskille sig fra dem, der er målt to gange.", missing.da),
        format!("{} lack a value at the end. They may differ from those measured twice.", missing.en),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(mean: f64, interval: Option<(f64, f64)>, direction: Option<Direction>) -> String {
        let unit = Text::new("m", "m");
        let change = MeanChange { mean, interval };
        finding(&Text::new("Gangtest", "Walk"), change, direction, (0, Some(&unit))).da
    }

    #[test]
    fn a_change_is_judged_by_its_interval_and_by_which_way_is_better() {
        let up = Some(Direction::Up);
        let expected =
            "Gangtest: +32\u{a0}m i gennemsnit (95\u{a0}% konfidensinterval 25 til 39) – fremgang.";
        assert_eq!(said(32.0, Some((25.0, 39.0)), up), expected);
        assert!(said(-3.0, Some((-5.0, -1.0)), up).starts_with("Gangtest: −3\u{a0}m i gennemsnit"));
        assert!(said(-3.0, Some((-5.0, -1.0)), up).ends_with("– tilbagegang."));
        assert!(said(-3.0, Some((-5.0, -1.0)), Some(Direction::Down)).contains("fremgang"));
        assert!(said(-3.0, Some((-5.0, -1.0)), None).contains("fald"));
        assert!(said(2.0, Some((-1.0, 5.0)), up).contains("ingen sikker ændring"));
        let touching = said(3.0, Some((0.3, 6.0)), up);
        assert!(touching.contains("interval 0 til 6") && touching.contains("ingen sikker"), "{touching}");
        assert!(said(2.0, None, up).contains("samme ændring hos alle"));
        assert!(said(0.0, None, up).ends_with("0\u{a0}m i gennemsnit – ingen ændring."));
    }

    #[test]
    fn fewer_than_five_pairs_are_said_in_words_only() {
        assert!((0..5).all(|paired| too_few(paired).is_some()));
        assert_eq!(too_few(5), None);
    }

    #[test]
    fn the_notice_comes_when_more_than_a_fifth_lack_an_end_value() {
        assert_eq!(bias(80, 20), None);
        assert_eq!(bias(0, 0), None);
        let notice = bias(79, 21).unwrap();
        assert!(notice.da.starts_with("21\u{a0}% (21 af 100) mangler en slutværdi."), "{}", notice.da);
    }
}
