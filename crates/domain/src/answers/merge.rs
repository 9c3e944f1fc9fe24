//! Two people, or one person in two windows, answer the same form: what each changed, put together field by field.

use std::collections::BTreeSet;

use serde_json::{Map, Number, Value as Json};

use crate::decimal::Decimal;

/// Answers put together from two sides that began with the same ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// The answers. Where both sides changed a field to different values, mine stands.
    pub answers: Map<String, Json>,
    /// The fields both sides changed to different values, in alphabetical order. Nobody but a person can decide them.
    pub clashes: Vec<Clash>,
}

/// A field both sides changed to different values; `None` is a field left or made empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// The variable's id.
    pub variable: String,
    /// What both began with.
    pub base: Option<Json>,
    /// What this side wants.
    pub mine: Option<Json>,
    /// What the other side wants.
    pub theirs: Option<Json>,
}

/// Merges answers by field, as they travel: whoever changed a field since `base` decides it.
///
/// Works on JSON, because a draft also holds what is no answer yet, and what only another version of the definition
/// knows. `null` is the same as absent.
#[must_use]
pub fn merge(base: &Map<String, Json>, mine: &Map<String, Json>, theirs: &Map<String, Json>) -> Merged {
    let variables: BTreeSet<&String> = base.keys().chain(mine.keys()).chain(theirs.keys()).collect();
    let mut merged = Merged::default();
    for variable in variables {
        let [base, mine, theirs] = [base, mine, theirs].map(|side| given(side, variable));
        let decided = if same(mine, theirs) || same(theirs, base) {
            mine
        } else if same(mine, base) {
            theirs
        } else {
            merged.clashes.push(Clash {
                variable: variable.clone(),
                base: base.cloned(),
                mine: mine.cloned(),
                theirs: theirs.cloned(),
            });
            mine
        };
        if let Some(decided) = decided {
            merged.answers.insert(variable.clone(), decided.clone());
        }
    }
    merged
}

/// The variables answered differently, in alphabetical order.
#[must_use]
pub fn differences(one: &Map<String, Json>, other: &Map<String, Json>) -> Vec<String> {
    let variables: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    variables
        .into_iter()
        .filter(|variable| !same(given(one, variable), given(other, variable)))
        .cloned()
        .collect()
}

fn given<'a>(answers: &'a Map<String, Json>, variable: &str) -> Option<&'a Json> {
    answers.get(variable).filter(|value| !value.is_null())
}

/// Whether two answers are one: 82 and 82.0 are, and so are codes picked in another order.
fn same(one: Option<&Json>, other: Option<&Json>) -> bool {
    match (one, other) {
        (Some(Json::Number(one)), Some(Json::Number(other))) => same_number(one, other),
        (Some(Json::Array(one)), Some(Json::Array(other))) => {
            one.iter().all(|item| other.contains(item)) && other.iter().all(|item| one.contains(item))
        }
        _ => one == other,
    }
}

/// Whether two numbers of JSON are one: 82, 82.0 and 82.00 are.
pub(crate) fn same_number(one: &Number, other: &Number) -> bool {
    let decimal = |number: &Number| number.to_string().parse::<Decimal>().ok();
    one == other || decimal(one).is_some_and(|number| Some(number) == decimal(other))
}

#[cfg(test)]
mod tests;
