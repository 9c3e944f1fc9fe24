//! Why a course is or is not counted.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::answers::Answer;
use domain::expr::{Read, Step, Truth, VariableRef};
use domain::health_record::{HealthRecord, RECORDS};
use domain::outcome::{Outcome, OutcomeState, RuleKind, RuleTrace};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a course counts as in one indicator, and the rules that decided it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OutcomeView {
    /// The indicator's id.
    pub indicator: String,
    /// The definition version.
    pub version: String,
    /// What the course counts as.
    pub state: OutcomeState,
    /// The date it is counted at.
    pub attributed_on: Option<NaiveDate>,
    /// The rules in the order they were asked, up to the one that settled it.
    pub trace: Vec<RuleView>,
}

/// One rule and how it was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RuleView {
    /// Which rule.
    pub rule: RuleKind,
    /// The rule as written in the definition.
    pub text: String,
    /// What it came to.
    pub truth: TruthView,
    /// Its parts.
    pub steps: Vec<StepView>,
}

/// One part of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StepView {
    /// The part as written.
    pub text: String,
    /// What it came to.
    pub truth: TruthView,
    /// The answers it looked at.
    pub reads: Vec<ReadView>,
}

/// An answer a rule looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReadView {
    /// The form's id.
    pub form: String,
    /// The variable's id.
    pub variable: String,
    /// What was answered; absent when nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<serde_json::Value>)]
    pub answer: Option<serde_json::Value>,
    /// The imported records it was derived from, of the virtual form `records` only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<HealthRecord>,
}

/// How a condition came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TruthView {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// An answer is missing that would decide it.
    Unknown,
}

impl OutcomeView {
    /// Joins an outcome with the trace that explains it.
    ///
    /// `records` holds the imported records behind derived variables.
    #[must_use]
    pub fn new(
        outcome: Outcome,
        trace: Vec<RuleTrace>,
        records: &BTreeMap<String, Vec<HealthRecord>>,
    ) -> Self {
        Self {
            indicator: outcome.indicator,
            version: outcome.version,
            state: outcome.state,
            attributed_on: outcome.attributed_on,
            trace: trace.into_iter().map(|rule| RuleView::new(rule, records)).collect(),
        }
    }
}

impl RuleView {
    fn new(trace: RuleTrace, records: &BTreeMap<String, Vec<HealthRecord>>) -> Self {
        let steps = trace.steps.into_iter().map(|step| StepView::new(step, records)).collect();
        Self { rule: trace.rule, text: trace.text, truth: trace.truth.into(), steps }
    }
}

impl StepView {
    fn new(step: Step, records: &BTreeMap<String, Vec<HealthRecord>>) -> Self {
        Self {
            text: step.text,
            truth: step.truth.into(),
            reads: step.reads.into_iter().map(|read| ReadView::new(read, records)).collect(),
        }
    }
}

impl ReadView {
    fn new(read: Read, records: &BTreeMap<String, Vec<HealthRecord>>) -> Self {
        let json = |answer: Answer| serde_json::to_value(answer).ok();
        let VariableRef { form, variable } = read.variable;
        let records = if form == RECORDS { records.get(&variable).cloned() } else { None };
        Self { form, variable, answer: read.answer.and_then(json), records: records.unwrap_or_default() }
    }
}

impl From<Truth> for TruthView {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::True => Self::True,
            Truth::False => Self::False,
            Truth::Unknown => Self::Unknown,
        }
    }
}
