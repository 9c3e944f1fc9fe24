//! From JSON or text to typed answers.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

use super::{Finding, findings, format};
use crate::answers::{Answer, Answers, MissingReason, Value};
use crate::decimal::Decimal;
use crate::programme::{Form, Programme, Variable, VariableType};

/// Reads JSON answers against the definition.
///
/// What cannot be read is left out of the answers and becomes a hard finding.
#[must_use]
pub fn read(programme: &Programme, form: &Form, json: &Map<String, Json>) -> (Answers, Vec<Finding>) {
    let mut answers = Answers::new();
    let mut found = Vec::new();
    for (id, value) in json {
        let Some(variable) = form.variable(id) else {
            found.push(findings::unknown_variable(id));
            continue;
        };
        if value.is_null() {
            continue;
        }
        match read_answer(programme, variable, value) {
            Ok(answer) => {
                answers.insert(id.clone(), answer);
            }
            Err(finding) => found.push(finding),
        }
    }
    (answers, found)
}

/// Reads an answer written as text, as in a CSV cell: `daily`, `82.5`, `2026-01-31`, `true`, `a|b` for several codes,
/// `!not_measured` for a missing reason. An empty text is no answer.
///
/// # Errors
/// The finding that says what is wrong with it.
pub fn parse_text(programme: &Programme, variable: &Variable, text: &str) -> Result<Option<Answer>, Finding> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(reason) = text.strip_prefix('!') {
        let missing =
            MissingReason::from_id(reason).ok_or_else(|| findings::unknown_reason(variable, reason))?;
        return Ok(Some(Answer::Missing { missing }));
    }
    let json = match variable.kind {
        VariableType::Codes => Json::from(text.split('|').map(str::trim).collect::<Vec<_>>()),
        VariableType::Boolean => match text {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            _ => return Err(findings::wrong_type(variable)),
        },
        VariableType::Integer | VariableType::Decimal => {
            let number = text.parse().map_err(|_| findings::wrong_type(variable))?;
            return number_answer(variable, number).map(Some);
        }
        VariableType::Code | VariableType::Date | VariableType::Text => Json::from(text),
    };
    read_answer(programme, variable, &json).map(Some)
}

/// Reads one JSON answer against its variable.
///
/// # Errors
/// The finding that says what is wrong with it.
pub fn read_answer(programme: &Programme, variable: &Variable, json: &Json) -> Result<Answer, Finding> {
    match json {
        Json::Object(object) => read_missing(variable, object),
        Json::Number(number) => {
            let number = number.to_string().parse().map_err(|_| findings::wrong_type(variable))?;
            number_answer(variable, number)
        }
        Json::Bool(boolean) if variable.kind == VariableType::Boolean => {
            Ok(Answer::Value(Value::Boolean(*boolean)))
        }
        Json::String(text) => read_string(programme, variable, text),
        Json::Array(items) if variable.kind == VariableType::Codes => read_codes(programme, variable, items),
        _ => Err(findings::wrong_type(variable)),
    }
}

fn read_missing(variable: &Variable, object: &Map<String, Json>) -> Result<Answer, Finding> {
    match (object.len(), object.get("missing")) {
        (1, Some(Json::String(reason))) => {
            let missing =
                MissingReason::from_id(reason).ok_or_else(|| findings::unknown_reason(variable, reason))?;
            Ok(Answer::Missing { missing })
        }
        _ => Err(findings::wrong_type(variable)),
    }
}

fn number_answer(variable: &Variable, number: Decimal) -> Result<Answer, Finding> {
    match variable.kind {
        VariableType::Integer => {
            let integer = number.to_integer().ok_or_else(|| findings::not_whole(variable))?;
            Ok(Answer::Value(Value::Integer(integer)))
        }
        VariableType::Decimal if number.decimals() <= variable.decimals => {
            Ok(Answer::Value(Value::Decimal(number)))
        }
        VariableType::Decimal => Err(findings::too_many_decimals(variable)),
        _ => Err(findings::wrong_type(variable)),
    }
}

fn read_string(programme: &Programme, variable: &Variable, text: &str) -> Result<Answer, Finding> {
    match variable.kind {
        VariableType::Date => {
            let iso = text.len() == 10 && text.is_ascii();
            let date: Option<NaiveDate> = text.parse().ok().filter(|_| iso);
            date.map(|date| Answer::Value(Value::Date(date)))
                .ok_or_else(|| findings::impossible_date(variable, text))
        }
        VariableType::Code => {
            known_code(programme, variable, text)?;
            Ok(Answer::Value(Value::Text(text.into())))
        }
        VariableType::Text => {
            let text = text.trim();
            if text.chars().count() > format::MAX_LENGTH {
                return Err(findings::too_long(variable));
            }
            match variable.format {
                Some(shape) if !format::matches(shape, text) => Err(findings::wrong_format(variable, shape)),
                _ => Ok(Answer::Value(Value::Text(text.into()))),
            }
        }
        _ => Err(findings::wrong_type(variable)),
    }
}

fn read_codes(programme: &Programme, variable: &Variable, items: &[Json]) -> Result<Answer, Finding> {
    let mut codes: Vec<String> = Vec::with_capacity(items.len());
    for item in items {
        let code = item.as_str().ok_or_else(|| findings::wrong_type(variable))?;
        known_code(programme, variable, code)?;
        if !codes.iter().any(|known| known == code) {
            codes.push(code.into());
        }
    }
    Ok(Answer::Value(Value::Codes(codes)))
}

fn known_code(programme: &Programme, variable: &Variable, code: &str) -> Result<(), Finding> {
    let known = programme.codes_of(variable).and_then(|list| list.code(code)).is_some();
    if known { Ok(()) } else { Err(findings::unknown_code(variable, code)) }
}
