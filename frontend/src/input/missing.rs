//! Missing reasons by letters in a number or date field.

use domain::answers::MissingReason;

/// Reads the letters of a missing reason: `im`, `ir`, `øi`, `vi`, or the English `nm`, `na`, `de`, `dk`.
///
/// Both sets work in both languages: a hand that knows one should not be punished by the other.
pub(crate) fn parse_missing(text: &str) -> Option<MissingReason> {
    match text.trim().to_lowercase().as_str() {
        "im" | "nm" => Some(MissingReason::NotMeasured),
        "ir" | "na" => Some(MissingReason::NotApplicable),
        "øi" | "oi" | "de" => Some(MissingReason::Declined),
        "vi" | "dk" => Some(MissingReason::Unknown),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_of_every_reason_are_known_in_both_languages() {
        for (texts, reason) in [
            (["im", "NM "], MissingReason::NotMeasured),
            (["ir", "na"], MissingReason::NotApplicable),
            (["øi", "de"], MissingReason::Declined),
            (["VI", "dk"], MissingReason::Unknown),
        ] {
            for text in texts {
                assert_eq!(parse_missing(text), Some(reason), "{text:?}");
            }
        }
        assert_eq!(parse_missing("i"), None);
        assert_eq!(parse_missing("12"), None);
    }
}
