//! What is said above a control: an error, a warning to confirm, the number that was probably meant.

use domain::programme::{Severity, Variable, VariableType};
use leptos::prelude::*;

use super::findings::Shown;
use super::keys::focus_field;
use super::model::FormModel;
use crate::live::live_if;
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// The id of the message, which the control is described by.
pub(super) fn message_id(id: &str) -> String {
    format!("e-{id}")
}

/// The message of a field, in the same words as in the error summary.
pub(super) fn message_view(model: FormModel, variable: &Variable, message: Memo<Option<Shown>>) -> AnyView {
    let variable = variable.clone();
    live_if(move || {
        message.get().map(|Shown { severity, text, is_open }| {
            let is_soft = severity == Severity::Soft;
            let (class, mark, prefix) = if is_soft {
                ("message message-warning", Icon::Warning, WARNING_PREFIX)
            } else {
                ("message message-error", Icon::Error, ERROR_PREFIX)
            };
            let action =
                if is_soft { confirmation(model, &variable, is_open) } else { mending(model, &variable) };
            // "Tjek" is part of the visible words; "Fejl" is carried by icon and bar and said only aloud.
            let prefix_class = if is_soft { "" } else { "visually-hidden" };
            view! {
                <div class=class id=message_id(&variable.id)>
                    {icon(mark)}
                    <p><span class=prefix_class>{t(prefix)}</span>{tt(text)}</p>
                    {action}
                </div>
            }
        })
    })
}

/// The button that confirms, or that it has been confirmed. Enter in the field does the same.
fn confirmation(model: FormModel, variable: &Variable, is_open: bool) -> AnyView {
    if !is_open {
        return view! { <span class="tag">{icon(Icon::Tick)}{t(CONFIRMED)}</span> }.into_any();
    }
    let (id, label) = (variable.id.clone(), variable.label.clone());
    view! {
        <button type="button" class="button button-quiet button-small" on:click=move |_| model.confirm(&id)>
            {t(CONFIRM)}" "<span class="visually-hidden">{tt(label)}</span><kbd aria-hidden="true">"Enter"</kbd>
        </button>
    }
    .into_any()
}

/// The button that writes the number that was probably meant. F2 in the field does the same.
fn mending(model: FormModel, variable: &Variable) -> AnyView {
    let (id, language) = (variable.id.clone(), use_language());
    let decimals = if variable.kind == VariableType::Integer { 0 } else { variable.decimals };
    live_if(move || {
        let number = model.meant(&id)?;
        let decimals = decimals.min(number.decimals());
        let id = id.clone();
        let mend = move |_| {
            model.mend(&id);
            focus_field(&id);
        };
        let words = tf(MEND, move |_| [("number", show::decimal(number, decimals, language.get()))]);
        Some(view! {
            <button type="button" class="button button-quiet button-small" on:click=mend>
                {words}" "<kbd aria-hidden="true">"F2"</kbd>
            </button>
        })
    })
}
