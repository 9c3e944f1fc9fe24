//! An answer in words: the code's label, the number with its unit, the reason for having none.

use domain::answers::{Answer, Value};
use domain::programme::{Programme, Variable};
use domain::text::Language;

use super::{decimal, short_date, unit};
use crate::text::{NO, YES};

/// What was answered, as people say it.
pub(crate) fn answer(
    programme: &Programme,
    variable: &Variable,
    answer: &Answer,
    language: Language,
) -> String {
    match answer {
        Answer::Missing { missing } => missing.label().get(language).to_owned(),
        Answer::Value(value) => with_unit(variable, words(programme, variable, value, language), language),
    }
}

/// A value without its unit, as it is written in a field.
fn words(programme: &Programme, variable: &Variable, value: &Value, language: Language) -> String {
    match value {
        Value::Boolean(true) => YES.get(language).to_owned(),
        Value::Boolean(false) => NO.get(language).to_owned(),
        Value::Integer(integer) => integer.to_string(),
        Value::Decimal(number) => decimal(*number, variable.decimals, language),
        Value::Date(date) => short_date(*date, language),
        Value::Text(text) => code(programme, variable, text, language),
        Value::Codes(codes) => {
            let words: Vec<_> = codes.iter().map(|id| code(programme, variable, id, language)).collect();
            words.join(", ")
        }
    }
}

fn with_unit(variable: &Variable, text: String, language: Language) -> String {
    match variable.unit.as_deref().map(|ucum| unit(ucum, language)) {
        Some(unit) if !unit.is_empty() => format!("{text} {unit}"),
        _ => text,
    }
}

fn code(programme: &Programme, variable: &Variable, id: &str, language: Language) -> String {
    let known = programme.codes_of(variable).and_then(|list| list.code(id));
    known.map_or_else(|| id.to_owned(), |code| code.label.get(language).to_owned())
}
