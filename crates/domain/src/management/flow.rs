//! How far courses come, and why they end early.

use std::collections::BTreeMap;

use super::Waits;
use crate::answers::{Answer, Value};
use crate::course::{CourseEvent, CourseState};
use crate::expr::{Facts, VariableRef};
use crate::programme::{ELSEWHERE_GROUP, FlowDefinition, UNKNOWN_GROUP};
use crate::validation::holds;

/// Why a course ended before its goal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CourseEnd {
    /// The group of the reason.
    pub group: String,
    /// The reason, written `list.code`; absent when nobody stated one.
    pub reason: Option<VariableRef>,
}

/// The courses of a period along the flow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowCounts {
    /// Courses per step, in the order of the definition; each only of those that passed the step before.
    pub steps: Vec<u64>,
    /// Courses that can still come further.
    pub under_way: u64,
    /// Courses that ended before the last step.
    pub endings: BTreeMap<CourseEnd, u64>,
    /// How long citizens waited.
    pub waits: Waits,
}

impl FlowCounts {
    /// Counts one course.
    ///
    /// `list_of` names the code list of a variable, so that a reason is known by list and code.
    pub fn add(
        &mut self,
        flow: &FlowDefinition,
        state: CourseState,
        facts: &Facts,
        list_of: impl Fn(&VariableRef) -> Option<String>,
    ) {
        self.steps.resize(flow.steps.len(), 0);
        let mut passed = true;
        for (step, count) in flow.steps.iter().zip(&mut self.steps) {
            passed = passed && holds(step.when.as_ref(), facts);
            *count += u64::from(passed);
        }
        if !passed && state.is_open() {
            self.under_way += 1;
        } else if !passed {
            *self.endings.entry(ending(flow, state, facts, list_of)).or_default() += 1;
        }
        self.waits.add(&flow.waiting, state, facts);
    }
}

/// Who moved, died or was never accepted did not break off: what they answered does not matter.
fn ending(
    flow: &FlowDefinition,
    state: CourseState,
    facts: &Facts,
    list_of: impl Fn(&VariableRef) -> Option<String>,
) -> CourseEnd {
    let reasons = flow.reasons.iter().filter_map(|variable| {
        let code = match facts.answer(variable)?.value()? {
            Value::Text(code) => code.clone(),
            Value::Codes(codes) => codes.iter().next()?.clone(),
            _ => return None,
        };
        Some(VariableRef::new(list_of(variable)?, code))
    });
    let mut reasons: Vec<VariableRef> = reasons.collect();
    let group_of = |reason: &VariableRef| {
        let group = flow.groups.iter().find(|group| group.codes.contains(reason))?;
        Some(group.id.clone())
    };
    let is_elsewhere = matches!(state, CourseState::Transferred | CourseState::Died | CourseState::Rejected);
    if is_elsewhere || ended_elsewhere(facts) {
        let reason = (!reasons.is_empty()).then(|| reasons.swap_remove(0));
        return CourseEnd { group: ELSEWHERE_GROUP.to_owned(), reason };
    }
    // A finer answer that says nothing gives way to a coarser one that does.
    let telling = reasons.iter().position(|reason| group_of(reason).is_some_and(|id| id != UNKNOWN_GROUP));
    let reason = (!reasons.is_empty()).then(|| reasons.swap_remove(telling.unwrap_or(0)));
    let group = reason.as_ref().and_then(group_of).unwrap_or_else(|| UNKNOWN_GROUP.to_owned());
    CourseEnd { group, reason }
}

/// Whether the end form says that the citizen moved or died; the state of a course that was locked no longer does.
fn ended_elsewhere(facts: &Facts) -> bool {
    let end_type = facts.answer(&VariableRef::new("end", "end_type")).and_then(Answer::value);
    let Some(Value::Text(end_type)) = end_type else { return false };
    let event = CourseEvent::from_form("end", Some(end_type));
    matches!(event, Ok(CourseEvent::Transferred | CourseEvent::Died))
}
