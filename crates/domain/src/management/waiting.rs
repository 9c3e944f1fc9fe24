//! How long citizens wait.

use chrono::NaiveDate;

use crate::course::CourseState;
use crate::expr::Facts;
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
        let date = |variable| facts.answer(variable)?.value()?.date();
        match (date(&waiting.from), date(&waiting.to)) {
            (Some(from), Some(to)) => match days_waited(from, to) {
                Some(days) => self.days.push(days),
                None => self.unknown += 1,
            },
            (None, Some(_)) => self.unknown += 1,
            (_, None) => self.still += u64::from(state.is_open()),
        }
    }
}

/// The days of a wait; none when it ends before it begins.
#[must_use]
pub fn days_waited(from: NaiveDate, to: NaiveDate) -> Option<u32> {
    u32::try_from((to - from).num_days()).ok()
}
