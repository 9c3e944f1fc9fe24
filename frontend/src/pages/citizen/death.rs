//! The day a citizen died, and taking a mistaken one back.

use api_client::ClientError;
use api_types::RecordDeath;
use chrono::NaiveDate;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Acting;
use crate::pages::Notice;
use crate::parts::{Typed, buttons, refusal};
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
    let problem = RwSignal::new(None::<ClientError>);
    let is_busy = RwSignal::new(false);
    let acting = acting.clone();
    let is_open = acting.is_open;
    let submit = move |submitted: SubmitEvent| {
        submitted.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let Some(on) = day() else { return };
        is_busy.set(true);
        problem.set(None);
        let (session, acting) = (session.clone(), acting.clone());
        spawn_local(async move {
            let recorded =
                session.client().record_death(acting.id, &RecordDeath { on }, acting.version).await;
            match session.watch(recorded) {
                Ok(_) => {
                    notice.say(both(done));
                    acting.is_open.set(false);
                    acting.reload.run(());
                }
                Err(error) => {
                    problem.try_set(Some(error));
                }
            }
            is_busy.try_set(false);
        });
    };
    view! {
        <form class="stack stacked" novalidate=true on:submit=submit>
            {refusal(problem)}
            {field}
            {buttons(name, is_busy, is_open)}
        </form>
    }
    .into_any()
}
