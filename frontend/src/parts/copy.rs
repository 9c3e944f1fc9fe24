//! Copying text out of the application, with a confirmation that is seen and heard, and a way that always works.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlTextAreaElement;

use super::{Icon, icon};
use crate::browser::{copy_text, focus_soon};
use crate::live::{live, live_if};
use crate::text::*;

/// How long the confirmation stays.
const CONFIRMED_FOR: Duration = Duration::from_secs(8);

/// What came of the last attempt.
#[derive(Clone, PartialEq, Eq)]
enum State {
    Idle,
    Done,
    /// The browser refused: the text, for the user to copy.
    Refused(String),
}

/// A button that copies what `text` gives when it is pressed.
///
/// When the browser does not let a page copy, the text is shown in a field, selected, with the key to press. `id` is
/// the button's, unique on the page; `name` says what is copied.
pub(crate) fn copy_button(
    id: &'static str,
    name: Phrase,
    text: impl Fn() -> String + Clone + Send + Sync + 'static,
) -> AnyView {
    let state = RwSignal::new(State::Idle);
    let field = format!("{id}-text");
    let field_to_focus = field.clone();
    let copy = move |_| {
        let (text, field) = (text(), field_to_focus.clone());
        spawn_local(async move {
            if copy_text(&text).await {
                state.try_set(State::Done);
                set_timeout(
                    move || {
                        state.try_update(|state| {
                            if *state == State::Done {
                                *state = State::Idle;
                            }
                        });
                    },
                    CONFIRMED_FOR,
                );
            } else {
                state.try_set(State::Refused(text));
                focus_soon(field);
            }
        });
    };
    let confirmation = live(move || match state.get() {
        State::Done => view! { {icon(Icon::Tick)}<span>{t(COPIED)}</span> }.into_any(),
        _ => ().into_any(),
    });
    let refused = live_if(move || match state.get() {
        State::Refused(text) => Some(fallback(&field, text, state, id)),
        _ => None,
    });
    view! {
        <span class="copy no-print">
            <button type="button" class="button button-quiet button-small" id=id on:click=copy>{t(name)}</button>
            <span class="copy-state" role="status">{confirmation}</span>
            {refused}
        </span>
    }
    .into_any()
}

/// The text to copy by hand.
fn fallback(field: &str, text: String, state: RwSignal<State>, button: &'static str) -> AnyView {
    let rows = text.lines().count().clamp(3, 14).to_string();
    let select = |event: leptos::ev::FocusEvent| event_target::<HtmlTextAreaElement>(&event).select();
    let close = move |_| {
        state.set(State::Idle);
        focus_soon(button);
    };
    view! {
        <span class="copy-refused">
            <label class="label" for=field.to_owned()>{t(COPY_BY_HAND)}</label>
            <textarea class="input" id=field.to_owned() rows=rows readonly=true on:focus=select prop:value=text></textarea>
            <button type="button" class="button button-plain button-small" on:click=close>{t(COPY_CLOSE)}</button>
        </span>
    }
    .into_any()
}
