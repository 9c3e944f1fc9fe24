//! Numbers with a comma or a point, never with thousand separators.

use domain::decimal::Decimal;

/// Why a text is not a number of the variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NumberProblem {
    /// Something else than digits, a sign and one decimal sign.
    Format,
    /// A thousand separator: the same number without it.
    ThousandSeparator(String),
    /// More decimals than the variable has; how many it has.
    TooManyDecimals(u8),
}

/// Reads a number with at most `decimals` decimals; an empty text is no number.
///
/// # Errors
/// [`NumberProblem`] says what to write instead.
pub(crate) fn parse_number(text: &str, decimals: u8) -> Result<Option<Decimal>, NumberProblem> {
    let text = text.trim().replace('\u{2212}', "-");
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(plain) = without_thousands(&text, decimals) {
        return Err(NumberProblem::ThousandSeparator(plain));
    }
    let text = text.replace(',', ".");
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    if whole.is_empty() && fraction.is_empty() {
        return Err(NumberProblem::Format);
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    let number: Decimal =
        format!("{sign}{whole}{point}{fraction}").parse().map_err(|_| NumberProblem::Format)?;
    if number.decimals() > decimals {
        return Err(NumberProblem::TooManyDecimals(decimals));
    }
    Ok(Some(number))
}

/// The number without its thousand separators, if it has any.
///
/// `1.250` is one when the variable has fewer than three decimals: nobody measures a weight to the gram.
fn without_thousands(text: &str, decimals: u8) -> Option<String> {
    let separators = || text.chars().filter(|c| matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\''));
    let digits_around =
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\'' | '-'));
    if !digits_around || separators().count() == 0 {
        return None;
    }
    let last = text.rfind(['.', ',']).unwrap_or(0);
    let after = text.len().saturating_sub(last + 1);
    let several = separators().count() > 1;
    let spaced = separators().any(|c| !matches!(c, '.' | ','));
    let grouped = after == 3
        && decimals < 3
        && text[..last].len() <= 4
        && !text[..last].is_empty()
        && text[last..].starts_with('.');
    if !(several || spaced || grouped) {
        return None;
    }
    // With two kinds of sign the last one is the decimal sign; otherwise all of them are separators.
    let two_kinds = text.contains('.') && text.contains(',');
    let keep_last = two_kinds || (spaced && text.contains([',', '.']));
    let plain: String = text
        .char_indices()
        .filter_map(|(index, c)| match c {
            '.' | ',' if keep_last && index == last => Some(','),
            '.' | ',' | ' ' | '\u{a0}' | '\'' => None,
            other => Some(other),
        })
        .collect();
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, decimals: u8) -> Result<Option<String>, NumberProblem> {
        parse_number(text, decimals).map(|number| number.map(|n| n.to_string()))
    }

    #[test]
    fn comma_and_point_are_both_decimal_signs() {
        for text in ["82,5", "82.5", " 82,5 ", "082,5", "82,50"] {
            assert_eq!(read(text, 1), Ok(Some("82.5".into())), "{text:?}");
        }
        assert_eq!(read(",5", 1), Ok(Some("0.5".into())));
        assert_eq!(read("-3", 0), Ok(Some("-3".into())));
        assert_eq!(read("\u{2212}3", 0), Ok(Some("-3".into())));
        assert_eq!(read("0", 0), Ok(Some("0".into())));
        assert_eq!(read("007", 0), Ok(Some("7".into())));
        assert_eq!(read("82,0", 0), Ok(Some("82".into())));
        assert_eq!(read("1.125", 3), Ok(Some("1.125".into())));
    }

    #[test]
    fn thousand_separators_are_refused_with_the_number_to_write() {
        for (text, plain) in [
            ("1.250", "1250"),
            ("1 250", "1250"),
            ("1.250,5", "1250,5"),
            ("1,250.5", "1250,5"),
            ("1\u{a0}250", "1250"),
            ("1'250", "1250"),
            ("1.250.000", "1250000"),
        ] {
            assert_eq!(read(text, 1), Err(NumberProblem::ThousandSeparator(plain.into())), "{text:?}");
        }
    }

    #[test]
    fn more_decimals_than_the_variable_has_are_refused() {
        assert_eq!(read("82,55", 1), Err(NumberProblem::TooManyDecimals(1)));
        assert_eq!(read("82,5", 0), Err(NumberProblem::TooManyDecimals(0)));
    }

    #[test]
    fn other_texts_are_not_numbers() {
        for text in ["x", "8 kg", "1e3", "--1", "-", ",", ".", "12a", "½", "NaN"] {
            assert_eq!(read(text, 1), Err(NumberProblem::Format), "{text:?}");
        }
    }

    #[test]
    fn an_empty_field_has_no_number() {
        assert_eq!(read("  ", 1), Ok(None));
    }
}
