//! Logging in again on top of a page, so that nothing typed is lost.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::login_form;
use crate::browser::focused;
use crate::live::{follow, live_if};
use crate::session::use_session;
use crate::text::*;

/// The dialogue over a page whose session has ended. The page behind it is masked and inert.
pub(crate) fn expired_dialog() -> AnyView {
    let session = use_session();
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
            let username = session.me().map(|me| me.username).unwrap_or_default();
            view! {
                <div class="overlay">
                    <div class="dialog login" role="dialog" aria-modal="true" aria-labelledby="expired-title"
                        aria-describedby="expired-text">
                        <div class="stack">
                            <h2 id="expired-title">{t(SESSION_EXPIRED)}</h2>
                            <p id="expired-text">{t(SESSION_EXPIRED_TEXT)}</p>
                            {login_form("again", username, || ())}
                        </div>
                    </div>
                </div>
            }
        })
    })
}
