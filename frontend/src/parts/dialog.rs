//! A dialog over the page: focus stays in it until it is closed, and then goes back to where it came from.

use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::browser::focus_soon;
use crate::live::{follow, live_if};

/// What focus can be moved to with Tab.
const FOCUSABLE: &str = "a[href], button, input, select, textarea, summary";

/// A dialog that is there while `is_open`.
///
/// Esc closes it. `back_to` is the element that gets focus when it closes; `content` puts focus on one of its own with
/// the attribute `data-first`, else the first that can have it gets it.
pub(crate) fn dialog(
    is_open: RwSignal<bool>,
    back_to: &'static str,
    title: Signal<String>,
    content: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let was_open = StoredValue::new(false);
    follow(move || {
        let open = is_open.get();
        if was_open.get_value() && !open {
            focus_soon(back_to);
        }
        was_open.set_value(open);
    });
    live_if(move || is_open.get().then(|| shell(is_open, title, content())))
}

fn shell(is_open: RwSignal<bool>, title: Signal<String>, content: AnyView) -> AnyView {
    let frame = NodeRef::<Div>::new();
    follow(move || {
        let Some(frame) = frame.get() else { return };
        let first = frame.query_selector("[data-first]").ok().flatten();
        let first = first.or_else(|| frame.query_selector(FOCUSABLE).ok().flatten());
        if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            // At once: the next key that is pressed is meant for the dialog.
            let _ = first.focus();
        }
    });
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            is_open.set(false);
        }
        "Tab" => {
            if let Some(frame) = frame.get_untracked() {
                keep_inside(&event, &frame);
            }
        }
        _ => event.stop_propagation(),
    };
    view! {
        <div class="overlay overlay-plain">
            <div class="dialog" role="dialog" aria-modal="true" aria-labelledby="dialog-title" node_ref=frame
                on:keydown=keys>
                <h2 id="dialog-title">{title}</h2>
                {content}
            </div>
        </div>
    }
    .into_any()
}

/// Lets Tab go round inside the dialog.
fn keep_inside(event: &KeyboardEvent, frame: &HtmlElement) {
    let Ok(found) = frame.query_selector_all(FOCUSABLE) else { return };
    let nth = |index: u32| found.item(index).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let (Some(first), Some(last)) = (nth(0), nth(found.length().saturating_sub(1))) else { return };
    let active = crate::browser::focused();
    let is_at = |element: &HtmlElement| active.as_ref() == Some(element);
    let (edge, other) = if event.shift_key() { (&first, &last) } else { (&last, &first) };
    let is_outside = active.as_ref().is_none_or(|active| !frame.contains(Some(active)));
    if is_at(edge) || is_outside {
        event.prevent_default();
        let _ = other.focus();
    }
}
