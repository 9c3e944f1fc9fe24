//! The bar at the top: product, navigation by role, language, user.

use domain::access::Permission;
use domain::text::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::user_menu::user_menu;
use crate::live::{follow, live, live_if};
use crate::parts::{Icon, icon};
use crate::session::{Session, use_session};
use crate::text::*;

/// The pages of the main menu and the right each needs.
const PAGES: [(&str, Phrase, Permission); 5] = [
    ("/arbejdsliste", NAV_WORKLIST, Permission::ReadCourses),
    ("/hold", GROUPS_TITLE, Permission::ReadCourses),
    ("/borgere", NAV_CITIZENS, Permission::SearchCitizens),
    ("/overflytninger", TRANSFERS, Permission::ReadCourses),
    ("/overblik", NAV_OVERVIEW, Permission::ReadIndicators),
];

/// The demonstration banner and the bar.
pub(crate) fn header() -> AnyView {
    let session = use_session();
    let is_open = RwSignal::new(false);
    let path = use_location().pathname;
    follow(move || {
        path.track();
        is_open.set(false);
    });
    let (demo, present, unit, shown) = (session.clone(), session.clone(), session.clone(), session.clone());
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
                {navigation(shown)}
                <div class="tools">{language_toggle()}{user_menu()}</div>
            </div>
        </header>
    }
    .into_any()
}

fn navigation(session: Session) -> AnyView {
    let path = use_location().pathname;
    let pages = live(move || {
        let link = |(href, name, permission): (&'static str, Phrase, Permission)| {
            let current = move || path.with(|path| path == href || path.starts_with(&format!("{href}/")));
            session.may(permission).then(|| {
                view! { <li><a href=href aria-current=Signal::derive(move || current().then_some("page"))>{t(name)}</a></li> }
            })
        };
        PAGES.into_iter().filter_map(link).collect::<Vec<_>>()
    });
    view! { <nav class="nav" aria-label=t(NAV_LABEL)><ul>{pages}</ul></nav> }.into_any()
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
