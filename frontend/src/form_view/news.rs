//! Which rows a change concerns: they alone are asked to look again.
//!
//! Some eighty rows of a form would otherwise follow one evaluation, and every key that leaves a field would make each of
//! them look whether it is concerned. Reading is always of what holds now; only being told is by row.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;

use super::evaluation::Evaluation;
use super::findings::Found;
use super::model::FormModel;
use crate::live::follow;

impl FormModel {
    /// Tells each row when what follows from the answers has changed for it.
    pub(super) fn tell_rows(self) {
        let mut before = (Arc::<Evaluation>::default(), Arc::<Found>::default());
        follow(move || {
            let now = (self.evaluation.get(), self.found.get());
            let mut concerned = differing(&before.0, &now.0);
            differing_entries(&before.1, &now.1, &mut concerned);
            for field in concerned.into_iter().filter_map(|id| self.field(id)) {
                field.news.notify();
            }
            before = now;
        });
    }

    /// What follows from the answers, for a row that is to be told when that changes for one of these variables.
    pub(super) fn evaluation_for<'a, T>(
        self,
        ids: impl IntoIterator<Item = &'a str>,
        read: impl FnOnce(&Evaluation) -> T,
    ) -> T {
        for field in ids.into_iter().filter_map(|id| self.field(id)) {
            field.news.track();
        }
        self.evaluation.with_untracked(|evaluation| read(evaluation))
    }
}

/// The variables for which two evaluations differ.
fn differing<'a>(before: &'a Evaluation, now: &'a Evaluation) -> BTreeSet<&'a str> {
    let mut concerned = BTreeSet::new();
    for (before, now) in
        [(&before.asked, &now.asked), (&before.computed, &now.computed), (&before.required, &now.required)]
    {
        concerned.extend(before.symmetric_difference(now).map(String::as_str));
    }
    differing_entries(&before.answers, &now.answers, &mut concerned);
    concerned
}

/// Adds the keys whose values differ.
fn differing_entries<'a, V: PartialEq>(
    before: &'a BTreeMap<String, V>,
    now: &'a BTreeMap<String, V>,
    concerned: &mut BTreeSet<&'a str>,
) {
    for (one, other) in [(before, now), (now, before)] {
        let differs = |(id, value): &(&String, &V)| other.get(*id) != Some(*value);
        concerned.extend(one.iter().filter(differs).map(|(id, _)| id.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use domain::answers::{Answer, Value};

    use super::*;

    fn evaluation(asked: &[&str], required: &[&str], answers: &[(&str, i64)]) -> Evaluation {
        let set = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        let answer = |(id, number): &(&str, i64)| ((*id).to_owned(), Answer::Value(Value::Integer(*number)));
        Evaluation {
            asked: set(asked),
            required: set(required),
            answers: answers.iter().map(answer).collect(),
            ..Evaluation::default()
        }
    }

    #[test]
    fn a_row_is_concerned_when_something_differs_for_it_and_not_otherwise() {
        let before = evaluation(&["a", "b", "c"], &["a"], &[("a", 1), ("b", 2)]);
        let cases = [
            (evaluation(&["a", "b", "c"], &["a"], &[("a", 1), ("b", 2)]), vec![]),
            (evaluation(&["a", "b", "c"], &["a"], &[("a", 1), ("b", 3)]), vec!["b"]),
            (evaluation(&["a", "b", "c"], &["a", "c"], &[("b", 2)]), vec!["a", "c"]),
            (evaluation(&["a", "c", "d"], &["a"], &[("a", 1)]), vec!["b", "d"]),
        ];
        for (now, concerned) in cases {
            assert_eq!(differing(&before, &now).into_iter().collect::<Vec<_>>(), concerned);
        }
    }
}
