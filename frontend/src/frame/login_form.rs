//! The log-in form, on its own page and on top of a page whose session expired.

use api_client::ClientError;
use api_types::{Login, ProblemCode};
use leptos::ev::{Event, KeyboardEvent, SubmitEvent};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::live::{follow, live_if};
use crate::parts::{Icon, Tone, announced_alert, icon, problem_text};
use crate::session::use_session;
use crate::text::*;

/// User name and password. A user name that is given cannot be changed. `entered` runs after a log-in and hears whether
/// it was the person the page belongs to. Pasting and password managers work.
pub(crate) fn login_form(
    id: &'static str,
    username: String,
    entered: impl Fn(bool) + Clone + 'static,
) -> AnyView {
    let session = use_session();
    let (name_input, password_input) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    // Asked for when the account turns out to have a second factor.
    let (code_input, asks_code) = (NodeRef::<Input>::new(), RwSignal::new(false));
    let problem = RwSignal::new(None::<ClientError>);
    let is_busy = RwSignal::new(false);
    let (name_empty, password_empty) = (RwSignal::new(false), RwSignal::new(false));
    let code_empty = RwSignal::new(false);
    let given_name = username.clone();
    // What keys say about Caps Lock is known once one has been pressed.
    let is_caps = RwSignal::new(false);
    let look_at_caps = move |event: KeyboardEvent| {
        // What a password manager fills in comes without a key.
        let event: &Event = event.as_ref();
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let is_on = event.get_modifier_state("CapsLock");
        if is_caps.get_untracked() != is_on {
            is_caps.set(is_on);
        }
    };

    follow(move || {
        // On the page itself the first field is what everybody wants.
        let first = if given_name.is_empty() { name_input } else { password_input };
        if let Some(input) = first.get() {
            let _ = input.focus();
        }
    });
    follow(move || {
        if let Some(input) = code_input.get() {
            let _ = input.focus();
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(name), Some(password)) = (name_input.get_untracked(), password_input.get_untracked())
        else {
            return;
        };
        name_empty.set(name.value().trim().is_empty());
        password_empty.set(password.value().is_empty());
        if name_empty.get_untracked() || password_empty.get_untracked() || is_busy.get_untracked() {
            let first = if name_empty.get_untracked() { &name } else { &password };
            let _ = first.focus();
            return;
        }
        let code = code_input.get_untracked();
        code_empty.set(code.as_ref().is_some_and(|code| code.value().trim().is_empty()));
        if let Some(code) = code.as_ref().filter(|_| code_empty.get_untracked()) {
            let _ = code.focus();
            return;
        }
        is_busy.set(true);
        problem.set(None);
        let login = Login {
            username: name.value().trim().to_owned(),
            password: password.value(),
            code: code.as_ref().map(|code| code.value().trim().to_owned()),
        };
        let (session, entered) = (session.clone(), entered.clone());
        spawn_local(async move {
            match session.log_in(&login).await {
                Ok(is_same) => entered(is_same),
                Err(error) => {
                    is_busy.try_set(false);
                    if error.problem().is_some_and(|problem| problem.code == ProblemCode::CodeRequired) {
                        asks_code.try_set(true);
                        return;
                    }
                    let is_code =
                        error.problem().is_some_and(|problem| problem.code == ProblemCode::CodeWrong);
                    problem.try_set(Some(error));
                    let again = code.filter(|_| is_code).unwrap_or(password);
                    again.select();
                    let _ = again.focus();
                }
            }
        });
    };
    let message = live_if(move || {
        problem.get().map(|error| {
            let wrong = error.problem().is_some_and(|problem| problem.code == ProblemCode::LoginFailed);
            let text = if wrong { t(LOG_IN_FAILED).into_any() } else { problem_text(&error).into_any() };
            let way = wrong.then(|| view! { <p>{t(LOG_IN_FAILED_WAY)}</p> });
            announced_alert(Tone::Error, view! { <p>{text}</p>{way} }.into_any())
        })
    });
    view! {
        <form class="stack stacked" novalidate=true on:submit=submit on:keyup=look_at_caps>
            {message}
            {field(id, "name", USERNAME, USERNAME_EMPTY, "text", "username", name_input, name_empty, username)}
            {field(id, "password", PASSWORD, PASSWORD_EMPTY, "password", "current-password", password_input,
                password_empty, String::new())}
            {live_if(move || is_caps.get().then(|| view! {
                <p class="message message-warning" role="status">{icon(Icon::Warning)}<span>{t(CAPS_LOCK)}</span></p>
            }))}
            {live_if(move || asks_code.get().then(|| {
                field(id, "code", CODE, CODE_EMPTY, "text", "one-time-code", code_input, code_empty, String::new())
            }))}
            <p><button type="submit" class="button" aria-busy=Signal::derive(move || is_busy.get().to_string())>{t(LOG_IN)}</button></p>
        </form>
    }
    .into_any()
}

#[expect(
    clippy::too_many_arguments,
    reason = "the two fields differ in all of these and are drawn only here"
)]
fn field(
    form: &'static str,
    name: &'static str,
    label: Phrase,
    empty: Phrase,
    kind: &'static str,
    autocomplete: &'static str,
    input: NodeRef<Input>,
    is_empty: RwSignal<bool>,
    value: String,
) -> AnyView {
    let id = format!("{form}-{name}");
    let is_given = !value.is_empty();
    let message = format!("{id}-message");
    let described = message.clone();
    view! {
        <div class="field" class:field-error=is_empty>
            <label class="label" for=id.clone()>{t(label)}</label>
            {live_if(move || is_empty.get().then(|| view! {
                <p class="message message-error" id=message.clone()>
                    {icon(Icon::Error)}<span><span class="visually-hidden">{t(ERROR_PREFIX)}</span>{t(empty)}</span>
                </p>
            }))}
            <input class="input" id=id type=kind name=name autocomplete=autocomplete autocapitalize="none"
                spellcheck="false" node_ref=input value=value readonly=is_given
                aria-invalid=Signal::derive(move || is_empty.get().then_some("true"))
                aria-describedby=Signal::derive(move || is_empty.get().then(|| described.clone()))
                on:input=move |_| is_empty.set(false)/>
        </div>
    }
    .into_any()
}
