//! Display preferences in the browser. Nothing about people is ever kept here.
//!
//! On a computer that several people share they last as long as the window, and no longer than the session.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Storage};

/// What the name of everything that is kept begins with.
const OURS: &str = "hjertekom.";
/// Where it is kept that several people share the computer.
const SHARED: &str = "hjertekom.shared";

thread_local! {
    /// Whether several people share the computer; not known before it is asked for.
    static IS_SHARED: Cell<Option<bool>> = const { Cell::new(None) };
}

fn lasting() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn storage() -> Option<Storage> {
    if is_shared() { window().session_storage().ok().flatten() } else { lasting() }
}

/// Whether several people share this computer.
pub(crate) fn is_shared() -> bool {
    IS_SHARED.get().unwrap_or_else(|| {
        let is_kept = lasting().is_some_and(|storage| storage.get_item(SHARED).ok().flatten().is_some());
        IS_SHARED.set(Some(is_kept));
        is_kept
    })
}

/// Says whether several people share this computer: if so, what was kept for one of them is removed.
pub(crate) fn share(is_shared: bool) {
    IS_SHARED.set(Some(is_shared));
    let Some(storage) = lasting() else { return };
    if !is_shared {
        let _ = storage.remove_item(SHARED);
        return;
    }
    let count = storage.length().unwrap_or_default();
    let keys: Vec<String> = (0..count).filter_map(|index| storage.key(index).ok().flatten()).collect();
    for key in keys.iter().filter(|key| key.starts_with(OURS)) {
        let _ = storage.remove_item(key);
    }
    // A browser that refuses storage keeps nothing anyway.
    let _ = storage.set_item(SHARED, "yes");
}

/// A preference kept earlier.
pub(crate) fn kept(key: &str) -> Option<String> {
    storage()?.get_item(&format!("{OURS}{key}")).ok().flatten()
}

/// Keeps a preference, or forgets it when it is the default.
pub(crate) fn keep(key: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    let key = format!("{OURS}{key}");
    // A browser that refuses storage still works; the choice then lasts until the page is closed.
    let _ = match value {
        Some(value) => storage.set_item(&key, value),
        None => storage.remove_item(&key),
    };
}

fn root() -> Option<HtmlElement> {
    document().document_element()?.dyn_into().ok()
}

/// Sets or removes a `data-` attribute of the page, which the style sheet follows.
pub(crate) fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = root() else { return };
    let name = format!("data-{name}");
    let _ = match value {
        Some(value) => root.set_attribute(&name, value),
        None => root.remove_attribute(&name),
    };
}

/// Tells the browser and screen readers which language the page is in.
pub(crate) fn set_root_language(language: &str) {
    if let Some(root) = root() {
        root.set_lang(language);
    }
}
