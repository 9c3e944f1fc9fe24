//! Missing reasons by letters in a number or date field.

use super::characters::plain;
use crate::answers::MissingReason;

/// Reads the letters of a missing reason: `im`, `ir`, `øi`, `vi`, or the English `nm`, `na`, `de`, `dk`.
///
/// Both sets work in both languages: a hand that knows one should not be punished by the other. Source: ux 4.2.
#[must_use]
pub fn read_missing(text: &str) -> Option<MissingReason> {
    match plain(text).to_lowercase().as_str() {
        "im" | "nm" => Some(MissingReason::NotMeasured),
        "ir" | "na" => Some(MissingReason::NotApplicable),
        "øi" | "oi" | "de" => Some(MissingReason::Declined),
        "vi" | "dk" => Some(MissingReason::Unknown),
        _ => None,
    }
}
