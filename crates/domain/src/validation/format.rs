//! The shapes of texts that are identifiers.

use crate::programme::TextFormat;
use crate::text::Text;

/// The longest free text, in characters.
pub(super) const MAX_LENGTH: usize = 2_000;

/// Whether a text has the shape.
pub(super) fn matches(format: TextFormat, text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = bytes.iter().all(u8::is_ascii_digit);
    match format {
        TextFormat::SksDiagnosis => {
            let rest_is_code = bytes.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
            (4..=10).contains(&bytes.len())
                && bytes[0] == b'D'
                && bytes[1].is_ascii_uppercase()
                && bytes[2].is_ascii_digit()
                && rest_is_code
        }
        TextFormat::Sor => (11..=20).contains(&bytes.len()) && digits,
        TextFormat::ProviderNumber => bytes.len() == 6 && digits,
        TextFormat::Eq5dProfile => bytes.len() == 5 && bytes.iter().all(|byte| (b'1'..=b'5').contains(byte)),
    }
}

/// What the text should look like.
pub(super) fn example(format: TextFormat) -> Text {
    match format {
        TextFormat::SksDiagnosis => Text::new("en SKS-diagnose, fx DI214", "an SKS diagnosis, e.g. DI214"),
        TextFormat::Sor => {
            Text::new("et SOR-nummer på mindst 11 cifre", "a SOR number of at least 11 digits")
        }
        TextFormat::ProviderNumber => Text::new("et ydernummer på 6 cifre", "a provider number of 6 digits"),
        TextFormat::Eq5dProfile => Text::new("fem cifre fra 1 til 5", "five digits from 1 to 5"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diagnoses_have_the_prefix_d_and_no_dot() {
        for right in ["DI214", "DI252B", "DZ951", "DI20"] {
            assert!(matches(TextFormat::SksDiagnosis, right), "{right}");
        }
        for wrong in ["I21.4", "DI21.4", "di214", "D", "DI2", "", "DI214 "] {
            assert!(!matches(TextFormat::SksDiagnosis, wrong), "{wrong}");
        }
    }
}
