//! A menu behind a button, worked with the arrow keys.

use leptos::ev::{self, FocusEvent, KeyboardEvent};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlElement, Node};

use super::{Icon, icon};
use crate::browser::{focus, focused, forget_focus};
use crate::live::{follow, live_if};
use crate::text::*;

/// One thing that can be chosen.
#[derive(Clone, Copy)]
pub(crate) struct MenuItem {
    /// What it is called.
    pub(crate) name: Phrase,
    /// What choosing it does.
    pub(crate) act: Callback<()>,
}

/// A button that opens a menu. `id` is the button's, unique on the page.
///
/// Down opens it and moves on, Up back, Home and End to the ends, a letter to the next that begins with it; Enter
/// chooses, Esc closes. Source: the ARIA authoring practices' menu button.
pub(crate) fn menu(id: impl Into<String>, name: Phrase, items: Vec<MenuItem>) -> AnyView {
    let id = id.into();
    let of = id.clone();
    let is_open = RwSignal::new(false);
    let frame = NodeRef::<Div>::new();
    let open = move || is_open.set(true);
    let on_button = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowDown" | "ArrowUp") {
            event.prevent_default();
            open();
        }
    };
    let close_when_left = close_outside(frame, is_open);
    view! {
        <div class="menu" node_ref=frame on:focusout=close_when_left>
            <button type="button" class="button button-quiet" id=id aria-haspopup="menu"
                aria-expanded=Signal::derive(move || is_open.get().to_string())
                on:click=move |_| is_open.update(|open| *open = !*open) on:keydown=on_button>
                {t(name)}{icon(Icon::ChevronDown)}
            </button>
            {live_if(move || is_open.get().then(|| list(of.clone(), name, is_open, &items)))}
        </div>
    }
    .into_any()
}

/// Closes what opens in `frame` when something outside is pointed at, or, called when focus leaves, when it goes there.
pub(crate) fn close_outside(
    frame: NodeRef<Div>,
    is_open: RwSignal<bool>,
) -> impl Fn(FocusEvent) + Copy + 'static {
    let is_inside = move |target: Option<EventTarget>| {
        let target = target.and_then(|target| target.dyn_into::<Node>().ok());
        frame.get_untracked().is_some_and(|frame| frame.contains(target.as_ref()))
    };
    let pointed = window_event_listener(ev::pointerdown, move |event| {
        if is_open.get_untracked() && !is_inside(event.target()) {
            is_open.set(false);
        }
    });
    on_cleanup(move || pointed.remove());
    move |event: FocusEvent| {
        // Without a target the window was left, the chosen item is going away, or a browser does not focus buttons.
        if event.related_target().is_some_and(|target| !is_inside(Some(target))) {
            is_open.set(false);
        }
    }
}

fn list(id: String, name: Phrase, is_open: RwSignal<bool>, items: &[MenuItem]) -> AnyView {
    let list = NodeRef::<Div>::new();
    follow(move || {
        if let Some(list) = list.get() {
            // At once: the next key that is pressed is meant for the menu.
            move_to(&list, Where::First);
        }
    });
    let keys = move |event: KeyboardEvent| {
        let Some(list) = list.get_untracked() else { return };
        let to = match event.key().as_str() {
            "ArrowDown" => Where::Next,
            "ArrowUp" => Where::Back,
            "Home" => Where::First,
            "End" => Where::Last,
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                is_open.set(false);
                focus(&id);
                return;
            }
            letter if letter.chars().count() == 1 && letter != " " => Where::Letter(letter.to_lowercase()),
            _ => return,
        };
        event.prevent_default();
        // A letter means a choice here, not a command of the page.
        event.stop_propagation();
        move_to(&list, to);
    };
    let items: Vec<_> = items
        .iter()
        .map(|item| {
            let MenuItem { name, act } = *item;
            let choose = move |_| {
                is_open.set(false);
                act.run(());
            };
            view! { <button type="button" class="menu-item" role="menuitem" tabindex="-1" on:click=choose>{t(name)}</button> }
        })
        .collect();
    view! {
        <div class="menu-list" role="menu" aria-label=t(name) node_ref=list on:keydown=keys>{items}</div>
    }
    .into_any()
}

enum Where {
    First,
    Last,
    Next,
    Back,
    Letter(String),
}

fn move_to(list: &HtmlElement, to: Where) {
    let Ok(found) = list.query_selector_all("[role=menuitem]") else { return };
    let items: Vec<HtmlElement> =
        (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect();
    let active = focused();
    let here = items.iter().position(|item| active.as_ref() == Some(item));
    let count = items.len().max(1);
    let index = match to {
        Where::First => 0,
        Where::Last => count - 1,
        Where::Next => here.map_or(0, |here| (here + 1) % count),
        Where::Back => here.map_or(count - 1, |here| (here + count - 1) % count),
        Where::Letter(letter) => {
            let after = here.map_or(0, |here| here + 1);
            let turn = (0..items.len()).map(|step| (after + step) % count);
            let begins = |index: &usize| {
                let item = items.get(*index);
                item.and_then(|item| item.text_content())
                    .is_some_and(|text| text.to_lowercase().starts_with(&letter))
            };
            match turn.into_iter().find(begins) {
                Some(index) => index,
                None => return,
            }
        }
    };
    if let Some(item) = items.get(index) {
        // What asked for the focus before the menu was opened does not take it from the menu.
        forget_focus();
        let _ = item.focus();
    }
}
