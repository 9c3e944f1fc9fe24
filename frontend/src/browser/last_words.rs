//! Requests that outlive the page, and when a page may be about to go.

use api_client::{Answer, ClientError, DeserializeOwned, LastRequest};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{RequestInit, Response, VisibilityState};

/// Browsers refuse to send more than 64 KiB after the page has gone.
const MOST: usize = 60_000;

/// Sends a draft or a plan in a request that the browser carries out although the page is closed. The answer is there
/// if the page is.
///
/// # Errors
/// What the server says, or that there was no answer.
pub(crate) async fn send_last<T: DeserializeOwned>(request: &LastRequest) -> Answer<T> {
    let (status, body) = fetch(request).await.map_err(|_| ClientError::Network)?;
    LastRequest::answer(status, &body)
}

async fn fetch(request: &LastRequest) -> Result<(u16, String), JsValue> {
    let headers = js_sys::Object::new();
    for (name, value) in &request.headers {
        js_sys::Reflect::set(&headers, &(*name).into(), &value.into())?;
    }
    let options = RequestInit::new();
    options.set_method(request.method);
    options.set_headers(&headers);
    options.set_body(&request.body.as_str().into());
    let outlives = request.body.len() <= MOST;
    js_sys::Reflect::set(&options, &"keepalive".into(), &outlives.into())?;
    let response = window().fetch_with_str_and_init(&request.path, &options).await?;
    let response: Response = response.dyn_into()?;
    let text = response.text()?.await?;
    Ok((response.status(), text.as_string().unwrap_or_default()))
}

/// Does something when the page is hidden or closed: there may be no other chance.
pub(crate) fn when_leaving(act: impl Fn() + Clone + 'static) {
    let hidden = act.clone();
    let _ = window_event_listener(ev::visibilitychange, move |_| {
        if document().visibility_state() == VisibilityState::Hidden {
            hidden();
        }
    });
    let _ = window_event_listener(ev::Custom::<web_sys::Event>::new("pagehide"), move |_| act());
}

/// Lets the browser ask before the page is closed, as long as there is a reason to and whoever wants it is there.
pub(crate) fn ask_before_leaving(has_reason: impl Fn() -> bool + 'static) {
    let asked = window_event_listener(ev::beforeunload, move |event| {
        if has_reason() {
            event.prevent_default();
        }
    });
    on_cleanup(move || asked.remove());
}

/// Does something when the browser has lost its connection; at once if it has none.
pub(crate) fn when_offline(act: impl Fn() + 'static) {
    if !window().navigator().on_line() {
        act();
    }
    let _ = window_event_listener(ev::offline, move |_| act());
}

/// Does something when the browser has a connection again.
pub(crate) fn when_online(act: impl Fn() + 'static) {
    let _ = window_event_listener(ev::online, move |_| act());
}
