//! One question: label, message above the control, control with unit, earlier value, tools.

use domain::programme::{Severity, Variable};
use leptos::prelude::*;

use super::choice::choice_control;
use super::draft::is_typed;
use super::help::help_button;
use super::keys::control_id;
use super::missing_menu::{missing_button, missing_tag};
use super::model::FormModel;
use super::previous::{Previous, previous_value};
use super::typed::typed_control;
use crate::live::{live, live_if};
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// The row of a variable; empty while the variable is not asked.
pub(crate) fn row(
    model: FormModel,
    variable: &Variable,
    previous: Option<Previous>,
    is_dating: bool,
) -> AnyView {
    let id = variable.id.clone();
    let asked = Memo::new({
        let id = id.clone();
        move |_| model.evaluation.with(|evaluation| evaluation.asked.contains(&id))
    });
    let computed = Memo::new(move |_| model.evaluation.with(|evaluation| evaluation.computed.contains(&id)));
    let variable = variable.clone();
    live_if(move || {
        asked.get().then(|| match computed.get() {
            true => computed_row(model, &variable, previous.clone()),
            false => asked_row(model, &variable, previous.clone(), is_dating),
        })
    })
}

fn message_id(id: &str) -> String {
    format!("e-{id}")
}

fn asked_row(model: FormModel, variable: &Variable, previous: Option<Previous>, is_dating: bool) -> AnyView {
    let Some(field) = model.field(&variable.id) else {
        return ().into_any();
    };
    let id = variable.id.clone();
    let message = Memo::new({
        let id = id.clone();
        move |_| model.message(&id)
    });
    let is_confirmed = Memo::new({
        let id = id.clone();
        move |_| model.is_confirmed(&id)
    });
    let is_error =
        move || message.with(|m| m.as_ref().is_some_and(|(severity, _)| *severity != Severity::Soft));
    let is_warning = Signal::derive(move || {
        message.with(|m| m.as_ref().is_some_and(|(severity, _)| *severity == Severity::Soft))
            && !is_confirmed.get()
    });
    let described = Memo::new({
        let id = id.clone();
        move |_| {
            if message.with(Option::is_some) { message_id(&id) } else { String::new() }
        }
    });
    let typed = is_typed(variable);
    let control = if typed {
        typed_control(model, variable, field, described)
    } else {
        choice_control(model, variable, field, described)
    };
    let focused_id = id.clone();
    let on_focus = move |_| {
        if model.helped.with_untracked(|helped| helped.as_deref() != Some(focused_id.as_str())) {
            model.helped.set(Some(focused_id.clone()));
        }
    };
    let previous = previous.map(|previous| previous_value(model, variable, Some(field), previous));
    // The date that dates the form is the one answer that cannot be missing.
    let missing = (!is_dating).then(|| missing_button(model, variable));
    view! {
        <div class="form-row" class:field-error=is_error class:field-warning=is_warning data-variable=id.clone()
            on:focusin=on_focus>
            {label(model, variable, typed || is_list(model, variable))}
            <div>
                {message_view(model, id.clone(), message, is_confirmed)}
                <div class="control">
                    {control}
                    {missing_tag(model, variable, field)}
                    {previous}
                </div>
            </div>
            <div class="control-tools">{missing}{help_button(model, variable)}</div>
        </div>
    }
    .into_any()
}

/// Whether the choices are a list, which takes a `label for`; groups of buttons are named by reference.
fn is_list(model: FormModel, variable: &Variable) -> bool {
    use domain::programme::VariableType::Code;
    variable.kind == Code && model.programme().codes_of(variable).is_some_and(|list| list.codes.len() > 7)
}

fn label(model: FormModel, variable: &Variable, is_single: bool) -> AnyView {
    let id = variable.id.clone();
    let required = Memo::new({
        let id = id.clone();
        move |_| model.evaluation.with(|evaluation| evaluation.required.contains(&id))
    });
    let words = tt(variable.label.clone());
    let unit = variable.unit.clone().map(|ucum| {
        let language = use_language();
        move || {
            let unit = show::unit(&ucum, language.get());
            (!unit.is_empty()).then(|| view! { <span class="unit-word">" ("{unit}")"</span> })
        }
    });
    let mark = live_if(move || required.get().then(|| view! { <span class="mark">" "{t(REQUIRED)}</span> }));
    if is_single {
        view! { <label class="label" id=format!("l-{id}") for=control_id(&id)>{words}{unit}{mark}</label> }
            .into_any()
    } else {
        view! { <span class="label" id=format!("l-{id}")>{words}{unit}{mark}</span> }.into_any()
    }
}

fn message_view(
    model: FormModel,
    id: String,
    message: Memo<Option<(Severity, domain::text::Text)>>,
    is_confirmed: Memo<bool>,
) -> AnyView {
    live_if(move || {
        message.get().map(|(severity, text)| {
            let is_soft = severity == Severity::Soft;
            let (class, mark, prefix) = if is_soft {
                ("message message-warning", Icon::Warning, WARNING_PREFIX)
            } else {
                ("message message-error", Icon::Error, ERROR_PREFIX)
            };
            let confirm_id = id.clone();
            let confirm = is_soft.then(|| {
                live(move || match is_confirmed.get() {
                    true => view! { <span class="tag">{icon(Icon::Tick)}{t(CONFIRMED)}</span> }.into_any(),
                    false => {
                        let id = confirm_id.clone();
                        view! {
                            <button type="button" class="button button-quiet button-small"
                                on:click=move |_| model.confirm(&id)>{t(CONFIRM)}</button>
                        }
                        .into_any()
                    }
                })
            });
            // "Tjek" is part of the visible words; "Fejl" is carried by icon and bar and said only aloud.
            let prefix_class = if is_soft { "" } else { "visually-hidden" };
            view! {
                <div class=class id=message_id(&id)>
                    {icon(mark)}
                    <p><span class=prefix_class>{t(prefix)}</span>{tt(text)}</p>
                    {confirm}
                </div>
            }
        })
    })
}

fn computed_row(model: FormModel, variable: &Variable, previous: Option<Previous>) -> AnyView {
    let id = variable.id.clone();
    let value = Memo::new({
        let id = id.clone();
        move |_| model.evaluation.with(|evaluation| evaluation.answers.get(&id).cloned())
    });
    let definition = variable.clone();
    let language = use_language();
    let shown = Signal::derive(move || match value.get() {
        Some(answer) => show::answer(&model.programme(), &definition, &answer, language.get()),
        None => String::new(),
    });
    let state =
        Signal::derive(
            move || {
                if value.with(Option::is_some) { t(COMPUTED)() } else { t(COMPUTED_WAITING)() }
            },
        );
    let message = Memo::new({
        let id = id.clone();
        move |_| model.message(&id)
    });
    let is_confirmed = Memo::new({
        let id = id.clone();
        move |_| model.is_confirmed(&id)
    });
    let previous = previous.map(|previous| previous_value(model, variable, None, previous));
    view! {
        <div class="form-row" data-variable=id.clone()>
            <span class="label" id=format!("l-{id}")>{tt(variable.label.clone())}</span>
            <div>
                {message_view(model, id.clone(), message, is_confirmed)}
                <div class="control">
                    <span class="computed">
                        <output id=control_id(&id) tabindex="-1" aria-labelledby=format!("l-{id}")>{shown}</output>
                        <span class="small muted">{state}</span>
                    </span>
                    {previous}
                </div>
            </div>
            <div class="control-tools">{help_button(model, variable)}</div>
        </div>
    }
    .into_any()
}
