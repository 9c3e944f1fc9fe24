//! Why there is no answer: a small menu per field, and the reason once given.

use domain::answers::{Answer, MissingReason};
use domain::programme::Variable;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::keys::focus_field;
use super::model::{Field, FormModel};
use crate::browser::focus_soon;
use crate::live::live_if;
use crate::parts::{Icon, icon};
use crate::text::*;

/// The letters that give each reason in a number or date field, in the order of [`MissingReason::ALL`].
const LETTERS: [Phrase; 4] =
    [LETTERS_NOT_MEASURED, LETTERS_NOT_APPLICABLE, LETTERS_DECLINED, LETTERS_UNKNOWN];

/// The reason that was given, with a button that takes it back.
pub(crate) fn missing_tag(model: FormModel, variable: &Variable, field: Field) -> AnyView {
    let id = variable.id.clone();
    let reason = Memo::new(move |_| field.answer.get().as_ref().and_then(Answer::missing));
    live_if(move || {
        reason.get().map(|reason| {
            let (id, label) = (id.clone(), reason.label());
            let name = label.clone();
            let remove = move |_| {
                model.set_missing(&id, None);
                focus_field(&id);
            };
            view! {
                <span class="missing-tag">
                    {tt(label)}
                    <button type="button" class="icon-button" on:click=remove
                        aria-label=tf(MISSING_REMOVE, move |language| [("reason", name.get(language).to_owned())])>
                        {icon(Icon::Cross)}
                    </button>
                </span>
            }
        })
    })
}

/// The button that opens the menu, and the menu. Alt+M in the field opens it too.
pub(crate) fn missing_button(model: FormModel, variable: &Variable) -> AnyView {
    let id = variable.id.clone();
    let (open_id, shown_id) = (id.clone(), id.clone());
    let is_open = Memo::new(move |_| model.menu.with(|menu| menu.as_deref() == Some(open_id.as_str())));
    let label = variable.label.clone();
    let toggle = move |_| {
        let next = (!is_open.get_untracked()).then(|| id.clone());
        model.menu.set(next);
    };
    view! {
        <div class="menu">
            <button type="button" class="icon-button" aria-haspopup="menu"
                aria-expanded=Signal::derive(move || is_open.get().to_string())
                aria-label=tf(MISSING_BUTTON, move |language| [("label", label.get(language).to_owned())])
                title=t(MISSING_BUTTON_SHORT) on:click=toggle>
                {icon(Icon::More)}
            </button>
            {live_if(move || is_open.get().then(|| menu(model, shown_id.clone())))}
        </div>
    }
    .into_any()
}

fn item_id(variable: &str, index: usize) -> String {
    format!("m-{variable}-{index}")
}

fn menu(model: FormModel, id: String) -> AnyView {
    let list = NodeRef::<Div>::new();
    focus_soon(item_id(&id, 0));
    let close = {
        let id = id.clone();
        move || {
            model.menu.set(None);
            focus_field(&id);
        }
    };
    let key_close = close.clone();
    let key_id = id.clone();
    let on_key = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => MissingReason::ALL.len() - 1,
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                key_close();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let here =
            target.and_then(|target| target.get_attribute("data-index")).and_then(|index| index.parse().ok());
        let next = (here.unwrap_or(0_usize) + step) % MissingReason::ALL.len();
        crate::browser::focus(&item_id(&key_id, next));
    };
    let on_leave = move |event: FocusEvent| {
        let target = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        // When a reason is picked the menu is removed with the focus in it, and this is called after its end.
        let inside = list.try_get_untracked().flatten().is_some_and(|list| list.contains(target.as_ref()));
        if !inside && target.is_some() {
            model.menu.set(None);
        }
    };
    let items: Vec<_> = MissingReason::ALL
        .into_iter()
        .zip(LETTERS)
        .enumerate()
        .map(|(index, (reason, letters))| {
            let (pick_id, close) = (id.clone(), close.clone());
            let pick = move |_| {
                model.set_missing(&pick_id, Some(reason));
                close();
            };
            view! {
                <button type="button" role="menuitem" class="menu-item" tabindex="-1" id=item_id(&id, index)
                    data-index=index.to_string() on:click=pick>
                    <span>{tt(reason.label())}</span><kbd aria-hidden="true">{t(letters)}</kbd>
                </button>
            }
        })
        .collect();
    view! {
        <div class="menu-list" role="menu" aria-label=t(MISSING_MENU) node_ref=list on:keydown=on_key
            on:focusout=on_leave>
            {items}
        </div>
    }
    .into_any()
}
