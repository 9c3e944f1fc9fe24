//! Keys inside a form. Nothing uses Ctrl+Alt, which is AltGr on a Danish keyboard.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::autosave::Autosave;
use super::calendar::open_calendar;
use super::model::FormModel;
use crate::browser::focus_soon;

/// The id of the control of a variable, which labels, messages and links point at.
pub(crate) fn control_id(variable: &str) -> String {
    format!("f-{variable}")
}

/// Moves focus to the control of a variable; in a group of choices to the one that is chosen.
pub(crate) fn focus_field(variable: &str) {
    let chosen = format!("[data-variable=\"{variable}\"] input[type=radio]:checked");
    let chosen = document().query_selector(&chosen).ok().flatten();
    focus_soon(chosen.map_or_else(|| control_id(variable), |chosen| chosen.id()));
}

/// The id of the button that completes the form, where Enter arrives after the last field.
pub(crate) const COMPLETE_ID: &str = "complete";

/// What the keys of a form act on.
#[derive(Clone, Copy)]
pub(super) struct Keys {
    pub(super) model: FormModel,
    /// What keeps the answers; a form that is tried is kept nowhere.
    pub(super) autosave: Option<Autosave>,
    /// Completes the form.
    pub(super) complete: Callback<()>,
    /// Whether Enter moves to the next field: a setting of the user.
    pub(super) enter_moves: RwSignal<bool>,
}

/// Handles a key pressed somewhere in the form.
pub(super) fn handle(event: &KeyboardEvent, keys: Keys) {
    let Keys { model, autosave, complete, enter_moves } = keys;
    let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
    let at = variable_of(event);
    match event.key().as_str() {
        "s" | "S" if event.ctrl_key() && !event.alt_key() => {
            event.prevent_default();
            if let Some(autosave) = autosave {
                autosave.save_now();
            }
        }
        "Enter" if event.ctrl_key() && !event.alt_key() => {
            event.prevent_default();
            if let Some(at) = at {
                model.accept(&at);
            }
            complete.run(());
        }
        "Enter" if plain && !event.shift_key() => {
            if let Some(at) = at.filter(|_| is_field(event) && enter_moves.get_untracked()) {
                event.prevent_default();
                enter(model, &at);
            }
        }
        // Focus moves by itself; what was suggested in the field being left becomes its answer.
        "Tab" if plain => {
            if let Some(at) = at.filter(|_| is_field(event)) {
                model.accept(&at);
            }
        }
        "F1" => {
            event.prevent_default();
            toggle_help(model, at);
        }
        "F2" if plain => {
            let is_mended = at.is_some_and(|at| model.mend(&at));
            if is_mended {
                event.prevent_default();
            }
        }
        "r" | "R" if plain => {
            if let Some(at) = at.filter(|at| is_carried(model, at)) {
                event.prevent_default();
                model.open_carried(&at);
                focus_field(&at);
            }
        }
        "m" | "M" if event.alt_key() && !event.ctrl_key() => {
            if let Some(at) = at {
                event.prevent_default();
                model.menu.set(Some(at));
            }
        }
        "ArrowDown" if event.alt_key() && !event.ctrl_key() => {
            if let Some(at) = at {
                open_calendar(model, &at);
            }
        }
        "PageDown" | "PageUp" if plain && !is_long_text(event) => {
            if let Some(at) = at {
                event.prevent_default();
                to_section(model, &at, event.key() == "PageDown");
            }
        }
        "Escape" if model.help_open.try_get_untracked() == Some(true) => model.help_open.set(false),
        _ => {}
    }
}

/// Leaves a field by Enter: reads it, stops once at what is found, goes on to the next.
fn enter(model: FormModel, at: &str) {
    model.accept(at);
    let last = model.spread(at);
    if last.is_none() {
        model.commit(at);
    }
    let at = last.as_deref().unwrap_or(at);
    if model.may_advance(at) {
        advance(model, at);
    }
}

fn toggle_help(model: FormModel, at: Option<String>) {
    let is_same = at.is_none() || model.helped.with_untracked(|helped| *helped == at);
    let was_open = model.help_open.get_untracked();
    if at.is_some() {
        model.helped.set(at);
    }
    model.help_open.set(!(was_open && is_same));
}

fn is_carried(model: FormModel, id: &str) -> bool {
    model.field(id).is_some_and(|field| field.is_carried.get_untracked())
}

/// The variable whose row the key was pressed in.
fn variable_of(event: &KeyboardEvent) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("[data-variable]").ok().flatten()?.get_attribute("data-variable")
}

/// Whether the key was pressed in a control where Enter means "next field": not on buttons, not in long texts.
fn is_field(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    target.is_some_and(|input| input.type_() != "button")
}

fn is_long_text(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.tag_name() == "TEXTAREA")
}

/// Moves to the field after this one, or to the button after the last.
fn advance(model: FormModel, from: &str) {
    let fields = model.reachable();
    let next = fields.iter().position(|id| id == from).and_then(|index| fields.get(index + 1));
    match next {
        Some(next) => focus_field(next),
        None => focus_soon(COMPLETE_ID),
    }
}

/// Moves to the first field of the next or previous section that has one; after the last section to the button.
fn to_section(model: FormModel, from: &str, forward: bool) {
    let form = model.form();
    let fields = model.reachable();
    let section_of =
        |id: &str| form.sections.iter().position(|section| section.variables.iter().any(|v| v.id == id));
    let Some(here) = section_of(from) else { return };
    let first_in = |section: usize| fields.iter().find(|id| section_of(id) == Some(section));
    let target = if forward {
        (here + 1..form.sections.len()).find_map(first_in)
    } else {
        (0..here).rev().find_map(first_in)
    };
    match target {
        Some(target) => focus_field(target),
        None if forward => focus_soon(COMPLETE_ID),
        None => {}
    }
}
