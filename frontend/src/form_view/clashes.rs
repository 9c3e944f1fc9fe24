//! Fields that were changed here and elsewhere: both answers side by side, and a person chooses.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use serde_json::Value as Json;

use super::autosave::Autosave;
use super::draft::in_words;
use super::keys::focus_field;
use crate::browser::focus_soon;
use crate::live::{live, live_if};
use crate::parts::{Icon, icon};
use crate::text::*;

/// The id of the panel's heading, where focus goes when the form cannot be completed before somebody has chosen.
pub(crate) const CLASHES_ID: &str = "clashes";

/// The panel; it is there while there is something to choose.
pub(crate) fn clashes_panel(autosave: Autosave) -> AnyView {
    let language = use_language();
    let count = Memo::new(move |_| autosave.clashes.with(serde_json::Map::len));
    let title = Signal::derive(move || count_words(CLASH_ONE, CLASH_MANY, count.get(), language.get()));
    let rows = move || {
        live(move || {
            let fields: Vec<(String, Json)> = autosave
                .clashes
                .with(|clashes| clashes.iter().map(|(id, json)| (id.clone(), json.clone())).collect());
            fields.into_iter().map(|(id, theirs)| clash(autosave, &id, &theirs)).collect::<Vec<_>>()
        })
    };
    live_if(move || {
        (count.get() > 0).then(|| {
            view! {
                <section class="alert alert-warning clashes" aria-labelledby=CLASHES_ID>
                    {icon(Icon::Warning)}
                    <div>
                        <h2 id=CLASHES_ID tabindex="-1">{title}</h2>
                        <p id="clashes-text">{t(CLASH_TEXT)}<span class="about-keys">" "{t(CLASH_KEYS)}</span></p>
                        {rows()}
                    </div>
                </section>
            }
        })
    })
}

fn clash(autosave: Autosave, id: &str, theirs: &Json) -> AnyView {
    let (programme, form) = (autosave.model.programme(), autosave.model.form());
    let Some(variable) = form.variable(id).cloned() else {
        // Nobody can see a field that is no longer asked, so nobody has to choose.
        return ().into_any();
    };
    let (label_id, other) = (format!("clash-{id}"), theirs.clone());
    let language = use_language();
    let words = {
        let (variable, programme) = (variable.clone(), programme.clone());
        move |json: Option<&Json>| in_words(&programme, &variable, json, language.get())
    };
    let (of, say) = (id.to_owned(), words.clone());
    let mine = Signal::derive(move || {
        let mine = autosave.model.snapshot.with(|answers| answers.get(&of).cloned());
        CLASH_MINE.fill(language.get(), &[("value", &say(mine.as_ref()))])
    });
    let theirs = Signal::derive({
        let theirs = theirs.clone();
        move || CLASH_THEIRS.fill(language.get(), &[("value", &words(Some(&theirs)))])
    });
    let choose = {
        let id = id.to_owned();
        move |is_mine: bool| settle(autosave, &id, (!is_mine).then(|| other.clone()))
    };
    let (by_key, first, second) = (choose.clone(), choose.clone(), choose);
    let key = move |event: KeyboardEvent| match event.key().as_str() {
        "1" => by_key(true),
        "2" => by_key(false),
        _ => {}
    };
    view! {
        <div class="clash" role="group" aria-labelledby=label_id.clone() aria-describedby="clashes-text" on:keydown=key>
            <p class="label" id=label_id.clone()>{tt(variable.label.clone())}</p>
            <button type="button" class="button button-quiet" id=first_id(id) on:click=move |_| first(true)>
                <kbd aria-hidden="true">"1"</kbd>" "{mine}
            </button>
            <button type="button" class="button button-quiet" on:click=move |_| second(false)>
                <kbd aria-hidden="true">"2"</kbd>" "{theirs}
            </button>
        </div>
    }
    .into_any()
}

fn first_id(variable: &str) -> String {
    format!("clash-1-{variable}")
}

/// Settles one clash. `theirs` is the other answer if that is the one that counts. Focus goes to the next clash, after
/// the last to the field.
fn settle(autosave: Autosave, id: &str, theirs: Option<Json>) {
    if let Some(theirs) = theirs {
        let value = Some(theirs).filter(|value| !value.is_null());
        autosave.put(&[(id.to_owned(), value)]);
    }
    autosave.clashes.update(|clashes| {
        clashes.remove(id);
    });
    match autosave.clashes.with_untracked(|clashes| clashes.keys().next().cloned()) {
        Some(next) => focus_soon(first_id(&next)),
        None => focus_field(id),
    }
}
