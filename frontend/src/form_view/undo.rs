//! "Fortryd sidste ændring": the form's own undo, beside the browser's within a field.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::autosave::Autosave;
use super::keys::focus_field;
use crate::browser::{in_text_field, on_window_key};
use crate::keep::{Fields, History};
use crate::live::live_if;
use crate::parts::{Icon, icon};
use crate::text::*;

/// Both directions; a button is there while there is something to do.
pub(crate) fn undo_buttons(autosave: Autosave) -> AnyView {
    let said = RwSignal::new(String::new());
    let undo = move || step(autosave, said, UNDONE, History::undo);
    let redo = move || step(autosave, said, REDONE, History::redo);
    // In a text field Ctrl+Z is the browser's own.
    on_window_key(move |event: KeyboardEvent| {
        let is_plain = event.ctrl_key() && !event.alt_key() && !event.meta_key();
        if !is_plain || in_text_field(&event) {
            return;
        }
        let is_redo = match event.key().as_str() {
            "z" => false,
            "Z" | "y" => true,
            _ => return,
        };
        event.prevent_default();
        if is_redo { redo() } else { undo() }
    });
    view! {
        <span class="save-undo">
            {live_if(move || autosave.can.get().0.then(|| view! {
                <button type="button" class="button button-quiet button-small" id="undo" on:click=move |_| undo()>
                    {icon(Icon::Undo)}{t(UNDO)}
                </button>
            }))}
            {live_if(move || autosave.can.get().1.then(|| view! {
                <button type="button" class="button button-quiet button-small" id="redo" on:click=move |_| redo()>
                    {t(REDO)}
                </button>
            }))}
            <span class="visually-hidden" role="status">{said}</span>
        </span>
    }
    .into_any()
}

fn step(autosave: Autosave, said: RwSignal<String>, phrase: Phrase, go: fn(&mut History) -> Fields) {
    // What is being typed is a change too.
    autosave.model.commit_all();
    autosave.history.update_value(|history| history.record(&autosave.content().answers));
    let fields = autosave.history.try_update_value(go).unwrap_or_default();
    autosave.put(&fields);
    autosave.show_history();
    let form = autosave.model.form();
    let language = use_language().get_untracked();
    let names: Vec<&str> =
        fields.iter().filter_map(|(id, _)| Some(form.variable(id)?.label.get(language))).collect();
    said.set(phrase.fill(language, &[("fields", &names.join(", "))]));
    if let Some((first, _)) = fields.first() {
        focus_field(first);
    }
}
