//! The citizen's death: the day on the citizen, and the end form of a running course.

use api_types::RecordDeath;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::Acting;
use super::ending::start_ending;
use crate::pages::Notice;
use crate::parts::{Request, Typed, buttons, refusal};
use crate::session::use_session;
use crate::text::*;

pub(super) fn death_form(acting: &Acting, is_open: RwSignal<bool>) -> AnyView {
    let session = use_session();
    let notice = expect_context::<Notice>();
    let day = Typed::today("death-date");
    let request = Request::new();
    let (acting, start) = (acting.clone(), start_ending());
    let submit = move |submitted: SubmitEvent| {
        submitted.prevent_default();
        let Some(on) = day.day() else { return };
        let (session, acting) = (session.clone(), acting.clone());
        let citizen = acting.course.citizen.id;
        let ask = async move {
            let client = session.client();
            // The version of the citizen is not on the course page.
            let view = session.watch(client.citizen(citizen).await)?;
            session.watch(client.record_death(citizen, &RecordDeath { on: Some(on) }, view.version).await)
        };
        request.run(ask, move |_| {
            notice.say(both(DEATH_DONE));
            is_open.set(false);
            if acting.course.state.is_open() {
                start.try_run((acting.course.clone(), "died", Some(on)));
            } else {
                acting.reload.try_run(());
            }
        });
    };
    view! {
        <form class="stack stacked" novalidate=true on:submit=submit>
            <p class="muted">{t(DEATH_TEXT)}</p>
            {refusal(request.problem)}
            {day.date_field(DEATH_DATE)}
            {buttons(RECORD, request.is_busy, is_open)}
        </form>
    }
    .into_any()
}
