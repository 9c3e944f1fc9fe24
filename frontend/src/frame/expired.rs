//! Logging in again on top of a page, so that nothing typed is lost.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::login_form;
use crate::browser::{focused, start_over};
use crate::keep::{Keeper, use_keeper};
use crate::live::{follow, live_if};
use crate::session::use_session;
use crate::text::*;

/// The dialogue over a page whose session has ended. The page behind it is masked and inert, and only the person it
/// belongs to gets it back.
pub(crate) fn expired_dialog() -> AnyView {
    let (session, keeper) = (use_session(), use_keeper());
    let is_expired = {
        let session = session.clone();
        Memo::new(move |_| session.is_expired())
    };
    let before = StoredValue::new_local(None::<HtmlElement>);
    follow(move || {
        if is_expired.get() {
            before.set_value(focused());
        } else if let Some(element) = before.try_update_value(Option::take).flatten() {
            // Once the page is no longer inert, focus is exactly where it was.
            set_timeout(move || drop(element.focus()), Duration::ZERO);
        }
    });
    live_if(move || {
        is_expired.get().then(|| {
            let (username, name) = session.me().map(|me| (me.username, me.display_name)).unwrap_or_default();
            let entered = move |is_same: bool| {
                if !is_same {
                    leave(keeper);
                }
            };
            view! {
                <div class="overlay">
                    <div class="dialog login" role="dialog" aria-modal="true" aria-labelledby="expired-title"
                        aria-describedby="expired-text">
                        <div class="stack">
                            <h2 id="expired-title">{t(SESSION_EXPIRED)}</h2>
                            <p id="expired-text">{t(SESSION_EXPIRED_TEXT)}</p>
                            {login_form("again", username, entered)}
                            {somebody_else(keeper, name)}
                        </div>
                    </div>
                </div>
            }
        })
    })
}

/// The way in for another person, who does not see what is behind; what is not saved is said before it is lost.
fn somebody_else(keeper: Keeper, name: String) -> AnyView {
    let (is_asked, language) = (RwSignal::new(false), use_language());
    let ask = move |_| match keeper.unsaved() {
        0 => leave(keeper),
        _ => is_asked.set(true),
    };
    let words = Signal::derive(move || {
        let phrase = if keeper.unsaved() == 1 { SESSION_OTHER_UNSAVED_ONE } else { SESSION_OTHER_UNSAVED };
        phrase.fill(language.get(), &[("name", &name), ("count", &keeper.unsaved().to_string())])
    });
    view! {
        {live_if(move || (!is_asked.get()).then(|| view! {
            <p><button type="button" class="button button-quiet button-small" on:click=ask>{t(SESSION_OTHER)}</button></p>
        }))}
        {live_if(move || is_asked.get().then(|| view! {
            <div class="alert alert-warning" role="alert"><div class="stack">
                <p>{words}</p>
                <p><button type="button" class="button button-quiet button-small" on:click=move |_| leave(keeper)>
                    {t(SESSION_OTHER_ANYWAY)}
                </button></p>
            </div></div>
        }))}
    }
    .into_any()
}

/// Forgets everything on the page and begins at the log-in.
fn leave(keeper: Keeper) {
    keeper.forget();
    start_over();
}
