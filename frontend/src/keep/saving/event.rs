//! What goes into the machine and what comes out of it.

use api_types::ProblemCode;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Millis;
use crate::keep::content::Content;

/// What the bar says about saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SaveState {
    /// Nothing was changed.
    Clean,
    /// A change is on its way.
    Waiting,
    /// The server has confirmed everything.
    Saved(DateTime<Utc>),
    /// The server does not answer; another attempt follows.
    Offline,
    /// The server refuses; another attempt follows.
    Failed(ProblemCode),
    /// Waits for a log-in.
    Expired,
}

/// What happens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event {
    /// The form holds this now.
    Changed(Content),
    /// No field is being typed in: what has changed is complete as far as it goes.
    Left,
    /// The time that was asked for has come.
    Woke,
    /// The user wants it saved now, or leaves the form.
    Asked,
    /// The page is hidden or closed: there may be no other chance.
    Leaving,
    /// The server has it.
    Saved(Receipt),
    /// The server does not have it.
    Refused {
        /// Which save.
        sequence: i64,
        /// Why.
        why: Failure,
    },
    /// What the server has instead; `None` when there is no draft any more.
    Found(Option<Found>),
    /// What the server has instead could not be asked.
    FoundNothing(Failure),
    /// There is a connection again.
    Online,
    /// The same user has logged in again.
    Renewed,
    /// The draft was thrown away, and the form holds this instead.
    Emptied(Content),
    /// The form has been completed.
    Ended,
}

/// The server's answer to a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Receipt {
    /// Which save.
    pub(crate) sequence: i64,
    /// The draft's revision.
    pub(crate) revision: i64,
    /// The form's submitted version.
    pub(crate) form_version: Option<i64>,
    /// When.
    pub(crate) saved_at: DateTime<Utc>,
}

/// A draft on the server.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// What it holds.
    pub(crate) content: Content,
    /// Its revision.
    pub(crate) revision: i64,
    /// The window that saved it.
    pub(crate) window: Option<Uuid>,
    /// The form's submitted version.
    pub(crate) form_version: Option<i64>,
}

/// Why a request gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// No answer came.
    Network,
    /// The session is over.
    LoggedOut,
    /// Another window saved in between.
    Stale,
    /// Anything else.
    Problem(ProblemCode),
}

/// What there is to do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    /// To send the draft.
    Send(Box<Sending>),
    /// To come back with [`Event::Woke`] after this time; replaces what was asked for before.
    Wake(Millis),
    /// To fetch the draft the server has.
    Fetch,
    /// To show what was merged in from elsewhere.
    Show(Box<Content>),
    /// To merge with the form that somebody submitted as this version.
    Overtaken(i64),
}

/// A save on its way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sending {
    /// What is saved.
    pub(crate) content: Content,
    /// The revision it builds on.
    pub(crate) revision: Option<i64>,
    /// Which save of this window.
    pub(crate) sequence: i64,
    /// Whether the request must outlive the page.
    pub(crate) is_last: bool,
    /// Whether nobody has done anything for it: an attempt that is repeated does not keep the session alive.
    pub(crate) is_background: bool,
}
