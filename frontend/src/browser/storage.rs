//! Display preferences in the browser. Nothing about people is ever kept here.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Storage};

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// A preference kept earlier.
pub(crate) fn kept(key: &str) -> Option<String> {
    storage()?.get_item(&format!("hjertekom.{key}")).ok().flatten()
}

/// Keeps a preference, or forgets it when it is the default.
pub(crate) fn keep(key: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    let key = format!("hjertekom.{key}");
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
