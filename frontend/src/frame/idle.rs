//! A warning before an unused session ends, with a way to stay (WCAG 2.2.1), and the end itself.

use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use leptos::ev::{self, FocusEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, VisibilityState};

use crate::browser::{is_shared, now};
use crate::keep::use_keeper;
use crate::live::live_if;
use crate::session::{Session, use_session};
use crate::show;
use crate::text::*;

/// How long before the end the warning comes (spec/ux 4.4).
const NOTICE: TimeDelta = TimeDelta::minutes(5);

/// The same on a computer that several people share, where the session is short.
const SHARED_NOTICE: TimeDelta = TimeDelta::minutes(2);

/// How often the time is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// How often the server is asked while the warning is shown: another window may use the session.
const ASK: TimeDelta = TimeDelta::seconds(20);

/// The end of the session, while it is near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct End {
    at: NaiveDateTime,
    /// Whether doing something puts it off.
    is_idle: bool,
}

/// The warning, announced when it appears; focus stays where the user is working.
pub(crate) fn idle_warning() -> AnyView {
    let session = use_session();
    let end = RwSignal::new(None::<End>);
    let left = RwSignal::new(TimeDelta::zero());
    let look = follow_the_end(session.clone(), end, left);
    let before = StoredValue::new_local(None::<HtmlElement>);
    let language = use_language();
    let countdown = Signal::derive(move || countdown(left.get(), language.get()));
    live_if(move || {
        end.get().map(|end| {
            let (session, look) = (session.clone(), look.clone());
            let stay = move |_| {
                let (session, look) = (session.clone(), look.clone());
                spawn_local(async move {
                    session.stay().await;
                    look();
                    // The button is gone; whoever pressed it goes on where they were.
                    if let Some(element) = before.try_update_value(Option::take).flatten() {
                        let _ = element.focus();
                    }
                });
            };
            let arrived = move |event: FocusEvent| {
                let from = event.related_target().and_then(|from| from.dyn_into::<HtmlElement>().ok());
                before.set_value(from);
            };
            let keeper = use_keeper();
            let words = Signal::derive(move || {
                let phrase = match (end.is_idle, keeper.unsaved()) {
                    (false, _) => IDLE_LIMIT,
                    (true, 0) => IDLE_WARNING,
                    (true, _) => IDLE_WARNING_UNSAVED,
                };
                phrase.fill(language.get(), &[("time", &show::time(end.at.time(), language.get()))])
            });
            view! {
                <div class="idle alert alert-warning" on:focusin=arrived>
                    <p role="alert">{words}</p>
                    // Read aloud, a second that passes would say nothing else any more.
                    <p class="idle-left" aria-hidden="true">{countdown}</p>
                    {end.is_idle.then(|| view! {
                        <button type="button" class="button button-small" on:click=stay>{t(IDLE_STAY)}</button>
                    })}
                </div>
            }
        })
    })
}

/// Keeps `end` up to date while the session is about to end, and asks the server when its time has come.
fn follow_the_end(
    session: Session,
    end: RwSignal<Option<End>>,
    left: RwSignal<TimeDelta>,
) -> impl Fn() + Clone + Send + Sync + 'static {
    let asked = StoredValue::new(None::<NaiveDateTime>);
    let ask = {
        let session = session.clone();
        move || {
            asked.set_value(Some(now()));
            let session = session.clone();
            spawn_local(async move { session.verify().await });
        }
    };
    // On a shared computer nobody waits for the server, whose sessions last longer; what was typed is saved first.
    let (locking, is_locking, keeper) = (session.clone(), StoredValue::new(false), use_keeper());
    let lock = move || {
        if is_locking.get_value() {
            return;
        }
        is_locking.set_value(true);
        let session = locking.clone();
        spawn_local(async move {
            keeper.flush().await;
            session.lock().await;
            is_locking.set_value(false);
        });
    };
    let (looked, asks) = (session.clone(), ask.clone());
    let look = move || {
        let moment = now();
        let notice = if is_shared() { SHARED_NOTICE } else { NOTICE };
        let near = looked.ends_at().filter(|(at, _)| *at - moment <= notice);
        let may_ask = asked.get_value().is_none_or(|before| moment - before >= ASK);
        if near.is_some() && may_ask {
            // The warning waits for the answer: it may be that there is nothing to warn of.
            asks();
        }
        if is_shared() && near.is_some_and(|(at, _)| at <= moment) {
            lock();
        }
        let shown = near.filter(|(at, _)| *at > moment).map(|(at, is_idle)| End { at, is_idle });
        if let Some(shown) = shown {
            left.set(shown.at - moment);
        }
        if end.get_untracked() != shown {
            end.set(shown);
        }
    };
    let timer = set_interval_with_handle(look.clone(), LOOK);
    // Whoever comes back to the window may find that the session has ended in the meantime.
    let back = window_event_listener(ev::visibilitychange, move |_| {
        if document().visibility_state() == VisibilityState::Visible && session.ends_at().is_some() {
            ask();
        }
    });
    on_cleanup(move || {
        if let Ok(timer) = timer {
            timer.clear();
        }
        back.remove();
    });
    look
}

/// `4:59 tilbage`.
fn countdown(left: TimeDelta, language: domain::text::Language) -> String {
    let seconds = left.num_seconds().max(0);
    let (minutes, seconds) = ((seconds / 60).to_string(), format!("{:02}", seconds % 60));
    IDLE_LEFT.fill(language, &[("minutes", &minutes), ("seconds", &seconds)])
}

#[cfg(test)]
mod tests {
    use domain::text::Language;

    use super::*;

    #[test]
    fn the_time_left_is_counted_in_minutes_and_seconds() {
        assert_eq!(countdown(TimeDelta::seconds(299), Language::Da), "4:59 tilbage");
        assert_eq!(countdown(TimeDelta::seconds(9), Language::En), "0:09 left");
        assert_eq!(countdown(TimeDelta::seconds(-3), Language::Da), "0:00 tilbage");
    }
}
