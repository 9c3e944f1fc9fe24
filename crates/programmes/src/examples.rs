//! The worked examples of a definition, run when it is loaded.

use std::collections::BTreeMap;

use domain::answers::{Answer, Value};
use domain::expr::Facts;
use domain::health_record::HealthRecord;
use domain::outcome::OutcomeState;
use domain::programme::example::{self, read};
use domain::programme::{Programme, WorkedExample};
use domain::validation;
use serde_json::{Map, Value as Json};
use toml::Spanned;

use crate::source::{InFile, RawForm, RawIndicator, RawOutcomeExample, RawScoreExample, Source};
use crate::{DefinitionError, LoadError};

/// How much was checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Variables.
    pub variables: usize,
    /// Checks over several variables.
    pub checks: usize,
    /// Indicators.
    pub indicators: usize,
    /// Suggestions of interventions.
    pub suggestions: usize,
    /// Worked examples of indicators, scores and suggestions.
    pub examples: usize,
}

/// Runs every worked example.
pub(crate) fn run(source: &Source, programme: &Programme) -> Result<Counted, LoadError> {
    let mut counted = Counted { indicators: programme.indicators.len(), ..Counted::default() };
    let mut errors = Vec::new();
    for place in &source.forms {
        counted.variables += place.item.sections.iter().map(|section| section.variables.len()).sum::<usize>();
        counted.checks += place.item.checks.len();
        let holds = |example: &_| score(place, programme, example);
        errors.extend(failing(place, &place.item.examples, &mut counted, holds));
    }
    for place in &source.indicators {
        let holds = |example: &_| indicator(place, programme, example);
        errors.extend(failing(place, &place.item.examples, &mut counted, holds));
    }
    LoadError::from_found(errors)?;
    crate::plan::run(source, programme, &mut counted)?;
    crate::splits::run(source, programme, &mut counted)?;
    crate::management::run(source, programme, &mut counted)?;
    Ok(counted)
}

/// Runs worked examples and tells which of them do not hold.
pub(crate) fn failing<T, E>(
    place: &InFile<T>,
    examples: &[Spanned<E>],
    counted: &mut Counted,
    holds: impl Fn(&E) -> Result<(), String>,
) -> Vec<DefinitionError> {
    counted.examples += examples.len();
    let failing = examples.iter().filter_map(|example| {
        let reason = holds(example.get_ref()).err()?;
        Some(place.error(example.span(), reason))
    });
    failing.collect()
}

fn indicator(
    place: &InFile<RawIndicator>,
    programme: &Programme,
    example: &RawOutcomeExample,
) -> Result<(), String> {
    let id = place.item.id.get_ref();
    let expected = OutcomeState::from_id(&example.expect)
        .ok_or_else(|| format!("`{}` is not an outcome", example.expect))?;
    let indicator = programme.indicator(id).ok_or("no such indicator")?;
    let given = json_of(&example.given)?;
    let worked = WorkedExample { given, records: records(example), expect: expected };
    let found = worked.run(programme, indicator)?;
    if found == expected {
        return Ok(());
    }
    let note = noted(&example.note);
    Err(format!("the worked example{note} of {id} gives {}, but {} is expected", found.id(), expected.id()))
}

/// The note of a worked example, to stand after its name.
pub(crate) fn noted(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!(" ({note})") }
}

pub(crate) fn outcome_facts(
    programme: &Programme,
    given: &BTreeMap<String, toml::Value>,
) -> Result<Facts, String> {
    example::given(programme, &json_of(given)?)
}

fn json_of(given: &BTreeMap<String, toml::Value>) -> Result<BTreeMap<String, Json>, String> {
    given.iter().map(|(key, value)| Ok((key.clone(), to_json(value)?))).collect()
}

fn score(place: &InFile<RawForm>, programme: &Programme, example: &RawScoreExample) -> Result<(), String> {
    let form = programme.form(place.item.form.id.get_ref()).ok_or("no such form")?;
    let mut own = Map::new();
    let mut others = BTreeMap::new();
    for (key, value) in &example.given {
        match key.split_once('.') {
            Some(_) => {
                others.insert(key.clone(), value.clone());
            }
            None => {
                own.insert(key.clone(), to_json(value)?);
            }
        }
    }
    read(programme, form, &own)?;
    let facts = outcome_facts(programme, &others)?;
    let answers = validation::validate(programme, form, &own, &facts).answers;
    for (id, expected) in &example.expect {
        let found = answers.get(id).and_then(Answer::value);
        let expected = match to_json(expected)? {
            Json::String(word) if word == "unknown" => None,
            json => Some(json),
        };
        let found_json = found.map(|value| serde_json::to_value(value).unwrap_or_default());
        if !same(found, expected.as_ref(), found_json.as_ref()) {
            let shown =
                |json: Option<Json>| json.map_or_else(|| "unknown".to_owned(), |json| json.to_string());
            let note = noted(&example.note);
            return Err(format!(
                "the worked example{note} gives {id} = {}, but {} is expected",
                shown(found_json),
                shown(expected)
            ));
        }
    }
    Ok(())
}

/// Numbers are compared as numbers: 7 and 7.0 are one.
fn same(found: Option<&Value>, expected: Option<&Json>, found_json: Option<&Json>) -> bool {
    match (found.and_then(Value::number), expected.and_then(Json::as_f64)) {
        (Some(number), Some(expected)) => expected.to_string().parse() == Ok(number),
        _ => found_json == expected,
    }
}

/// A worked example as it is shown; none when it cannot be read, which stops the load elsewhere.
pub(crate) fn worked(example: &RawOutcomeExample) -> Option<WorkedExample> {
    Some(WorkedExample {
        given: json_of(&example.given).ok()?,
        records: records(example),
        expect: OutcomeState::from_id(&example.expect)?,
    })
}

fn records(example: &RawOutcomeExample) -> Vec<HealthRecord> {
    example.records.iter().enumerate().map(|(place, raw)| raw.record(place)).collect()
}

fn to_json(value: &toml::Value) -> Result<Json, String> {
    match value {
        toml::Value::Datetime(date) => Ok(Json::String(date.to_string())),
        other => serde_json::to_value(other).map_err(|error| error.to_string()),
    }
}
