//! The browser's own calendar beside a date field: for a finger or a mouse, and by Alt+arrow down. Never a tab stop.

use domain::programme::Variable;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::keys::{control_id, focus_field};
use super::model::FormModel;
use crate::parts::{Icon, icon};
use crate::text::*;

fn calendar_id(variable: &str) -> String {
    format!("c-{variable}")
}

/// The button and the browser's date field behind it.
pub(super) fn calendar(model: FormModel, variable: &Variable) -> AnyView {
    let id = variable.id.clone();
    let (picked_id, open_id) = (id.clone(), id.clone());
    let picked = move |event| {
        // The browser gives the date as ISO, which the field reads like any other date.
        let date = event_target_value(&event);
        if !date.is_empty() {
            model.write(&picked_id, &date);
            model.commit(&picked_id);
            focus_field(&picked_id);
        }
    };
    let label = variable.label.clone();
    view! {
        <span class="calendar">
            <button type="button" class="icon-button" tabindex="-1" aria-controls=control_id(&id)
                aria-label=tf(CALENDAR, move |language| [("label", label.get(language).to_owned())])
                on:click=move |_| open_calendar(model, &open_id)>
                {icon(Icon::Calendar)}
            </button>
            <input type="date" id=calendar_id(&id) class="calendar-source" tabindex="-1" aria-hidden="true"
                on:change=picked/>
        </span>
    }
    .into_any()
}

/// Opens the calendar at the day that stands in the field.
pub(super) fn open_calendar(model: FormModel, variable: &str) {
    let element = document().get_element_by_id(&calendar_id(variable));
    let Some(source) = element.and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    model.commit(variable);
    let answer = model.field(variable).and_then(|field| field.answer.get_untracked());
    let date = answer.and_then(|answer| answer.value()?.date());
    source.set_value(&date.map(|date| date.to_string()).unwrap_or_default());
    // Where the browser has no such picker the field is typed in, as always.
    let _ = source.show_picker();
}
