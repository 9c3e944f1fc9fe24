//! Keys pressed outside fields.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

use super::storage::kept;

/// Where it is kept that single keys are switched off.
pub(crate) const SINGLE_KEYS: &str = "single-keys";

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

/// The key, if it is one that commands the page by itself: no modifier, not while writing, and not switched off.
///
/// Source: WCAG 2.1.4, which wants single-key commands to be switchable.
pub(crate) fn single_key(event: &KeyboardEvent) -> Option<String> {
    let is_plain = !(event.ctrl_key() || event.alt_key() || event.meta_key() || event.repeat());
    let is_command = is_plain && !event.default_prevented() && !in_text_field(event);
    let is_on = kept(SINGLE_KEYS).is_none();
    (is_command && is_on).then(|| event.key())
}
