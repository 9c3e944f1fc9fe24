//! Fields of small forms: a day, a text, the buttons, and what was wrong.

use api_client::ClientError;
use chrono::NaiveDate;
use domain::text::Text;
use domain::typing::read_date;
use leptos::prelude::*;

use super::{Icon, Tone, announced_alert, icon, problem_text};
use crate::browser::{focus, today};
use crate::live::live_if;
use crate::show;
use crate::text::*;

/// A list to choose from, beside its name.
pub(crate) fn select_field(
    id: &'static str,
    label: Phrase,
    options: AnyView,
    choose: Callback<String>,
) -> AnyView {
    view! {
        <div class="field row">
            <label class="label" for=id>{t(label)}</label>
            <select class="input input-select" id=id on:change=move |event| choose.run(event_target_value(&event))>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// A field with what is said about it.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    id: &'static str,
    /// What is in it.
    pub(crate) text: RwSignal<String>,
    message: RwSignal<Option<Phrase>>,
}

impl Typed {
    /// An empty field with this id.
    pub(crate) fn new(id: &'static str) -> Self {
        Self { id, text: RwSignal::new(String::new()), message: RwSignal::new(None) }
    }

    /// A field with today's date.
    pub(crate) fn today(id: &'static str) -> Self {
        let typed = Self::new(id);
        typed.text.set(show::short_date(today(), use_language().get_untracked()));
        typed
    }

    /// Says what is wrong and moves focus there.
    pub(crate) fn refuse(self, message: Phrase) {
        self.message.set(Some(message));
        focus(self.id);
    }

    /// The day that is typed, unless it lies in the future; otherwise says so.
    pub(crate) fn day(self) -> Option<NaiveDate> {
        let date = read_date(&self.text.get_untracked(), today()).ok().flatten();
        let date = date.filter(|date| *date <= today());
        if date.is_none() {
            self.refuse(EVENT_DATE_WRONG);
        }
        date
    }

    /// The text that is typed; when it is needed and not there, says so.
    pub(crate) fn words(self, needed: Option<Phrase>) -> Option<String> {
        let text = self.text.get_untracked().trim().to_owned();
        match (text.is_empty(), needed) {
            (true, Some(message)) => {
                self.refuse(message);
                None
            }
            _ => Some(text),
        }
    }

    fn message_id(self) -> String {
        format!("{}-message", self.id)
    }

    fn frame(self, label: Phrase, help: Option<Phrase>, field: AnyView) -> AnyView {
        view! {
            <div class="field" class:field-error=Signal::derive(move || self.message.with(Option::is_some))>
                <label class="label" for=self.id>{t(label)}</label>
                {help.map(|help| view! { <p class="help" id=format!("{}-help", self.id)>{t(help)}</p> })}
                {live_if(move || self.message.get().map(|message| view! {
                    <p class="message message-error" id=self.message_id()>
                        {icon(Icon::Error)}
                        <span><span class="visually-hidden">{t(ERROR_PREFIX)}</span>{t(message)}</span>
                    </p>
                }))}
                {field}
            </div>
        }
        .into_any()
    }

    fn described(self) -> Signal<String> {
        Signal::derive(move || match self.message.with(Option::is_some) {
            true => self.message_id(),
            false => format!("{}-help", self.id),
        })
    }

    fn invalid(self) -> Signal<Option<&'static str>> {
        Signal::derive(move || self.message.with(Option::is_some).then_some("true"))
    }

    fn write(self, text: String) {
        self.message.set(None);
        self.text.set(text);
    }

    /// The field as one line; a day is written out when it is left.
    pub(crate) fn date_field(self, label: Phrase) -> AnyView {
        let language = use_language();
        let left = move |_| {
            if let Ok(Some(date)) = read_date(&self.text.get_untracked(), today()) {
                self.text.set(show::short_date(date, language.get_untracked()));
            }
        };
        let field = view! {
            <input class="input input-date" id=self.id type="text" autocomplete="off" data-first=""
                prop:value=self.text aria-invalid=self.invalid() aria-describedby=self.described()
                on:input=move |event| self.write(event_target_value(&event)) on:change=left/>
        };
        self.frame(label, Some(EVENT_DATE_HELP), field.into_any())
    }

    /// The field as one line of text.
    pub(crate) fn line_field(self, label: Phrase, help: Phrase, class: &'static str) -> AnyView {
        let field = view! {
            <input class=class id=self.id type="text" autocomplete="off" spellcheck="false" data-first=""
                prop:value=self.text aria-invalid=self.invalid() aria-describedby=self.described()
                on:input=move |event| self.write(event_target_value(&event))/>
        };
        self.frame(label, Some(help), field.into_any())
    }

    /// The field as several lines.
    pub(crate) fn text_field(self, label: Phrase) -> AnyView {
        let field = view! {
            <textarea class="input" id=self.id rows="3" maxlength="500" prop:value=self.text
                aria-invalid=self.invalid()
                aria-describedby=Signal::derive(move || self.message.with(Option::is_some).then(|| self.message_id()))
                on:input=move |event| self.write(event_target_value(&event))></textarea>
        };
        self.frame(label, None, field.into_any())
    }

    /// The field as a choice among values with names; the first choice is none.
    pub(crate) fn select_field(self, label: Phrase, choices: Vec<(String, String)>) -> AnyView {
        let options: Vec<_> =
            choices.into_iter().map(|(value, name)| view! { <option value=value>{name}</option> }).collect();
        let field = view! {
            <select class="input" id=self.id data-first="" aria-invalid=self.invalid()
                aria-describedby=Signal::derive(move || self.message.with(Option::is_some).then(|| self.message_id()))
                on:change=move |event| self.write(event_target_value(&event))>
                <option value="">{t(CHOOSE)}</option>
                {options}
            </select>
        };
        self.frame(label, None, field.into_any())
    }
}

/// Why something could not be done, with the findings, announced when it appears.
pub(crate) fn refusal(problem: RwSignal<Option<ClientError>>) -> AnyView {
    live_if(move || {
        problem.get().map(|error| {
            let findings: Vec<Text> = error
                .problem()
                .map(|problem| problem.findings.iter().map(|finding| finding.message.clone()).collect())
                .unwrap_or_default();
            let findings: Vec<_> = findings.into_iter().map(|text| view! { <li>{tt(text)}</li> }).collect();
            let content = view! {
                <p>{problem_text(&error)}</p>
                {(!findings.is_empty()).then(|| view! { <ul>{findings}</ul> })}
            };
            announced_alert(Tone::Error, content.into_any())
        })
    })
}

/// The buttons of a small form: what it does, and the way out.
pub(crate) fn buttons(name: Phrase, is_busy: RwSignal<bool>, is_open: RwSignal<bool>) -> AnyView {
    view! {
        <p class="row dialog-buttons">
            <button type="submit" class="button" aria-busy=Signal::derive(move || is_busy.get().to_string())>
                {Signal::derive(move || if is_busy.get() { t(SAVING)() } else { t(name)() })}
            </button>
            <button type="button" class="button button-plain" on:click=move |_| is_open.set(false)>{t(CANCEL)}</button>
        </p>
    }
    .into_any()
}
