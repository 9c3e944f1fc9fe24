//! A field that is written: number, date or text. Read when it is left, never per keystroke.

use domain::programme::{Variable, VariableType};
use leptos::prelude::*;

use super::keys::control_id;
use super::model::{Field, FormModel};
use crate::show::unit;
use crate::text::use_language;

/// The text field with its unit. Always `type=text`: a number field rounds silently and changes on the wheel.
pub(crate) fn typed_control(
    model: FormModel,
    variable: &Variable,
    field: Field,
    described: Memo<String>,
) -> AnyView {
    let id = variable.id.clone();
    let (on_change_id, on_blur_id) = (id.clone(), id.clone());
    let definition = variable.clone();
    let (mode, class) = match variable.kind {
        VariableType::Integer => ("numeric", "input input-number"),
        VariableType::Decimal => ("decimal", "input input-number"),
        VariableType::Date => ("text", "input input-date"),
        _ => ("text", "input"),
    };
    let typed = move |event| {
        let text = event_target_value(&event);
        field.text.set(text.clone());
        // A message goes as soon as what stands there can be read again.
        let has_problem = field.problem.with_untracked(Option::is_some);
        if has_problem && model.can_read(&definition, &text) {
            field.problem.set(None);
        }
    };
    let left = move |_| {
        model.commit(&on_blur_id);
        field.left.set(true);
    };
    let invalid = move || {
        model
            .message(&on_change_id)
            .is_some_and(|(severity, _)| severity != domain::programme::Severity::Soft)
    };
    view! {
        <span class="with-unit">
            <input id=control_id(&id) class=class type="text" inputmode=mode autocomplete="off" spellcheck="false"
                prop:value=Signal::derive(move || field.text.get()) on:input=typed on:blur=left
                aria-invalid=Signal::derive(move || invalid().then_some("true"))
                aria-describedby=Signal::derive(move || described.get())/>
            {unit_word(variable)}
        </span>
    }
    .into_any()
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
