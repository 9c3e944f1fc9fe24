//! Undoing and redoing changes to a form, field by field.

use api_types::AnswerMap;
use domain::answers::merge::differences;
use serde_json::Value as Json;

/// Fields, by variable id, with the values they get; `None` empties a field.
pub(crate) type Fields = Vec<(String, Option<Json>)>;

/// One step: fields that changed together, each with what it held before and after.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    /// The fields, by variable id; `None` is an empty field.
    pub(crate) fields: Vec<(String, Option<Json>, Option<Json>)>,
}

/// What can be undone and redone.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    now: AnswerMap,
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// More steps than anybody goes back.
const KEPT: usize = 200;

impl History {
    /// Begins with what the form opens with, which cannot be undone.
    pub(crate) fn new(now: AnswerMap) -> Self {
        Self { now, ..Self::default() }
    }

    /// Takes in what the form holds now. What was undone before cannot be redone after another change.
    pub(crate) fn record(&mut self, now: &AnswerMap) {
        let changed = differences(&self.now, now);
        if changed.is_empty() {
            return;
        }
        let field = |id: String| {
            let (before, after) = (self.now.get(&id).cloned(), now.get(&id).cloned());
            (id, before, after)
        };
        self.done.push(Step { fields: changed.into_iter().map(field).collect() });
        if self.done.len() > KEPT {
            self.done.remove(0);
        }
        self.undone.clear();
        self.now = now.clone();
    }

    /// Takes in a change that is not the user's own, e.g. one merged in: it cannot be undone, and undoing an earlier
    /// change to other fields leaves it alone.
    pub(crate) fn accept(&mut self, now: &AnswerMap) {
        self.now = now.clone();
    }

    /// Whether there is something to undo.
    pub(crate) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to redo.
    pub(crate) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Undoes the last change: which fields get which values.
    pub(crate) fn undo(&mut self) -> Fields {
        let Some(step) = self.done.pop() else { return Vec::new() };
        let fields = step.fields.iter().map(|(id, before, _)| (id.clone(), before.clone())).collect();
        self.undone.push(step);
        self.apply(fields)
    }

    /// Does again what was undone last.
    pub(crate) fn redo(&mut self) -> Fields {
        let Some(step) = self.undone.pop() else { return Vec::new() };
        let fields = step.fields.iter().map(|(id, _, after)| (id.clone(), after.clone())).collect();
        self.done.push(step);
        self.apply(fields)
    }

    fn apply(&mut self, fields: Fields) -> Fields {
        for (id, value) in &fields {
            match value {
                Some(value) => self.now.insert(id.clone(), value.clone()),
                None => self.now.remove(id),
            };
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn map(json: Json) -> AnswerMap {
        json.as_object().cloned().unwrap()
    }

    #[test]
    fn changes_are_undone_from_the_last_and_redone_from_the_first() {
        let mut history = History::new(map(json!({"a": 1})));
        assert!(!history.can_undo() && !history.can_redo());
        history.record(&map(json!({"a": 1})));
        assert!(!history.can_undo(), "nothing was changed");
        history.record(&map(json!({"a": 2})));
        history.record(&map(json!({"a": 2, "b": 3})));
        assert_eq!(history.undo(), [("b".to_owned(), None)]);
        assert_eq!(history.undo(), [("a".to_owned(), Some(json!(1)))]);
        assert_eq!(history.undo(), []);
        assert_eq!(history.redo(), [("a".to_owned(), Some(json!(2)))]);
        assert_eq!(history.redo(), [("b".to_owned(), Some(json!(3)))]);
        assert_eq!(history.redo(), []);
    }

    #[test]
    fn what_the_form_says_after_an_undo_is_no_new_change() {
        let mut history = History::new(AnswerMap::new());
        history.record(&map(json!({"a": 1})));
        history.undo();
        history.record(&AnswerMap::new());
        assert!(history.can_redo());
        history.record(&map(json!({"b": 1})));
        assert!(!history.can_redo(), "another change was made instead");
    }

    #[test]
    fn what_was_merged_in_stays_when_an_own_change_is_undone() {
        let mut history = History::new(AnswerMap::new());
        history.record(&map(json!({"a": 1})));
        history.accept(&map(json!({"a": 1, "theirs": 5})));
        assert_eq!(history.undo(), [("a".to_owned(), None)]);
        history.record(&map(json!({"theirs": 5})));
        assert!(!history.can_undo());
    }
}
