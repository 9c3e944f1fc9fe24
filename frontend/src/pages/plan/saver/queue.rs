//! What of a plan is saved, and how what was saved elsewhere joins it.

use api_types::PlanView;
use domain::plan::{Plan, merge};

/// What the server has, and what it is to have.
pub(super) struct Queue {
    pub(super) base: Plan,
    pub(super) wanted: Plan,
    pub(super) version: i64,
    pub(super) is_busy: bool,
    /// A save was lost on the way: the server may have what it held, or not.
    pub(super) in_doubt: Option<Plan>,
}

impl Queue {
    /// A plan as the server has it.
    pub(super) fn new(shown: &PlanView) -> Self {
        Self {
            base: shown.plan.clone(),
            wanted: shown.plan.clone(),
            version: shown.version,
            is_busy: false,
            in_doubt: None,
        }
    }

    pub(super) fn is_saved(&self) -> bool {
        self.base == self.wanted && self.in_doubt.is_none()
    }

    /// Joins what the server has with what is on the screen; how many rows both had changed.
    ///
    /// Where the server has just what was lost on the way, what the user took back since then is a change of it.
    pub(super) fn join(&mut self, theirs: PlanView, is_mine: bool) -> usize {
        let arrived = self.in_doubt.take().filter(|_| is_mine && theirs.version == self.version + 1);
        let joined = merge(arrived.as_ref().unwrap_or(&self.base), &self.wanted, &theirs.plan);
        self.base = theirs.plan;
        self.version = theirs.version;
        self.wanted = joined.plan;
        joined.clashes
    }
}

#[cfg(test)]
mod tests {
    use domain::plan::{Evaluation, Goal};

    use super::*;

    fn plan(text: &str) -> Plan {
        let goal = Goal {
            no: 1,
            text: text.to_owned(),
            condition: None,
            kind: None,
            target: None,
            evaluation: Evaluation::default(),
            note: None,
        };
        Plan { goals: vec![goal], ..Plan::default() }
    }

    fn on_server(text: &str, version: i64) -> PlanView {
        PlanView {
            version,
            definition_version: None,
            plan: plan(text),
            decided: Vec::new(),
            findings: Vec::new(),
            saved_at: None,
            saved_by: None,
        }
    }

    /// What is wanted was saved but for `in_doubt`, which was lost on the way and then taken back.
    fn taken_back(in_doubt: &str) -> Queue {
        Queue {
            base: plan("gå"),
            wanted: plan("gå"),
            version: 3,
            is_busy: true,
            in_doubt: Some(plan(in_doubt)),
        }
    }

    #[test]
    fn what_was_lost_on_the_way_and_taken_back_is_not_saved() {
        assert!(!taken_back("løbe").is_saved());
    }

    #[test]
    fn a_change_that_arrived_after_all_is_taken_back() {
        let mut queue = taken_back("løbe");
        let clashes = queue.join(on_server("løbe", 4), true);
        assert_eq!((queue.wanted.clone(), clashes), (plan("gå"), 0));
        assert!(!queue.is_saved(), "the server still has what was taken back");
    }

    #[test]
    fn what_somebody_else_saved_meanwhile_stays() {
        let mut queue = taken_back("løbe");
        queue.join(on_server("cykle", 4), false);
        assert_eq!(queue.wanted, plan("cykle"));
        assert!(queue.is_saved());
    }
}
