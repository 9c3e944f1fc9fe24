//! The access log: one event per operation on citizen data and per log-in and log-out, in a chain per municipality.
//!
//! An event is written in the transaction of what it tells about, or, for reads, committed before anything is shown.
//! Every event's hash covers the hash before it, and the newest hash is kept apart in `access_chain`, so that edits,
//! deletions, insertions, changes of order and a cut-off tail can be seen ([`verify`]).
//!
//! # The order of locks
//!
//! On PostgreSQL several transactions write at once. So that none waits in a circle, each locks what it needs in this
//! order, and within a step by key:
//!
//! 1. a transfer, then citizens
//! 2. courses, by id
//! 3. the chains of the municipalities concerned, by code
//! 4. tallies, by key
//!
//! The chain's head stays locked to the end of the transaction: after the event only tallies are written, and what
//! nobody else can hold. Tallies are never written without it, not even where there is nothing to log ([`lock`]): a
//! transaction may write them in several rounds, and the parts of a batch come in no order.

mod chain;
mod verify;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::ids::CitizenId;
use uuid::Uuid;

use crate::caller::{Identity, RequestContext, RequestKey};
use crate::engine::Tx;
use crate::error::Error;
use crate::sql::Batch;
use crate::tenant::Tenant;

pub(crate) use chain::{Link, append_link, lock};
pub(crate) use verify::verify;
pub use verify::{Fault, FaultKind, Verification};

/// How an operation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    Done,
    NotFound,
    Denied,
    /// The input was refused; nothing was changed.
    Refused,
}

impl Ended {
    /// How an operation ended that an error stopped.
    pub(crate) const fn of(error: &Error) -> Self {
        match error {
            Error::NotFound => Self::NotFound,
            _ => Self::Refused,
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NotFound => "not_found",
            Self::Denied => "denied",
            Self::Refused => "refused",
        }
    }
}

/// What an operation did, as the log tells it.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    action: &'static str,
    object: Option<(&'static str, String)>,
    citizen: Option<CitizenId>,
    citizens: Option<String>,
    criterion: Option<String>,
    count: i64,
    ended: Ended,
}

impl Event {
    /// An event named after a thing and what is done to it, e.g. `citizen.find`.
    pub(crate) const fn new(action: &'static str) -> Self {
        Self {
            action,
            object: None,
            citizen: None,
            citizens: None,
            criterion: None,
            count: 0,
            ended: Ended::Done,
        }
    }

    /// What it was done to. Part of an id may come from an address: of one longer than any real one the beginning is kept.
    pub(crate) fn object(mut self, kind: &'static str, id: impl std::fmt::Display) -> Self {
        const LONGEST: usize = 128;
        self.object = Some((kind, id.to_string().chars().take(LONGEST).collect()));
        self
    }

    pub(crate) const fn citizen(mut self, citizen: CitizenId) -> Self {
        self.citizen = Some(citizen);
        self
    }

    /// The citizens whose names a list showed: one event for all of them.
    pub(crate) fn citizens(mut self, shown: impl IntoIterator<Item = CitizenId>) -> Self {
        let shown: BTreeSet<CitizenId> = shown.into_iter().collect();
        match shown.len() {
            0 => self,
            1 => Self { citizen: self.citizen.or(shown.first().copied()), ..self },
            _ => {
                self.citizens = Some(shown.iter().map(CitizenId::to_string).collect::<Vec<_>>().join(" "));
                self
            }
        }
    }

    pub(crate) fn criterion(mut self, criterion: String) -> Self {
        self.criterion = Some(criterion);
        self
    }

    /// How many records were shown or changed.
    pub(crate) fn count(mut self, count: usize) -> Self {
        self.count = i64::try_from(count).unwrap_or(i64::MAX);
        self
    }

    pub(crate) const fn ended(mut self, ended: Ended) -> Self {
        self.ended = ended;
        self
    }

    /// Marks the event by whether the thing was there.
    pub(crate) fn found(self, found: bool) -> Self {
        if found { self.count(1) } else { self.ended(Ended::NotFound) }
    }
}

/// Writes an event. The chain's head stays locked to the end of the transaction: only tallies come after it.
pub(crate) async fn append(tx: &Tx, who: &Identity, event: Event) -> Result<(), Error> {
    let mut batch = Batch::default();
    append_to(&mut batch, tx, who, event).await?;
    Ok(batch.run(tx).await?)
}

/// Writes the event of an operation that came to nothing, and answers with why. As [`append`], this comes last.
pub(crate) async fn refuse<T>(
    tx: &Tx,
    who: &Identity,
    event: Event,
    error: Error,
) -> Result<Result<T, Error>, Error> {
    append(tx, who, event.ended(Ended::of(&error))).await?;
    Ok(Err(error))
}

/// Writes many events of one operation, one after the other, in few statements.
pub(crate) async fn append_all(
    tx: &Tx,
    who: &Identity,
    events: impl IntoIterator<Item = Event>,
) -> Result<(), Error> {
    chain::append_links(tx, &who.tenant().code(), events.into_iter().map(|event| link(who, event))).await?;
    let mut batch = Batch::default();
    mark_done(&mut batch, who);
    Ok(batch.run(tx).await?)
}

/// Locks the chain's head and adds what writes the event to a batch; only running that batch may follow.
pub(crate) async fn append_to(batch: &mut Batch, tx: &Tx, who: &Identity, event: Event) -> Result<(), Error> {
    if matches!(event.ended, Ended::Done) {
        mark_done(batch, who);
    }
    append_link(tx, batch, link(who, event)).await
}

/// Says in the transaction of the work that the request is done, so that it is never done again: the answer is kept only
/// afterwards, and the server may be killed in between.
fn mark_done(batch: &mut Batch, who: &Identity) {
    const DONE: &str = "UPDATE idempotency SET done = TRUE \
        WHERE municipality = $1 AND user_id = $2 AND route = $3 AND key = $4";
    if let Some(RequestKey { route, key }) = who.request_key.clone() {
        batch.add(DONE, [who.tenant().code().into(), who.user_id.get().into(), route.into(), key.into()]);
    }
}

/// The event as it is stored, but for its place in the chain.
fn link(who: &Identity, event: Event) -> Link {
    let (object_kind, object_id) = event.object.unzip();
    Link {
        municipality: who.tenant().code(),
        seq: 0,
        at: who.at,
        user_id: who.user_id.get(),
        username: who.username.clone(),
        role: who.role.id().to_owned(),
        purpose: who.purpose.id().to_owned(),
        action: event.action.to_owned(),
        object_kind: object_kind.map(str::to_owned),
        object_id,
        citizen_id: event.citizen.map(CitizenId::get),
        citizens: event.citizens,
        criterion: event.criterion,
        result_count: event.count,
        result: event.ended.id().to_owned(),
        request_id: who.request_id,
        address: who.address.clone(),
    }
}

/// Writes an event about somebody who has no account; it belongs to no municipality, so the platform's log has it.
pub(crate) async fn append_stranger(
    tx: &Tx,
    request: &RequestContext,
    at: DateTime<Utc>,
    event: Event,
) -> Result<(), Error> {
    const NOBODY: &str = "none";
    let link = Link {
        municipality: Tenant::PLATFORM.code(),
        seq: 0,
        at,
        user_id: Uuid::nil(),
        // Never what was typed: people type passwords into the field for the name.
        username: String::new(),
        role: NOBODY.to_owned(),
        purpose: NOBODY.to_owned(),
        action: event.action.to_owned(),
        object_kind: None,
        object_id: None,
        citizen_id: None,
        citizens: None,
        criterion: event.criterion,
        result_count: event.count,
        result: event.ended.id().to_owned(),
        request_id: request.request_id,
        address: request.address.clone(),
    };
    let mut batch = Batch::default();
    append_link(tx, &mut batch, link).await?;
    Ok(batch.run(tx).await?)
}

/// One event of the access log, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessEvent {
    /// Counts the events of the municipality, from 1 without gaps.
    pub seq: i64,
    /// When the request was made.
    pub at: DateTime<Utc>,
    /// Who made it.
    pub user_id: Uuid,
    /// The name used to log in.
    pub username: String,
    /// The role at that time.
    pub role: String,
    /// The stated purpose.
    pub purpose: String,
    /// What was done, e.g. `citizen.find`.
    pub action: String,
    /// The kind of thing it was done to.
    pub object_kind: Option<String>,
    /// Its id.
    pub object_id: Option<String>,
    /// The citizen it concerned.
    pub citizen_id: Option<CitizenId>,
    /// The citizens it showed, where it was a list of several.
    pub citizens: Vec<CitizenId>,
    /// What was searched for; a CPR number or a name only as a keyed hash.
    pub criterion: Option<String>,
    /// How many records were shown or changed.
    pub result_count: i64,
    /// `done`, `not_found`, `refused` or `denied`.
    pub result: String,
    /// The request's id.
    pub request_id: Uuid,
    /// The network address.
    pub address: Option<String>,
}
