//! How long citizens wait.

use crate::course::CourseState;
use crate::expr::{Facts, Rule, Scalar};
use crate::programme::WaitingDefinition;

/// How long the citizens of several courses waited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// Days, one per course whose wait ended, in the order they were counted.
    pub days: Vec<u32>,
    /// Courses whose citizens still wait.
    pub still: u64,
    /// Courses whose wait cannot be told: a date is missing, or they are in the wrong order.
    pub unknown: u64,
}

impl Waits {
    /// Counts one course. Who stopped waiting without being met is in none of the numbers.
    pub fn add(&mut self, waiting: &WaitingDefinition, state: CourseState, facts: &Facts) {
        let (from, to) = (day(&waiting.from, facts), day(&waiting.to, facts));
        match (from, to) {
            (Some(from), Some(to)) => match u32::try_from((to - from).num_days()) {
                Ok(days) => self.days.push(days),
                Err(_) => self.unknown += 1,
            },
            (None, Some(_)) => self.unknown += 1,
            (_, None) => self.still += u64::from(state.is_open()),
        }
    }
}

fn day(rule: &Rule, facts: &Facts) -> Option<chrono::NaiveDate> {
    match rule.expr.evaluate(facts)? {
        Scalar::Date(day) => Some(day),
        _ => None,
    }
}
