//! What follows from the answers: which fields are asked, which are computed, what is found.

use std::collections::BTreeSet;

use api_types::AnswerMap;
use domain::answers::Answers;
use domain::expr::{Facts, Rule};
use domain::programme::{Form, Variable};
use domain::validation::{Finding, validate_read};

/// The state of a form for the answers given so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Evaluation {
    /// The variables that are asked.
    pub(crate) asked: BTreeSet<String>,
    /// Those of them whose value is computed.
    pub(crate) computed: BTreeSet<String>,
    /// Those of them that must be answered.
    pub(crate) required: BTreeSet<String>,
    /// The answers that count: of fields that are asked, with computed values.
    pub(crate) answers: Answers,
    /// What the server would say to them.
    pub(crate) findings: Vec<Finding>,
}

/// More rounds than any chain of conditions is long.
const ROUNDS: usize = 12;

/// Evaluates a form.
///
/// An answer to a field that is no longer asked is set aside, not forgotten: it must neither decide other conditions
/// nor be sent, but it is there again when the field is. Setting it aside may hide or show other fields, so the
/// conditions are asked again until nothing changes.
pub(crate) fn evaluate(form: &Form, given: &Answers, others: &Facts) -> Evaluation {
    let mut facts = others.clone();
    let mut evaluation = round(form, given.clone(), &mut facts);
    for _ in 0..ROUNDS {
        if given.keys().all(|id| evaluation.counts(id)) {
            break;
        }
        let mut kept = given.clone();
        kept.retain(|id, _| evaluation.counts(id));
        let next = round(form, kept, &mut facts);
        let settled = next.asked == evaluation.asked && next.computed == evaluation.computed;
        evaluation = next;
        if settled {
            break;
        }
    }
    evaluation
}

fn round(form: &Form, given: Answers, facts: &mut Facts) -> Evaluation {
    let validated = validate_read(form, given, Vec::new(), facts);
    facts.forms.insert(form.id.clone(), validated.answers);
    let mut evaluation = Evaluation::default();
    for section in &form.sections {
        if !holds(section.visible_when.as_ref(), facts) {
            continue;
        }
        for variable in &section.variables {
            if holds(variable.visible_when.as_ref(), facts) {
                evaluation.add(variable, facts);
            }
        }
    }
    evaluation.answers = facts.forms.remove(&form.id).unwrap_or_default();
    evaluation.findings = validated.findings;
    evaluation
}

impl Evaluation {
    fn add(&mut self, variable: &Variable, facts: &Facts) {
        self.asked.insert(variable.id.clone());
        if variable.computed.is_some() && holds(variable.computed_when.as_ref(), facts) {
            self.computed.insert(variable.id.clone());
        } else if variable.required
            || variable.required_when.as_ref().is_some_and(|rule| rule.truth(facts).is_true())
        {
            self.required.insert(variable.id.clone());
        }
    }

    /// Whether an answer to this variable counts: it is asked, and it is not computed.
    pub(crate) fn counts(&self, id: &str) -> bool {
        self.asked.contains(id) && !self.computed.contains(id)
    }

    /// What is sent when the form is completed.
    pub(crate) fn to_send(&self) -> AnswerMap {
        let mut typed = self.answers.clone();
        typed.retain(|id, _| !self.computed.contains(id));
        to_json(&typed)
    }

    /// How many of the fields a person answers have been answered, and how many there are.
    pub(crate) fn progress<'a>(&self, ids: impl Iterator<Item = &'a str>) -> (usize, usize) {
        let typed: Vec<&str> =
            ids.filter(|id| self.asked.contains(*id) && !self.computed.contains(*id)).collect();
        (typed.iter().filter(|id| self.answers.contains_key(**id)).count(), typed.len())
    }
}

/// A condition that cannot be decided yet does not show its field.
fn holds(rule: Option<&Rule>, facts: &Facts) -> bool {
    rule.is_none_or(|rule| rule.truth(facts).is_true())
}

/// Answers as they travel.
pub(crate) fn to_json(answers: &Answers) -> AnswerMap {
    // Maps with text keys always become JSON objects.
    match serde_json::to_value(answers) {
        Ok(serde_json::Value::Object(map)) => map,
        _ => AnswerMap::new(),
    }
}

#[cfg(test)]
mod tests;
