//! The frame around every page.

mod expired;
mod header;
mod idle;
mod login_form;
mod navigation;
mod shortcuts;
mod strip;
mod user_menu;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

pub(crate) use self::expired::expired_dialog;
pub(crate) use self::header::header;
pub(crate) use self::idle::idle_warning;
pub(crate) use self::login_form::login_form;
pub(crate) use self::navigation::number_navigation;
pub(crate) use self::shortcuts::shortcuts;
pub(crate) use self::strip::strip;
use crate::browser;
use crate::live::{follow, live, live_if};
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// The first stop of the keyboard: past the frame to the page.
pub(crate) fn skip_link() -> AnyView {
    let to_main = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        browser::focus("main");
    };
    view! { <a class="skip" href="#main" on:click=to_main>{t(SKIP_TO_CONTENT)}</a> }.into_any()
}

/// The foot of every page: help, privacy, accessibility, whom to call, the version, and of when the data is.
pub(crate) fn footer() -> AnyView {
    let session = use_session();
    let (open, about, data) = (session.clone(), session.clone(), session.clone());
    let path = use_location().pathname;
    let opened = session.clone();
    follow(move || {
        path.track();
        opened.data_is_of(None);
    });
    let language = use_language();
    let version = move || {
        about.installation().map(|about| VERSION.fill(language.get(), &[("version", &about.version)]))
    };
    let as_of = move || {
        let language = language.get();
        data.data_as_of().map(|at| DATA_AS_OF.fill(language, &[("time", &show::time(at.time(), language))]))
    };
    let stated = session.clone();
    let statement =
        live(move || match stated.installation().and_then(|about| about.accessibility_statement) {
            Some(address) => {
                view! { <a href=address rel="external">{t(ACCESSIBILITY_STATEMENT)}</a> }.into_any()
            }
            None => view! { <a href="/om#was">{t(ACCESSIBILITY)}</a> }.into_any(),
        });
    let support = move || session.installation().and_then(|about| about.support);
    let has_definitions = move || open.installation().is_some_and(|about| about.public_definitions);
    view! {
        <footer class="footer">
            <div class="footer-in">
                <span>{t(PRODUCT)}" · "{t(PRODUCT_LINE)}</span>
                <a href="/hjaelp">{t(HELP)}</a>
                {live_if(move || has_definitions().then(|| view! { <a href="/data">{t(DICT_TITLE)}</a> }))}
                <a href="/om#privatliv">{t(PRIVACY)}</a>
                {statement}
                {live_if(move || support().map(|support| view! { <span>{t(SUPPORT)}": "{support}</span> }))}
                {live_if(move || version().map(|version| view! { <span>{version}</span> }))}
                {live_if(move || as_of().map(|as_of| view! { <span>{as_of}</span> }))}
            </div>
        </footer>
    }
    .into_any()
}
