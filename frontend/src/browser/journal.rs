//! The journal of `static/journal.js`, where the installation allows one. Every call may fail: a browser without it, or
//! one that refuses, only keeps less.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// Calls a function of the journal; nothing when it is not there or fails.
async fn call(name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let journal = Reflect::get(&js_sys::global(), &"hjertekomJournal".into()).ok()?;
    let function: Function = Reflect::get(&journal, &name.into()).ok()?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    let answer: Promise = function.apply(&journal, &arguments).ok()?.dyn_into().ok()?;
    answer.await.ok()
}

/// This browser's own id, which the keys of its journal are bound to.
pub(crate) async fn journal_device() -> Option<String> {
    call("device", &[]).await?.as_string()
}

/// Opens the journal with a key of 32 bytes; says whether it is open.
pub(crate) async fn open_journal(key: &[u8]) -> bool {
    call("open", &[Uint8Array::from(key).into()]).await.is_some()
}

/// Keeps a text, sealed; says whether it is on the disk.
pub(crate) async fn put_in_journal(id: &str, text: &str) -> bool {
    call("put", &[id.into(), text.into()]).await.is_some()
}

/// Takes a text out.
pub(crate) async fn remove_from_journal(id: &str) {
    // What cannot be removed now is gone after 72 hours.
    call("remove", &[id.into()]).await;
}

/// A text that was kept and not taken out.
pub(crate) async fn journaled(id: &str) -> Option<String> {
    call("get", &[id.into()]).await?.as_string()
}

/// Forgets key and texts.
pub(crate) async fn wipe_journal() {
    // Logging out also tells the browser to clear what the site keeps.
    call("wipe", &[]).await;
}
