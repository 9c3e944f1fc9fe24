//! The last list that came: shown with its time while the server does not answer.

use std::cell::RefCell;

use api_client::{Answer, ClientError};
use chrono::NaiveDateTime;
use leptos::prelude::*;

use super::Shown;
use crate::browser::now;
use crate::connection::may_pass;
use crate::parts::{Tone, announced_alert, problem_text};
use crate::session::{Session, use_session};
use crate::show;
use crate::text::*;

thread_local! {
    /// In the memory of this window only: whose list, when it came, and what it was.
    static LAST: RefCell<Option<(String, NaiveDateTime, Shown)>> = const { RefCell::new(None) };
}

/// Why a list is shown that is not of now.
#[derive(Clone)]
pub(super) struct Stale {
    at: NaiveDateTime,
    why: ClientError,
}

/// Keeps a list that came; gives the one before instead of one that did not come, if waiting may help.
pub(super) fn keep_or_recall(session: &Session, answer: Answer<Shown>) -> Answer<Shown> {
    let user = untrack(|| session.me()).map(|me| me.username).unwrap_or_default();
    match answer {
        Ok(shown) => {
            LAST.replace(Some((user, now(), shown.clone())));
            Ok(shown)
        }
        Err(why) if may_pass(&why) => LAST.with_borrow(|last| match last {
            Some((of, at, shown)) if *of == user => {
                Ok(Shown { stale: Some(Stale { at: *at, why }), ..shown.clone() })
            }
            _ => Err(why),
        }),
        Err(why) => Err(why),
    }
}

/// Forgets the list: whoever it belongs to has logged out.
pub(crate) fn forget() {
    LAST.take();
}

/// Says of when the list is and why, with a way to try again.
pub(super) fn warning(stale: Stale, again: Callback<()>) -> AnyView {
    let Stale { at, why } = stale;
    use_session().data_is_of(Some(at));
    let content = view! {
        <p><strong>{tf(LIST_OF, move |language| [("time", show::time(at.time(), language))])}</strong>" "{problem_text(&why)}</p>
        <p><button type="button" class="button button-quiet button-small" on:click=move |_| again.run(())>
            {t(TRY_AGAIN)}
        </button></p>
    };
    announced_alert(Tone::Warning, content.into_any())
}
