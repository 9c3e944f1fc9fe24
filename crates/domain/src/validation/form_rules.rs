//! What follows from the answers of a form, and what must hold between them.

use chrono::NaiveDate;

use super::{Finding, Validated, findings};
use crate::answers::{Answer, Answers, Value};
use crate::citizen::facts::{BIRTH_DATE, CITIZEN};
use crate::expr::{Facts, Rule, Scalar};
use crate::programme::{Form, Severity, Variable, VariableType};

/// Adds computed values, then checks conditions, required answers, ranges and rules, in the order of the form.
///
/// The form's own answers join the facts for as long as it takes.
pub(super) fn complete(
    form: &Form,
    answers: Answers,
    mut found: Vec<Finding>,
    facts: &mut Facts,
) -> Validated {
    facts.forms.insert(form.id.clone(), answers);
    let unreadable: Vec<String> = found.iter().filter_map(|finding| finding.variable.clone()).collect();

    compute(form, facts, &mut found);
    for section in &form.sections {
        let section_asked = holds(section.visible_when.as_ref(), facts);
        for variable in &section.variables {
            let asked = section_asked && holds(variable.visible_when.as_ref(), facts);
            let answer = facts.forms.get(&form.id).and_then(|answers| answers.get(&variable.id));
            match answer {
                Some(_) if !asked => found.push(findings::not_asked(variable)),
                Some(answer) => check_answer(form, variable, answer, facts, &mut found),
                None if asked && !unreadable.contains(&variable.id) => {
                    found.extend(missing(form, variable, facts));
                }
                None => {}
            }
        }
    }
    for check in &form.checks {
        if check.holds.truth(facts).is_false() {
            found.push(Finding {
                severity: check.severity,
                variable: check.variables.first().cloned(),
                code: check.id.clone(),
                message: check.message.clone(),
            });
        }
    }
    Validated { answers: facts.forms.remove(&form.id).unwrap_or_default(), findings: found }
}

/// A condition that cannot be decided yet does not hold; one that is not there does.
pub(crate) fn holds(rule: Option<&Rule>, facts: &Facts) -> bool {
    rule.is_none_or(|rule| rule.truth(facts).is_true())
}

fn is_computed(variable: &Variable, facts: &Facts) -> bool {
    variable.computed.is_some() && holds(variable.computed_when.as_ref(), facts)
}

/// Computes in the order of the form, so that a score may build on scores before it.
fn compute(form: &Form, facts: &mut Facts, found: &mut Vec<Finding>) {
    for section in &form.sections {
        let section_asked = holds(section.visible_when.as_ref(), facts);
        for variable in &section.variables {
            let Some(rule) = &variable.computed else { continue };
            let asked = section_asked && holds(variable.visible_when.as_ref(), facts);
            if !asked || !is_computed(variable, facts) {
                continue;
            }
            let value = rule.expr.evaluate(facts).and_then(|scalar| typed(variable, scalar));
            let Some(answers) = facts.forms.get_mut(&form.id) else { continue };
            let sent = answers.remove(&variable.id);
            match (value, sent) {
                (Some(value), Some(sent)) if sent.value() != Some(&value) => {
                    found.push(findings::computed_differs(variable, &shown(&value)));
                }
                (Some(value), _) => {
                    answers.insert(variable.id.clone(), Answer::Value(value));
                }
                (None, Some(sent)) if sent.value().is_some() => found.push(findings::not_asked(variable)),
                (None, _) => {}
            }
        }
    }
}

fn typed(variable: &Variable, scalar: Scalar<'_>) -> Option<Value> {
    match (variable.kind, scalar) {
        (VariableType::Integer, Scalar::Number(number)) => number.round(0).to_integer().map(Value::Integer),
        (VariableType::Decimal, Scalar::Number(number)) => {
            Some(Value::Decimal(number.round(variable.decimals)))
        }
        (VariableType::Boolean, Scalar::Boolean(boolean)) => Some(Value::Boolean(boolean)),
        (VariableType::Date, Scalar::Date(date)) => Some(Value::Date(date)),
        (VariableType::Code | VariableType::Text, Scalar::Text(text)) => Some(Value::Text(text.into())),
        _ => None,
    }
}

fn shown(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn check_answer(form: &Form, variable: &Variable, answer: &Answer, facts: &Facts, found: &mut Vec<Finding>) {
    let Some(value) = answer.value() else {
        // A form without its date could be counted nowhere.
        if form.dated_by == variable.id {
            found.push(findings::date_required(variable));
        }
        return;
    };
    if let Some(date) = value.date() {
        found.extend(before_all_things(facts, date).map(|first| findings::too_early(variable, date, first)));
    }
    let Some(number) = value.number() else { return };
    let outside = |range: Option<crate::programme::Range>| range.filter(|range| !range.contains(number));
    if let Some(range) = outside(variable.hard) {
        found.push(findings::out_of_range(variable, Severity::Hard, range, number));
    } else if let Some(range) = outside(variable.plausible)
        && !is_computed(variable, facts)
    {
        found.push(findings::out_of_range(variable, Severity::Soft, range, number));
    }
}

/// The first possible day, for a date before it: the citizen's birth, or where that is not known the year 1900, from
/// which dates can be typed ([`crate::typing`]).
fn before_all_things(facts: &Facts, date: NaiveDate) -> Option<FirstDay> {
    let born = facts.forms.get(CITIZEN).and_then(|citizen| citizen.get(BIRTH_DATE)?.value()?.date());
    let first = born.map_or(FirstDay::Of1900, FirstDay::Birth);
    (date < first.day()).then_some(first)
}

/// The first day that a date in a form can be.
#[derive(Clone, Copy, Debug)]
pub(super) enum FirstDay {
    /// The citizen's birth.
    Birth(NaiveDate),
    /// 1 January 1900.
    Of1900,
}

impl FirstDay {
    fn day(self) -> NaiveDate {
        match self {
            Self::Birth(day) => day,
            Self::Of1900 => NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(NaiveDate::MIN),
        }
    }
}

fn missing(form: &Form, variable: &Variable, facts: &Facts) -> Option<Finding> {
    let required =
        variable.required || variable.required_when.as_ref().is_some_and(|rule| rule.truth(facts).is_true());
    if !required || is_computed(variable, facts) {
        return None;
    }
    Some(if form.dated_by == variable.id {
        findings::date_required(variable)
    } else {
        findings::required(variable)
    })
}
