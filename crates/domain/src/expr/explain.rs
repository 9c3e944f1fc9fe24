//! The trace of an evaluation: which part, which variable, which value.

use std::collections::BTreeSet;

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

    /// The variables whose answers would decide the expression; none if it is decided.
    ///
    /// A part that another part has already outweighed is not asked about.
    #[must_use]
    pub fn undecided_by(&self, facts: &Facts) -> BTreeSet<VariableRef> {
        let mut wanted = BTreeSet::new();
        self.collect_undecided(facts, &mut wanted);
        wanted
    }

    fn collect_undecided(&self, facts: &Facts, wanted: &mut BTreeSet<VariableRef>) {
        if self.evaluate(facts).is_some() {
            return;
        }
        match self {
            Self::Variable(variable) | Self::MissingReason(variable) => drop(wanted.insert(variable.clone())),
            Self::If(condition, then, otherwise) => match condition.truth(facts) {
                Truth::True => then.collect_undecided(facts, wanted),
                Truth::False => otherwise.collect_undecided(facts, wanted),
                Truth::Unknown => condition.collect_undecided(facts, wanted),
            },
            other => other.children().into_iter().for_each(|child| child.collect_undecided(facts, wanted)),
        }
    }

    /// Calls `visit` for every variable the expression reads, in the order they are written.
    pub fn visit_variables(&self, visit: &mut impl FnMut(&VariableRef)) {
        match self {
            Self::Variable(variable) | Self::Answered(variable) | Self::MissingReason(variable) => {
                visit(variable)
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Value;
    use crate::expr::Comparison;

    fn variable(id: &str) -> Expr {
        Expr::Variable(VariableRef::new("start", id))
    }

    fn is_daily(id: &str) -> Expr {
        Expr::Compare(Comparison::Equal, Box::new(variable(id)), Box::new(Expr::Text("daily".into())))
    }

    fn facts(answers: &[(&str, &str)]) -> Facts {
        let answers =
            answers.iter().map(|(id, code)| ((*id).into(), Answer::Value(Value::Text((*code).into()))));
        Facts { forms: [("start".into(), answers.collect())].into(), ..Facts::default() }
    }

    #[test]
    fn only_answers_that_would_decide_are_asked_for() {
        let both = Expr::And(vec![is_daily("a"), is_daily("b")]);
        let wanted =
            |facts: &Facts| both.undecided_by(facts).into_iter().map(|v| v.variable).collect::<Vec<_>>();
        assert_eq!(wanted(&facts(&[])), ["a", "b"]);
        assert_eq!(wanted(&facts(&[("a", "daily")])), ["b"]);
        assert!(wanted(&facts(&[("a", "never")])).is_empty(), "already false");
        assert!(wanted(&facts(&[("a", "daily"), ("b", "never")])).is_empty());
    }

    #[test]
    fn every_part_says_what_it_read() {
        let either = Expr::Or(vec![is_daily("a"), Expr::Not(Box::new(is_daily("b")))]);
        let steps = either.explain(&facts(&[("b", "never")]));
        let texts: Vec<_> = steps.iter().map(|step| (step.text.as_str(), step.truth)).collect();
        assert_eq!(texts, [("start.a == 'daily'", Truth::Unknown), ("!(start.b == 'daily')", Truth::True)]);
        assert_eq!(steps[0].reads[0].answer, None);
        assert!(steps[1].reads[0].answer.is_some());
    }
}
