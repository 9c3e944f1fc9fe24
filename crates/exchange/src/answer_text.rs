//! An answer as the text of a cell: the inverse of [`domain::validation::parse_text`].

use domain::answers::{Answer, Value};

/// The text of an answer: `daily`, `82.5`, `2026-01-31`, `true`, `a|b` for several codes, `!not_measured`.
///
/// A list of no codes is written like no answer at all, because a cell cannot tell the two apart.
#[must_use]
pub fn answer_text(answer: &Answer) -> String {
    match answer {
        Answer::Missing { missing } => format!("!{}", missing.id()),
        Answer::Value(Value::Boolean(boolean)) => boolean.to_string(),
        Answer::Value(Value::Integer(integer)) => integer.to_string(),
        Answer::Value(Value::Decimal(decimal)) => decimal.to_string(),
        Answer::Value(Value::Date(date)) => date.to_string(),
        Answer::Value(Value::Text(text)) => text.clone(),
        Answer::Value(Value::Codes(codes)) => codes.join("|"),
    }
}

/// Trims a text and marks it so that no spreadsheet takes it for a formula: `=1+1` becomes `'=1+1`.
///
/// A text that begins with an apostrophe is marked too, so that [`unmarked`] always returns what was written.
pub(crate) fn marked(text: &str) -> String {
    let text = text.trim();
    if text.starts_with(is_dangerous) { format!("'{text}") } else { text.to_owned() }
}

/// The text without the mark of [`marked`].
pub(crate) fn unmarked(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(is_dangerous) => rest,
        _ => text,
    }
}

/// What begins a formula, or is a mark itself. Some spreadsheets read signs in full width as the ordinary ones.
const fn is_dangerous(character: char) -> bool {
    matches!(character, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\0' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_marked_and_the_mark_is_taken_off_again() {
        for text in ["=1+1", "+45 12", "-1", "@x", "'quoted'", "''=", "plain", "", "O'Neill", "＝1+1", "＠x"]
        {
            assert_eq!(unmarked(&marked(text)), text);
        }
        assert_eq!(marked("=1+1"), "'=1+1");
        assert_eq!(marked("＝1+1"), "'＝1+1");
        assert_eq!(marked("plain"), "plain");
        assert_eq!(unmarked("'Jens"), "'Jens");
    }
}
