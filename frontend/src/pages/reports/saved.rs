//! Views that were saved to be printed again: a name and an address each, kept in this browser.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde_json::{Value, json};

use crate::browser::{focus, keep, kept};
use crate::live::{live, live_if};
use crate::text::*;

/// Where they are kept.
const KEPT: &str = "reports";
/// More than this nobody finds again.
const MOST: usize = 30;

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Saved {
    name: String,
    /// What follows `/rapporter?`.
    query: String,
}

/// Reads what is kept; anything else than a list of names and addresses is as good as nothing.
fn read(text: &str) -> Vec<Saved> {
    let all: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
    let one = |value: &Value| {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Saved { name: text("name")?, query: text("query")? })
    };
    all.iter().filter_map(one).take(MOST).collect()
}

fn write(all: &[Saved]) -> Option<String> {
    let all: Vec<Value> = all.iter().map(|saved| json!({"name": saved.name, "query": saved.query})).collect();
    (!all.is_empty()).then(|| Value::Array(all).to_string())
}

/// The list with what was added: a name that is there already leads to the new view.
fn with(mut all: Vec<Saved>, new: Saved) -> Vec<Saved> {
    all.retain(|saved| saved.name != new.name);
    all.push(new);
    let more = all.len().saturating_sub(MOST);
    all.split_off(more)
}

/// The saved views and the field to save this one.
pub(super) fn saved_views() -> AnyView {
    let all = RwSignal::new(kept(KEPT).map(|text| read(&text)).unwrap_or_default());
    let (name, is_empty) = (RwSignal::new(String::new()), RwSignal::new(false));
    let said = RwSignal::new(None::<(Phrase, String)>);
    let search = use_location().search;
    let change = move |next: Vec<Saved>| {
        keep(KEPT, write(&next).as_deref());
        all.set(next);
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let new = name.get_untracked().trim().to_owned();
        is_empty.set(new.is_empty());
        if new.is_empty() {
            focus("report-name");
            return;
        }
        let query = search.get_untracked().trim_start_matches('?').to_owned();
        change(with(all.get_untracked(), Saved { name: new.clone(), query }));
        name.set(String::new());
        said.set(Some((REPORT_SAVED_DONE, new)));
    };
    let remove = move |name: String| {
        let rest = all.get_untracked().into_iter().filter(|saved| saved.name != name).collect();
        change(rest);
        said.set(Some((REPORT_REMOVED, name)));
        // The button goes away under the focus.
        focus("report-name");
    };
    let list = live(move || {
        let all = all.get();
        if all.is_empty() {
            return view! { <p class="muted">{t(REPORT_SAVED_NONE)}</p> }.into_any();
        }
        let items: Vec<_> = all.into_iter().map(|saved| item(saved, Callback::new(remove))).collect();
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

fn item(saved: Saved, remove: Callback<String>) -> AnyView {
    let Saved { name, query } = saved;
    let (removed, label) = (name.clone(), name.clone());
    view! {
        <li>
            <a href=format!("/rapporter?{query}")>{name}</a>
            <button type="button" class="button button-plain button-small" on:click=move |_| remove.run(removed.clone())>
                {tf(REPORT_REMOVE, move |_| [("name", label.clone())])}
            </button>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(name: &str, query: &str) -> Saved {
        Saved { name: name.into(), query: query.into() }
    }

    #[test]
    fn what_is_kept_is_read_back_and_rubbish_is_nothing() {
        let all = vec![saved("Kvartalsmøde", "periode=sidste-kvartal"), saved("\"Å\"", "")];
        assert_eq!(read(&write(&all).unwrap()), all);
        assert_eq!(write(&[]), None);
        assert!(read("{}").is_empty() && read("[1, {\"name\": 2}]").is_empty());
    }

    #[test]
    fn a_name_is_there_once_and_the_oldest_give_way() {
        let all = with(vec![saved("a", "1"), saved("b", "2")], saved("a", "3"));
        assert_eq!(all, [saved("b", "2"), saved("a", "3")]);
        let many = (0..40).fold(Vec::new(), |all, number| with(all, saved(&number.to_string(), "")));
        assert_eq!((many.len(), many[0].name.as_str()), (30, "10"));
    }
}
