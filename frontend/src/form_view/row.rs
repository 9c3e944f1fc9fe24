//! One question: label, message above the control, control with unit, earlier value, tools.

use domain::programme::{Severity, Variable};
use domain::text::Text;
use domain::validation::says;
use leptos::prelude::*;

use super::carried::carried_control;
use super::choice::choice_control;
use super::computed::computed_row;
use super::draft::is_typed;
use super::findings::Shown;
use super::help::help_button;
use super::keys::control_id;
use super::message::{message_id, message_view};
use super::missing_menu::{missing_button, missing_tag};
use super::model::FormModel;
use super::previous::{Previous, previous_value};
use super::typed::typed_control;
use crate::live::{live, live_if};
use crate::show;
use crate::text::*;

/// What a field's control is described by, in marks as well as in words.
#[derive(Clone, Copy)]
pub(super) struct Said {
    /// What is shown above the control.
    pub(super) message: Memo<Option<Shown>>,
    /// The ids of what describes the control; none when nothing does.
    pub(super) described: Memo<Option<String>>,
}

impl Said {
    /// `true` for `aria-invalid` when something serious is shown.
    pub(super) fn invalid(self) -> Option<&'static str> {
        self.message.with(|message| message.as_ref().is_some_and(is_serious)).then_some("true")
    }
}

fn is_serious(shown: &Shown) -> bool {
    shown.severity != Severity::Soft
}

/// How a variable stands in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Hidden,
    Asked,
    Computed,
}

/// The row of a variable; empty while the variable is not asked.
pub(crate) fn row(
    model: FormModel,
    variable: &Variable,
    previous: Option<Previous>,
    is_dating: bool,
) -> AnyView {
    let id = variable.id.clone();
    let standing = Memo::new(move |_| {
        model.evaluation_for([id.as_str()], |evaluation| {
            match (evaluation.asked.contains(&id), evaluation.computed.contains(&id)) {
                (false, _) => Standing::Hidden,
                (true, true) => Standing::Computed,
                (true, false) => Standing::Asked,
            }
        })
    });
    let variable = variable.clone();
    live_if(move || match standing.get() {
        Standing::Hidden => None,
        Standing::Computed => Some(computed_row(model, &variable, previous.clone())),
        Standing::Asked => Some(asked_row(model, &variable, previous.clone(), is_dating)),
    })
}

fn hint_id(id: &str) -> String {
    format!("h-{id}")
}

fn asked_row(model: FormModel, variable: &Variable, previous: Option<Previous>, is_dating: bool) -> AnyView {
    let Some(field) = model.field(&variable.id) else {
        return ().into_any();
    };
    let id = variable.id.clone();
    let message = Memo::new({
        let id = id.clone();
        move |_| model.shown(&id)
    });
    let is_suggested = Memo::new({
        let id = id.clone();
        move |_| model.suggestion(&id).is_some()
    });
    let is_error = move || message.with(|message| message.as_ref().is_some_and(is_serious));
    let is_warning = move || message.with(|message| message.as_ref().is_some_and(|shown| shown.is_open));
    let begins_series = model.begins_series(variable);
    let described = Memo::new({
        let id = id.clone();
        move |_| {
            let message = message.with(Option::is_some).then(|| message_id(&id));
            let hint = (begins_series || is_suggested.get() || field.is_carried.get()).then(|| hint_id(&id));
            match (message, hint) {
                (Some(message), Some(hint)) => Some(format!("{message} {hint}")),
                (message, hint) => message.or(hint),
            }
        }
    });
    let written = model.is_written(variable);
    let said = Said { message, described };
    let control = {
        let variable = variable.clone();
        live(move || match field.is_carried.get() {
            true => carried_control(model, &variable, said),
            false if is_typed(&variable) => typed_control(model, &variable, field, said),
            false => choice_control(model, &variable, field, said),
        })
    };
    let focused_id = id.clone();
    let on_focus = move |_| {
        if model.helped.with_untracked(|helped| helped.as_deref() != Some(focused_id.as_str())) {
            model.helped.set(Some(focused_id.clone()));
        }
    };
    let previous = previous_value(model, variable, previous);
    // The date that dates the form is the one answer that cannot be missing.
    let missing = (!is_dating).then(|| missing_button(model, variable));
    let accepted = id.clone();
    let (hint, suggested, digits) = (hint_id(&id), is_suggested, first_digits(variable));
    let hint = live_if(move || {
        let words = match (suggested.get(), begins_series) {
            (true, _) => {
                let id = accepted.clone();
                // Keys have Enter; the button is for fingers and pointers, and no stop on the way of Tab.
                view! {
                    <strong>{t(SUGGESTED)}</strong><span class="about-keys">" · "{t(SUGGESTED_KEYS)}</span>" "
                    <button type="button" class="button button-quiet button-small" tabindex="-1"
                        on:click=move |_| model.accept(&id)>{t(SUGGESTED_USE)}</button>
                }
                .into_any()
            }
            (false, true) if !field.is_carried.get() => {
                let digits = digits.clone();
                tf(SERIES_HINT, move |_| [("digits", digits.clone())]).into_any()
            }
            _ => return None,
        };
        Some(view! { <span class="hint" id=hint.clone()>{words}</span> })
    });
    let group_name = Signal::derive(move || field.is_carried.get() || written);
    view! {
        <div class="form-row" class:field-error=is_error class:field-warning=is_warning data-variable=id.clone()
            on:focusin=on_focus>
            {label(model, variable, group_name)}
            <div>
                {message_view(model, variable, message)}
                <div class="control">
                    {control}
                    {missing_tag(model, variable, field)}
                    {hint}
                    {previous}
                </div>
            </div>
            <div class="control-tools">{missing}{help_button(model, variable)}</div>
        </div>
    }
    .into_any()
}

/// The first answers of a scale, as an example of items typed in one go: `0123`, `1234`.
fn first_digits(variable: &Variable) -> String {
    let first = variable.hard.and_then(|range| range.min.to_integer()).unwrap_or_default();
    (first..first + 4).map(|digit| digit.to_string()).collect()
}

/// The question. A single control takes a `label for`; groups of buttons are named by reference.
fn label(model: FormModel, variable: &Variable, is_single: Signal<bool>) -> AnyView {
    let id = variable.id.clone();
    let required = Memo::new({
        let id = id.clone();
        move |_| model.evaluation_for([id.as_str()], |evaluation| evaluation.required.contains(&id))
    });
    let variable = variable.clone();
    live(move || {
        let words = label_words(&variable);
        let mark = live_if(move || {
            required.get().then(|| view! { <span class="required-mark">" "{t(REQUIRED)}</span> })
        });
        let element_id = format!("l-{id}");
        if is_single.get() {
            view! { <label class="label" id=element_id for=control_id(&id)>{words}{mark}</label> }.into_any()
        } else {
            view! { <span class="label" id=element_id>{words}{mark}</span> }.into_any()
        }
    })
}

/// The question with its unit, unless the question says it already.
pub(super) fn label_words(variable: &Variable) -> AnyView {
    let unit = variable.unit.clone().map(|ucum| {
        let (label, language) = (variable.label.clone(), use_language());
        live_if(move || {
            let language = language.get();
            let unit = unsaid_unit(label.get(language), &show::unit(&ucum, language));
            unit.map(|unit| view! { <span class="unit-word">" ("{unit}")"</span> })
        })
    });
    view! { {tt(Text::clone(&variable.label))}{unit} }.into_any()
}

/// What a label leaves unsaid of the unit: `min.` of `min. pr. uge` in "Fysisk aktivitet pr. uge", nothing of `pr. dag`
/// in "Cigaretter pr. dag".
fn unsaid_unit(label: &str, unit: &str) -> Option<String> {
    let label = label.to_lowercase();
    let words: Vec<&str> = unit.split(' ').collect();
    let said = |from: &usize| words.get(*from..).is_some_and(|end| says(&label, &end.join(" ")));
    let from = (0..words.len()).find(said).unwrap_or(words.len());
    let unsaid = words.get(..from)?.join(" ");
    (!unsaid.is_empty()).then_some(unsaid)
}

#[cfg(test)]
mod tests {
    use super::unsaid_unit;

    #[test]
    fn a_unit_is_said_once() {
        for (label, unit, expected) in [
            ("Vægt", "kg", Some("kg")),
            ("Cigaretter pr. dag", "pr. dag", None),
            ("Fysisk aktivitet pr. uge", "min. pr. uge", Some("min.")),
            ("Physical activity per week", "min per week", Some("min")),
            ("Højeste puls under testen", "pr. min.", Some("pr. min.")),
            ("6-minutters gangtest", "m", Some("m")),
            ("Antal", "", None),
        ] {
            assert_eq!(unsaid_unit(label, unit).as_deref(), expected, "{label}");
        }
    }
}
