//! A form that is tried: the same fields, findings and indicators as for a citizen, and nothing is kept or sent.

use std::sync::Arc;

use domain::answers::Answers;
use domain::expr::Facts;
use domain::programme::{Form, Programme};
use leptos::html::Div;
use leptos::prelude::*;

use super::draft::Restored;
use super::help::help_panel;
use super::impact::trial_panel;
use super::index::section_index;
use super::keys::{COMPLETE_ID, Keys, handle};
use super::model::FormModel;
use super::summary::line;
use super::view::sections;
use crate::live::{follow, live, live_if};
use crate::parts::{Tone, alert};
use crate::preferences::Preferences;
use crate::text::*;

/// A form to try. `facts` is what is known of the invented course; the form's own answers are put back into it.
pub(crate) fn trial_view(programme: Arc<Programme>, form: Arc<Form>, facts: StoredValue<Facts>) -> AnyView {
    let (others, own) = facts.with_value(|facts| without(facts, &form.id));
    let is_new = own.is_empty();
    let restored = Restored { answers: own, ..Restored::default() };
    let model = FormModel::new(programme, form.clone(), others.clone(), &restored);
    model.carry_over(is_new);
    model.tell_rows();
    let id = form.id.clone();
    follow(move || {
        let answers = model.evaluation.with(|evaluation| evaluation.answers.clone());
        facts.try_update_value(|facts| put(facts, &id, answers));
    });
    let tried = RwSignal::new(0_u32);
    let enter_moves = expect_context::<Preferences>().enter_moves;
    let complete = Callback::new(move |()| {
        model.attempted.set(true);
        tried.update(|count| *count += 1);
    });
    let keys = Keys { model, autosave: None, complete, enter_moves };
    let sections = sections(model, &form, &others);
    view! {
        {found(model, tried)}
        <div on:keydown=move |event| handle(&event, keys)>
            <div class="form-layout">
                {section_index(model)}
                <div class="form-side">{help_panel(model)}{trial_panel(model)}</div>
                <div class="form-sections">{sections}</div>
            </div>
            <div class="save-bar">
                <div class="save-bar-in">
                    <span class="save-state">{t(TRIAL_NOT_KEPT)}</span>
                    <button type="button" class="button" id=COMPLETE_ID on:click=move |_| complete.run(())>
                        {t(TRIAL_CHECK)}" "<kbd aria-hidden="true">"Ctrl+Enter"</kbd>
                    </button>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// What would be in the way of completing the form, once that has been tried.
fn found(model: FormModel, tried: RwSignal<u32>) -> AnyView {
    let place = NodeRef::<Div>::new();
    let obstacles = Memo::new(move |_| if tried.get() == 0 { Vec::new() } else { model.obstacles() });
    let is_tried = Memo::new(move |_| tried.get() > 0);
    let is_clear = Memo::new(move |_| obstacles.with(Vec::is_empty));
    follow(move || {
        if tried.get() > 0
            && let Some(place) = place.get()
        {
            let _ = place.focus();
        }
    });
    live_if(move || {
        is_tried.get().then(|| {
            let content = live(move || match is_clear.get() {
                true => alert(Tone::Success, view! { <p>{t(TRIAL_CLEAR)}</p> }.into_any()),
                false => view! {
                    <div class="summary-box">
                        <h2>{t(TRIAL_FOUND)}</h2>
                        <ul>{live(move || obstacles.get().into_iter().map(line).collect::<Vec<_>>())}</ul>
                    </div>
                }
                .into_any(),
            });
            view! { <div class="trial-found" tabindex="-1" node_ref=place role="group" aria-label=t(TRIAL_CHECK)>{content}</div> }
        })
    })
}

/// What is known besides a form, and what the form itself says.
fn without(facts: &Facts, form: &str) -> (Facts, Answers) {
    let mut others = facts.clone();
    let own = others.forms.remove(form).unwrap_or_default();
    (others, own)
}

/// Keeps the answers of a form with what is known; a form without answers has not been filled in.
fn put(facts: &mut Facts, form: &str, answers: Answers) {
    if answers.is_empty() {
        facts.forms.remove(form);
    } else {
        facts.forms.insert(form.to_owned(), answers);
    }
}

#[cfg(test)]
mod tests {
    use domain::answers::{Answer, Value};

    use super::*;

    #[test]
    fn a_form_without_answers_has_not_been_filled_in() {
        let answers = Answers::from_iter([("weight_kg".to_owned(), Answer::Value(Value::Integer(80)))]);
        let mut facts = Facts::default();
        put(&mut facts, "start", answers.clone());
        assert_eq!(without(&facts, "start"), (Facts::default(), answers));
        assert_eq!(without(&facts, "end").0, facts, "what other forms say stays");
        put(&mut facts, "start", Answers::new());
        assert_eq!(facts, Facts::default());
    }
}
