//! Keys inside a form. Nothing uses Ctrl+Alt, which is AltGr on a Danish keyboard.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::autosave::Autosave;
use super::complete::Completion;
use super::model::FormModel;
use crate::browser::focus_soon;

/// The id of the control of a variable, which labels, messages and links point at.
pub(crate) fn control_id(variable: &str) -> String {
    format!("f-{variable}")
}

/// Moves focus to the control of a variable.
pub(crate) fn focus_field(variable: &str) {
    focus_soon(control_id(variable));
}

/// The id of the button that completes the form, where Enter arrives after the last field.
pub(crate) const COMPLETE_ID: &str = "complete";

/// Handles a key pressed somewhere in the form.
pub(crate) fn handle(event: &KeyboardEvent, model: FormModel, autosave: Autosave, completion: Completion) {
    let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
    let at = variable_of(event);
    match event.key().as_str() {
        "s" | "S" if event.ctrl_key() && !event.alt_key() => {
            event.prevent_default();
            autosave.save_now();
        }
        "Enter" if event.ctrl_key() => {
            event.prevent_default();
            completion.complete();
        }
        "Enter" if plain && !event.shift_key() => {
            if let Some(at) = at.filter(|_| is_field(event)) {
                event.prevent_default();
                model.commit(&at);
                if model.may_advance(&at) {
                    advance(model, &at);
                }
            }
        }
        "F1" => {
            event.prevent_default();
            if at.is_some() {
                model.helped.set(at);
            }
            model.help_open.update(|open| *open = !*open);
        }
        "m" | "M" if event.alt_key() && !event.ctrl_key() => {
            if let Some(at) = at {
                event.prevent_default();
                model.menu.set(Some(at));
            }
        }
        "PageDown" | "PageUp" if plain && !is_list(event) => {
            if let Some(at) = at {
                event.prevent_default();
                to_section(model, &at, event.key() == "PageDown");
            }
        }
        "Escape" if model.help_open.try_get_untracked() == Some(true) => model.help_open.set(false),
        _ => {}
    }
}

/// The variable whose row the key was pressed in.
fn variable_of(event: &KeyboardEvent) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("[data-variable]").ok().flatten()?.get_attribute("data-variable")
}

/// Whether the key was pressed in a control where Enter means "next field": not on buttons, not in long texts.
fn is_field(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    match target.tag_name().as_str() {
        "SELECT" => true,
        "INPUT" => target.dyn_into::<HtmlInputElement>().is_ok_and(|input| input.type_() != "button"),
        _ => false,
    }
}

fn is_list(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.tag_name().as_str(), "SELECT" | "TEXTAREA"))
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

/// Moves to the first field of the next or previous section that has one.
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
    if let Some(target) = target {
        focus_field(target);
    }
}
