//! The building of the model: the fields, and what follows from them.

use std::collections::BTreeMap;
use std::sync::Arc;

use api_types::AnswerMap;
use domain::answers::{Answer, Answers};
use domain::expr::Facts;
use domain::programme::{Form, Known, Programme};
use leptos::prelude::*;

use super::{Field, Fixed, FormModel, shown_text};
use crate::form_view::draft::Restored;
use crate::form_view::evaluation::{evaluate, to_json};
use crate::form_view::findings::found;
use crate::form_view::suggested::suggestions;
use crate::keep::typed;
use crate::text::*;

/// The fields of a form, by variable.
type Fields = Arc<BTreeMap<String, Field>>;

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
        let given = given(fields.clone());
        let (asked, beside) = (form.clone(), others.clone());
        let evaluation = Memo::new(move |_| given.with(|given| Arc::new(evaluate(&asked, given, &beside))));
        let typing = RwSignal::new(None::<String>);
        let snapshot = snapshot(fields.clone(), given, typing);
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

/// The answers that can be read.
fn given(fields: Fields) -> Memo<Answers> {
    Memo::new(move |_| {
        let mut given = Answers::new();
        for (id, field) in fields.iter() {
            if let Some(answer) = field.answer.get() {
                given.insert(id.clone(), answer);
            }
        }
        given
    })
}

/// Everything typed: the answers, and the texts that are none or may still become another.
fn snapshot(fields: Fields, given: Memo<Answers>, typing: RwSignal<Option<String>>) -> Memo<AnswerMap> {
    // Apart from the texts, so that a key pressed in one field reads neither the answers nor the other fields again.
    let answered = Memo::new(move |_| given.with(to_json));
    let each = fields.clone();
    let unread = Memo::new(move |_| {
        let unread = each.iter().filter(|(_, field)| field.problem.with(Option::is_some));
        unread.map(|(id, _)| id.clone()).collect::<Vec<_>>()
    });
    Memo::new(move |_| {
        let mut saved = answered.get();
        let mut keep = |id: &String| {
            let Some(field) = fields.get(id) else { return };
            match field.text.get() {
                text if text.is_empty() => drop(saved.remove(id)),
                text => drop(saved.insert(id.clone(), typed(&text))),
            }
        };
        unread.with(|unread| unread.iter().for_each(&mut keep));
        typing.with(|typing| typing.iter().for_each(&mut keep));
        saved
    })
}
