//! The trace of an evaluation: which part, which variable, which value.

use super::{Expr, Facts, Truth, VariableRef};
use crate::answers::Answer;

/// One part of a condition and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The part, written as in the definition.
    pub text: String,
    /// What it came to.
    pub truth: Truth,
    /// The variables it read, with what was answered.
    pub reads: Vec<Read>,
}

/// A variable read during evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Which variable.
    pub variable: VariableRef,
    /// What was answered, if anything.
    pub answer: Option<Answer>,
}

impl Expr {
    /// Splits a condition at its `&&`, `||` and `any_known`, and says what every part came to.
    #[must_use]
    pub fn explain(&self, facts: &Facts) -> Vec<Step> {
        match self {
            Self::And(parts) | Self::Or(parts) | Self::AnyKnown(parts) => {
                parts.iter().flat_map(|part| part.explain(facts)).collect()
            }
            part => {
                let mut variables = Vec::new();
                part.visit_variables(&mut |variable| {
                    if !variables.contains(variable) {
                        variables.push(variable.clone());
                    }
                });
                let read = |variable: VariableRef| {
                    let answer = facts.answer(&variable).cloned();
                    Read { variable, answer }
                };
                vec![Step {
                    text: part.to_string(),
                    truth: part.truth(facts),
                    reads: variables.into_iter().map(read).collect(),
                }]
            }
        }
    }

    /// Calls `visit` for every variable the expression reads, in the order they are written.
    pub fn visit_variables(&self, visit: &mut impl FnMut(&VariableRef)) {
        match self {
            Self::Variable(variable) | Self::Answered(variable) | Self::MissingReason(variable) => visit(variable),
            other => other.children().into_iter().for_each(|child| child.visit_variables(visit)),
        }
    }

    /// The expressions directly below this one.
    #[must_use]
    pub fn children(&self) -> Vec<&Self> {
        match self {
            Self::Number(_)
            | Self::Text(_)
            | Self::Boolean(_)
            | Self::Date(_)
            | Self::AsOf
            | Self::Submitted(_)
            | Self::Variable(_)
            | Self::Answered(_)
            | Self::MissingReason(_) => Vec::new(),
            Self::Not(inner) | Self::StartsWith(inner, _) | Self::Round(inner, _) => vec![inner],
            Self::Lookup { key, .. } => vec![key],
            Self::And(items)
            | Self::Or(items)
            | Self::AnyKnown(items)
            | Self::List(items)
            | Self::FirstKnown(items)
            | Self::SumImputed { items, .. }
            | Self::MeanAnswered { items, .. } => items.iter().collect(),
            Self::Compare(_, left, right)
            | Self::In(left, right)
            | Self::Calculate(_, left, right)
            | Self::DaysBetween(left, right)
            | Self::AddDays(left, right) => vec![left, right],
            Self::If(condition, then, otherwise) => vec![condition, then, otherwise],
        }
    }
}
