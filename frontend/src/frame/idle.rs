//! A warning before an unused session ends, with a way to stay (WCAG 2.2.1).

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::now;
use crate::live::live_if;
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// How long before the end the warning comes.
const NOTICE: chrono::TimeDelta = chrono::TimeDelta::minutes(5);

/// How often the time is looked at.
const LOOK: Duration = Duration::from_secs(15);

/// The warning, announced when it appears; focus stays where the user is working.
pub(crate) fn idle_warning() -> AnyView {
    let session = use_session();
    let ends_at = RwSignal::new(None);
    let looked = session.clone();
    let look = move || {
        let end = looked.ends_at().filter(|end| *end - now() <= NOTICE);
        if ends_at.get_untracked() != end {
            ends_at.set(end);
        }
    };
    let timer = set_interval_with_handle(look.clone(), LOOK);
    on_cleanup(move || {
        if let Ok(timer) = timer {
            timer.clear();
        }
    });
    let language = use_language();
    live_if(move || {
        ends_at.get().map(|end| {
            let (session, look) = (session.clone(), look.clone());
            let stay = move |_| {
                let (session, look) = (session.clone(), look.clone());
                spawn_local(async move {
                    session.stay().await;
                    look();
                });
            };
            let words = Signal::derive(move || {
                IDLE_WARNING.fill(language.get(), &[("time", &show::time(end.time(), language.get()))])
            });
            view! {
                <div class="idle alert alert-warning" role="alert">
                    <p>{words}</p>
                    <button type="button" class="button button-small" on:click=stay>{t(IDLE_STAY)}</button>
                </div>
            }
        })
    })
}
