//! What the citizen's earlier form said, and the change since.

use domain::answers::Answer;
use domain::decimal::Decimal;
use domain::expr::Facts;
use domain::programme::{Form, Variable, VariableType};
use domain::text::Text;
use leptos::prelude::*;

use super::keys::focus_field;
use super::model::{Field, FormModel};
use crate::live::live_if;
use crate::show;
use crate::text::*;

/// An answer to the same variable in an earlier form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Previous {
    form: Text,
    answer: Answer,
    is_suggestion: bool,
}

/// The answer of the nearest earlier form that has one.
///
/// A definition may name the form a value is carried from; otherwise every earlier form of the workflow is looked at,
/// because the same id means the same question throughout a programme.
pub(crate) fn previous(
    model: FormModel,
    form: &Form,
    variable: &Variable,
    others: &Facts,
) -> Option<Previous> {
    let programme = model.programme();
    let here = programme.forms.iter().position(|known| known.id == form.id)?;
    let earlier = programme.forms.get(..here)?.iter().rev();
    let wanted = |known: &&Form| variable.carried_from.as_ref().is_none_or(|from| *from == known.id);
    earlier.filter(wanted).find_map(|known| {
        let asked = known.variable(&variable.id)?;
        let answer = others.forms.get(&known.id)?.get(&variable.id)?.clone();
        // A question may keep its name and change its type between forms; then there is nothing to compare.
        (asked.kind == variable.kind && answer.value().is_some()).then(|| Previous {
            form: short_name(&known.label),
            answer,
            is_suggestion: variable.carried_from.is_some(),
        })
    })
}

/// The part of a form's title before its explanation: `Startskema` of `Startskema – afklarende samtale`.
pub(crate) fn short_name(label: &Text) -> Text {
    let short = |text: &str| text.split(" – ").next().unwrap_or(text).to_owned();
    Text::new(short(&label.da), short(&label.en))
}

/// The earlier value, the change computed live, and a button to use it again.
pub(crate) fn previous_value(
    model: FormModel,
    variable: &Variable,
    field: Option<Field>,
    previous: Previous,
) -> AnyView {
    let Previous { form, answer, is_suggestion } = previous;
    let programme = model.programme();
    let definition = variable.clone();
    let earlier = answer.clone();
    let words = move |language| show::answer(&programme, &definition, &earlier, language);
    let (shown, named) = (words.clone(), words);
    let (form_name, form_full) = (form.clone(), form);
    let change = change(model, variable, &answer);
    let use_button = field.filter(|_| is_suggestion).map(|field| {
        let (variable, answer) = (variable.clone(), answer.clone());
        let is_empty = move || field.answer.with(Option::is_none);
        move || {
            let (variable, answer, named, form) =
                (variable.clone(), answer.clone(), named.clone(), form_full.clone());
            let adopt = move |_| {
                model.adopt(&variable, answer.clone());
                focus_field(&variable.id);
            };
            let name = tf(USE_PREVIOUS_FULL, move |language| {
                [("form", form.get(language).to_owned()), ("value", named(language))]
            });
            is_empty().then(|| view! {
                <button type="button" class="button button-plain button-small" aria-label=name on:click=adopt>
                    {t(USE_PREVIOUS)}
                </button>
            })
        }
    });
    view! {
        <span class="previous">
            {tf(FROM_FORM, move |language| [("form", form_name.get(language).to_owned()), ("value", shown(language))])}
            {change}
            {use_button}
        </span>
    }
    .into_any()
}

fn change(model: FormModel, variable: &Variable, before: &Answer) -> Option<AnyView> {
    let before = before.value()?.number()?;
    let decimals = if variable.kind == VariableType::Integer { 0 } else { variable.decimals };
    let ucum = variable.unit.clone();
    let id = variable.id.clone();
    let now: Memo<Option<Decimal>> =
        Memo::new(move |_| model.evaluation.with(|e| e.answers.get(&id)?.value()?.number()));
    Some(live_if(move || {
        let ucum = ucum.clone();
        let change = now.get()?.checked_sub(before)?;
        Some(view! {
            <span class="change">
                {tf(CHANGE, move |language| {
                        let unit = ucum.as_deref().map(|ucum| show::unit(ucum, language)).unwrap_or_default();
                        let change = format!("{} {unit}", show::signed(change, decimals, language));
                        [("change", change.trim_end().to_owned())]
                    })}
            </span>
        })
    }))
}
