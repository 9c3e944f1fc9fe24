//! Numbers.

use domain::decimal::Decimal;
use domain::programme::Standard;
use domain::text::Language;
use domain::words::decimal_mark;

/// A number with exactly `decimals` decimals.
pub(crate) fn decimal(number: Decimal, decimals: u8, language: Language) -> String {
    number.format(decimals, decimal_mark(language))
}

/// A change with its sign, the minus as long as the plus: `+2,5`, `−1`, `0`.
pub(crate) fn signed(number: Decimal, decimals: u8, language: Language) -> String {
    let text = decimal(number, decimals, language);
    if number > Decimal::ZERO { format!("+{text}") } else { text.replace('-', "−") }
}

/// What a definition asks for as a share of 0–1.
pub(crate) fn standard_share(standard: Standard) -> f64 {
    standard.percent.to_f64() / 100.0
}

/// A UCUM unit as people write it.
pub(crate) fn unit(ucum: &str, language: Language) -> String {
    let da = language == Language::Da;
    match ucum {
        "mm[Hg]" => "mmHg".to_owned(),
        "kg/m2" => "kg/m²".to_owned(),
        "/min" => if da { "pr. min." } else { "per min" }.to_owned(),
        "/d" => if da { "pr. dag" } else { "per day" }.to_owned(),
        "/wk" => if da { "pr. uge" } else { "per week" }.to_owned(),
        "min/wk" => if da { "min. pr. uge" } else { "min per week" }.to_owned(),
        "d" => if da { "dage" } else { "days" }.to_owned(),
        "wk" => if da { "uger" } else { "weeks" }.to_owned(),
        "a" => if da { "år" } else { "years" }.to_owned(),
        "1" => String::new(),
        annotation if annotation.starts_with('{') => String::new(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        let number: Decimal = "82.5".parse().unwrap();
        assert_eq!(decimal(number, 1, Language::Da), "82,5");
        assert_eq!(decimal(number, 1, Language::En), "82.5");
        assert_eq!(signed(number, 1, Language::Da), "+82,5");
        assert_eq!(signed("-1.5".parse().unwrap(), 1, Language::Da), "−1,5");
        assert_eq!(signed(Decimal::ZERO, 0, Language::Da), "0");
    }

    #[test]
    fn a_unit_without_a_word_is_not_shown() {
        assert_eq!(unit("1", Language::Da), "");
        assert_eq!(unit("{score}", Language::Da), "");
        assert_eq!(unit("mm[Hg]", Language::Da), "mmHg");
    }
}
