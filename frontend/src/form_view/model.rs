//! The state of a form on the screen: one set of signals per field, one evaluation over all of them.

mod answering;
mod building;
mod restored;

use std::collections::BTreeMap;
use std::sync::Arc;

use api_types::AnswerMap;
use domain::answers::{Answer, Value};
use domain::expr::Facts;
use domain::programme::{Form, Known, Programme, Variable, VariableType};
use domain::text::{Language, Text};
use domain::validation::Confirmation;
use leptos::prelude::*;

use super::draft::{field_text, is_typed};
use super::earlier::Earlier;
use super::evaluation::Evaluation;
use super::findings::Found;
use super::suggested::Suggestions;

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

    /// What the field of a variable shows for an answer.
    pub(crate) fn text_of(self, variable: &Variable, answer: Option<&Answer>) -> String {
        let language = self.language.get_untracked();
        self.fixed.with_value(|fixed| shown_text(&fixed.programme, variable, answer, language))
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

#[cfg(test)]
mod tests;
