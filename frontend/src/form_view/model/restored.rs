//! A form filled again: with a draft, or with what was merged in from elsewhere.

use leptos::prelude::*;

use super::{Field, FormModel};
use crate::form_view::draft::Restored;

impl FormModel {
    /// Replaces every field, after merging with a draft saved elsewhere.
    pub(crate) fn replace(self, restored: &Restored) {
        for variable in self.form().variables() {
            let answer = restored.answers.get(&variable.id).cloned();
            let differs = |field: Field| field.answer.get_untracked() != answer;
            if !self.is_typed_as(&variable.id, restored) && self.field(&variable.id).is_some_and(differs) {
                self.put(variable, answer);
            }
        }
        self.put_texts(restored);
        self.confirmed.set(restored.confirmed.clone());
    }

    /// Whether a field is being typed in just as it is to be: nothing there may be touched, least of all the caret.
    fn is_typed_as(self, id: &str, restored: &Restored) -> bool {
        let Some(field) = self.field(id) else { return false };
        self.typing.with_untracked(|typing| typing.as_deref() == Some(id))
            && restored
                .texts
                .iter()
                .any(|(of, text)| of == id && field.text.with_untracked(|now| now == text))
    }

    /// Puts back what was typed and is no answer. What cannot be read says so; what can is half typed, and whoever
    /// comes back to the field goes on typing.
    pub(super) fn put_texts(self, restored: &Restored) {
        for (id, text) in &restored.texts {
            if self.is_typed_as(id, restored) {
                continue;
            }
            self.write(id, text);
            let form = self.form();
            let is_readable = form.variable(id).is_some_and(|variable| self.read(variable, text).is_ok());
            if is_readable && self.typing.with_untracked(Option::is_none) {
                self.typing.set(Some(id.clone()));
            } else {
                self.commit(id);
            }
        }
    }
}
