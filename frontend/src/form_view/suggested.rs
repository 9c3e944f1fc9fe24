//! Answers nobody has typed yet: suggestions, what is carried over, and items typed in one go.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::answers::{Answer, Value};
use domain::expr::{Facts, VariableRef};
use domain::programme::{Form, Known, Prefill, Programme, Variable, VariableType};
use domain::typing::split_items;
use leptos::prelude::*;

use super::evaluation::Evaluation;
use super::model::FormModel;
use crate::browser::{keep, kept};

/// What is suggested now, by variable.
pub(super) type Suggestions = BTreeMap<String, Memo<Option<Answer>>>;

/// The fewest items that are worth typing in one go.
const SERIES: usize = 4;

/// One memo per variable that has a suggestion: it follows the answers it builds on.
pub(super) fn suggestions(
    programme: &Arc<Programme>,
    form: &Arc<Form>,
    others: &Arc<Facts>,
    evaluation: Memo<Arc<Evaluation>>,
    known: RwSignal<Known>,
) -> Suggestions {
    let suggesting = form.variables().filter(|variable| !variable.suggest.is_empty());
    let memo = |variable: &Variable| {
        let (programme, own, others) = (programme.clone(), form.id.clone(), others.clone());
        let variable = variable.clone();
        Memo::new(move |_| {
            let given = |of: &VariableRef| match of.form == own {
                true => evaluation.with(|evaluation| evaluation.answers.get(&of.variable).cloned()),
                false => others.answer(of).cloned(),
            };
            let last = || kept(&habit(&programme, &variable));
            let answer = |source: &Prefill| {
                known.with(|known| source.answer(&programme, &variable, known, given, last))
            };
            variable.suggest.iter().find_map(answer)
        })
    };
    suggesting.map(|variable| (variable.id.clone(), memo(variable))).collect()
}

/// Where this computer keeps what was answered last. Never about a citizen: which test a unit uses.
fn habit(programme: &Programme, variable: &Variable) -> String {
    format!("last.{}.{}", programme.id, variable.id)
}

impl FormModel {
    /// What is suggested for a field: only while it is empty and the suggestion has not been removed.
    pub(crate) fn suggestion(self, id: &str) -> Option<Answer> {
        let field = self.field(id)?;
        let is_empty = field.answer.with(Option::is_none) && field.text.with(String::is_empty);
        if !is_empty || field.is_refused.get() {
            return None;
        }
        self.fixed.with_value(|fixed| fixed.suggestions.get(id).copied())?.get()
    }

    /// Makes the suggestion an answer, as happens when the field is left by Enter or Tab.
    pub(crate) fn accept(self, id: &str) {
        let form = self.form();
        if let Some(answer) = untrack(|| self.suggestion(id))
            && let Some(variable) = form.variable(id)
        {
            self.put(variable, Some(answer));
            self.remember(variable);
        }
    }

    /// Keeps what was answered where the next form of the unit suggests it.
    pub(super) fn remember(self, variable: &Variable) {
        if !variable.suggest.contains(&Prefill::Last) {
            return;
        }
        let answer = self.field(&variable.id).and_then(|field| field.answer.get_untracked());
        let text = match answer.as_ref().and_then(Answer::value) {
            Some(Value::Text(code)) => code.clone(),
            Some(Value::Boolean(is)) => is.to_string(),
            _ => return,
        };
        keep(&habit(&self.programme(), variable), Some(&text));
    }

    /// Takes over what earlier forms said, into fields that have no answer yet. `is_new` is false for a form that was
    /// submitted before: there an empty field stays empty.
    pub(crate) fn carry_over(self, is_new: bool) {
        for variable in self.form().variables() {
            let Some((field, earlier)) = self.field(&variable.id).zip(self.carried(variable)) else {
                continue;
            };
            let answer = field.answer.get_untracked();
            if answer.is_none() && is_new && field.text.with_untracked(String::is_empty) {
                self.put(variable, Some(earlier));
                field.left.set(true);
                field.is_carried.set(true);
            } else {
                field.is_carried.set(answer.as_ref() == Some(&earlier));
            }
        }
    }

    /// The earlier form's answer to a variable that is carried over.
    fn carried(self, variable: &Variable) -> Option<Answer> {
        let from = VariableRef::new(variable.carried_from.as_ref()?, &variable.id);
        self.fixed
            .with_value(|fixed| fixed.others.answer(&from).filter(|answer| answer.value().is_some()).cloned())
    }

    /// Opens a carried answer for correction.
    pub(crate) fn open_carried(self, id: &str) {
        if let Some(field) = self.field(id) {
            field.is_carried.set(false);
        }
    }

    /// The items that can be typed from this one on, itself included; empty unless it is one of a series.
    pub(crate) fn series(self, id: &str) -> Vec<String> {
        let form = self.form();
        let section = form.sections.iter().find(|section| section.variables.iter().any(|v| v.id == id));
        let Some(section) = section else { return Vec::new() };
        let from = section.variables.iter().skip_while(|variable| variable.id != id);
        let Some(first) = section.variables.iter().find(|variable| variable.id == id) else {
            return Vec::new();
        };
        from.take_while(|variable| is_item(variable) && alike(first, variable))
            .map(|v| v.id.clone())
            .collect()
    }

    /// Whether items can be typed in one go from this field on: the first of enough of them.
    pub(crate) fn begins_series(self, variable: &Variable) -> bool {
        let form = self.form();
        let mut before = form.variables().take_while(|other| other.id != variable.id);
        let is_first = before.by_ref().last().is_none_or(|other| !(is_item(other) && alike(other, variable)));
        is_first && self.series(&variable.id).len() >= SERIES
    }

    /// Spreads digits typed into the first item over all of them; gives the last that was filled.
    pub(crate) fn spread(self, id: &str) -> Option<String> {
        let text = self.field(id)?.text.get_untracked();
        if text.len() < 2 || !self.begins_series(self.form().variable(id)?) {
            return None;
        }
        let items = self.series(id);
        let texts = split_items(&text, items.len())?;
        let filled = items.iter().zip(&texts);
        for (item, text) in filled {
            self.write(item, text);
            self.commit(item);
            if let Some(field) = self.field(item) {
                field.left.set(true);
            }
        }
        items.get(texts.len().checked_sub(1)?).cloned()
    }
}

/// A question that is answered with one digit and has no unit.
fn is_item(variable: &Variable) -> bool {
    let one_digit = variable.hard.and_then(|range| Some((range.min.to_integer()?, range.max.to_integer()?)));
    variable.kind == VariableType::Integer
        && variable.computed.is_none()
        && variable.unit.is_none()
        && one_digit.is_some_and(|(min, max)| min >= 0 && max <= 9)
}

/// Whether two items belong to one questionnaire: asked together and answered on one scale.
fn alike(one: &Variable, other: &Variable) -> bool {
    one.hard == other.hard && one.visible_when == other.visible_when
}
