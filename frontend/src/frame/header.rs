//! The bar at the top: product, navigation by role, language, user.

use domain::text::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::navigation::navigation;
use super::user_menu::user_menu;
use crate::live::{follow, live_if};
use crate::parts::{Icon, icon};
use crate::session::use_session;
use crate::text::*;

/// The demonstration banner and the bar.
pub(crate) fn header() -> AnyView {
    let session = use_session();
    let is_open = RwSignal::new(false);
    let path = use_location().pathname;
    follow(move || {
        path.track();
        is_open.set(false);
    });
    let (demo, present, unit) = (session.clone(), session.clone(), session.clone());
    let is_demo = move || demo.me().is_some_and(|me| me.demo);
    let open_menu = move |_| is_open.update(|open| *open = !*open);
    let language = use_language();
    view! {
        {live_if(move || is_demo().then(|| view! { <aside class="demo" aria-label=t(DEMO_LABEL)><p>{t(DEMO_BANNER)}</p></aside> }))}
        <header class="bar" data-open=Signal::derive(move || is_open.get().to_string())>
            <div class="bar-in">
                <a class="brand" href=Signal::derive(move || if session.is_present() { session.home() } else { "/" })>
                    {icon(Icon::Heart)}{t(PRODUCT)}
                </a>
                {live_if(move || present.is_present().then(|| {
                    let unit = unit.clone();
                    view! { <span class="brand-unit">{Signal::derive(move || unit.unit(language.get()))}</span> }
                }))}
                <button type="button" class="tool menu-button" aria-expanded=Signal::derive(move || is_open.get().to_string())
                    on:click=open_menu>
                    {icon(Icon::Menu)}{t(MENU)}
                </button>
                {navigation()}
                <div class="tools">
                    <a class="tool tool-help" href="/hjaelp" aria-label=t(HELP)>{icon(Icon::Question)}<span>{t(HELP_SHORT)}</span></a>
                    {language_toggle()}{user_menu()}
                </div>
            </div>
        </header>
    }
    .into_any()
}

/// Changes the language at once; route, scroll position and what is being typed stay.
fn language_toggle() -> AnyView {
    let language = use_language();
    let choice = move |of: Language, code: &'static str, name: &'static str, short: &'static str| {
        let pressed = Signal::derive(move || (language.get() == of).to_string());
        view! {
            <button type="button" class="tool tool-language" lang=code aria-pressed=pressed title=name
                on:click=move |_| language.set(of)>
                {short}<span class="visually-hidden">" – "{name}</span>
            </button>
        }
    };
    view! {
        <div class="language" role="group" aria-label=t(LANGUAGE)>
            {choice(Language::Da, "da", "Dansk", "DA")}
            {choice(Language::En, "en", "English", "EN")}
        </div>
    }
    .into_any()
}
