//! The state of a form on the screen: one set of signals per field, one evaluation over all of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use api_types::AnswerMap;
use domain::answers::{Answer, Answers, MissingReason, Value};
use domain::expr::Facts;
use domain::programme::{Form, Known, Programme, Variable, VariableType};
use domain::text::{Language, Text};
use domain::typing;
use domain::validation::Confirmation;
use leptos::prelude::*;

use super::draft::{Restored, field_text, is_typed};
use super::earlier::Earlier;
use super::evaluation::{Evaluation, evaluate, to_json};
use super::findings::{Found, found};
use super::suggested::{Suggestions, suggestions};
use crate::browser;
use crate::keep::typed;
use crate::text::*;

/// The most codes that are shown at once; longer lists are searched by typing.
pub(super) const FEW: usize = 7;

/// The state of one field.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    /// The answer, when there is one that can be read.
    pub(crate) answer: RwSignal<Option<Answer>>,
    /// What stands in the field, for fields that are written.
    pub(crate) text: RwSignal<String>,
    /// Why what stands there is no answer.
    pub(crate) problem: RwSignal<Option<Text>>,
    /// Whether the field has been left, so that its findings may be shown.
    pub(crate) left: RwSignal<bool>,
    /// Whether the suggested answer was removed.
    pub(crate) is_refused: RwSignal<bool>,
    /// Whether the answer is the earlier form's and has not been opened for correction.
    pub(crate) is_carried: RwSignal<bool>,
    /// Says that what follows from the answers has changed for this field.
    pub(super) news: Trigger,
}

/// What never changes while the form is open.
pub(super) struct Fixed {
    pub(super) programme: Arc<Programme>,
    pub(super) form: Arc<Form>,
    pub(super) others: Arc<Facts>,
    fields: Arc<BTreeMap<String, Field>>,
    pub(super) suggestions: Suggestions,
}

/// A form on the screen.
#[derive(Clone, Copy)]
pub(crate) struct FormModel {
    pub(super) fixed: StoredValue<Fixed>,
    /// What follows from the answers. Followed by few: a row is told when it is concerned.
    pub(crate) evaluation: Memo<Arc<Evaluation>>,
    /// Everything typed, as it is saved in the draft.
    pub(crate) snapshot: Memo<AnswerMap>,
    /// What is found about the answers, by variable. Followed by few, as the evaluation is.
    pub(crate) found: Memo<Arc<Found>>,
    /// Every improbable answer that was confirmed, for exactly the value it had.
    pub(crate) confirmed: RwSignal<Vec<Confirmation>>,
    /// The field that is being typed in and has not been left: what stands there is kept, although it is no answer yet.
    pub(crate) typing: RwSignal<Option<String>>,
    /// Whether completion has been tried, so that every finding is shown.
    pub(crate) attempted: RwSignal<bool>,
    /// The field whose definition is shown.
    pub(crate) helped: RwSignal<Option<String>>,
    /// Whether the definition was asked for, which also opens the panel on small screens.
    pub(crate) help_open: RwSignal<bool>,
    /// The field whose menu of missing reasons is open.
    pub(crate) menu: RwSignal<Option<String>>,
    /// What suggestions build on besides the answers.
    pub(crate) known: RwSignal<Known>,
    /// What the citizen answered in an earlier course, once it has been fetched.
    pub(crate) earlier: RwSignal<Option<Earlier>>,
    /// Where Enter stopped because of a finding, and at which answer: the next Enter goes on.
    pub(super) stopped: StoredValue<Option<(String, Option<Answer>)>>,
    language: RwSignal<Language>,
}

impl FormModel {
    /// A form filled with a draft or with what was submitted.
    pub(crate) fn new(
        programme: Arc<Programme>,
        form: Arc<Form>,
        others: Facts,
        restored: &Restored,
    ) -> Self {
        let language = use_language();
        let others = Arc::new(others);
        let mut fields = BTreeMap::new();
        for variable in form.variables() {
            let answer = restored.answers.get(&variable.id);
            let text = shown_text(&programme, variable, answer, language.get_untracked());
            fields.insert(variable.id.clone(), field(answer, text));
        }
        let fields = Arc::new(fields);
        let all = fields.clone();
        let given = Memo::new(move |_| {
            let mut given = Answers::new();
            for (id, field) in all.iter() {
                if let Some(answer) = field.answer.get() {
                    given.insert(id.clone(), answer);
                }
            }
            given
        });
        let (asked, beside) = (form.clone(), others.clone());
        let evaluation = Memo::new(move |_| given.with(|given| Arc::new(evaluate(&asked, given, &beside))));
        let all = fields.clone();
        let typing = RwSignal::new(None::<String>);
        // Apart from the texts, so that a key pressed in one field reads neither the answers nor the other fields again.
        let answered = Memo::new(move |_| given.with(to_json));
        let each = fields.clone();
        let unread = Memo::new(move |_| {
            let unread = each.iter().filter(|(_, field)| field.problem.with(Option::is_some));
            unread.map(|(id, _)| id.clone()).collect::<Vec<_>>()
        });
        let snapshot = Memo::new(move |_| {
            let mut saved = answered.get();
            let mut keep = |id: &String| {
                let Some(field) = all.get(id) else { return };
                match field.text.get() {
                    text if text.is_empty() => drop(saved.remove(id)),
                    text => drop(saved.insert(id.clone(), typed(&text))),
                }
            };
            unread.with(|unread| unread.iter().for_each(&mut keep));
            typing.with(|typing| typing.iter().for_each(&mut keep));
            saved
        });
        let known = RwSignal::new(Known { today: others.as_of, ..Known::default() });
        let suggestions = suggestions(&programme, &form, &others, evaluation, known);
        let confirmed = RwSignal::new(restored.confirmed.clone());
        let found = Memo::new(move |_| {
            evaluation.with(|evaluation| confirmed.with(|confirmed| Arc::new(found(evaluation, confirmed))))
        });
        let model = Self {
            fixed: StoredValue::new(Fixed { programme, form, others, fields, suggestions }),
            evaluation,
            snapshot,
            found,
            confirmed,
            typing,
            attempted: RwSignal::new(false),
            helped: RwSignal::new(None),
            help_open: RwSignal::new(false),
            menu: RwSignal::new(None),
            known,
            earlier: RwSignal::new(None),
            stopped: StoredValue::new(None),
            language,
        };
        model.put_texts(restored);
        model
    }

    /// The programme version.
    pub(crate) fn programme(self) -> Arc<Programme> {
        self.fixed.with_value(|fixed| fixed.programme.clone())
    }

    /// The form's definition.
    pub(crate) fn form(self) -> Arc<Form> {
        self.fixed.with_value(|fixed| fixed.form.clone())
    }

    /// What is known from the other forms of the course.
    pub(crate) fn others(self) -> Arc<Facts> {
        self.fixed.with_value(|fixed| fixed.others.clone())
    }

    /// The state of a field; `None` if the form has no such variable.
    pub(crate) fn field(self, id: &str) -> Option<Field> {
        self.fixed.with_value(|fixed| fixed.fields.get(id).copied())
    }

    /// Whether the answer is found by typing: numbers, dates, texts and the codes of long lists.
    pub(crate) fn is_written(self, variable: &Variable) -> bool {
        self.fixed.with_value(|fixed| is_written(&fixed.programme, variable))
    }

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
    fn put_texts(self, restored: &Restored) {
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

    /// What the field of a variable shows for an answer.
    pub(crate) fn text_of(self, variable: &Variable, answer: Option<&Answer>) -> String {
        let language = self.language.get_untracked();
        self.fixed.with_value(|fixed| shown_text(&fixed.programme, variable, answer, language))
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

    /// The fields that can be reached, in the order of the form.
    pub(crate) fn reachable(self) -> Vec<String> {
        let form = self.form();
        self.evaluation.with_untracked(|evaluation| {
            let ids = form.variables().map(|variable| variable.id.as_str());
            ids.filter(|id| evaluation.counts(id)).map(str::to_owned).collect()
        })
    }

    /// The field that should be filled next when the form opens: the first without an answer.
    pub(crate) fn first_empty(self) -> Option<String> {
        let empty =
            |id: &String| self.field(id).is_some_and(|field| field.answer.with_untracked(Option::is_none));
        self.reachable().into_iter().find(empty)
    }
}

/// Sets a signal only when that changes it: whoever follows it is not asked in vain while keys are being handled.
pub(super) fn change<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|now| *now != value) {
        signal.set(value);
    }
}

fn is_written(programme: &Programme, variable: &Variable) -> bool {
    let is_long = || programme.codes_of(variable).is_some_and(|list| list.codes.len() > FEW);
    is_typed(variable) || (variable.kind == VariableType::Code && is_long())
}

/// What a written field shows: codes by their name, everything else as it is read back.
fn shown_text(
    programme: &Programme,
    variable: &Variable,
    answer: Option<&Answer>,
    language: Language,
) -> String {
    match answer.and_then(Answer::value) {
        Some(Value::Text(code)) if variable.kind == VariableType::Code => {
            let known = programme.codes_of(variable).and_then(|list| list.code(code));
            let known = known.filter(|_| is_written(programme, variable));
            known.map(|code| code.label.get(language).to_owned()).unwrap_or_default()
        }
        _ => field_text(variable, answer, language),
    }
}

fn field(answer: Option<&Answer>, text: String) -> Field {
    Field {
        answer: RwSignal::new(answer.cloned()),
        text: RwSignal::new(text),
        problem: RwSignal::new(None),
        left: RwSignal::new(answer.is_some()),
        is_refused: RwSignal::new(false),
        is_carried: RwSignal::new(false),
        news: Trigger::new(),
    }
}

#[cfg(test)]
mod tests;
