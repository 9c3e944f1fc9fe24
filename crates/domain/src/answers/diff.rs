//! What changed between two versions of a form.

use super::{Answer, Answers};

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerChange {
    /// The variable's id.
    pub variable: String,
    /// What was answered before, if anything.
    pub before: Option<Answer>,
    /// What is answered now, if anything.
    pub after: Option<Answer>,
}

/// The fields that differ, in the order of their ids. The first version differs from nothing in everything it answers.
#[must_use]
pub fn changes(before: &Answers, after: &Answers) -> Vec<AnswerChange> {
    let gone = before.keys().filter(|id| !after.contains_key(*id));
    let mut ids: Vec<&String> = after.keys().chain(gone).collect();
    ids.sort();
    ids.into_iter()
        .filter(|id| before.get(*id) != after.get(*id))
        .map(|id| AnswerChange {
            variable: id.clone(),
            before: before.get(id).cloned(),
            after: after.get(id).cloned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{MissingReason, Value};

    #[test]
    fn changed_added_and_removed_fields_are_told_and_equal_ones_are_not() {
        let whole = |number| Answer::Value(Value::Integer(number));
        let missing = Answer::Missing { missing: MissingReason::Declined };
        let before = Answers::from([
            ("ldl".into(), whole(1)),
            ("same".into(), whole(5)),
            ("weight".into(), whole(80)),
        ]);
        let after = Answers::from([
            ("height".into(), whole(170)),
            ("same".into(), whole(5)),
            ("weight".into(), missing.clone()),
        ]);
        let expected = [
            ("height", None, Some(whole(170))),
            ("ldl", Some(whole(1)), None),
            ("weight", Some(whole(80)), Some(missing)),
        ]
        .map(|(id, before, after)| AnswerChange { variable: id.into(), before, after });
        assert_eq!(changes(&before, &after), expected);
        assert!(changes(&after, &after).is_empty());
        assert_eq!(changes(&Answers::new(), &before).len(), 3);
    }
}
