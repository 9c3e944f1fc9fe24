//! What there is to say at the edge of the screen: that the connection is gone, that there is a newer version.
//!
//! It lies over the page, so that nothing moves when it comes and goes.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::{Element, VisibilityState};

use crate::browser::reload;
use crate::keep::use_keeper;
use crate::live::{follow, live_if};
use crate::parts::{Icon, icon};
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// The line about the connection and the offer of a newer version; each is said once.
pub(crate) fn strip() -> AnyView {
    let (session, keeper, language) = (use_session(), use_keeper(), use_language());
    let connection = session.connection();
    let was_lost = RwSignal::new(false);
    follow(move || {
        if connection.is_lost() {
            was_lost.set(true);
        }
    });
    let (fetched, is_expired) = (session.clone(), session);
    let lost = Signal::derive(move || {
        let language = language.get();
        let first = match fetched.data_as_of() {
            Some(at) => CONNECTION_LOST_SINCE.fill(language, &[("time", &show::time(at.time(), language))]),
            None => CONNECTION_LOST.get(language).to_owned(),
        };
        match (keeper.unsaved() > 0, keeper.keeps_journal()) {
            (false, _) => first,
            (true, true) => format!("{first} {}", CONNECTION_KEPT.get(language)),
            (true, false) => format!("{first} {}", CONNECTION_UNSAVED.get(language)),
        }
    });
    let is_typed = typed_on_this_page();
    let is_offered = Memo::new(move |_| {
        let is_fine = connection.is_outdated() && !connection.is_lost() && !is_expired.is_expired();
        is_fine && !is_typed.get() && keeper.unsaved() == 0
    });
    let load = move |_| {
        spawn_local(async move {
            // Whatever was typed since goes first; what cannot be saved keeps the page as it is.
            if keeper.flush().await {
                reload();
            }
        });
    };
    view! {
        <div class="frame-strip no-print">
            <div role="status">
                {live_if(move || connection.is_lost().then(|| view! {
                    <p class="frame-strip-line frame-strip-lost">{icon(Icon::Warning)}<span>{lost}</span></p>
                }))}
                {live_if(move || (was_lost.get() && !connection.is_lost()).then(|| view! {
                    <p class="visually-hidden">{t(CONNECTION_BACK)}</p>
                }))}
            </div>
            <div role="status">
                {live_if(move || is_offered.get().then(|| view! {
                    <p class="frame-strip-line frame-strip-news">
                        <span>{t(NEW_VERSION)}</span>
                        <button type="button" class="button button-small" on:click=load>{t(NEW_VERSION_LOAD)}</button>
                    </p>
                }))}
            </div>
        </div>
    }
    .into_any()
}

/// Whether something has been typed or chosen on the page that is open. A newer version is looked for whenever a page is
/// opened and when the window is come back to.
fn typed_on_this_page() -> RwSignal<bool> {
    let connection = use_session().connection();
    let is_typed = RwSignal::new(false);
    let path = use_location().pathname;
    follow(move || {
        path.track();
        is_typed.set(false);
        connection.look_for_news();
    });
    let typed = window_event_listener(ev::input, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_on_page =
            target.is_some_and(|target| target.closest("#main").is_ok_and(|main| main.is_some()));
        if is_on_page && !is_typed.get_untracked() {
            is_typed.set(true);
        }
    });
    let back = window_event_listener(ev::visibilitychange, move |_| {
        if document().visibility_state() == VisibilityState::Visible {
            connection.look_for_news();
        }
    });
    on_cleanup(move || {
        typed.remove();
        back.remove();
    });
    is_typed
}
