//! The fields of a row: a choice, a line of text, a day, a box to tick.

use chrono::NaiveDate;
use domain::text::Text;
use domain::typing::read_date;
use leptos::prelude::*;

use crate::browser::today;
use crate::live::live_if;
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// What can be chosen: an id and its words.
pub(super) type Choice = (String, Text);

/// A field with its label.
fn field(id: &str, label: Phrase, class: &'static str, control: AnyView) -> AnyView {
    view! {
        <div class=class><label class="label" for=id.to_owned()>{t(label)}</label>{control}</div>
    }
    .into_any()
}

/// A choice of one; `none` is what stands there when nothing is chosen.
pub(super) fn choice(
    id: String,
    label: Phrase,
    none: Option<Phrase>,
    choices: Vec<Choice>,
    value: Signal<String>,
    set: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let option = |(id, words): Choice| {
        let own = id.clone();
        view! { <option value=id prop:selected=Signal::derive(move || value.get() == own)>{tt(words)}</option> }
    };
    let options: Vec<_> = choices.into_iter().map(option).collect();
    let none = none.map(|none| {
        view! { <option value="" prop:selected=Signal::derive(move || value.get().is_empty())>{t(none)}</option> }
    });
    let control = view! {
        <select class="input" id=id.clone() on:change=move |event| set(event_target_value(&event))>
            {none}{options}
        </select>
    };
    field(&id, label, "field", control.into_any())
}

/// A line of text.
pub(super) fn line(
    id: String,
    label: Phrase,
    value: Signal<String>,
    set: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    line_with(id, label, value, Signal::stored(None), set)
}

/// A line of text that something may be said about.
pub(super) fn line_with(
    id: String,
    label: Phrase,
    value: Signal<String>,
    message: Signal<Option<Text>>,
    set: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let described = message_id(&id);
    let words = said(&id, message);
    view! {
        <div class="field plan-wide" class:field-warning=Signal::derive(move || message.with(Option::is_some))>
            <label class="label" for=id.clone()>{t(label)}</label>
            {words}
            <input class="input" id=id type="text" autocomplete="off" maxlength="2000" prop:value=value
                aria-describedby=Signal::derive(move || message.with(Option::is_some).then(|| described.clone()))
                on:input=move |event| set(event_target_value(&event))/>
        </div>
    }
    .into_any()
}

fn message_id(id: &str) -> String {
    format!("{id}-message")
}

/// What is said about a field; it stands above it and is announced when it appears.
fn said(id: &str, message: Signal<Option<Text>>) -> AnyView {
    let id = message_id(id);
    live_if(move || {
        message.get().map(|text| {
            view! {
                <p class="message message-warning" id=id.clone()>{icon(Icon::Warning)}<span>{tt(text)}</span></p>
            }
        })
    })
}

/// Several lines of text.
pub(super) fn area(
    id: String,
    label: Phrase,
    value: Signal<String>,
    set: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let control = view! {
        <textarea class="input" id=id.clone() rows="2" maxlength="2000" prop:value=value
            on:input=move |event| set(event_target_value(&event))></textarea>
    };
    field(&id, label, "field plan-wide", control.into_any())
}

/// A day, written as in every form.
pub(super) fn day(
    id: String,
    label: Phrase,
    value: Signal<Option<NaiveDate>>,
    message: Signal<Option<Text>>,
    set: impl Fn(Option<NaiveDate>) + Send + Sync + 'static,
) -> AnyView {
    let language = use_language();
    let wrong = RwSignal::new(false);
    // What is being written stands as it was written until the field is left, and as long as it is no day.
    let written: RwSignal<Option<String>> = RwSignal::new(None);
    let shown = Signal::derive(move || {
        let day = value.get().map(|day| show::short_date(day, language.get()));
        written.get().unwrap_or_else(|| day.unwrap_or_default())
    });
    let set = StoredValue::new(set);
    let typed = move |text: String| {
        if let Ok(day) = read_date(&text, today()) {
            wrong.set(false);
            set.with_value(|set| set(day));
        }
        written.set(Some(text));
    };
    let left = move |text: String| match read_date(&text, today()) {
        Ok(_) => written.set(None),
        Err(_) => wrong.set(true),
    };
    let wrong_id = format!("{id}-wrong");
    let help_id = format!("{id}-help");
    let (described, warned, helped) = (wrong_id.clone(), message_id(&id), help_id.clone());
    let warning = said(&id, message);
    let words = live_if(move || {
        wrong.get().then(|| {
            view! {
                <p class="message message-error" id=wrong_id.clone()>
                    {icon(Icon::Error)}
                    <span><span class="visually-hidden">{t(ERROR_PREFIX)}</span>{t(PLAN_DATE_WRONG)}</span>
                </p>
            }
        })
    });
    view! {
        <div class="field" class:field-error=wrong class:field-warning=Signal::derive(move || message.with(Option::is_some))>
            <label class="label" for=id.clone()>{t(label)}</label>
            <p class="help" id=help_id>{t(PLAN_DATE_HELP)}</p>
            {words}
            {warning}
            <input class="input input-date" id=id type="text" autocomplete="off" prop:value=shown
                aria-invalid=Signal::derive(move || wrong.get().then_some("true"))
                aria-describedby=Signal::derive(move || match (wrong.get(), message.with(Option::is_some)) {
                    (true, _) => described.clone(),
                    (false, true) => warned.clone(),
                    (false, false) => helped.clone(),
                })
                on:input=move |event| typed(event_target_value(&event))
                on:change=move |event| left(event_target_value(&event))/>
        </div>
    }
    .into_any()
}

/// A box to tick.
pub(super) fn tick(
    id: String,
    label: Phrase,
    value: Signal<bool>,
    set: impl Fn(bool) + Send + Sync + 'static,
) -> AnyView {
    view! {
        <label class="choice" for=id.clone()>
            <input type="checkbox" id=id.clone() prop:checked=value on:change=move |event| set(event_target_checked(&event))/>
            <span>{t(label)}</span>
        </label>
    }
    .into_any()
}

/// The button that takes a row away; `name` says which, for those who do not see where it stands.
pub(super) fn remove_button(
    id: String,
    name: Signal<String>,
    act: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    view! {
        <button type="button" class="button button-plain button-small" id=id on:click=move |_| act()>
            {t(PLAN_REMOVE)}<span class="visually-hidden">": "{name}</span>
        </button>
    }
    .into_any()
}

/// A text that may be absent, for a field.
pub(super) fn shown(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

/// What a field says as a text that may be absent.
pub(super) fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// A choice and a button that adds what is chosen. Choices stand in groups.
pub(super) fn adder(
    id: &'static str,
    label: Phrase,
    groups: Vec<(Option<Text>, Vec<Choice>)>,
    add: impl Fn(String) + Copy + Send + Sync + 'static,
) -> AnyView {
    let chosen = RwSignal::new(String::new());
    let act = move || {
        let code = chosen.get_untracked();
        if code.is_empty() {
            crate::browser::focus(id);
            return;
        }
        chosen.set(String::new());
        add(code);
    };
    let options = |choices: Vec<Choice>| {
        let option = |(id, words): Choice| {
            let own = id.clone();
            view! { <option value=id prop:selected=Signal::derive(move || chosen.get() == own)>{tt(words)}</option> }
        };
        choices.into_iter().map(option).collect::<Vec<_>>()
    };
    let groups: Vec<_> = groups
        .into_iter()
        .map(|(name, choices)| match name {
            Some(name) => view! { <optgroup label=tt(name)>{options(choices)}</optgroup> }.into_any(),
            None => options(choices).into_any(),
        })
        .collect();
    let enter = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            act();
        }
    };
    view! {
        <div class="plan-adder">
            <label class="label" for=id>{t(label)}</label>
            <select class="input" id=id on:keydown=enter on:change=move |event| chosen.set(event_target_value(&event))>
                <option value="" prop:selected=Signal::derive(move || chosen.with(String::is_empty))>{t(PLAN_CHOOSE)}</option>
                {groups}
            </select>
            <button type="button" class="button button-quiet" on:click=move |_| act()>
                {t(PLAN_ADD)}<span class="visually-hidden">": "{t(label)}</span>
            </button>
        </div>
    }
    .into_any()
}
