//! A citizen who is already here: looked up as soon as the number can be read.

use api_types::{CitizenSummary, SearchCitizens};
use domain::cpr::Cpr;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::live::{follow, live_if};
use crate::parts::{Icon, Tone, announced_alert, icon};
use crate::session::use_session;
use crate::text::*;

/// The citizen whose number it is, if there is one; nothing while it is looked up.
pub(super) fn looked_up(number: Signal<Option<Cpr>>) -> RwSignal<Option<CitizenSummary>> {
    let session = use_session();
    let found = RwSignal::new(None::<CitizenSummary>);
    let latest = StoredValue::new(0_u32);
    let number = Memo::new(move |_| number.get());
    follow(move || {
        let cpr = number.get();
        found.set(None);
        let turn = latest.get_value() + 1;
        latest.set_value(turn);
        let (Some(cpr), session) = (cpr, session.clone()) else { return };
        spawn_local(async move {
            let body = SearchCitizens { cpr: Some(cpr.reveal()), ..SearchCitizens::default() };
            let answer = session.watch(session.client().search_citizens(&body).await);
            // Without an answer nothing is said: registering says it too. Another number may have been typed since.
            if let Ok(hits) = answer
                && latest.try_get_value() == Some(turn)
            {
                found.try_set(hits.items.into_iter().next());
            }
        });
    });
    found
}

/// Says whose number it is, with the way there.
pub(super) fn existing(found: RwSignal<Option<CitizenSummary>>) -> AnyView {
    live_if(move || {
        found.get().map(|CitizenSummary { id, name, .. }| {
            let known = name.clone();
            let words = tf(CITIZEN_KNOWN, move |_| [("name", known.clone())]);
            let content = view! {
                <p>{words}</p>
                <p><a class="button button-small" href=format!("/borgere/{id}")>
                    {t(ROW_OPEN)}<span class="visually-hidden">" "{name}</span>{icon(Icon::ArrowRight)}
                </a></p>
            };
            announced_alert(Tone::Warning, content.into_any())
        })
    })
}
