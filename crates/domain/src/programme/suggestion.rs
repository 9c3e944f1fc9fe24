//! Decision support: which interventions the answers call for, and why.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::Programme;
use crate::answers::Answer;
use crate::expr::{Facts, Rule, VariableRef};
use crate::text::Text;

/// A rule that suggests an intervention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Suggestion {
    /// The rule's id.
    pub id: String,
    /// The intervention it suggests.
    pub intervention: String,
    /// The condition the intervention is for.
    pub condition: String,
    /// When it is suggested. Nothing is suggested while it cannot be decided.
    pub when: Rule,
    /// The rule in plain words.
    pub label: Text,
    /// Where the rule comes from.
    pub source: String,
}

/// A suggestion whose rule holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested<'p> {
    /// Which.
    pub suggestion: &'p Suggestion,
    /// The answers that make it hold.
    pub because: Vec<Reason>,
}

/// An answer that a suggestion follows from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The variable with its form, e.g. `start.smoking_status`.
    #[cfg_attr(feature = "schema", schema(value_type = String, example = "start.smoking_status"))]
    pub variable: VariableRef,
    /// What was answered.
    #[cfg_attr(feature = "schema", schema(value_type = serde_json::Value))]
    pub value: Json,
}

impl Programme {
    /// The suggestions that hold, in the order of the definition. Where several rules suggest the same intervention for
    /// the same condition it is suggested once, by the first of them, because of all their answers.
    #[must_use]
    pub fn suggested(&self, facts: &Facts) -> Vec<Suggested<'_>> {
        let holding = self.planning.suggestions.iter().filter(|it| it.when.truth(facts).is_true());
        let mut all: Vec<Suggested<'_>> = Vec::new();
        for suggestion in holding {
            let because = reasons(&suggestion.when, facts);
            let is_same = |known: &&mut Suggested<'_>| {
                known.suggestion.intervention == suggestion.intervention
                    && known.suggestion.condition == suggestion.condition
            };
            match all.iter_mut().find(is_same) {
                Some(known) => {
                    let other =
                        |reason: &Reason| known.because.iter().all(|it| it.variable != reason.variable);
                    let more: Vec<_> = because.into_iter().filter(other).collect();
                    known.because.extend(more);
                }
                None => all.push(Suggested { suggestion, because }),
            }
        }
        all
    }
}

/// The answers read by the parts of a rule that hold.
fn reasons(rule: &Rule, facts: &Facts) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    let steps = rule.expr.explain(facts);
    for read in steps.into_iter().filter(|step| step.truth.is_true()).flat_map(|step| step.reads) {
        let value = read.answer.as_ref().and_then(Answer::value).map(serde_json::to_value);
        if let Some(Ok(value)) = value
            && reasons.iter().all(|known| known.variable != read.variable)
        {
            reasons.push(Reason { variable: read.variable, value });
        }
    }
    reasons
}
