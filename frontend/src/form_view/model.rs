//! The state of a form on the screen: one set of signals per field, one evaluation over all of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use api_types::AnswerMap;
use domain::answers::{Answer, Answers, MissingReason, Value};
use domain::expr::Facts;
use domain::programme::{Form, Programme, Severity, Variable};
use domain::text::{Language, Text};
use domain::validation::Finding;
use leptos::prelude::*;

use super::draft::{Restored, field_text, is_typed};
use super::evaluation::{Evaluation, evaluate, to_json};
use super::reading::read_typed;
use crate::browser;
use crate::text::*;

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
    /// What stood in the field when it was confirmed; nothing standing there can be improbable too.
    pub(crate) confirmed: RwSignal<Option<Option<Answer>>>,
}

/// What never changes while the form is open.
struct Fixed {
    programme: Arc<Programme>,
    form: Arc<Form>,
    fields: BTreeMap<String, Field>,
}

/// A form on the screen.
#[derive(Clone, Copy)]
pub(crate) struct FormModel {
    fixed: StoredValue<Fixed>,
    /// What follows from the answers.
    pub(crate) evaluation: Memo<Evaluation>,
    /// Everything typed, as it is saved in the draft.
    pub(crate) snapshot: Memo<AnswerMap>,
    /// Whether completion has been tried, so that every finding is shown.
    pub(crate) attempted: RwSignal<bool>,
    /// The field whose definition is shown.
    pub(crate) helped: RwSignal<Option<String>>,
    /// Whether the definition was asked for, which also opens the panel on small screens.
    pub(crate) help_open: RwSignal<bool>,
    /// The field whose menu of missing reasons is open.
    pub(crate) menu: RwSignal<Option<String>>,
    /// Where Enter stopped because of a finding, and at which answer: the next Enter goes on.
    stopped: StoredValue<Option<(String, Option<Answer>)>>,
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
        let mut fields = BTreeMap::new();
        for variable in form.variables() {
            fields.insert(variable.id.clone(), field(variable, restored.answers.get(&variable.id), language));
        }
        let all = fields.clone();
        let given = Memo::new(move |_| {
            let mut given = Answers::new();
            for (id, field) in &all {
                if let Some(answer) = field.answer.get() {
                    given.insert(id.clone(), answer);
                }
            }
            given
        });
        let (definition, asked) = (programme.clone(), form.clone());
        let evaluation =
            Memo::new(move |_| given.with(|given| evaluate(&definition, &asked, given, &others)));
        let all = fields.clone();
        let snapshot = Memo::new(move |_| {
            let mut saved = given.with(to_json);
            for (id, field) in &all {
                if field.problem.with(Option::is_some) {
                    saved.insert(id.clone(), field.text.get().into());
                }
            }
            saved
        });
        let model = Self {
            fixed: StoredValue::new(Fixed { programme, form, fields }),
            evaluation,
            snapshot,
            attempted: RwSignal::new(false),
            helped: RwSignal::new(None),
            help_open: RwSignal::new(false),
            menu: RwSignal::new(None),
            stopped: StoredValue::new(None),
            language,
        };
        for (id, text) in &restored.texts {
            model.write(id, text);
            model.commit(id);
        }
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

    /// The state of a field; `None` if the form has no such variable.
    pub(crate) fn field(self, id: &str) -> Option<Field> {
        self.fixed.with_value(|fixed| fixed.fields.get(id).copied())
    }

    /// Replaces every field, after merging with a draft saved elsewhere.
    pub(crate) fn replace(self, restored: &Restored) {
        for variable in self.form().variables() {
            let Some(field) = self.field(&variable.id) else {
                continue;
            };
            let answer = restored.answers.get(&variable.id).cloned();
            if field.answer.get_untracked() != answer {
                field.text.set(field_text(variable, answer.as_ref(), self.language.get_untracked()));
                field.problem.set(None);
                field.answer.set(answer);
            }
        }
        for (id, text) in &restored.texts {
            self.write(id, text);
            self.commit(id);
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
        let form = self.form();
        let (Some(field), Some(variable)) = (self.field(id), form.variable(id)) else {
            return;
        };
        if !is_typed(variable) {
            return;
        }
        let text = field.text.get_untracked();
        match self.read(variable, &text) {
            Ok(None)
                if field
                    .answer
                    .with_untracked(|answer| answer.as_ref().is_some_and(|a| a.missing().is_some())) => {}
            Ok(answer) => {
                field.problem.set(None);
                field.text.set(field_text(variable, answer.as_ref(), self.language.get_untracked()));
                if field.answer.get_untracked() != answer {
                    field.answer.set(answer);
                }
            }
            Err(problem) => {
                field.answer.set(None);
                field.problem.set(Some(problem));
            }
        }
    }

    /// Reads every field that can be reached, e.g. the one being typed when the form is saved or completed.
    pub(crate) fn commit_all(self) {
        for id in self.reachable() {
            self.commit(&id);
        }
    }

    /// Whether what stands in a field could be read, without changing anything.
    pub(crate) fn can_read(self, variable: &Variable, text: &str) -> bool {
        self.read(variable, text).is_ok()
    }

    fn read(self, variable: &Variable, text: &str) -> Result<Option<Answer>, Text> {
        read_typed(&self.programme(), variable, text, browser::today)
    }

    /// Answers a choice.
    pub(crate) fn choose(self, id: &str, value: Option<Value>) {
        if let Some(field) = self.field(id) {
            field.answer.set(value.map(Answer::Value));
            field.left.set(true);
        }
    }

    /// Says why there is no answer, or takes the reason back.
    pub(crate) fn set_missing(self, id: &str, reason: Option<MissingReason>) {
        if let Some(field) = self.field(id) {
            field.text.set(String::new());
            field.problem.set(None);
            field.answer.set(reason.map(|missing| Answer::Missing { missing }));
            field.left.set(true);
        }
    }

    /// Uses an answer of an earlier form.
    pub(crate) fn adopt(self, variable: &Variable, answer: Answer) {
        if let Some(field) = self.field(&variable.id) {
            field.text.set(field_text(variable, Some(&answer), self.language.get_untracked()));
            field.problem.set(None);
            field.answer.set(Some(answer));
            field.left.set(true);
        }
    }

    /// What is shown at a field now, the most serious first.
    pub(crate) fn message(self, id: &str) -> Option<(Severity, Text)> {
        let field = self.field(id)?;
        let attempted = self.attempted.get();
        let shown = field.left.get() || attempted;
        if let Some(problem) = field.problem.get().filter(|_| shown) {
            return Some((Severity::Hard, problem));
        }
        let visible = |finding: &&Finding| {
            finding.variable.as_deref() == Some(id)
                && match finding.severity {
                    Severity::Missing => attempted,
                    Severity::Hard | Severity::Soft => shown,
                }
        };
        self.evaluation.with(|evaluation| {
            let worst = evaluation.findings.iter().filter(visible).min_by_key(|finding| finding.severity)?;
            Some((worst.severity, worst.message.clone()))
        })
    }

    /// Whether the improbable answer of a field was confirmed as it stands.
    pub(crate) fn is_confirmed(self, id: &str) -> bool {
        let Some(field) = self.field(id) else { return false };
        field.confirmed.get().is_some_and(|confirmed| confirmed == self.current(id))
    }

    /// The answer of a field as it stands, typed or computed.
    fn current(self, id: &str) -> Option<Answer> {
        let typed = self.field(id).and_then(|field| field.answer.get());
        typed.or_else(|| self.evaluation.with(|evaluation| evaluation.answers.get(id).cloned()))
    }

    /// Confirms the improbable answer of a field.
    pub(crate) fn confirm(self, id: &str) {
        if let Some(field) = self.field(id) {
            field.confirmed.set(Some(untrack(|| self.current(id))));
        }
    }

    /// Whether Enter may go on from a field. It stops once at a finding; the second Enter confirms and goes on.
    pub(crate) fn may_advance(self, id: &str) -> bool {
        let Some(field) = self.field(id) else { return true };
        field.left.set(true);
        let answer = field.answer.get_untracked();
        let message = untrack(|| self.message(id));
        let stopped = self
            .stopped
            .with_value(|stopped| stopped.as_ref().is_some_and(|(at, then)| at == id && *then == answer));
        match message {
            Some((Severity::Soft, _)) if untrack(|| self.is_confirmed(id)) => true,
            Some((Severity::Soft, _)) if stopped => {
                self.confirm(id);
                true
            }
            Some(_) if !stopped => {
                self.stopped.set_value(Some((id.to_owned(), answer)));
                false
            }
            _ => true,
        }
    }

    /// Everything that stops the form or asks for confirmation, in the order of the form.
    pub(crate) fn obstacles(self) -> Vec<Finding> {
        let form = self.form();
        let mut found: Vec<Finding> = form
            .variables()
            .filter_map(|variable| {
                let problem = self.field(&variable.id)?.problem.get()?;
                let id = Some(variable.id.clone());
                Some(Finding {
                    severity: Severity::Hard,
                    variable: id,
                    code: "unreadable".into(),
                    message: problem,
                })
            })
            .collect();
        let unreadable: Vec<Option<String>> = found.iter().map(|finding| finding.variable.clone()).collect();
        let open = |finding: &&Finding| match (&finding.severity, &finding.variable) {
            (Severity::Soft, Some(id)) => !self.is_confirmed(id),
            (Severity::Missing, variable) => !unreadable.contains(variable),
            _ => true,
        };
        self.evaluation.with(|evaluation| found.extend(evaluation.findings.iter().filter(open).cloned()));
        in_order(&form, &found)
    }

    /// The fields that can be reached, in the order of the form.
    pub(crate) fn reachable(self) -> Vec<String> {
        self.evaluation.with_untracked(|evaluation| {
            let reachable = |id: &&str| evaluation.asked.contains(*id) && !evaluation.computed.contains(*id);
            let form = self.form();
            form.variables()
                .map(|variable| variable.id.as_str())
                .filter(reachable)
                .map(str::to_owned)
                .collect()
        })
    }

    /// The field that should be filled next when the form opens: the first without an answer.
    pub(crate) fn first_empty(self) -> Option<String> {
        let empty =
            |id: &String| self.field(id).is_some_and(|field| field.answer.with_untracked(Option::is_none));
        self.reachable().into_iter().find(empty)
    }
}

/// Findings as the form is read: first what stops it, then what is to be confirmed.
///
/// A loop rather than a sort: forms are short, and every sort is four kilobytes of wasm.
fn in_order(form: &Form, found: &[Finding]) -> Vec<Finding> {
    let mut ordered = Vec::with_capacity(found.len());
    for is_soft in [false, true] {
        let places = form.variables().map(|variable| Some(variable.id.as_str())).chain([None]);
        for place in places {
            let here = |finding: &&Finding| {
                finding.variable.as_deref() == place && (finding.severity == Severity::Soft) == is_soft
            };
            ordered.extend(found.iter().filter(here).cloned());
        }
    }
    ordered
}

fn field(variable: &Variable, answer: Option<&Answer>, language: RwSignal<Language>) -> Field {
    Field {
        answer: RwSignal::new(answer.cloned()),
        text: RwSignal::new(field_text(variable, answer, language.get_untracked())),
        problem: RwSignal::new(None),
        left: RwSignal::new(answer.is_some()),
        confirmed: RwSignal::new(None),
    }
}

#[cfg(test)]
mod tests;
