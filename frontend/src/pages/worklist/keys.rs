//! The keys of the work list.

use api_types::SessionView;
use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::browser::{focused, is_covered, single_key, today};
use crate::pages::attendance::{Saver, move_focus, pressed_status};

/// What the arrows go through.
const LINKS: &str = ".rows:not([hidden]) a.row-link";
const ROW: &str = "li.row-item";

/// Arrows move between the rows of all groups.
pub(super) fn arrows(event: &KeyboardEvent) {
    move_focus(event, LINKS, ROW);
}

/// A key pressed anywhere on the page outside fields.
pub(super) fn pressed(
    event: &KeyboardEvent,
    may_write: bool,
    filter: NodeRef<Input>,
    go: &impl Fn(&str),
    record: impl Fn(&str, &KeyboardEvent),
) {
    // From the filter, the arrow goes into the list.
    if event.key() == "ArrowDown" && is_filter(event) {
        if let Ok(Some(first)) = document().query_selector(LINKS) {
            event.prevent_default();
            let _ = first.dyn_into::<web_sys::HtmlElement>().map(|first| first.focus());
        }
        return;
    }
    let Some(key) = single_key(event).filter(|_| !is_covered()) else {
        return;
    };
    let row = focused().and_then(|focused| focused.closest(ROW).ok().flatten());
    let of_row = |name: &str| row.as_ref().and_then(|row: &Element| row.get_attribute(name));
    match key.as_str() {
        "n" if may_write => {
            // Otherwise the letter arrives in the first field of the page it opens.
            event.prevent_default();
            go("/borgere/ny");
        }
        "/" => {
            if let Some(input) = filter.get_untracked() {
                event.prevent_default();
                let _ = input.focus();
                input.select();
            }
        }
        "ArrowDown" if row.is_none() => arrows(event),
        "s" | "e" => {
            if let Some(course) = of_row("data-course") {
                event.prevent_default();
                go(&format!("/forloeb/{course}/{}", if key == "s" { "start" } else { "slut" }));
            }
        }
        "t" => {
            if let Some(course) = of_row("data-course") {
                event.prevent_default();
                go(&format!("/forloeb/{course}/undervejs"));
            }
        }
        _ => {
            if let Some(session) = of_row("data-session") {
                record(&session, event);
            }
        }
    }
}

/// Records what a key says of a session that is due.
pub(super) fn record(row: RwSignal<SessionView>, saver: Saver, event: &KeyboardEvent) {
    let (status, held_on) = row.with_untracked(|session| (session.status, session.held_on));
    let Some(status) = pressed_status(event, status).filter(|_| held_on <= today()) else { return };
    event.prevent_default();
    saver.record(row, status);
}

fn is_filter(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.id() == "filter")
}
