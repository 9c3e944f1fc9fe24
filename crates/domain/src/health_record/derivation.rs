//! From records to the variables a definition derives from them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{HealthRecord, Provider, RECORDS};
use crate::answers::{Answer, Answers, Value};
use crate::expr::Facts;
use crate::programme::{Derived, Pick, Programme, Records, Variable, VariableType, Window, is_below};

/// What was derived, and from which records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derivation<'r> {
    /// The variables that could be derived.
    pub answers: Answers,
    /// The records each of them was taken from, by variable; none for what there was no record of.
    pub taken_from: BTreeMap<String, Vec<&'r HealthRecord>>,
}

/// The first and the last day a record may lie on.
type Bounds = (NaiveDate, NaiveDate);

/// Derives the variables of a definition from a citizen's records, as of the day of the facts.
///
/// A record counts when its code begins with one that is asked for, when the public system paid for it (S:3, services
/// outside it cannot be registered), when it has the diagnosis that is asked for, and when it lies within the window and
/// not after the day of the facts. `None` when there is no record at all.
#[must_use]
pub fn derive<'r>(records: &Records, facts: &'r Facts) -> Option<Derivation<'r>> {
    if facts.records.is_empty() {
        return None;
    }
    let mut derivation = Derivation::default();
    for rule in &records.derived {
        let Some(bounds) = bounds(rule.window.as_ref(), facts) else { continue };
        let Some(variable) = records.form.variable(&rule.variable) else { continue };
        let mut found: Vec<&HealthRecord> =
            facts.records.iter().filter(|record| counts(record, rule, variable, bounds)).collect();
        found.sort_by(|a, b| (a.on, &a.key).cmp(&(b.on, &b.key)));
        let Some(value) = pick(rule.pick, variable, &mut found) else { continue };
        derivation.answers.insert(rule.variable.clone(), Answer::Value(value));
        if !found.is_empty() {
            derivation.taken_from.insert(rule.variable.clone(), found);
        }
    }
    Some(derivation)
}

impl Facts {
    /// The facts as one version of a definition sees them: with what it derives from imported records.
    #[must_use]
    pub fn seen_by(&self, programme: &Programme) -> Cow<'_, Self> {
        match programme.records.as_ref().and_then(|records| derive(records, self)) {
            Some(Derivation { answers, .. }) => {
                let mut seen = self.clone();
                seen.forms.insert(RECORDS.to_owned(), answers);
                Cow::Owned(seen)
            }
            None => Cow::Borrowed(self),
        }
    }
}

/// `None` while the date a window lies around is unknown.
fn bounds(window: Option<&Window>, facts: &Facts) -> Option<Bounds> {
    let Some(window) = window else { return Some((NaiveDate::MIN, facts.as_of)) };
    let around = window.around.date(facts)?;
    let first = window.from_days.map_or(NaiveDate::MIN, |days| moved(around, days));
    let last = window.to_days.map_or(NaiveDate::MAX, |days| moved(around, days));
    Some((first, last.min(facts.as_of)))
}

fn moved(date: NaiveDate, days: i64) -> NaiveDate {
    let distance = Days::new(days.unsigned_abs());
    if days < 0 {
        date.checked_sub_days(distance).unwrap_or(NaiveDate::MIN)
    } else {
        date.checked_add_days(distance).unwrap_or(NaiveDate::MAX)
    }
}

fn counts(record: &HealthRecord, rule: &Derived, variable: &Variable, (first, last): Bounds) -> bool {
    let has_diagnosis = || record.diagnosis.as_deref().is_some_and(|code| is_below(&rule.diagnoses, code));
    record.provider == Provider::Public
        && rule.is_about(&record.code)
        && (rule.sectors.is_empty() || rule.sectors.contains(&record.sector))
        && (rule.diagnoses.is_empty() || has_diagnosis())
        && (first..=last).contains(&record.on)
        && (rule.pick != Pick::Latest || (record.value.is_some() && record.unit == variable.unit))
}

/// What is taken from the records that count, oldest first; only those it was taken from are left.
fn pick(pick: Pick, variable: &Variable, found: &mut Vec<&HealthRecord>) -> Option<Value> {
    match pick {
        Pick::Exists => Some(Value::Boolean(!found.is_empty())),
        Pick::Count => i64::try_from(found.len()).ok().map(Value::Integer),
        Pick::FirstOn => {
            found.truncate(1);
            found.first().map(|record| Value::Date(record.on))
        }
        Pick::LatestOn | Pick::Latest => {
            let latest = *found.last()?;
            *found = vec![latest];
            match (pick, latest.value) {
                (Pick::LatestOn, _) => Some(Value::Date(latest.on)),
                (_, Some(value)) if variable.kind == VariableType::Integer => {
                    value.round(0).to_integer().map(Value::Integer)
                }
                (_, value) => value.map(Value::Decimal),
            }
        }
    }
}
