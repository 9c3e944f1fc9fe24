//! A field that is written: number, date or text. Read when it is left, never per keystroke.

use domain::programme::{Variable, VariableType};
use leptos::ev::FocusEvent;
use leptos::prelude::*;

use super::calendar::calendar;
use super::keys::control_id;
use super::model::{Field, FormModel, change};
use super::row::Said;
use crate::browser::is_interruption;
use crate::show::unit;
use crate::text::use_language;

/// The text field with its unit. Always `type=text`: a number field rounds silently and changes on the wheel.
pub(crate) fn typed_control(model: FormModel, variable: &Variable, field: Field, said: Said) -> AnyView {
    let id = variable.id.clone();
    let on_blur_id = id.clone();
    let (mode, class) = match variable.kind {
        VariableType::Integer => ("numeric", "input input-number"),
        VariableType::Decimal => ("decimal", "input input-number"),
        VariableType::Date => ("text", "input input-date"),
        _ => ("text", "input"),
    };
    let definition = variable.clone();
    let typed = move |event| {
        let text = event_target_value(&event);
        refuse_when_emptied(field, &text);
        model.type_in(&definition.id);
        field.text.set(text.clone());
        model.mend_while_typing(&definition, &text);
    };
    let left = move |event: FocusEvent| {
        if is_interruption(&event) {
            return;
        }
        if model.spread(&on_blur_id).is_none() {
            model.commit(&on_blur_id);
        }
        change(field.left, true);
    };
    let date = (variable.kind == VariableType::Date).then(|| calendar(model, variable));
    let suggested = Signal::derive(shown_suggestion(model, variable));
    let text = Signal::derive(move || {
        let text = field.text.get();
        if text.is_empty() { suggested.get().unwrap_or_default() } else { text }
    });
    view! {
        <span class="with-unit">
            <input id=control_id(&id) class=class type="text" inputmode=mode autocomplete="off" spellcheck="false"
                class:input-suggested=Signal::derive(move || suggested.with(Option::is_some))
                prop:value=text on:input=typed on:blur=left
                aria-invalid=Signal::derive(move || said.invalid())
                aria-describedby=Signal::derive(move || said.described.get())/>
            {unit_word(variable)}
            {date}
        </span>
    }
    .into_any()
}

/// A suggestion that was deleted does not come back by itself.
pub(super) fn refuse_when_emptied(field: Field, text: &str) {
    change(field.is_refused, text.is_empty());
}

/// What stands in a field that has a suggestion instead of an answer.
pub(super) fn shown_suggestion(
    model: FormModel,
    variable: &Variable,
) -> impl Fn() -> Option<String> + Send + Sync + use<> {
    let variable = variable.clone();
    let language = use_language();
    move || {
        language.track();
        let answer = model.suggestion(&variable.id)?;
        Some(model.text_of(&variable, Some(&answer)))
    }
}

/// The unit after the field; it is also part of the label, because what follows a field is not read aloud.
fn unit_word(variable: &Variable) -> Option<AnyView> {
    let ucum = variable.unit.clone()?;
    let language = use_language();
    Some(
        view! { <span class="unit" aria-hidden="true">{Signal::derive(move || unit(&ucum, language.get()))}</span> }
            .into_any(),
    )
}
