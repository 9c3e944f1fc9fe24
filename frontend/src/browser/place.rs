//! Where the focus was, so that it is found again when what is there has been drawn anew.

use leptos::leptos_dom::helpers::queue_microtask;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use super::focus::focused;

/// The element of the page that has focus, and how to find the one that takes its place.
pub(crate) struct Place(Option<Known>);

struct Known {
    element: HtmlElement,
    id: String,
    /// Which child of which child of the page it is.
    path: Vec<u32>,
    /// What it says: another one at the same place is not taken for it.
    text: Option<String>,
}

impl Place {
    /// Where the focus is on the page now.
    pub(crate) fn of_focus() -> Self {
        let known = focused().and_then(|element| {
            let path = path(&element)?;
            Some(Known { id: element.id(), text: element.text_content(), path, element })
        });
        Self(known)
    }

    /// Moves focus back once the page has been drawn, if that took it away; nothing scrolls.
    pub(crate) fn find_again_soon(self) {
        let Some(known) = self.0 else { return };
        queue_microtask(move || {
            // Whoever has moved it meanwhile knew why.
            let is_elsewhere = focused().is_some_and(|element| element.tag_name() != "BODY");
            if known.element.is_connected() || is_elsewhere {
                return;
            }
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            if let Some(element) = known.successor() {
                let _ = element.focus_with_options(&options);
            }
        });
    }
}

impl Known {
    fn successor(&self) -> Option<HtmlElement> {
        let by_id = (!self.id.is_empty()).then(|| document().get_element_by_id(&self.id)).flatten();
        let is_same = |found: &Element| {
            found.tag_name() == self.element.tag_name() && found.text_content() == self.text
        };
        let found = by_id.or_else(|| at(&self.path).filter(is_same));
        let found = found.or_else(|| document().query_selector("#main h1").ok().flatten());
        found?.dyn_into().ok()
    }
}

fn main() -> Option<Element> {
    document().get_element_by_id("main")
}

fn path(element: &Element) -> Option<Vec<u32>> {
    let main = main().filter(|main| main.contains(Some(element)))?;
    let (mut path, mut here) = (Vec::new(), element.clone());
    while here != main {
        let before =
            std::iter::successors(here.previous_element_sibling(), Element::previous_element_sibling);
        path.push(u32::try_from(before.count()).unwrap_or_default());
        here = here.parent_element()?;
    }
    path.reverse();
    Some(path)
}

fn at(path: &[u32]) -> Option<Element> {
    path.iter().try_fold(main()?, |here, index| here.children().item(*index))
}
