//! The user's menu: who, settings, log out.

use leptos::ev::KeyboardEvent;
use leptos::html::{Button, Div};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use crate::keep::use_keeper;
use crate::live::live_if;
use crate::parts::{Icon, close_outside, icon};
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
    let close_when_left = close_outside(menu, is_open);
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
            let (label, title, short) =
                (me.display_name.clone(), me.display_name.clone(), initials(&me.display_name));
            view! {
                <div class="menu" node_ref=menu on:keydown=close_on_escape on:focusout=close_when_left>
                    <button type="button" class="tool" node_ref=button aria-expanded=Signal::derive(move || is_open.get().to_string())
                        title=title aria-label=tf(USER_MENU, move |_| [("name", label.clone())])
                        on:click=move |_| is_open.update(|open| *open = !*open)>
                        {icon(Icon::Person)}<span class="user-name">{name.clone()}</span>
                        <span class="user-initials" data-initials=short></span>{icon(Icon::ChevronDown)}
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

/// The first letters of the first and the last name, for where there is no room: `AB` for Anna Lise Borg.
///
/// What stands after a comma is where somebody works.
fn initials(name: &str) -> String {
    let person = name.split(',').next().unwrap_or(name);
    let mut first =
        person.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphabetic()));
    let ends = [first.next(), first.next_back()];
    ends.into_iter().flatten().flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shortened_to_its_first_and_last_letter() {
        assert_eq!(initials("Anna Lise Borg"), "AB");
        assert_eq!(initials("Sundhedsfaglig medarbejder, Silkeborg"), "SM");
        assert_eq!(initials("åse"), "Å");
        assert_eq!(initials("- ,"), "");
    }
}
