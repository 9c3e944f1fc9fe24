//! Numbers as Danes and the English write them, and shares as they are sent.

use api_types::ShareView;
use domain::text::{Language, Text};
use domain::words;
use statistics::Proportion;

/// A number with so many decimals.
pub(crate) fn number(value: f64, decimals: u8) -> Text {
    let english = format!("{value:.*}", usize::from(decimals));
    // Minus nought is nought.
    let is_nought = english.chars().all(|sign| matches!(sign, '-' | '0' | '.'));
    let english = if is_nought { english.replace('-', "") } else { english };
    Text::new(english.replace('.', ",").replace('-', "−"), english.replace('-', "−"))
}

/// A number with its unit.
pub(crate) fn amount(value: f64, decimals: u8, unit: Option<&Text>) -> Text {
    let number = number(value, decimals);
    unit.map_or(number.clone(), |unit| quantity(&number, unit))
}

fn quantity(number: &Text, unit: &Text) -> Text {
    Text::new(
        words::quantity(&number.da, &unit.da, Language::Da),
        words::quantity(&number.en, &unit.en, Language::En),
    )
}

/// So many days, whole or a half: `1 dag`, `12,5 dage`.
pub(crate) fn days(count: f64) -> Text {
    let number = number(count, u8::from(count.fract() != 0.0));
    let unit = if number.en == "1" { Text::new("dag", "day") } else { Text::new("dage", "days") };
    quantity(&number, &unit)
}

/// A share in whole per cent.
pub(crate) fn percent(share: f64) -> Text {
    words::percent((share * 100.0).round())
}

/// A count as it can be sent and counted with.
pub(crate) fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A share of counts; none where nothing was counted.
pub(crate) fn proportion(numerator: u64, denominator: u64) -> Option<Proportion> {
    Proportion::new(small(numerator), small(denominator)).ok()
}

/// A share with its interval; empty where nothing was counted.
pub(crate) fn share(numerator: u64, denominator: u64) -> ShareView {
    let proportion = proportion(numerator, denominator);
    let interval = proportion.map(Proportion::wilson);
    ShareView {
        numerator,
        denominator,
        value: proportion.map(Proportion::value),
        ci_low: interval.map(|interval| interval.low),
        ci_high: interval.map(|interval| interval.high),
    }
}

/// `78 % (28 af 36)`, or that nothing was counted.
pub(crate) fn share_in_words(share: &ShareView) -> Text {
    let Some(value) = share.value else { return Text::new("ingen", "none") };
    let (percent, numerator, denominator) = (percent(value), share.numerator, share.denominator);
    Text::new(
        format!("{} ({numerator} af {denominator})", percent.da),
        format!("{} ({numerator} of {denominator})", percent.en),
    )
}

/// One or several: the noun that fits a count, with the count.
pub(crate) fn counted(count: u64, one: (&str, &str), many: (&str, &str)) -> Text {
    let (da, en) = if count == 1 { one } else { many };
    Text::new(format!("{count} {da}"), format!("{count} {en}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_read() {
        assert_eq!(number(-12.345, 1), Text::new("−12,3", "−12.3"));
        assert_eq!(number(-0.04, 1), Text::new("0,0", "0.0"));
        assert_eq!(days(1.0), Text::new("1\u{a0}dag", "1\u{a0}day"));
        assert_eq!(days(12.5), Text::new("12,5\u{a0}dage", "12.5\u{a0}days"));
        assert_eq!(percent(0.785), Text::new("79\u{a0}%", "79%"));
        let unit = Text::new("meter", "metres");
        assert_eq!(amount(25.0, 0, Some(&unit)), Text::new("25\u{a0}meter", "25\u{a0}metres"));
    }

    #[test]
    fn shares_of_none_to_nine_are_numbers_or_nothing() {
        for denominator in 0..10 {
            for numerator in 0..=denominator {
                let share = share(numerator, denominator);
                assert_eq!(share.value.is_some(), denominator > 0);
                let numbers = [share.value, share.ci_low, share.ci_high];
                assert!(numbers.into_iter().flatten().all(|number| (0.0..=1.0).contains(&number)));
                let words = share_in_words(&share);
                assert!(!words.da.contains("NaN") && !words.en.contains("NaN"));
            }
        }
    }
}
