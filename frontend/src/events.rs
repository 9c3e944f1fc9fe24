//! Hearing from the server that the own numbers have changed.
//!
//! One connection for the whole window. It is there while a page listens, and comes back by itself.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventSource};

use crate::browser::millis;
use crate::live::follow;
use crate::session::use_session;

/// The address of the events.
const ADDRESS: &str = "/api/v1/events";
/// How often, at most, pages are told.
const AT_MOST_EVERY: i64 = 500;
/// How long the connection stays when no page listens: the next page may.
const LINGER: Duration = Duration::from_secs(3);
/// How long to wait before asking anew after a refusal; doubled every time.
const FIRST_WAIT: u64 = 5;
/// The longest wait, in seconds.
const LONGEST_WAIT: u64 = 60;

/// An open connection with what hears it.
struct Connection {
    source: EventSource,
    _heard: [Closure<dyn FnMut(Event)>; 3],
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.source.close();
    }
}

struct Hub {
    changes: ArcRwSignal<u32>,
    listeners: Cell<u32>,
    connection: RefCell<Option<Connection>>,
    /// Whether something may have been missed since the connection was last open.
    is_behind: Cell<bool>,
    wait: Cell<u64>,
    told_at: Cell<i64>,
    is_due: Cell<bool>,
}

thread_local! {
    static HUB: Hub = Hub {
        changes: ArcRwSignal::new(0),
        listeners: Cell::new(0),
        connection: RefCell::new(None),
        is_behind: Cell::new(false),
        wait: Cell::new(FIRST_WAIT),
        told_at: Cell::new(0),
        is_due: Cell::new(false),
    };
}

/// Counts up when the numbers of the own municipality have changed, for as long as the current view lives.
///
/// It is never told to a screen reader and never moves anything: the page decides what to do with it.
pub(crate) fn own_numbers_changed() -> Signal<u32> {
    HUB.with(|hub| hub.listeners.set(hub.listeners.get() + 1));
    on_cleanup(|| {
        HUB.with(|hub| hub.listeners.set(hub.listeners.get().saturating_sub(1)));
        set_timeout(close_if_unheard, LINGER);
    });
    let session = use_session();
    // Also after a new log-in: the old session's connection was refused.
    follow(move || {
        session.renewals();
        connect();
    });
    HUB.with(|hub| hub.changes.clone()).into()
}

fn close_if_unheard() {
    HUB.with(|hub| {
        if hub.listeners.get() == 0 {
            hub.connection.take();
        }
    });
}

/// Opens the connection, if there is none that lives.
fn connect() {
    HUB.with(|hub| {
        let is_alive = |connection: &Connection| connection.source.ready_state() != EventSource::CLOSED;
        if hub.listeners.get() == 0 || hub.connection.borrow().as_ref().is_some_and(is_alive) {
            return;
        }
        let Ok(source) = EventSource::new(ADDRESS) else { return };
        let heard = [on(&source, "changed", tell), on(&source, "open", opened), on(&source, "error", failed)];
        hub.connection.replace(Some(Connection { source, _heard: heard }));
    });
}

fn on(source: &EventSource, name: &str, act: fn()) -> Closure<dyn FnMut(Event)> {
    let closure = Closure::<dyn FnMut(Event)>::new(move |_| act());
    // It fails for no name that is ours.
    let _ = source.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    closure
}

fn opened() {
    let was_behind = HUB.with(|hub| {
        hub.wait.set(FIRST_WAIT);
        hub.is_behind.replace(false)
    });
    if was_behind {
        tell();
    }
}

/// The browser comes back from a lost connection by itself, but not from a refusal.
fn failed() {
    let wait = HUB.with(|hub| {
        hub.is_behind.set(true);
        let state = hub.connection.borrow().as_ref().map(|connection| connection.source.ready_state());
        let is_refused = state == Some(EventSource::CLOSED);
        is_refused.then(|| hub.wait.replace((hub.wait.get() * 2).min(LONGEST_WAIT)))
    });
    if let Some(seconds) = wait {
        set_timeout(connect, Duration::from_secs(seconds));
    }
}

/// Tells the pages: at once, or when the last time is long enough ago.
fn tell() {
    HUB.with(|hub| {
        let rest = hub.told_at.get() + AT_MOST_EVERY - millis();
        if rest <= 0 {
            announce(hub);
        } else if !hub.is_due.replace(true) {
            let later = Duration::from_millis(u64::try_from(rest).unwrap_or_default());
            set_timeout(|| HUB.with(announce), later);
        }
    });
}

fn announce(hub: &Hub) {
    hub.is_due.set(false);
    hub.told_at.set(millis());
    hub.changes.update(|changes| *changes = changes.wrapping_add(1));
}
