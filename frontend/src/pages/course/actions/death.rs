//! The citizen's death: the day on the citizen, and the end form of a running course.

use api_client::ClientError;
use api_types::RecordDeath;
use domain::text::{Language, Text};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Acting;
use super::ending::start_ending;
use crate::pages::Notice;
use crate::parts::{Typed, buttons, refusal};
use crate::session::use_session;
use crate::text::*;

pub(super) fn death_form(acting: &Acting, is_open: RwSignal<bool>) -> AnyView {
    let session = use_session();
    let notice = expect_context::<Notice>();
    let day = Typed::today("death-date");
    let problem = RwSignal::new(None::<ClientError>);
    let is_busy = RwSignal::new(false);
    let (acting, start) = (acting.clone(), start_ending());
    let submit = move |submitted: SubmitEvent| {
        submitted.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let Some(on) = day.day() else { return };
        is_busy.set(true);
        problem.set(None);
        let (session, acting) = (session.clone(), acting.clone());
        spawn_local(async move {
            let client = session.client();
            let citizen = acting.course.citizen.id;
            // The version of the citizen is not on the course page.
            let recorded = match session.watch(client.citizen(citizen).await) {
                Ok(view) => session
                    .watch(client.record_death(citizen, &RecordDeath { on: Some(on) }, view.version).await),
                Err(error) => Err(error),
            };
            match recorded {
                Ok(_) => {
                    notice.say(Text::new(DEATH_DONE.get(Language::Da), DEATH_DONE.get(Language::En)));
                    is_open.set(false);
                    if acting.course.state.is_open() {
                        start.run((acting.course.clone(), "died", Some(on)));
                    } else {
                        acting.reload.run(());
                    }
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
            <p class="muted">{t(DEATH_TEXT)}</p>
            {refusal(problem)}
            {day.date_field(DEATH_DATE)}
            {buttons(RECORD, is_busy, is_open)}
        </form>
    }
    .into_any()
}
