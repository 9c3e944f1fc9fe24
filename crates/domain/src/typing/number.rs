//! Numbers with a comma or a point, never with thousand separators.

use super::characters::plain;
use crate::decimal::Decimal;

/// Why a text is not a number of the variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// Something else than digits, a sign and one decimal sign.
    Format,
    /// A thousand separator: the same number without it.
    ThousandSeparator(String),
    /// More decimals than the variable has; how many it has.
    TooManyDecimals(u8),
}

/// Reads a number with at most `decimals` decimals; an empty text is no number. Source: ux 4.2.
///
/// # Errors
/// [`NumberProblem`] says what to write instead.
pub fn read_number(text: &str, decimals: u8) -> Result<Option<Decimal>, NumberProblem> {
    let text = plain(text);
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
    let separators = || text.chars().filter(|c| matches!(c, '.' | ',' | ' ' | '\''));
    let digits_around = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'' | '-'));
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
            '.' | ',' | ' ' | '\'' => None,
            other => Some(other),
        })
        .collect();
    Some(plain)
}
