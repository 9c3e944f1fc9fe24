//! The few things the application asks of the browser itself.

mod clock;
mod focus;
mod keys;
mod storage;

pub(crate) use clock::{local, now, today};
pub(crate) use focus::{focus, focus_soon, focused, forget_focus, scroll_to_top, set_title};
pub(crate) use keys::{in_text_field, on_window_key};
pub(crate) use storage::{keep, kept, set_root_attribute, set_root_language};

/// The origin the application was loaded from, which is also the API's.
pub(crate) fn origin() -> String {
    leptos::prelude::window().location().origin().unwrap_or_default()
}
