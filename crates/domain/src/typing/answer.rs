//! A typed text as an answer to a variable, or what to write instead.

use chrono::NaiveDate;

use super::characters::plain;
use super::{CodeProblem, DateProblem, NumberProblem, read_code, read_date, read_missing, read_number};
use crate::answers::{Answer, Value};
use crate::decimal::Decimal;
use crate::programme::{Programme, Variable, VariableType};
use crate::text::{Language, Text};
use crate::validation::{meant, parse_text, shown_unit};

/// As many as can be kept exactly.
const MOST_DECIMALS: u8 = 6;

/// Reads a typed text as an answer; an empty one is none. `today` is asked only for dates.
///
/// # Errors
/// What to write instead, in both languages.
pub fn read(
    programme: &Programme,
    variable: &Variable,
    text: &str,
    today: impl Fn() -> NaiveDate,
) -> Result<Option<Answer>, Text> {
    if variable.kind != VariableType::Text
        && let Some(missing) = read_missing(text)
    {
        return Ok(Some(Answer::Missing { missing }));
    }
    match variable.kind {
        VariableType::Date => {
            let date = read_date(text, today()).map_err(|problem| date_words(variable, problem))?;
            Ok(date.map(|date| Answer::Value(Value::Date(date))))
        }
        VariableType::Integer => {
            let number = number(variable, text, 0)?;
            Ok(number.and_then(|number| Some(Answer::Value(Value::Integer(number.to_integer()?)))))
        }
        VariableType::Decimal => {
            let number = number(variable, text, variable.decimals)?;
            Ok(number.map(|number| Answer::Value(Value::Decimal(number))))
        }
        VariableType::Code => {
            let codes = programme.codes_of(variable).map(|list| list.codes.as_slice()).unwrap_or_default();
            let code = read_code(codes, text).map_err(|problem| code_words(variable, problem))?;
            Ok(code.map(|code| Answer::Value(Value::Text(code.id.clone()))))
        }
        _ => {
            let text = if variable.format.is_some() { plain(text).to_uppercase() } else { text.to_owned() };
            // `!` begins a missing reason in files; typed by hand it is only a sign.
            parse_text(programme, variable, text.trim_start_matches('!')).map_err(|finding| finding.message)
        }
    }
}

fn number(variable: &Variable, text: &str, decimals: u8) -> Result<Option<Decimal>, Text> {
    let text = plain(text);
    read_number(without_unit(variable, &text), decimals).map_err(|problem| {
        let Text { da, en } = number_words(variable, &problem);
        match meant_by(variable, &text) {
            Some(meant) => Text::new(
                format!("{da} Mente du {}?", meant.format(meant.decimals(), ',')),
                format!("{en} Did you mean {meant}?"),
            ),
            None => Text { da, en },
        }
    })
}

/// The number that was probably meant by a text that is a number, but none the variable can have: 172 by `1,72` cm.
#[must_use]
pub fn meant_by(variable: &Variable, text: &str) -> Option<Decimal> {
    let text = plain(text);
    let number = read_number(without_unit(variable, &text), MOST_DECIMALS).ok()??;
    meant(variable, number)
}

/// The number without the variable's own unit behind it, as in a pasted `82,5 kg`.
fn without_unit<'a>(variable: &Variable, text: &'a str) -> &'a str {
    let Some(ucum) = variable.unit.as_deref() else { return text };
    let units = [shown_unit(ucum, Language::Da), shown_unit(ucum, Language::En), ucum];
    let bare = |unit: &str| text.strip_suffix(unit).filter(|_| !unit.is_empty()).map(str::trim_end);
    units.into_iter().find_map(bare).filter(|bare| !bare.is_empty()).unwrap_or(text)
}

fn words(variable: &Variable, da: &str, en: &str) -> Text {
    Text::new(format!("{}: {da}", variable.label.da), format!("{}: {en}", variable.label.en))
}

fn date_words(variable: &Variable, problem: DateProblem) -> Text {
    match problem {
        DateProblem::Format => {
            words(variable, "skriv datoen som ddmmåå, fx 090126.", "enter the date as ddmmyy, e.g. 090126.")
        }
        DateProblem::NoSuchDay => words(variable, "datoen findes ikke.", "there is no such day."),
    }
}

fn number_words(variable: &Variable, problem: &NumberProblem) -> Text {
    match problem {
        NumberProblem::Format => words(variable, "skriv et tal.", "enter a number."),
        NumberProblem::ThousandSeparator(plain) => words(
            variable,
            &format!("skriv {plain} uden punktum eller mellemrum."),
            &format!("write {plain} without separators."),
        ),
        NumberProblem::TooManyDecimals(0) => words(variable, "skriv et helt tal.", "enter a whole number."),
        NumberProblem::TooManyDecimals(1) => words(variable, "højst 1 decimal.", "at most 1 decimal."),
        NumberProblem::TooManyDecimals(count) => {
            words(variable, &format!("højst {count} decimaler."), &format!("at most {count} decimals."))
        }
    }
}

fn code_words(variable: &Variable, problem: CodeProblem) -> Text {
    match problem {
        CodeProblem::Unknown => words(
            variable,
            "det findes ikke i listen. Vælg et af svarene.",
            "not in the list. Choose one of the answers.",
        ),
        CodeProblem::Several => {
            words(variable, "flere svar passer. Skriv lidt mere.", "several answers fit. Type a little more.")
        }
    }
}
