//! The day a citizen died, and taking a mistaken one back.

use api_types::RecordDeath;
use chrono::NaiveDate;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::Acting;
use crate::pages::Notice;
use crate::parts::{Request, Typed, buttons, refusal};
use crate::session::use_session;
use crate::text::*;

pub(super) fn death_form(acting: &Acting) -> AnyView {
    let day = Typed::today("death-date");
    let field = day.date_field(DEATH_DATE);
    form(acting, RECORD, DEATH_DONE, field, move || day.day().map(Some))
}

pub(super) fn undo_form(acting: &Acting) -> AnyView {
    form(acting, ACTION_DEATH_UNDO, DEATH_UNDONE, ().into_any(), || Some(None))
}

/// A form that sends the day, once there is one to send.
fn form(
    acting: &Acting,
    name: Phrase,
    done: Phrase,
    field: AnyView,
    day: impl Fn() -> Option<Option<NaiveDate>> + 'static,
) -> AnyView {
    let session = use_session();
    let notice = expect_context::<Notice>();
    let request = Request::new();
    let acting = acting.clone();
    let is_open = acting.is_open;
    let submit = move |submitted: SubmitEvent| {
        submitted.prevent_default();
        let Some(on) = day() else { return };
        let (session, acting) = (session.clone(), acting.clone());
        let (id, version) = (acting.id, acting.version);
        let ask = async move {
            session.watch(session.client().record_death(id, &RecordDeath { on }, version).await)
        };
        request.run(ask, move |_| {
            notice.say(both(done));
            acting.is_open.set(false);
            acting.reload.try_run(());
        });
    };
    view! {
        <form class="stack stacked" novalidate=true on:submit=submit>
            {refusal(request.problem)}
            {field}
            {buttons(name, request.is_busy, is_open)}
        </form>
    }
    .into_any()
}
