//! What answers that are still being typed would make of a course, and what is missing for it.

use chrono::NaiveDate;

use super::{Outcome, OutcomeState, RuleKind, outcome, rules, settles};
use crate::expr::{Facts, Truth, VariableRef};
use crate::programme::{Indicator, Programme};

/// What a form would make of a course in one indicator, if it were completed as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    /// The indicator's id.
    pub indicator: String,
    /// What the course would count as.
    pub state: OutcomeState,
    /// The date it would be counted at.
    pub attributed_on: Option<NaiveDate>,
    /// Whether a later form decides: now the indicator does not concern the course, then it may.
    pub is_later: bool,
    /// The answers that would decide it or could still meet it: those of the form itself, or else of earlier ones.
    pub wanted: Vec<VariableRef>,
}

impl OutcomeState {
    /// What a course adds to numerator and denominator.
    #[must_use]
    pub const fn counts(self) -> (u64, u64) {
        match self {
            Self::Fulfilled => (1, 1),
            Self::NotFulfilled => (0, 1),
            _ => (0, 0),
        }
    }
}

/// The impact of a form on one indicator. `facts` holds the form as it would be completed; `is_asked` says of its
/// variables which are asked now.
#[must_use]
pub fn impact(
    programme: &Programme,
    indicator: &Indicator,
    facts: &Facts,
    form: &str,
    is_asked: impl Fn(&str) -> bool,
) -> Impact {
    let Outcome { indicator: id, state, attributed_on, .. } = outcome(programme, indicator, facts);
    let is_later = state == OutcomeState::Outside && decided_later(programme, indicator, facts, form);
    let is_open = |variable: &&VariableRef| facts.answer(variable).is_none();
    let own = |variable: &&VariableRef| variable.form == form && is_asked(&variable.variable);
    let candidates = candidates(indicator, facts, state);
    let mut wanted: Vec<VariableRef> = candidates.iter().filter(is_open).filter(own).cloned().collect();
    if wanted.is_empty() && state == OutcomeState::Missing {
        wanted =
            candidates.iter().filter(is_open).filter(|variable| variable.form != form).cloned().collect();
    }
    Impact { indicator: id, state, attributed_on, is_later, wanted }
}

/// Whether the indicator may concern the course once the forms after this one are there.
fn decided_later(programme: &Programme, indicator: &Indicator, facts: &Facts, form: &str) -> bool {
    let mut later = facts.clone();
    for next in programme.forms.iter().skip_while(|known| known.id != form).skip(1) {
        later.forms.entry(next.id.clone()).or_default();
    }
    outcome(programme, indicator, &later).state != OutcomeState::Outside
}

/// The variables whose answers could change a state that is not settled for good.
fn candidates(indicator: &Indicator, facts: &Facts, state: OutcomeState) -> Vec<VariableRef> {
    let mut found = Vec::new();
    match state {
        OutcomeState::Missing => {
            let undecided = rules(indicator).find(|(rule, condition)| {
                let truth = condition.truth(facts);
                truth == Truth::Unknown && settles(*rule, truth).is_some()
            });
            if let Some((_, condition)) = undecided {
                found.extend(condition.expr.undecided_by(facts));
            }
        }
        // An indicator that asks whether something was answered is not met only because it has not been typed yet.
        OutcomeState::NotFulfilled => {
            for (_, condition) in rules(indicator).filter(|(rule, _)| *rule == RuleKind::Fulfilled) {
                condition.expr.visit_variables(&mut |variable| found.push(variable.clone()));
            }
        }
        _ => {}
    }
    found
}
