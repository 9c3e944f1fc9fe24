//! The clipboard and the printer.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// Copies a text; says whether the browser did it. It may not: over plain HTTP, or when the user has refused.
pub(crate) async fn copy_text(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    let is_there = !AsRef::<JsValue>::as_ref(&clipboard).is_undefined();
    is_there && clipboard.write_text(text).await.is_ok()
}

/// Opens the browser's print dialogue.
pub(crate) fn print() {
    // A browser without a printer says so itself.
    let _ = window().print();
}
