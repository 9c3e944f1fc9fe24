//! The keys of a register: arrows change row, one key records.

use api_types::SessionView;
use domain::attendance::AttendanceStatus;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::row::toggled;
use super::saver::Saver;
use super::status::DIGITS;
use crate::browser::{focused, single_key};

/// What a key asks for: the status it sets, from the one that is.
pub(crate) fn pressed_status(event: &KeyboardEvent, now: AttendanceStatus) -> Option<AttendanceStatus> {
    let key = single_key(event)?;
    if key == "f" {
        return Some(toggled(now));
    }
    DIGITS.iter().find(|(digit, _)| *digit == key).map(|(_, status)| *status)
}

/// Moves focus to the next or the previous element that a selector names; says whether the key was an arrow.
pub(crate) fn move_focus(event: &KeyboardEvent, selector: &str, row: &str) -> bool {
    let step: i32 = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return false,
    };
    // In a list of choices and in a text the arrows have a meaning of their own.
    if crate::browser::in_text_field(event) {
        return false;
    }
    let Ok(all) = document().query_selector_all(selector) else { return true };
    let own = focused().and_then(|focused| focused.closest(row).ok().flatten());
    let count = i32::try_from(all.length()).unwrap_or_default();
    let item = |index: i32| all.item(u32::try_from(index).ok()?)?.dyn_into::<Element>().ok();
    let at = (0..count).find(|index| {
        let row = item(*index).and_then(|element| element.closest(row).ok().flatten());
        row.is_some() && row == own
    });
    let target = match at {
        Some(at) => at + step,
        None if step > 0 => 0,
        None => return true,
    };
    if let Some(target) = item(target).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        let _ = target.focus();
    }
    true
}

/// Keys pressed in the register of a course.
pub(super) fn in_register(
    event: &KeyboardEvent,
    rows: &[RwSignal<SessionView>],
    saver: Saver,
    may_write: bool,
) {
    if move_focus(event, "[data-session] .mark", "[data-session]") || !may_write {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let row = target.and_then(|target| target.closest("[data-session]").ok().flatten());
    let Some(id) = row.and_then(|row| row.get_attribute("data-session")) else { return };
    let Some(row) = rows.iter().find(|row| row.with_untracked(|session| session.id.to_string() == id)) else {
        return;
    };
    if let Some(status) = pressed_status(event, row.with_untracked(|session| session.status)) {
        event.prevent_default();
        saver.record(*row, status);
    }
}
