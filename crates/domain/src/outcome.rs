//! Outcomes: what one course counts as in one indicator, and why.

mod impact;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::expr::{Facts, Rule, Step, Truth};
use crate::programme::{Indicator, Programme};
use crate::text::Text;

pub use self::impact::{Impact, impact};

/// What a course counts as in an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OutcomeState {
    /// In the numerator and the denominator.
    Fulfilled,
    /// In the denominator only.
    NotFulfilled,
    /// It concerns the course, but an answer that decides it is missing.
    Missing,
    /// Left out by a rule of the indicator.
    Excluded,
    /// Cannot be judged yet.
    Pending,
    /// Does not concern the course.
    Outside,
}

impl OutcomeState {
    /// All states.
    pub const ALL: [Self; 6] =
        [Self::Fulfilled, Self::NotFulfilled, Self::Missing, Self::Excluded, Self::Pending, Self::Outside];

    /// The id on the wire and in the database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Fulfilled => "fulfilled",
            Self::NotFulfilled => "not_fulfilled",
            Self::Missing => "missing",
            Self::Excluded => "excluded",
            Self::Pending => "pending",
            Self::Outside => "outside",
        }
    }

    /// The state with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }

    /// What the user reads.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Fulfilled => Text::new("Opfyldt", "Fulfilled"),
            Self::NotFulfilled => Text::new("Ikke opfyldt", "Not fulfilled"),
            Self::Missing => Text::new("Uoplyst", "Not stated"),
            Self::Excluded => Text::new("Udeladt", "Left out"),
            Self::Pending => Text::new("Afventer", "Pending"),
            Self::Outside => Text::new("Tælles ikke med", "Not counted"),
        }
    }
}

/// The outcome of one course in one indicator of one definition version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The indicator's id.
    pub indicator: String,
    /// The definition version that was applied.
    pub version: String,
    /// What the course counts as.
    pub state: OutcomeState,
    /// The date it is counted at; absent when it has none yet.
    pub attributed_on: Option<NaiveDate>,
}

/// One rule of an indicator and how it was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleTrace {
    /// Which rule.
    pub rule: RuleKind,
    /// The rule as written.
    pub text: String,
    /// What it came to.
    pub truth: Truth,
    /// Its parts.
    pub steps: Vec<Step>,
}

/// The rules of an indicator, in the order they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// Does the indicator concern the course?
    Applies,
    /// Is the course left out?
    Excluded,
    /// Is it too early to judge?
    Pending,
    /// Is the indicator met?
    Fulfilled,
}

/// The outcomes of a course in every indicator of a programme version, with what it derives from imported records.
#[must_use]
pub fn outcomes(programme: &Programme, facts: &Facts) -> Vec<Outcome> {
    let facts = facts.seen_by(programme);
    programme.indicators.iter().map(|indicator| outcome(programme, indicator, &facts)).collect()
}

/// The outcome of a course in one indicator, from facts as its programme sees them ([`Facts::seen_by`]).
#[must_use]
pub fn outcome(programme: &Programme, indicator: &Indicator, facts: &Facts) -> Outcome {
    Outcome {
        indicator: indicator.id.clone(),
        version: programme.version.clone(),
        state: state(indicator, facts),
        attributed_on: indicator.attributed_to.date(facts),
    }
}

/// The rules that decided an outcome: every rule up to and including the one that settled it.
#[must_use]
pub fn trace(indicator: &Indicator, facts: &Facts) -> Vec<RuleTrace> {
    let mut traces = Vec::new();
    for (rule, condition) in rules(indicator) {
        let truth = condition.truth(facts);
        let settled = settles(rule, truth).is_some();
        let steps = condition.expr.explain(facts);
        traces.push(RuleTrace { rule, text: condition.text.clone(), truth, steps });
        if settled {
            break;
        }
    }
    traces
}

fn state(indicator: &Indicator, facts: &Facts) -> OutcomeState {
    rules(indicator)
        .find_map(|(rule, condition)| settles(rule, condition.truth(facts)))
        .unwrap_or(OutcomeState::Missing)
}

fn rules(indicator: &Indicator) -> impl Iterator<Item = (RuleKind, &Rule)> {
    [
        (RuleKind::Applies, Some(&indicator.applies)),
        (RuleKind::Excluded, indicator.excluded.as_ref()),
        (RuleKind::Pending, indicator.pending.as_ref()),
        (RuleKind::Fulfilled, Some(&indicator.fulfilled)),
    ]
    .into_iter()
    .filter_map(|(kind, rule)| rule.map(|rule| (kind, rule)))
}

/// The state a rule settles, or `None` if the next rule must be asked.
const fn settles(rule: RuleKind, truth: Truth) -> Option<OutcomeState> {
    match (rule, truth) {
        (RuleKind::Applies, Truth::False) => Some(OutcomeState::Outside),
        (RuleKind::Excluded, Truth::True) => Some(OutcomeState::Excluded),
        (RuleKind::Pending, Truth::True) => Some(OutcomeState::Pending),
        (RuleKind::Fulfilled, Truth::True) => Some(OutcomeState::Fulfilled),
        (RuleKind::Fulfilled, Truth::False) => Some(OutcomeState::NotFulfilled),
        (RuleKind::Applies | RuleKind::Excluded | RuleKind::Fulfilled, Truth::Unknown) => {
            Some(OutcomeState::Missing)
        }
        _ => None,
    }
}
