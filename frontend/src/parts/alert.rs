//! Messages: what happened, what is safe, what to do.

use std::time::Duration;

use api_client::ClientError;
use api_types::ProblemCode;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::{Icon, icon};
use crate::browser::{focus, reload};
use crate::live::live_if;
use crate::session::use_session;
use crate::text::*;

/// How long loading may take before something is said about it (spec/ux 2.1).
const SLOW: Duration = Duration::from_secs(10);

/// What kind of message it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// For information.
    Info,
    /// It worked.
    Success,
    /// Look at this.
    Warning,
    /// It failed.
    Error,
}

impl Tone {
    const fn look(self) -> (&'static str, Icon) {
        match self {
            Self::Info => ("alert", Icon::Info),
            Self::Success => ("alert alert-success", Icon::Tick),
            Self::Warning => ("alert alert-warning", Icon::Warning),
            Self::Error => ("alert alert-error", Icon::Error),
        }
    }
}

/// A message that is there when the page is.
pub(crate) fn alert(tone: Tone, content: AnyView) -> AnyView {
    let (class, mark) = tone.look();
    view! { <div class=class>{icon(mark)}<div>{content}</div></div> }.into_any()
}

/// A message that screen readers announce when it appears.
pub(crate) fn announced_alert(tone: Tone, content: AnyView) -> AnyView {
    let (class, mark) = tone.look();
    let role = if tone == Tone::Error { "alert" } else { "status" };
    view! { <div class=class role=role>{icon(mark)}<div>{content}</div></div> }.into_any()
}

/// What a failed call means, in the language of the page.
pub(crate) fn problem_text(error: &ClientError) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let language = use_language();
    let problem = error.problem().map(|problem| problem.message.clone());
    move || match &problem {
        Some(message) => message.get(language.get()).to_owned(),
        None => FAILED_NETWORK.get(language.get()).to_owned(),
    }
}

/// Tells the user that a request failed, with a way to try again and the id to quote when asking for help.
pub(crate) fn problem_alert(error: &ClientError, again: Option<Callback<()>>) -> AnyView {
    match error.problem().map(|problem| problem.code) {
        Some(ProblemCode::Forbidden) => return forbidden(),
        Some(ProblemCode::NotFound) => return crate::pages::not_found::page().into_any(),
        _ => {}
    }
    let id = error.problem().and_then(|problem| problem.request_id);
    let content = view! {
        <h2>{t(FAILED_TITLE)}</h2>
        <p>{problem_text(error)}</p>
        {id.map(|id| view! { <p class="small muted">{tf(FAILED_ID, move |_| [("id", id.to_string())])}</p> })}
        {again.map(|again| view! {
            <p><button type="button" class="button button-quiet button-small" on:click=move |_| again.run(())>
                {t(TRY_AGAIN)}
            </button></p>
        })}
    };
    announced_alert(Tone::Error, content.into_any())
}

/// A right that the role does not include is not an error.
pub(crate) fn forbidden() -> AnyView {
    let session = use_session();
    let content = view! {
        <h1>{t(FORBIDDEN_TITLE)}</h1>
        <p>{t(FORBIDDEN_TEXT)}</p>
        <p><a class="button button-quiet button-small" href=Signal::derive(move || session.home())>{t(TO_START)}</a></p>
    };
    alert(Tone::Info, content.into_any())
}

/// Nothing here yet, and what to do about it.
pub(crate) fn empty(text: AnyView, hint: AnyView) -> AnyView {
    view! { <div class="card empty"><p>{text}</p>{hint}</div> }.into_any()
}

/// The outline of what is being loaded; shown after a moment, so that a quick answer does not flicker.
pub(crate) fn skeleton(rows: usize) -> AnyView {
    skeleton_of(rows, Callback::new(|()| reload()))
}

/// The same, with what `again` does when it takes long.
pub(crate) fn skeleton_of(rows: usize, again: Callback<()>) -> AnyView {
    let rows: Vec<_> = (0..rows).map(|_| view! { <span></span> }).collect();
    let is_slow = RwSignal::new(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let wait = move || {
        stop();
        let say = move || {
            is_slow.try_set(true);
        };
        timer.set_value(set_timeout_with_handle(say, SLOW).ok());
    };
    wait();
    on_cleanup(stop);
    let try_again = move |_| {
        is_slow.set(false);
        // The button goes; what it asked for will be here.
        focus("main");
        wait();
        again.run(());
    };
    // Below the outline, where nothing is moved by it.
    view! {
        <div class="skeleton" role="status">
            <p class="visually-hidden">{t(LOADING)}</p>
            {rows}
            {live_if(move || is_slow.get().then(|| view! {
                <p class="skeleton-slow">{t(LOADING_SLOW)}</p>
            }))}
        </div>
        {live_if(move || is_slow.get().then(|| view! {
            <p class="skeleton-slow">
                <button type="button" class="button button-quiet button-small" on:click=try_again>{t(TRY_AGAIN)}</button>
            </p>
        }))}
    }
    .into_any()
}
