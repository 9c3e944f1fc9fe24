//! The few things the application asks of the browser itself.

mod clipboard;
mod clock;
mod files;
mod focus;
mod journal;
mod keys;
mod last_words;
mod place;
mod random;
mod storage;

pub(crate) use clipboard::{copy_text, print};
pub(crate) use clock::{local, millis, now, pause, today};
pub(crate) use files::{save_picture, save_text};
pub(crate) use focus::{
    focus, focus_soon, focused, forget_focus, is_covered, is_interruption, keep_in_sight, scroll_to_top,
    set_title, show_in_list,
};
pub(crate) use journal::{
    journal_device, journaled, open_journal, put_in_journal, remove_from_journal, wipe_journal,
};
pub(crate) use keys::{SINGLE_KEYS, in_text_field, on_window_key, single_key};
pub(crate) use last_words::{ask_before_leaving, send_last, when_leaving, when_offline, when_online};
pub(crate) use place::Place;
pub(crate) use random::random_id;
pub(crate) use storage::{is_shared, keep, kept, set_root_attribute, set_root_language, share};

/// The origin the application was loaded from, which is also the API's.
pub(crate) fn origin() -> String {
    leptos::prelude::window().location().origin().unwrap_or_default()
}

/// The address of the page as it stands, with what is chosen on it.
pub(crate) fn address() -> String {
    leptos::prelude::window().location().href().unwrap_or_default()
}

/// Loads the application anew at the address as it stands.
pub(crate) fn reload() {
    // A browser that refuses keeps the page as it is.
    let _ = leptos::prelude::window().location().reload();
}

/// Begins anew at the log-in, with nothing left of what was on the page.
pub(crate) fn start_over() {
    // A browser that refuses to leave still has the page masked.
    let _ = leptos::prelude::window().location().replace("/");
}
