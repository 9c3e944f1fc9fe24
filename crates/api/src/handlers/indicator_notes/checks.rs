//! What may be noted.

use api_types::ProblemCode;
use chrono::NaiveDate;
use domain::text::Text;

use crate::error::{Error, field_finding};

/// The longest text of a note, in characters.
const LONGEST: usize = 200;

/// A text of 1–200 characters that names nobody by number.
pub(super) fn checked(field: &str, text: &str) -> Result<String, Error> {
    let text = text.trim();
    let length = text.chars().count();
    if length == 0 || length > LONGEST {
        let message =
            Text::new(format!("Skriv 1 til {LONGEST} tegn."), format!("Write 1 to {LONGEST} characters."));
        return Err(invalid(field, "length", message));
    }
    if text.chars().any(char::is_control) {
        let message = Text::new("Skriv det på én linje.", "Write it on one line.");
        return Err(invalid(field, "control_character", message));
    }
    if holds_a_number(text) {
        let message = Text::new(
            "Skriv ikke CPR-numre her. Alle, der kan se tallet, kan læse teksten.",
            "Do not write CPR numbers here. Everybody who sees the number can read the text.",
        );
        return Err(invalid(field, "personal_number", message));
    }
    Ok(text.to_owned())
}

/// Whether ten digits stand in it as in a CPR number: at most one other sign between two of them, or spaces and dashes
/// after six in a row.
fn holds_a_number(text: &str) -> bool {
    let (mut digits, mut others, mut in_a_row) = (0, 0, true);
    for character in text.chars() {
        match character {
            '0'..='9' => (digits, others) = (digits + 1, 0),
            '-' | ' ' if digits == 6 && in_a_row => {}
            other if !other.is_alphanumeric() && others == 0 => {
                (others, in_a_row) = (1, in_a_row && digits == 0);
            }
            _ => (digits, others, in_a_row) = (0, 0, true),
        }
        if digits == 10 {
            return true;
        }
    }
    false
}

/// An aim is a share and is reached after work on it began.
pub(super) fn possible(percent: u8, from: NaiveDate, due: NaiveDate) -> Result<(), Error> {
    if percent > 100 {
        let message = Text::new("Skriv et helt tal fra 0 til 100.", "Write a whole number from 0 to 100.");
        return Err(invalid("percent", "out_of_range", message));
    }
    if due <= from {
        let message = Text::new(
            "Fristen ligger før starten. Ret datoen.",
            "The due date lies before the start. Correct the date.",
        );
        return Err(invalid("due", "backwards", message));
    }
    Ok(())
}

fn invalid(field: &str, code: &str, message: Text) -> Error {
    Error::Findings(ProblemCode::ValidationFailed, vec![field_finding(Some(field.into()), code, message)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_however_it_is_written_and_dates_are_not() {
        for number in [
            "710350-1234",
            "7103501234",
            "710350 - 1234",
            "710350\u{2013}1234",
            "71.03.50-1234",
            "71 03 50 1234",
        ] {
            assert!(holds_a_number(&format!("Se {number}, tak")), "{number}");
        }
        for text in ["1.1.2026 - 31.12.2026", "24.12.2025: 12 nye", "fra 012025 til 2026", "holdet 2025/2026"]
        {
            assert!(!holds_a_number(text), "{text}");
        }
    }
}
