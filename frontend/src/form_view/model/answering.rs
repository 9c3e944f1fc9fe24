//! Answering: what is typed, read when the field is left, chosen, or said to be missing.

use domain::answers::{Answer, MissingReason, Value};
use domain::programme::Variable;
use domain::text::Text;
use domain::typing;
use leptos::prelude::*;

use super::{FormModel, change};
use crate::browser;

impl FormModel {
    /// Puts an answer into a field, as if it had been typed and read.
    pub(crate) fn put(self, variable: &Variable, answer: Option<Answer>) {
        let Some(field) = self.field(&variable.id) else { return };
        self.stop_typing(&variable.id);
        change(field.text, self.text_of(variable, answer.as_ref()));
        change(field.problem, None);
        change(field.answer, answer);
    }

    /// Remembers which field is being typed in; until it is left, its text is kept as it stands.
    pub(crate) fn type_in(self, id: &str) {
        let before = self.typing.get_untracked().filter(|before| before != id);
        if let Some(before) = &before {
            // It came back half typed from a draft and has not been returned to.
            self.commit(before);
        }
        if before.is_some() || self.typing.with_untracked(Option::is_none) {
            self.typing.set(Some(id.to_owned()));
        }
    }

    fn stop_typing(self, id: &str) {
        if self.typing.with_untracked(|typing| typing.as_deref() == Some(id)) {
            self.typing.set(None);
        }
    }

    /// Puts a text into a field without reading it.
    pub(crate) fn write(self, id: &str, text: &str) {
        if let Some(field) = self.field(id) {
            field.text.set(text.to_owned());
        }
    }

    /// Reads what stands in a field, as happens when it is left.
    pub(crate) fn commit(self, id: &str) {
        self.stop_typing(id);
        let form = self.form();
        let (Some(field), Some(variable)) = (self.field(id), form.variable(id)) else {
            return;
        };
        if !self.is_written(variable) || field.is_carried.get_untracked() {
            return;
        }
        let text = field.text.get_untracked();
        match self.read(variable, &text) {
            Ok(None)
                if field
                    .answer
                    .with_untracked(|answer| answer.as_ref().is_some_and(|a| a.missing().is_some())) => {}
            Ok(answer) => {
                change(field.problem, None);
                change(field.text, self.text_of(variable, answer.as_ref()));
                change(field.answer, answer);
            }
            Err(problem) => {
                change(field.answer, None);
                change(field.problem, Some(problem));
            }
        }
    }

    /// Reads every field that can be reached, e.g. the one being typed when the form is saved or completed.
    pub(crate) fn commit_all(self) {
        for id in self.reachable() {
            self.commit(&id);
        }
    }

    /// Takes a message away as soon as what is being typed mends it; otherwise nothing is read before the field is left.
    pub(crate) fn mend_while_typing(self, variable: &Variable, text: &str) {
        let Some(field) = self.field(&variable.id) else { return };
        if field.problem.with_untracked(Option::is_some) {
            if self.read(variable, text).is_ok() {
                field.problem.set(None);
            }
            return;
        }
        let usual = variable.plausible.or(variable.hard);
        let (Some(usual), true) = (usual, field.left.get_untracked()) else { return };
        if untrack(|| self.message(&variable.id)).is_some()
            && let Ok(Some(answer)) = self.read(variable, text)
            && answer.value().and_then(Value::number).is_some_and(|number| usual.contains(number))
        {
            field.answer.set(Some(answer));
        }
    }

    pub(super) fn read(self, variable: &Variable, text: &str) -> Result<Option<Answer>, Text> {
        self.fixed.with_value(|fixed| typing::read(&fixed.programme, variable, text, browser::today))
    }

    /// Answers a choice.
    pub(crate) fn choose(self, id: &str, value: Option<Value>) {
        let form = self.form();
        let (Some(field), Some(variable)) = (self.field(id), form.variable(id)) else { return };
        change(field.is_refused, value.is_none());
        self.put(variable, value.map(Answer::Value));
        self.remember(variable);
        change(field.left, true);
    }

    /// Says why there is no answer, or takes the reason back.
    pub(crate) fn set_missing(self, id: &str, reason: Option<MissingReason>) {
        if let Some(field) = self.field(id) {
            field.text.set(String::new());
            field.problem.set(None);
            field.answer.set(reason.map(|missing| Answer::Missing { missing }));
            field.is_carried.set(false);
            field.left.set(true);
        }
    }
}
