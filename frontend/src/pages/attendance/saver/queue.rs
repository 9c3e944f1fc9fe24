//! What waits to be sent, and what is said about it.

use std::collections::HashMap;

use api_client::{Answer, ClientError};
use api_types::SessionView;
use domain::ids::SessionId;
use leptos::prelude::RwSignal;

use crate::text::Phrase;

/// What the line under the head says.
#[derive(Clone, Debug)]
pub(super) enum Said {
    Nothing,
    Saving,
    Saved(SessionView),
    Clash(SessionView),
    Failed(ClientError),
    Words(Phrase, Vec<(&'static str, String)>),
}

/// A session to save, and what it was before this user changed it.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) wanted: SessionView,
    pub(super) known: SessionView,
    /// What was lost on the way: the server may have it, or not.
    pub(super) in_doubt: Vec<SessionView>,
}

/// What became of a request.
#[derive(Debug)]
pub(super) enum Sent {
    Saved(SessionView),
    /// Somebody recorded something else in the meantime.
    Clash(SessionView),
}

/// What waits to be sent. It outlives the page: what was recorded is saved although the user has gone on.
#[derive(Debug, Default)]
pub(super) struct Queue {
    pub(super) waiting: Vec<Change>,
    /// What is on its way now.
    pub(super) sending: Option<Change>,
    /// Where each session that was changed is shown.
    pub(super) rows: HashMap<SessionId, RwSignal<SessionView>>,
    /// What the server last said of the sessions that were changed.
    saved: HashMap<SessionId, SessionView>,
    pub(super) is_busy: bool,
    /// What went wrong since the user last had nothing waiting: no later success may hide it.
    trouble: Option<Said>,
}

impl Queue {
    /// Adds a change of a session that was `before`; says whether nobody is sending yet, and what to say.
    pub(super) fn add(
        &mut self,
        before: SessionView,
        wanted: SessionView,
        row: RwSignal<SessionView>,
    ) -> (bool, Said) {
        self.rows.insert(wanted.id, row);
        let at = self.waiting.iter().position(|other| other.wanted.id == wanted.id);
        let earlier = at.map(|at| self.waiting.remove(at));
        let (known, in_doubt) =
            earlier.map_or((before, Vec::new()), |earlier| (earlier.known, earlier.in_doubt));
        self.waiting.push(Change { wanted, known, in_doubt });
        let starts = !std::mem::replace(&mut self.is_busy, true);
        if starts {
            self.trouble = None;
        }
        (starts, self.trouble.clone().unwrap_or(Said::Saving))
    }

    /// What is sent next.
    pub(super) fn take(&mut self) -> Option<Change> {
        self.sending = (!self.waiting.is_empty()).then(|| self.waiting.remove(0));
        self.is_busy = self.sending.is_some();
        self.sending.clone()
    }

    /// What could not be sent is sent again, with what was recorded in the same row since.
    pub(super) fn put_back(&mut self, mut change: Change, may_have_arrived: bool) {
        if may_have_arrived {
            change.in_doubt.push(change.wanted.clone());
        }
        self.sending = None;
        match self.waiting.iter_mut().find(|other| other.wanted.id == change.wanted.id) {
            Some(newer) => (newer.known, newer.in_doubt) = (change.known, change.in_doubt),
            None => self.waiting.insert(0, change),
        }
    }

    /// Nothing is sent any more: the user has logged out.
    pub(super) fn give_up(&mut self) {
        *self = Self::default();
    }

    /// Takes in what became of a request: what is wanted of the row now if that is something newer, and what to say.
    /// All is saved only when nothing waits, and what went wrong before stays to be read.
    pub(super) fn answered(&mut self, answer: &Answer<Sent>, sent: &Change) -> (Option<SessionView>, Said) {
        let newer = on_top_of(answer, sent, &mut self.waiting);
        self.sending = None;
        let said = match answer {
            Ok(Sent::Saved(saved)) => {
                self.saved.insert(saved.id, saved.clone());
                let is_all = self.waiting.is_empty();
                let said = if is_all { Said::Saved(saved.clone()) } else { Said::Saving };
                return (newer, self.trouble.clone().unwrap_or(said));
            }
            Ok(Sent::Clash(theirs)) => Said::Clash(theirs.clone()),
            Err(error) => Said::Failed(error.clone()),
        };
        self.trouble = Some(said.clone());
        (newer, said)
    }

    /// A session as the server has just told it, with what this user has recorded and the server did not know yet.
    pub(super) fn on_screen(&self, told: SessionView) -> SessionView {
        let own = self.waiting.iter().chain(&self.sending).find(|change| change.wanted.id == told.id);
        if let Some(change) = own {
            return change.wanted.clone();
        }
        let saved = self.saved.get(&told.id).filter(|saved| saved.version > told.version);
        saved.cloned().unwrap_or(told)
    }
}

/// Puts what was recorded in a row during a save on top of what came of that; gives what is wanted of it now.
fn on_top_of(answer: &Answer<Sent>, sent: &Change, waiting: &mut Vec<Change>) -> Option<SessionView> {
    let id = sent.wanted.id;
    if let Ok(Sent::Clash(_)) = answer {
        // It was recorded without knowing what somebody else had.
        waiting.retain(|other| other.wanted.id != id);
    }
    let next = waiting.iter_mut().find(|other| other.wanted.id == id)?;
    match answer {
        Ok(Sent::Saved(saved)) => {
            next.wanted = merged(&next.wanted, &next.known, saved);
            next.known = saved.clone();
        }
        _ => next.known = sent.known.clone(),
    }
    Some(next.wanted.clone())
}

impl Change {
    /// The change beside what the server has: what arrived although its answer was lost is known to this user.
    pub(super) fn knowing(&self, theirs: &SessionView) -> Self {
        let is_own = |lost: &SessionView| {
            (lost.status, lost.held_on, lost.starts_at) == (theirs.status, theirs.held_on, theirs.starts_at)
        };
        let arrived = theirs.version > self.known.version && self.in_doubt.iter().any(is_own);
        if !arrived {
            return self.clone();
        }
        // A remark that was not touched is not known either: a list leaves remarks out.
        let note = if self.wanted.note == self.known.note { &self.wanted.note } else { &theirs.note };
        Self { known: SessionView { note: note.clone(), ..theirs.clone() }, ..self.clone() }
    }
}

/// Whether two users recorded what became of a session, and not the same.
pub(super) fn clashes(wanted: &SessionView, known: &SessionView, theirs: &SessionView) -> bool {
    wanted.status != known.status && theirs.status != known.status && theirs.status != wanted.status
}

/// The session as somebody else left it, with what this user changed.
pub(super) fn merged(wanted: &SessionView, known: &SessionView, theirs: &SessionView) -> SessionView {
    fn newer<T: Clone + PartialEq>(wanted: &T, known: &T, theirs: &T) -> T {
        if wanted == known { theirs.clone() } else { wanted.clone() }
    }
    SessionView {
        held_on: newer(&wanted.held_on, &known.held_on, &theirs.held_on),
        starts_at: newer(&wanted.starts_at, &known.starts_at, &theirs.starts_at),
        status: newer(&wanted.status, &known.status, &theirs.status),
        note: newer(&wanted.note, &known.note, &theirs.note),
        ..theirs.clone()
    }
}
