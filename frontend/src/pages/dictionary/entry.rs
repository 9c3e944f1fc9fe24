//! A group of entries, and one entry: closed until they are opened, linked to or searched.

use domain::text::Text;
use leptos::prelude::*;

use super::Shown;
use crate::live::{follow, live_if};
use crate::parts::{Icon, icon};
use crate::text::*;

/// So many labels are shown before an entry is opened.
const FEW: usize = 4;

/// A group that is there as long as something in it is found. It is closed until it is opened, linked to or searched,
/// and its content is built then.
pub(super) fn group(
    anchor: String,
    name: AnyView,
    entries: Vec<String>,
    content: impl Fn() -> AnyView + Send + Sync + 'static,
    page: Shown,
) -> AnyView {
    let (count, own, within) = (entries.len(), anchor.clone(), entries.clone());
    let is_empty =
        Memo::new(move |_| page.found.with(|found| !entries.iter().any(|entry| found.contains(entry))));
    let chosen = RwSignal::new(None::<bool>);
    follow(move || {
        page.is_searching.track();
        chosen.set(None);
    });
    follow(move || {
        if page.linked.with(|linked| *linked == own || within.contains(linked)) {
            chosen.set(Some(true));
        }
    });
    let is_open = Memo::new(move |_| chosen.get().unwrap_or_else(|| page.is_searching.get()));
    let toggle = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        chosen.set(Some(!is_open.get_untracked()));
    };
    view! {
        <section class="card dictionary-group" hidden=is_empty>
            <details prop:open=is_open>
                <summary id=anchor on:click=toggle>
                    <span class="chevron">{icon(Icon::ChevronRight)}</span>
                    <h2>{name}</h2>
                    <span class="muted">{count}</span>
                </summary>
                {live_if(move || is_open.get().then(&content))}
            </details>
        </section>
    }
    .into_any()
}

/// The first few labels, and that there are more.
pub(super) fn listed<'a>(labels: impl Iterator<Item = &'a Text>) -> Signal<String> {
    let mut labels: Vec<Text> = labels.take(FEW + 1).cloned().collect();
    let is_more = labels.len() > FEW;
    labels.truncate(FEW);
    let language = use_language();
    Signal::derive(move || {
        let words: Vec<&str> = labels.iter().map(|label| label.get(language.get())).collect();
        format!("{}{}", words.join(", "), if is_more { " …" } else { "" })
    })
}

/// One entry: its name, a few words, and everything about it once it is opened.
pub(super) fn entry(
    anchor: String,
    number: Option<String>,
    name: Text,
    sub: Signal<String>,
    mark: Option<Phrase>,
    details: impl Fn() -> Option<AnyView> + Send + Sync + 'static,
    page: Shown,
) -> AnyView {
    let (of_search, of_link) = (anchor.clone(), anchor.clone());
    let is_found = Memo::new(move |_| page.found.with(|found| found.contains(&of_search)));
    let is_open = RwSignal::new(false);
    follow(move || {
        if page.linked.with(|linked| *linked == of_link) {
            is_open.set(true);
        }
    });
    let toggle = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        is_open.update(|open| *open = !*open);
    };
    let link = format!("/data?version={}#{anchor}", page.version.get_value());
    view! {
        <li class="entry" hidden=move || !is_found.get()>
            <details prop:open=is_open>
                <summary id=anchor.clone() on:click=toggle>
                    <span class="chevron">{icon(Icon::ChevronRight)}</span>
                    <span>
                        {number.map(|number| view! { <span class="muted">{number}" "</span> })}{tt(name)}
                        {mark.map(|mark| view! { " "<span class="tag">{t(mark)}</span> })}
                    </span>
                    <span class="entry-sub muted">{sub}</span>
                </summary>
                {live_if(move || is_open.get().then(|| {
                    let link = link.clone();
                    details().map(|details| view! {
                        <div class="entry-body">
                            {details}
                            <p class="small no-print"><a href=link>{t(DICT_LINK)}</a></p>
                        </div>
                    })
                }).flatten())}
            </details>
        </li>
    }
    .into_any()
}

/// A text up to its first full stop.
pub(super) fn first_sentence(text: &str) -> String {
    text.split_inclusive(". ").next().unwrap_or(text).trim_end().to_owned()
}
