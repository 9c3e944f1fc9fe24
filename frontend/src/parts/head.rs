//! The head of a page: title, lead, actions. Naming the window and moving focus happen here, once for all pages.

use leptos::html::H1;
use leptos::prelude::*;

use crate::browser::{scroll_to_top, set_title};
use crate::live::follow;
use crate::load::is_renewing;
use crate::text::*;

/// The head of a page. The title also names the window; focus moves to it unless `keeps_focus`, or the page was there
/// already and has newer data.
pub(crate) fn page_head(
    title: Signal<String>,
    lead: Option<AnyView>,
    actions: Option<AnyView>,
    keeps_focus: bool,
) -> AnyView {
    let keeps_focus = keeps_focus || is_renewing();
    let heading = NodeRef::<H1>::new();
    let language = use_language();
    follow(move || set_title(&title.get(), PRODUCT.get(language.get())));
    Effect::new(move |before: Option<()>| {
        if let (Some(heading), None) = (heading.get(), before) {
            if !keeps_focus {
                scroll_to_top();
            }
            if !keeps_focus && is_later_page() {
                let _ = heading.focus();
            }
        }
    });
    view! {
        <div class="page-head">
            <div>
                <h1 node_ref=heading tabindex="-1">{title}</h1>
                {lead}
            </div>
            {actions.map(|actions| view! { <div class="row no-print">{actions}</div> })}
        </div>
    }
    .into_any()
}

/// Whether a page has been shown before: the first one leaves focus to the browser, so that the skip link comes first.
pub(crate) fn is_later_page() -> bool {
    let Some(root) = document().document_element() else {
        return false;
    };
    let later = root.has_attribute("data-visited");
    let _ = root.set_attribute("data-visited", "");
    later
}

/// The way back: links to the pages above this one.
pub(crate) fn crumbs(links: Vec<(String, AnyView)>) -> AnyView {
    let links: Vec<_> =
        links.into_iter().map(|(href, text)| view! { <li><a href=href>{text}</a></li> }).collect();
    view! { <nav aria-label=t(BACK)><ol class="crumbs">{links}</ol></nav> }.into_any()
}
