//! Logging in.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::browser::set_title;
use crate::frame::login_form;
use crate::live::{follow, live_if};
use crate::parts::{Icon, Tone, announced_alert, icon, is_later_page};
use crate::session::use_session;
use crate::text::*;

/// The first page: who are you?
pub(crate) fn page() -> AnyView {
    let session = use_session();
    let language = use_language();
    follow(move || set_title(LOG_IN.get(language.get()), PRODUCT.get(language.get())));
    // The page after this one is reached by an action, so its title takes focus.
    is_later_page();
    let navigate = use_navigate();
    let query = use_query_map();
    let arrived = session.clone();
    // Whoever is logged in goes on, whether they have just done so or came with a session.
    follow(move || {
        if arrived.is_present() {
            let next = query.with_untracked(|query| query.get("next"));
            let next = next.filter(|next| is_own_path(next)).unwrap_or_else(|| arrived.home().to_owned());
            navigate(&next, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    let left = session.clone();
    let form = live_if(move || {
        (!session.is_restoring() && !session.is_present()).then(|| login_form("login", String::new(), |_| ()))
    });
    view! {
        <div class="login">
            <div class="card login-card">
                <div class="login-brand">
                    <span class="login-mark">{icon(Icon::Heart)}</span>
                    <div><h1>{t(PRODUCT)}</h1><p>{t(PRODUCT_LINE)}</p></div>
                </div>
                <div class="stack">
                    {live_if(move || left.has_left().then(|| {
                        announced_alert(Tone::Success, view! { <p>{t(LOGGED_OUT)}</p> }.into_any())
                    }))}
                    {form}
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// Only paths of the application itself: an address from outside must not send anybody elsewhere.
fn is_own_path(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && path != "/"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_paths_are_followed_after_log_in() {
        assert!(is_own_path("/forloeb/1/start"));
        for foreign in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/", "javascript:x"]
        {
            assert!(!is_own_path(foreign), "{foreign}");
        }
    }
}
