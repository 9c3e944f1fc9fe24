//! The user's menu: who, settings, log out.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::{Button, Div};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

use crate::keep::use_keeper;
use crate::live::live_if;
use crate::parts::{Icon, icon};
use crate::session::use_session;
use crate::text::*;

/// A disclosure with the user's name; closes with Esc and when focus leaves it.
pub(crate) fn user_menu() -> AnyView {
    let session = use_session();
    let is_open = RwSignal::new(false);
    let button = NodeRef::<Button>::new();
    let menu = NodeRef::<Div>::new();
    let close_on_escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.stop_propagation();
            is_open.set(false);
            if let Some(button) = button.get_untracked() {
                let _ = button.focus();
            }
        }
    };
    let close_when_left = move |event: FocusEvent| {
        let target = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let inside = menu.get_untracked().is_some_and(|menu| menu.contains(target.as_ref()));
        if !inside {
            is_open.set(false);
        }
    };
    let present = session.clone();
    let (keeper, language) = (use_keeper(), use_language());
    let unsaved = RwSignal::new(0_usize);
    let words = Signal::derive(move || {
        count_words(LOG_OUT_UNSAVED_ONE, LOG_OUT_UNSAVED, unsaved.get(), language.get())
    });
    let log_out_words =
        Signal::derive(move || if unsaved.get() > 0 { t(LOG_OUT_ANYWAY)() } else { t(LOG_OUT)() });
    view! {
        {live_if(move || present.me().map(|me| {
            let session = session.clone();
            let name = me.display_name.clone();
            let role = me.role.label();
            let label = me.display_name.clone();
            view! {
                <div class="menu" node_ref=menu on:keydown=close_on_escape on:focusout=close_when_left>
                    <button type="button" class="tool" node_ref=button aria-expanded=Signal::derive(move || is_open.get().to_string())
                        aria-label=tf(USER_MENU, move |_| [("name", label.clone())])
                        on:click=move |_| is_open.update(|open| *open = !*open)>
                        {icon(Icon::Person)}<span>{name.clone()}</span>{icon(Icon::ChevronDown)}
                    </button>
                    {live_if(move || is_open.get().then(|| {
                        let session = session.clone();
                        let navigate = use_navigate();
                        let log_out = move |_| {
                            let (session, navigate) = (session.clone(), navigate.clone());
                            let is_told = unsaved.get_untracked() > 0;
                            spawn_local(async move {
                                // What cannot be saved is said once; who then logs out loses it.
                                if !keeper.flush().await && !is_told {
                                    unsaved.set(keeper.unsaved_now());
                                    return;
                                }
                                keeper.forget();
                                crate::pages::worklist::forget();
                                session.log_out().await;
                                navigate("/", leptos_router::NavigateOptions::default());
                            });
                        };
                        view! {
                            <div class="menu-list">
                                <p class="menu-head">
                                    <strong>{name.clone()}</strong><br/>
                                    <span class="small muted">{tt(role.clone())}</span>
                                </p>
                                <a class="menu-item" href="/profil" on:click=move |_| is_open.set(false)>
                                    {t(PROFILE)}
                                </a>
                                {live_if(move || (unsaved.get() > 0).then(|| view! {
                                    <p class="menu-head small" role="alert">{words}</p>
                                }))}
                                <button type="button" class="menu-item" on:click=log_out>{log_out_words}</button>
                            </div>
                        }
                    }))}
                </div>
            }
        }))}
    }
    .into_any()
}
