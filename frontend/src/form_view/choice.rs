//! A field that is chosen: radio buttons up to seven codes, a searched list above that, boxes for several.

use domain::answers::{Answer, Value};
use domain::programme::{Code, Variable, VariableType};
use domain::text::Text;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::combobox::combobox;
use super::keys::control_id;
use super::model::{FEW, Field, FormModel};
use super::row::Said;
use crate::browser::focus_soon;
use crate::text::*;

/// One thing to choose.
#[derive(Clone)]
struct Choice {
    key: String,
    label: Text,
    value: Value,
}

/// The control for a coded or yes/no variable.
pub(crate) fn choice_control(model: FormModel, variable: &Variable, field: Field, said: Said) -> AnyView {
    let choices = choices(model, variable);
    match variable.kind {
        VariableType::Codes => boxes(model, variable, field, said, choices),
        _ if choices.len() > FEW => combobox(model, variable, field, said),
        _ => buttons(model, variable, field, said, choices),
    }
}

fn choices(model: FormModel, variable: &Variable) -> Vec<Choice> {
    if variable.kind == VariableType::Boolean {
        let both = |phrase: Phrase| {
            use domain::text::Language::{Da, En};
            Text::new(phrase.get(Da), phrase.get(En))
        };
        return vec![
            Choice { key: "1".into(), label: both(YES), value: Value::Boolean(true) },
            Choice { key: "2".into(), label: both(NO), value: Value::Boolean(false) },
        ];
    }
    let programme = model.programme();
    let codes = programme.codes_of(variable).map(|list| list.codes.as_slice()).unwrap_or_default();
    // Codes that are themselves digits keep them: an item scored 0–3 is chosen with 0–3.
    let own_digits = codes.iter().all(|code| code.id.len() == 1 && code.id.as_bytes()[0].is_ascii_digit());
    let key = |(index, code): (usize, &Code)| {
        if own_digits { code.id.clone() } else { (index + 1).to_string() }
    };
    let choice = |(index, code): (usize, &Code)| Choice {
        key: key((index, code)),
        label: code.label.clone(),
        value: value_of(code),
    };
    codes.iter().enumerate().map(choice).collect()
}

/// The answer that chooses a code.
pub(super) fn value_of(code: &Code) -> Value {
    Value::Text(code.id.clone())
}

fn option_id(variable: &str, index: usize) -> String {
    if index == 0 { control_id(variable) } else { format!("{}-{index}", control_id(variable)) }
}

/// The digit pressed, without Ctrl, Alt or Meta.
fn digit(event: &KeyboardEvent) -> Option<String> {
    let key = event.key();
    let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
    (plain && key.len() == 1 && key.as_bytes()[0].is_ascii_digit()).then_some(key)
}

fn class_for(choices: &[Choice]) -> &'static str {
    let longest = choices
        .iter()
        .map(|choice| choice.label.da.chars().count().max(choice.label.en.chars().count()))
        .max();
    if longest.unwrap_or_default() > 64 { "choices choices-long" } else { "choices" }
}

fn buttons(model: FormModel, variable: &Variable, field: Field, said: Said, choices: Vec<Choice>) -> AnyView {
    let id = variable.id.clone();
    let chosen = Memo::new(move |_| field.answer.get().and_then(|answer| answer.value().cloned()));
    let suggested_id = id.clone();
    let suggested =
        Memo::new(move |_| model.suggestion(&suggested_id).and_then(|answer| answer.value().cloned()));
    let keyed = choices.clone();
    let key_id = id.clone();
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Backspace" || event.key() == "Delete" {
            event.prevent_default();
            model.choose(&key_id, None);
        } else if let Some(digit) = digit(&event)
            && let Some(index) = keyed.iter().position(|choice| choice.key == digit)
            && let Some(choice) = keyed.get(index)
        {
            event.prevent_default();
            model.choose(&key_id, Some(choice.value.clone()));
            focus_soon(option_id(&key_id, index));
        }
    };
    let class = class_for(&choices);
    let options: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(index, choice)| {
            let (value, hinted, picked) = (choice.value.clone(), choice.value.clone(), choice.value);
            let (pick_id, name) = (id.clone(), id.clone());
            let is_suggested =
                Signal::derive(move || suggested.with(|suggested| suggested.as_ref() == Some(&hinted)));
            view! {
                <label class="choice" class:choice-suggested=is_suggested>
                    <input type="radio" id=option_id(&id, index) name=name
                        prop:checked=Signal::derive(move || chosen.with(|chosen| chosen.as_ref() == Some(&value)))
                        on:change=move |_| model.choose(&pick_id, Some(picked.clone()))/>
                    <span class="choice-key" aria-hidden="true">{choice.key}</span>
                    <span>{tt(choice.label)}</span>
                </label>
            }
        })
        .collect();
    view! {
        <div class=class role="radiogroup" aria-labelledby=format!("l-{id}") aria-describedby=Signal::derive(move || said.described.get())
            aria-invalid=Signal::derive(move || said.invalid()) on:keydown=on_key>
            {options}
        </div>
    }
    .into_any()
}

fn boxes(model: FormModel, variable: &Variable, field: Field, said: Said, choices: Vec<Choice>) -> AnyView {
    let id = variable.id.clone();
    let chosen = Memo::new(move |_| match field.answer.get() {
        Some(Answer::Value(Value::Codes(codes))) => codes,
        _ => Vec::new(),
    });
    // Codes are kept in the order of the list, however they were ticked.
    let order: Vec<String> = choices.iter().filter_map(|choice| code_of(&choice.value)).collect();
    let toggle_id = id.clone();
    let toggle = move |code: &str| {
        let before = chosen.get_untracked();
        let is_in = |known: &&String| before.contains(known) != (known.as_str() == code);
        let codes: Vec<String> = order.iter().filter(is_in).cloned().collect();
        model.choose(&toggle_id, (!codes.is_empty()).then_some(Value::Codes(codes)));
    };
    let keyed = choices.clone();
    let (key_toggle, key_id) = (toggle.clone(), id.clone());
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Backspace" || event.key() == "Delete" {
            event.prevent_default();
            model.choose(&key_id, None);
        } else if let Some(digit) = digit(&event)
            && let Some(index) = keyed.iter().position(|choice| choice.key == digit)
            && let Some(code) = keyed.get(index).and_then(|choice| code_of(&choice.value))
        {
            event.prevent_default();
            key_toggle(&code);
            focus_soon(option_id(&key_id, index));
        }
    };
    let options: Vec<_> = choices
        .into_iter()
        .enumerate()
        .filter_map(|(index, choice)| {
            let code = code_of(&choice.value)?;
            let (shown, toggle, picked) = (code.clone(), toggle.clone(), code);
            let key = (index < 9)
                .then(|| view! { <span class="choice-key" aria-hidden="true">{choice.key}</span> });
            Some(view! {
                <label class="choice">
                    <input type="checkbox" id=option_id(&id, index)
                        prop:checked=Signal::derive(move || chosen.with(|chosen| chosen.contains(&shown)))
                        on:change=move |_| toggle(&picked)/>
                    {key}
                    <span>{tt(choice.label)}</span>
                </label>
            })
        })
        .collect();
    view! {
        <div class="choices" role="group" aria-labelledby=format!("l-{id}") aria-describedby=Signal::derive(move || said.described.get())
            on:keydown=on_key>
            {options}
        </div>
    }
    .into_any()
}

fn code_of(value: &Value) -> Option<String> {
    value.text().map(str::to_owned)
}
