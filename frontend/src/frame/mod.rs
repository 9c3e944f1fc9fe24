//! The frame around every page.

mod expired;
mod header;
mod idle;
mod login_form;
mod navigation;
mod shortcuts;
mod user_menu;

use leptos::prelude::*;

pub(crate) use self::expired::expired_dialog;
pub(crate) use self::header::header;
pub(crate) use self::idle::idle_warning;
pub(crate) use self::login_form::login_form;
pub(crate) use self::navigation::number_navigation;
pub(crate) use self::shortcuts::shortcuts;
use crate::browser;
use crate::live::live_if;
use crate::session::use_session;
use crate::text::*;

/// The first stop of the keyboard: past the frame to the page.
pub(crate) fn skip_link() -> AnyView {
    let to_main = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        browser::focus("main");
    };
    view! { <a class="skip" href="#main" on:click=to_main>{t(SKIP_TO_CONTENT)}</a> }.into_any()
}

/// The foot of every page: help, privacy, accessibility, whom to call.
pub(crate) fn footer() -> AnyView {
    let session = use_session();
    let open = session.clone();
    let support = move || session.installation().and_then(|about| about.support);
    let has_definitions = move || open.installation().is_some_and(|about| about.public_definitions);
    view! {
        <footer class="footer">
            <div class="footer-in">
                <span>{t(PRODUCT)}" · "{t(PRODUCT_LINE)}</span>
                <a href="/hjaelp">{t(HELP)}</a>
                {live_if(move || has_definitions().then(|| view! { <a href="/data">{t(DICT_TITLE)}</a> }))}
                <a href="/om#privatliv">{t(PRIVACY)}</a>
                <a href="/om#was">{t(ACCESSIBILITY)}</a>
                {live_if(move || support().map(|support| view! { <span>{t(SUPPORT)}": "{support}</span> }))}
            </div>
        </footer>
    }
    .into_any()
}
