//! An answer carried over from an earlier form: read-only until somebody corrects it on purpose.

use domain::programme::Variable;
use leptos::prelude::*;

use super::keys::{control_id, focus_field};
use super::model::FormModel;
use super::previous::spoken_name;
use super::row::Said;
use crate::show;
use crate::text::*;

/// The answer in a field that cannot be typed in. `r` opens it for correction.
pub(super) fn carried_control(model: FormModel, variable: &Variable, said: Said) -> AnyView {
    let (id, definition) = (variable.id.clone(), variable.clone());
    let (programme, language) = (model.programme(), use_language());
    let form = variable.carried_from.as_ref().and_then(|from| programme.form(from));
    let form = form.map(|form| spoken_name(&form.label)).unwrap_or_default();
    let label = variable.label.clone();
    let shown_id = id.clone();
    let shown = Signal::derive(move || {
        let answer = model.current(&shown_id);
        answer
            .map(|answer| show::answer(&programme, &definition, &answer, language.get()))
            .unwrap_or_default()
    });
    let open_id = id.clone();
    let open = move |_| {
        model.open_carried(&open_id);
        focus_field(&open_id);
    };
    view! {
        <span class="carried">
            <input id=control_id(&id) class="input input-carried" type="text" readonly=true prop:value=shown
                aria-describedby=Signal::derive(move || said.described.get())/>
            <span class="hint" id=format!("h-{id}")>
                {tf(CARRIED, move |language| [("form", form.get(language).to_owned())])}
            </span>
            <button type="button" class="button button-plain button-small" tabindex="-1" on:click=open>
                {t(CARRIED_OPEN)}" "<span class="visually-hidden">{tt(label)}</span><kbd aria-hidden="true">"r"</kbd>
            </button>
        </span>
    }
    .into_any()
}
