//! Keys that work on every page.

use std::cell::Cell;

use chrono::{NaiveDateTime, TimeDelta};
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::browser::{focus, now, on_window_key, single_key};
use crate::session::use_session;

/// `g` and then a letter, within this time.
const SEQUENCE: TimeDelta = TimeDelta::seconds(2);

/// Where `g` and a letter lead.
const PLACES: [(&str, &str); 12] = [
    ("a", "/arbejdsliste"),
    ("b", "/borgere"),
    ("o", "/overblik"),
    ("h", "/hold"),
    ("i", "/profil"),
    ("s", "/sammenlign"),
    ("f", "/forloebsflow"),
    ("r", "/resultater"),
    ("m", "/borgersammensaetning"),
    ("d", "/datakvalitet"),
    ("p", "/rapporter"),
    ("v", "/data"),
];

thread_local! {
    /// When `g` was pressed.
    static WENT: Cell<Option<NaiveDateTime>> = const { Cell::new(None) };
}

/// Listens for the keys of the whole application: go to a page, search, help.
///
/// Must be called before any page is built, so that the second key of a sequence is not taken by the page.
pub(crate) fn shortcuts() {
    let session = use_session();
    let navigate = use_navigate();
    on_window_key(move |event| {
        if !session.is_present() || session.is_expired() {
            return;
        }
        let go = |path: &str| {
            event.prevent_default();
            event.stop_immediate_propagation();
            navigate(path, NavigateOptions::default());
        };
        if event.ctrl_key() && !event.alt_key() && event.key() == "k" {
            go("/borgere");
            // On the page already: it is not built again, so the field is asked for.
            focus("search");
            return;
        }
        let Some(key) = single_key(&event) else {
            return;
        };
        if WENT.take().is_some_and(|went| now() - went <= SEQUENCE) {
            if let Some((_, path)) = PLACES.iter().find(|(letter, _)| *letter == key) {
                go(path);
            }
        } else if key == "g" {
            WENT.set(Some(now()));
        } else if key == "?" {
            go("/hjaelp");
        }
    });
}
