//! Views that were saved to be printed again: a name and an address each, kept in this browser.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::issued;
use super::kept::{self, Saved};
use crate::browser::{focus, keep, kept};
use crate::live::{live, live_if};
use crate::text::*;

/// Where they are kept.
const KEPT: &str = "reports";

/// The saved views; a change is kept at once.
#[derive(Clone, Copy)]
pub(super) struct Views(RwSignal<Vec<Saved>>);

impl Views {
    fn of_browser() -> Self {
        Self(RwSignal::new(kept(KEPT).map(|text| kept::read(&text)).unwrap_or_default()))
    }

    fn change(self, next: Vec<Saved>) {
        keep(KEPT, kept::write(&next).as_deref());
        self.0.set(next);
    }

    /// One of them, as it is now.
    pub(super) fn find(self, name: &str) -> Option<Saved> {
        self.0.with(|all| all.iter().find(|saved| saved.name == name).cloned())
    }

    /// Changes one of them.
    pub(super) fn update(self, name: &str, act: impl FnOnce(&mut Saved)) {
        let mut all = self.0.get_untracked();
        if let Some(saved) = all.iter_mut().find(|saved| saved.name == name) {
            act(saved);
        }
        self.change(all);
    }
}

/// The saved views and the field to save this one.
pub(super) fn saved_views() -> AnyView {
    let views = Views::of_browser();
    let (name, is_empty) = (RwSignal::new(String::new()), RwSignal::new(false));
    let said = RwSignal::new(None::<(Phrase, String)>);
    let search = use_location().search;
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let new = name.get_untracked().trim().to_owned();
        is_empty.set(new.is_empty());
        if new.is_empty() {
            focus("report-name");
            return;
        }
        let query = search.get_untracked().trim_start_matches('?').to_owned();
        views.change(kept::with(views.0.get_untracked(), Saved::new(new.clone(), query)));
        name.set(String::new());
        said.set(Some((REPORT_SAVED_DONE, new)));
    };
    let remove = move |name: String| {
        let rest = views.0.get_untracked().into_iter().filter(|saved| saved.name != name).collect();
        views.change(rest);
        said.set(Some((REPORT_REMOVED, name)));
        // The button goes away under the focus.
        focus("report-name");
    };
    // A change of a schedule leaves the list as it is: the field it was made in keeps the focus.
    let names = Memo::new(move |_| {
        views
            .0
            .with(|all| all.iter().map(|saved| (saved.name.clone(), saved.query.clone())).collect::<Vec<_>>())
    });
    let list = live(move || {
        let names = names.get();
        if names.is_empty() {
            return view! { <p class="muted">{t(REPORT_SAVED_NONE)}</p> }.into_any();
        }
        let remove = Callback::new(remove);
        let named = names.into_iter().enumerate();
        let items: Vec<_> =
            named.map(|(index, (name, query))| untrack(|| item(views, index, name, query, remove))).collect();
        view! { <ul class="report-saved-list">{items}</ul> }.into_any()
    });
    let message = live_if(move || {
        is_empty.get().then(|| view! { <p class="message message-error" id="report-name-message">{t(REPORT_SAVE_NAME_EMPTY)}</p> })
    });
    let told = live(move || {
        said.get().map(|(phrase, name)| {
            let name = name.clone();
            view! { <span>{tf(phrase, move |_| [("name", name.clone())])}</span> }
        })
    });
    view! {
        <section class="card report-saved no-print">
            <h2>{t(REPORT_SAVED)}</h2>
            {list}
            <form class="report-save" on:submit=save>
                <div class="field" class:field-error=is_empty>
                    <label class="label" for="report-name">{t(REPORT_SAVE_NAME)}</label>
                    <p class="help" id="report-name-help">{t(REPORT_SAVE_NAME_HELP)}</p>
                    {message}
                    <input class="input" id="report-name" type="text" maxlength="60" autocomplete="off"
                        aria-describedby="report-name-help" aria-invalid=move || is_empty.get().then_some("true")
                        prop:value=name on:input=move |event| name.set(event_target_value(&event))/>
                </div>
                <button type="submit" class="button button-quiet">{t(REPORT_SAVE)}</button>
            </form>
            <p role="status">{told}</p>
            <p class="small muted">{t(REPORT_SAVED_NOTE)}</p>
        </section>
    }
    .into_any()
}

fn item(views: Views, index: usize, name: String, query: String, remove: Callback<String>) -> AnyView {
    let (removed, label) = (name.clone(), name.clone());
    view! {
        <li>
            <div class="report-saved-row">
                <a href=format!("/rapporter?{query}")>{name.clone()}</a>
                <button type="button" class="button button-plain button-small" on:click=move |_| remove.run(removed.clone())>
                    {tf(REPORT_REMOVE, move |_| [("name", label.clone())])}
                </button>
            </div>
            {issued::schedule(views, index, name)}
        </li>
    }
    .into_any()
}
