//! Title, focus and scroll position.

use std::cell::Cell;
use std::time::Duration;

use leptos::ev::FocusEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Moves focus to the element with this id; says whether there is one.
///
/// What stands in a text field is selected, as it is when one arrives with Tab.
pub(crate) fn focus(id: &str) -> bool {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(input) = element.as_ref().and_then(|element| element.dyn_ref::<HtmlInputElement>()) {
        input.select();
    }
    element.is_some_and(|element| element.focus().is_ok())
}

thread_local! {
    /// Counts the requests to move focus: only the latest is carried out.
    static REQUESTS: Cell<u32> = const { Cell::new(0) };
}

/// Moves focus once the changes of this moment have been drawn, unless something else asks for focus before.
pub(crate) fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    let request = next_request();
    set_timeout(
        move || {
            if REQUESTS.get() == request && focus(&id) {
                keep_in_sight();
            }
        },
        Duration::ZERO,
    );
}

/// Scrolls to the focus once more when all has been drawn: leaving a field may add rows above the next one.
pub(crate) fn keep_in_sight() {
    request_animation_frame(|| {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        if let Some(element) = focused() {
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Forgets a move that has been asked for but not carried out.
pub(crate) fn forget_focus() {
    next_request();
}

fn next_request() -> u32 {
    let request = REQUESTS.get().wrapping_add(1);
    REQUESTS.set(request);
    request
}

/// Names the page in the window's title.
pub(crate) fn set_title(page: &str, product: &str) {
    document().set_title(&format!("{page} – {product}"));
}

/// Starts a new page at its top.
pub(crate) fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// The element that has focus.
pub(crate) fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Whether a dialog or a menu is open: keys belong to it, not to the page.
pub(crate) fn is_covered() -> bool {
    document().query_selector("[role=dialog], [role=menu]").is_ok_and(|found| found.is_some())
}

/// Whether a field lost focus without being left: to another window, or because the log-in was laid over the page.
pub(crate) fn is_interruption(event: &FocusEvent) -> bool {
    let Some(field) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    let is_still_there = document().active_element().is_some_and(|active| active == field);
    is_still_there || field.closest("[inert]").ok().flatten().is_some()
}

/// Scrolls the list an element stands in, and nothing else, so that the element can be seen.
pub(crate) fn show_in_list(id: &str) {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let Some((element, list)) =
        element.and_then(|element| Some((element.clone(), element.parent_element()?)))
    else {
        return;
    };
    let (top, bottom) = (element.offset_top(), element.offset_top() + element.offset_height());
    if top < list.scroll_top() {
        list.set_scroll_top(top);
    } else if bottom > list.scroll_top() + list.client_height() {
        list.set_scroll_top(bottom - list.client_height());
    }
}
