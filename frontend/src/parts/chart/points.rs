//! The points of a chart: one stop of the keyboard, arrow keys from point to point.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, SvgElement};

/// Where a key leads from a point, of so many in rows of `across`.
fn next(key: &str, at: Option<usize>, count: usize, across: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match key {
        "ArrowDown" if across > 1 => at.map_or(0, |at| if at + across > last { at } else { at + across }),
        "ArrowUp" if across > 1 => at.map_or(last, |at| at.checked_sub(across).unwrap_or(at)),
        "ArrowRight" | "ArrowDown" => at.map_or(0, |at| (at + 1).min(last)),
        "ArrowLeft" | "ArrowUp" => at.map_or(last, |at| at.saturating_sub(1)),
        "Home" => 0,
        "End" => last,
        _ => return None,
    })
}

/// The points of the drawing, in the order of the data.
fn points(frame: &HtmlElement) -> Vec<SvgElement> {
    let Ok(found) = frame.query_selector_all("[data-point]") else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

/// The number of the point an event or the focus is at.
pub(super) fn point_of(element: &Element) -> Option<usize> {
    element.closest("[data-point]").ok().flatten()?.get_attribute("data-point")?.parse().ok()
}

/// The point that has the focus, if it is one of this drawing.
pub(super) fn focused_point(frame: &HtmlElement) -> Option<usize> {
    let active = document().active_element()?;
    frame.contains(Some(&active)).then(|| point_of(&active)).flatten()
}

fn find(frame: &Element, point: usize) -> Option<Element> {
    frame.query_selector(&format!("[data-point=\"{point}\"]")).ok().flatten()
}

/// What is said of a point.
pub(super) fn words_of(frame: &HtmlElement, point: usize) -> Option<String> {
    find(frame, point)?.get_attribute("aria-label")
}

/// Moves the focus to a point; says whether it is there.
pub(crate) fn focus_point(frame: &Element, point: usize) -> bool {
    let found = find(frame, point).and_then(|found| found.dyn_into::<SvgElement>().ok());
    found.is_some_and(|point| point.focus().is_ok())
}

/// How many cells a row of a heat table has; the points of other charts follow each other.
fn across(frame: &HtmlElement, all: &[SvgElement]) -> usize {
    let is_table = frame.query_selector(".chart-heat").is_ok_and(|found| found.is_some());
    let top = |point: &SvgElement| point.get_bounding_client_rect().top();
    match all.first().map(top).filter(|_| is_table) {
        // Cells of a row stand at one height, whatever the browser rounds.
        Some(first) => all.iter().take_while(|point| (top(point) - first).abs() < 1.0).count(),
        None => 1,
    }
}

/// Moves the focus between the points when a key asks for it.
pub(super) fn on_key(event: &KeyboardEvent, frame: &HtmlElement) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let all = points(frame);
    let active = document().active_element();
    let at = all.iter().position(|point| active.as_ref() == Some(point.as_ref()));
    let next = next(&event.key(), at, all.len(), across(frame, &all));
    if let Some(point) = next.and_then(|index| all.get(index)) {
        event.prevent_default();
        let _ = point.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_go_from_point_to_point_and_stop_at_the_ends() {
        assert_eq!(next("ArrowRight", None, 3, 1), Some(0));
        assert_eq!(next("ArrowRight", Some(2), 3, 1), Some(2));
        assert_eq!(next("ArrowLeft", None, 3, 1), Some(2));
        assert_eq!(next("ArrowUp", Some(0), 3, 1), Some(0));
        assert_eq!(next("End", Some(0), 3, 1), Some(2));
        assert_eq!(next("Home", Some(2), 3, 1), Some(0));
        assert_eq!(next("a", Some(2), 3, 1), None);
        assert_eq!(next("Home", None, 0, 1), None);
    }

    #[test]
    fn in_a_heat_table_up_and_down_keep_the_column() {
        assert_eq!(next("ArrowDown", Some(1), 6, 3), Some(4));
        assert_eq!(next("ArrowDown", Some(4), 6, 3), Some(4));
        assert_eq!(next("ArrowUp", Some(4), 6, 3), Some(1));
        assert_eq!(next("ArrowUp", Some(1), 6, 3), Some(1));
        assert_eq!(next("ArrowRight", Some(2), 6, 3), Some(3));
    }
}
