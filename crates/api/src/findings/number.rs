//! Numbers as Danes and the English write them, and shares as they are sent.

use api_types::ShareView;
use domain::text::Text;
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
    match unit {
        Some(unit) => Text::new(format!("{} {}", number.da, unit.da), format!("{} {}", number.en, unit.en)),
        None => number,
    }
}

/// A share in whole per cent.
pub(crate) fn percent(share: f64) -> Text {
    let whole = (share * 100.0).round();
    Text::new(format!("{whole} %"), format!("{whole}%"))
}

/// A count as it can be sent and counted with.
pub(crate) fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A share with its interval; empty where nothing was counted.
pub(crate) fn share(numerator: u64, denominator: u64) -> ShareView {
    let proportion = Proportion::new(small(numerator), small(denominator)).ok();
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
        assert_eq!(percent(0.785), Text::new("79 %", "79%"));
        let unit = Text::new("meter", "metres");
        assert_eq!(amount(25.0, 0, Some(&unit)), Text::new("25 meter", "25 metres"));
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
