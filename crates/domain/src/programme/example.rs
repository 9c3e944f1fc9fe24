//! Worked examples: invented courses and what an indicator makes of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::{Form, Indicator, Programme};
use crate::answers::{Answer, Answers, Value};
use crate::citizen::{Sex, facts};
use crate::expr::Facts;
use crate::health_record::HealthRecord;
use crate::outcome::{OutcomeState, outcome};
use crate::validation;

/// Answers of an invented course and what the indicator makes of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WorkedExample {
    /// The answers by `form.variable`, as they are written on the wire; `as_of` is the day it is looked at.
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub given: BTreeMap<String, Json>,
    /// What was imported about the citizen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<HealthRecord>,
    /// What the course counts as.
    pub expect: OutcomeState,
}

impl WorkedExample {
    /// What is known about the invented course.
    ///
    /// # Errors
    /// Why what is given cannot be read.
    pub fn facts(&self, programme: &Programme) -> Result<Facts, String> {
        let mut facts = given(programme, &self.given)?;
        facts.records.clone_from(&self.records);
        Ok(facts)
    }

    /// What the indicator makes of it now.
    ///
    /// # Errors
    /// Why what is given cannot be read.
    pub fn run(&self, programme: &Programme, indicator: &Indicator) -> Result<OutcomeState, String> {
        Ok(outcome(programme, indicator, &self.facts(programme)?.seen_by(programme)).state)
    }
}

/// Facts about an invented course from answers by `form.variable`; `citizen.…` is what is known about the citizen, and
/// `as_of` the day it is looked at.
///
/// # Errors
/// Why what is given cannot be read.
pub fn given(programme: &Programme, given: &BTreeMap<String, Json>) -> Result<Facts, String> {
    let mut forms: BTreeMap<&str, Map<String, Json>> = BTreeMap::new();
    let mut as_of = NaiveDate::MAX;
    for (key, value) in given {
        match key.split_once('.') {
            Some((form, variable)) => {
                forms.entry(form).or_default().insert(variable.into(), value.clone());
            }
            None if key == "as_of" => {
                let text = value.as_str().unwrap_or_default();
                as_of = text.parse().map_err(|_| format!("as_of `{text}` is not a date"))?;
            }
            None => return Err(format!("`{key}` must be written form.variable")),
        }
    }
    let mut facts = Facts { as_of, ..Facts::default() };
    for (id, json) in forms {
        let answers = if id == facts::CITIZEN {
            citizen(&json)?
        } else {
            let form = programme.form_or_records(id).ok_or_else(|| format!("there is no form {id}"))?;
            read(programme, form, &json)?
        };
        facts.forms.insert(id.into(), answers);
    }
    Ok(facts)
}

/// The answers of one form of an invented course.
///
/// # Errors
/// Why they cannot be read.
pub fn read(programme: &Programme, form: &Form, json: &Map<String, Json>) -> Result<Answers, String> {
    let (answers, findings) = validation::read(programme, form, json);
    match findings.first() {
        Some(finding) => Err(format!("the example cannot be read: {}", finding.message.en)),
        None => Ok(answers),
    }
}

/// What an example says about the citizen, who is no form.
fn citizen(json: &Map<String, Json>) -> Result<Answers, String> {
    let known = json.iter().map(|(id, value)| {
        let text = value.as_str().unwrap_or_default();
        let known = match id.as_str() {
            facts::BIRTH_DATE | facts::DEATH_DATE => text.parse().ok().map(Value::Date),
            facts::SEX => text.parse::<Sex>().ok().map(|sex| Value::Text(sex.id().to_owned())),
            _ => None,
        };
        let known = known.ok_or_else(|| format!("citizen.{id} is nothing that is known about a citizen"))?;
        Ok((id.clone(), Answer::Value(known)))
    });
    known.collect()
}
