//! The frame around every page.

mod expired;
mod header;
mod idle;
mod login_form;
mod user_menu;

use leptos::prelude::*;

pub(crate) use self::expired::expired_dialog;
pub(crate) use self::header::header;
pub(crate) use self::idle::idle_warning;
pub(crate) use self::login_form::login_form;
use crate::browser;
use crate::text::*;

/// The first stop of the keyboard: past the frame to the page.
pub(crate) fn skip_link() -> AnyView {
    let to_main = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        browser::focus("main");
    };
    view! { <a class="skip" href="#main" on:click=to_main>{t(SKIP_TO_CONTENT)}</a> }.into_any()
}

/// The foot of every page.
pub(crate) fn footer() -> AnyView {
    view! {
        <footer class="footer">
            <div class="footer-in">
                <span>{t(PRODUCT)}" · "{t(PRODUCT_LINE)}</span>
                <span>{t(FOOTER_KEYS)}</span>
            </div>
        </footer>
    }
    .into_any()
}
