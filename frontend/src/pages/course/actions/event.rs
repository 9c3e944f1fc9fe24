//! Recording an event: the day, and why.

use api_types::RecordEvent;
use domain::course::LifeEvent;
use domain::text::{Language, Text};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::Acting;
use crate::pages::Notice;
use crate::parts::{Request, Typed, buttons, refusal};
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// What an event means, in a sentence.
const fn meaning(event: LifeEvent) -> Phrase {
    match event {
        LifeEvent::Paused => PAUSED_TEXT,
        LifeEvent::Resumed => RESUMED_TEXT,
        LifeEvent::Rejected => REJECTED_TEXT,
        LifeEvent::Closed => CLOSED_TEXT,
        LifeEvent::Reopened => REOPENED_TEXT,
        _ => INVITED_TEXT,
    }
}

pub(super) fn event_form(acting: &Acting, event: LifeEvent, is_open: RwSignal<bool>) -> AnyView {
    let session = use_session();
    let notice = expect_context::<Notice>();
    let (day, reason) = (Typed::today("event-date"), Typed::new("event-reason"));
    let request = Request::new();
    let acting = acting.clone();
    let submit = move |submitted: SubmitEvent| {
        submitted.prevent_default();
        let Some(on) = day.day() else { return };
        let needed = event.needs_reason().then_some(REASON_EMPTY);
        let Some(words) = reason.words(needed) else { return };
        let record = RecordEvent { event, on, reason: (!words.is_empty()).then_some(words) };
        let (session, acting) = (session.clone(), acting.clone());
        let (id, version) = (acting.course.id, acting.course.version);
        let ask = async move { session.watch(session.client().record_event(id, &record, version).await) };
        request.run(ask, move |_| {
            let done = |language| {
                let (name, date) = (event.label(), show::long_date(on, language));
                EVENT_DONE.fill(language, &[("event", name.get(language)), ("date", &date)])
            };
            notice.say(Text::new(done(Language::Da), done(Language::En)));
            is_open.set(false);
            acting.reload.try_run(());
        });
    };
    let label = if event.needs_reason() { REASON } else { REASON_OPTIONAL };
    view! {
        <form class="stack stacked" novalidate=true on:submit=submit>
            <p class="muted">{t(meaning(event))}</p>
            {refusal(request.problem)}
            {day.date_field(EVENT_DATE)}
            {reason.text_field(label)}
            {buttons(RECORD, request.is_busy, is_open)}
        </form>
    }
    .into_any()
}
