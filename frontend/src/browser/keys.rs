//! Keys pressed outside fields.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

/// Listens to keys on the whole page for as long as the current view lives.
pub(crate) fn on_window_key(handle: impl Fn(KeyboardEvent) + 'static) {
    let listener = window_event_listener(ev::keydown, handle);
    on_cleanup(move || listener.remove());
}

/// Whether the key was pressed while writing or choosing, where single letters mean themselves.
pub(crate) fn in_text_field(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    match target.tag_name().as_str() {
        "INPUT" => target
            .dyn_into::<HtmlInputElement>()
            .is_ok_and(|input| !matches!(input.type_().as_str(), "radio" | "checkbox" | "button" | "submit")),
        "TEXTAREA" | "SELECT" => true,
        _ => false,
    }
}
