//! When a draft is saved: a machine without clock, network or screen. Events go in, effects come out.
//!
//! A change is sent when its field is left, 0.8 s after the last one, and at the latest 5 s after the first;
//! what could not be sent is sent again, later each time; what was saved elsewhere is merged in by field (spec/ux 4.4).

mod event;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::content::Content;

pub(crate) use self::event::{Effect, Event, Failure, Found, Receipt, SaveState, Sending};

/// A moment or a length of time in milliseconds.
pub(crate) type Millis = i64;

/// After the last change.
const QUIET: Millis = 800;
/// After the first change, however much is typed.
const LATEST: Millis = 5_000;
/// A request without an answer for this long is as good as lost.
const LOST: Millis = 15_000;
/// The longest wait between two attempts.
const LONGEST_WAIT: Millis = 30_000;

/// The saving of one form.
#[derive(Clone, Debug)]
pub(crate) struct Saving {
    window: Uuid,
    latest: Content,
    /// What the server is known to have, from which both sides went on.
    saved: Content,
    revision: Option<i64>,
    sequence: i64,
    flight: Option<Flight>,
    /// A save was lost on the way: the server may have what it held, or not.
    is_in_doubt: bool,
    dirty_since: Option<Millis>,
    due: Option<Millis>,
    failures: u32,
    failure: Option<Failure>,
    stales: u32,
    is_fetching: bool,
    is_expired: bool,
    has_ended: bool,
    saved_at: Option<DateTime<Utc>>,
    overtaken: Option<i64>,
}

#[derive(Clone, Debug)]
struct Flight {
    sequence: i64,
    content: Content,
    since: Millis,
    is_last: bool,
}

impl Saving {
    /// A form that opens with `content`; `draft` says what the server has of it, if anything.
    pub(crate) fn new(window: Uuid, content: Content, draft: Option<(i64, DateTime<Utc>)>) -> Self {
        Self {
            window,
            latest: content.clone(),
            saved: content,
            revision: draft.map(|(revision, _)| revision),
            sequence: 0,
            flight: None,
            is_in_doubt: false,
            dirty_since: None,
            due: None,
            failures: 0,
            failure: None,
            stales: 0,
            is_fetching: false,
            is_expired: false,
            has_ended: false,
            saved_at: draft.map(|(_, saved_at)| saved_at),
            overtaken: None,
        }
    }

    /// What the bar says.
    pub(crate) fn state(&self) -> SaveState {
        match self.failure {
            _ if self.is_expired && self.is_dirty() => SaveState::Expired,
            Some(Failure::Problem(code)) => SaveState::Failed(code),
            Some(_) => SaveState::Offline,
            None if self.is_dirty() || self.flight.is_some() => SaveState::Waiting,
            None => self.saved_at.map_or(SaveState::Clean, SaveState::Saved),
        }
    }

    /// Whether something has been typed that the server is not known to have.
    pub(crate) fn is_dirty(&self) -> bool {
        // What was typed and taken back while a save was on its way has to be saved as well.
        let has_other = |flight: &Flight| !flight.content.is_as(&self.latest);
        !self.has_ended
            && (self.is_in_doubt
                || !self.latest.is_as(&self.saved)
                || self.flight.as_ref().is_some_and(has_other))
    }

    /// Everything typed so far.
    pub(crate) fn latest(&self) -> &Content {
        &self.latest
    }

    /// What the server is known to have.
    pub(crate) fn saved(&self) -> &Content {
        &self.saved
    }

    /// The revision of the draft the server has.
    pub(crate) fn revision(&self) -> Option<i64> {
        self.revision
    }

    /// How many fields the server is not known to have.
    pub(crate) fn unsaved_fields(&self) -> usize {
        match self.is_dirty() {
            true => {
                domain::answers::merge::differences(&self.latest.answers, &self.saved.answers).len().max(1)
            }
            false => 0,
        }
    }

    /// Takes an event in at a moment and says what there is to do.
    pub(crate) fn on(&mut self, event: Event, now: Millis) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.has_ended {
            self.take(event, now, &mut effects);
        }
        if !self.has_ended {
            effects.extend(self.next_wake(now));
        }
        effects
    }

    fn take(&mut self, event: Event, now: Millis, effects: &mut Vec<Effect>) {
        match event {
            Event::Changed(content) => self.change(content, now),
            Event::Left if self.failure.is_none() => {
                self.due = self.due.map(|due| due.min(now));
                self.wake(now, effects);
            }
            Event::Left => {}
            Event::Woke => self.wake(now, effects),
            Event::Asked => {
                self.due = self.is_dirty().then_some(now);
                self.wake(now, effects);
            }
            Event::Leaving => {
                let is_safe = self
                    .flight
                    .as_ref()
                    .is_some_and(|flight| flight.is_last && flight.content.is_as(&self.latest));
                if self.is_dirty() && !self.is_expired && !is_safe {
                    self.send(true, now, effects);
                }
            }
            Event::Saved(receipt) => self.receive(receipt, effects),
            Event::Refused { sequence, why } => {
                if self.flight.take_if(|flight| flight.sequence == sequence).is_some() {
                    self.is_in_doubt |= why == Failure::Network;
                    self.fail(why, now, effects);
                }
            }
            Event::Found(found) => self.find(found, now, effects),
            Event::FoundNothing(why) => {
                self.is_fetching = false;
                self.fail(why, now, effects);
            }
            Event::Online if self.failure.is_some() => {
                self.due = Some(now);
                self.wake(now, effects);
            }
            Event::Online => {}
            Event::Renewed => {
                self.is_expired = false;
                self.due = self.is_dirty().then_some(now);
                self.wake(now, effects);
            }
            Event::Emptied(content) => {
                let (window, sequence) = (self.window, self.sequence);
                *self = Self { sequence, ..Self::new(window, content, None) };
            }
            Event::Ended => self.has_ended = true,
        }
    }

    fn change(&mut self, content: Content, now: Millis) {
        self.latest = content;
        if !self.is_dirty() {
            (self.due, self.dirty_since) = (None, None);
            // Typed and taken back: there is nothing left that could not be saved.
            (self.failure, self.failures) = (None, 0);
            return;
        }
        let since = *self.dirty_since.get_or_insert(now);
        // While attempts fail, typing does not make them more frequent.
        if self.failure.is_none() || self.due.is_none() {
            self.due = Some((now + QUIET).min((since + LATEST).max(now)));
        }
    }

    fn wake(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        if let Some(flight) = &self.flight {
            if now - flight.since < LOST {
                return;
            }
            (self.flight, self.is_in_doubt) = (None, true);
            self.fail(Failure::Network, now, effects);
        } else if self.due.is_some_and(|due| due <= now) && self.is_dirty() && !self.is_blocked() {
            self.send(false, now, effects);
        }
    }

    /// Nothing can be sent until a log-in or an answer has come.
    fn is_blocked(&self) -> bool {
        self.is_expired || self.is_fetching
    }

    fn next_wake(&self, now: Millis) -> Option<Effect> {
        let at = match &self.flight {
            Some(flight) => Some(flight.since + LOST),
            None if self.is_blocked() || !self.is_dirty() => None,
            None => self.due,
        };
        at.map(|at| Effect::Wake((at - now).max(0)))
    }

    fn send(&mut self, is_last: bool, now: Millis, effects: &mut Vec<Effect>) {
        self.sequence += 1;
        let content = self.latest.clone();
        self.flight = Some(Flight { sequence: self.sequence, content: content.clone(), since: now, is_last });
        (self.due, self.dirty_since) = (None, None);
        effects.push(Effect::Send(Box::new(Sending {
            content,
            revision: self.revision,
            sequence: self.sequence,
            is_last,
            is_background: self.failures > 0,
        })));
    }

    fn receive(&mut self, receipt: Receipt, effects: &mut Vec<Effect>) {
        self.revision = self.revision.max(Some(receipt.revision));
        // The answer to an earlier save than the one on its way tells no more than that.
        let Some(flight) = self.flight.take_if(|flight| flight.sequence == receipt.sequence) else {
            return;
        };
        (self.saved, self.is_in_doubt) = (flight.content, false);
        self.saved_at = Some(receipt.saved_at);
        (self.failure, self.failures, self.stales) = (None, 0, 0);
        self.notice(receipt.form_version, effects);
    }

    /// Somebody submitted the form while it was being filled in here; said once per version.
    fn notice(&mut self, form_version: Option<i64>, effects: &mut Vec<Effect>) {
        if let Some(version) = form_version
            && form_version != self.latest.based_on
            && form_version != self.overtaken
        {
            self.overtaken = form_version;
            effects.push(Effect::Overtaken(version));
        }
    }

    fn fail(&mut self, why: Failure, now: Millis, effects: &mut Vec<Effect>) {
        match why {
            Failure::LoggedOut => self.is_expired = true,
            Failure::Stale => {
                self.is_fetching = true;
                effects.push(Effect::Fetch);
            }
            Failure::Network | Failure::Problem(_) => {
                self.failure = Some(why);
                self.failures += 1;
                self.due = Some(now + wait(self.failures));
            }
        }
    }

    fn find(&mut self, found: Option<Found>, now: Millis, effects: &mut Vec<Effect>) {
        (self.is_fetching, self.is_in_doubt) = (false, false);
        self.stales += 1;
        match found {
            // Submitted or thrown away elsewhere: what was typed here begins a draft of its own.
            None => self.revision = None,
            Some(found) => {
                self.revision = Some(found.revision);
                // What this window itself saved is no other side.
                if found.window != Some(self.window) {
                    let merged = Content::merge(&self.saved, &self.latest, &found.content);
                    if !merged.is_as(&self.latest) {
                        self.latest = merged.clone();
                        effects.push(Effect::Show(Box::new(merged)));
                    }
                }
                self.saved = found.content;
                self.notice(found.form_version, effects);
            }
        }
        if self.is_dirty() {
            // Two windows that save all the time must not chase each other.
            self.due = Some(now + if self.stales > 2 { QUIET } else { 0 });
            self.wake(now, effects);
        }
    }
}

/// How long to wait after so many failures: 1, 2, 4 … seconds.
fn wait(failures: u32) -> Millis {
    (500 << failures.min(10)).min(LONGEST_WAIT)
}

#[cfg(test)]
mod simulation;
#[cfg(test)]
mod tests;
