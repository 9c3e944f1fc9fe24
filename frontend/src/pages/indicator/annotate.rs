//! What the small forms of an indicator share: who may write, and a dialog that asks and shows the page anew.

use api_client::{Answer, Client};
use chrono::NaiveDate;
use domain::access::Permission;
use domain::typing::read_date;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser::today;
use crate::parts::{Request, Typed, buttons, dialog, refusal};
use crate::session::use_session;
use crate::text::*;

/// Whether the user may note something about an indicator.
pub(super) fn may_write() -> bool {
    use_session().may(Permission::AnnotateIndicators)
}

/// A day that may lie in the future; what is none is refused.
pub(super) fn any_day(field: Typed) -> Option<NaiveDate> {
    let day = read_date(&field.text.get_untracked(), today()).ok().flatten();
    if day.is_none() {
        field.refuse(DAY_WRONG);
    }
    day
}

/// What is typed, read when it is sent; what is wrong has been said.
pub(super) type Reader<I> = Box<dyn Fn() -> Option<I>>;

/// A button and its dialog with a small form. `id` is the button's.
///
/// `set_up` gives the fields, anew each time, and how they are read; `send` sends what was read; then the page is
/// shown anew.
pub(super) fn small_form<I: 'static, T: 'static, F: Future<Output = Answer<T>> + 'static>(
    (id, name): (&'static str, Phrase),
    set_up: impl Fn() -> (AnyView, Reader<I>) + Send + 'static,
    send: impl Fn(Client, I) -> F + Clone + Send + 'static,
    reload: Callback<()>,
) -> AnyView {
    let is_open = RwSignal::new(false);
    let session = use_session();
    let language = use_language();
    let title = Signal::derive(move || name.get(language.get()).to_owned());
    let form = move || {
        let request = Request::new();
        let (session, send) = (session.clone(), send.clone());
        let (fields, read) = set_up();
        let submit = move |submitted: SubmitEvent| {
            submitted.prevent_default();
            let Some(input) = read() else { return };
            let (session, send) = (session.clone(), send.clone());
            let ask = async move { session.watch(send(session.client().clone(), input).await) };
            request.run(ask, move |_| {
                is_open.set(false);
                reload.try_run(());
            });
        };
        view! {
            <form class="stack stacked" novalidate=true on:submit=submit>
                {refusal(request.problem)}
                {fields}
                {buttons(SMALL_SAVE, request.is_busy, is_open)}
            </form>
        }
        .into_any()
    };
    view! {
        <p class="no-print">
            <button type="button" class="button button-quiet button-small" id=id on:click=move |_| is_open.set(true)>{t(name)}</button>
        </p>
        {dialog(is_open, id, title, form)}
    }
    .into_any()
}

/// A button that takes something back. The user presses it twice: it says what it will do before it does.
pub(super) fn remove_button<T: 'static, F: Future<Output = Answer<T>> + 'static>(
    name: Phrase,
    send: impl Fn(Client) -> F + Clone + Send + 'static,
    reload: Callback<()>,
) -> AnyView {
    let (is_sure, request) = (RwSignal::new(false), Request::new());
    let session = use_session();
    let press = move |_| {
        if !is_sure.get_untracked() {
            is_sure.set(true);
            return;
        }
        let (session, send) = (session.clone(), send.clone());
        let ask = async move { session.watch(send(session.client().clone()).await) };
        request.run(ask, move |_| {
            reload.try_run(());
        });
    };
    let words = Signal::derive(move || if is_sure.get() { t(REMOVE_SURE)() } else { t(name)() });
    view! {
        <button type="button" class="button button-plain button-small no-print" on:click=press
            on:blur=move |_| is_sure.set(false)>{words}</button>
        {refusal(request.problem)}
    }
    .into_any()
}
