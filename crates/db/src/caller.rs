//! Who is asking: the proof without which no repository opens.

mod recognise;

pub(crate) use recognise::ABSOLUTE;
pub use recognise::IDLE;

use std::marker::PhantomData;

use chrono::{DateTime, Utc};
use domain::access::{Purpose, Role};
use domain::ids::UserId;
use domain::municipality::{MunicipalityCode, RegionCode};
use uuid::Uuid;

use crate::error::Error;
use crate::rights::Right;
use crate::tenant::Tenant;

/// What is known about a request besides its token.
#[derive(Clone, Debug)]
pub struct RequestContext {
    /// The request's id, the same as in the server's own log.
    pub request_id: Uuid,
    /// Why the data are needed; `None` for the role's usual purpose.
    pub purpose: Option<Purpose>,
    /// The network address the request came from.
    pub address: Option<String>,
    /// Whether the application asks of its own accord. Only what a person does keeps a session alive.
    pub is_background: bool,
}

/// Why nobody was recognised.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such session, or it was ended.
    #[error("no session")]
    NoSession,
    /// The session was left alone for too long or has lasted too long.
    #[error("the session has expired")]
    Expired,
    /// The session is good, but the role does not include the right.
    #[error("the role does not include the right")]
    Forbidden,
    /// The database could not be asked.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// Somebody who may use the right `R`, for the length of one request.
///
/// Only [`Database::caller`](crate::Database::caller) and [`Database::console`](crate::Database::console) build one.
pub struct Caller<R: Right> {
    identity: Identity,
    right: PhantomData<R>,
}

/// The parts of a caller that do not depend on the right.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub(crate) user_id: UserId,
    pub(crate) username: String,
    pub(crate) display_name: String,
    pub(crate) role: Role,
    pub(crate) municipality: Option<MunicipalityCode>,
    pub(crate) region: Option<RegionCode>,
    pub(crate) purpose: Purpose,
    pub(crate) request_id: Uuid,
    pub(crate) address: Option<String>,
    /// When the caller was recognised; events of the request carry it.
    pub(crate) at: DateTime<Utc>,
    /// When the session ends at the latest; none at the console.
    pub(crate) expires_at: Option<DateTime<Utc>>,
    /// When the session ends unless it is used before; none at the console.
    pub(crate) idle_ends_at: Option<DateTime<Utc>>,
    /// The idempotency key of the request: the event of the work marks it as done.
    pub(crate) request_key: Option<RequestKey>,
}

/// The idempotency key of a request and the route it was sent to.
#[derive(Clone, Debug)]
pub(crate) struct RequestKey {
    pub(crate) route: String,
    pub(crate) key: String,
}

impl Identity {
    /// The rows the caller's actions are logged in.
    pub(crate) const fn tenant(&self) -> Tenant {
        Tenant::of(self.municipality)
    }

    /// The municipality, which operations on its data need.
    pub(crate) fn own_municipality(&self) -> Result<MunicipalityCode, Error> {
        self.municipality.ok_or(Error::NoMunicipality)
    }
}

impl<R: Right> Caller<R> {
    pub(crate) const fn new(identity: Identity) -> Self {
        Self { identity, right: PhantomData }
    }

    pub(crate) const fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The caller of a request with an idempotency key: what they change is marked as done in the same transaction.
    #[must_use]
    pub fn with_key(mut self, route: String, key: String) -> Self {
        self.identity.request_key = Some(RequestKey { route, key });
        self
    }

    /// Who it is.
    #[must_use]
    pub const fn user_id(&self) -> UserId {
        self.identity.user_id
    }

    /// The name used to log in.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.identity.username
    }

    /// The name shown to people.
    #[must_use]
    pub fn display_name(&self) -> &str {
        &self.identity.display_name
    }

    /// The role.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.identity.role
    }

    /// The municipality whose data the caller sees; none for analysts and operators.
    #[must_use]
    pub const fn municipality(&self) -> Option<MunicipalityCode> {
        self.identity.municipality
    }

    /// The region of an analyst.
    #[must_use]
    pub const fn region(&self) -> Option<RegionCode> {
        self.identity.region
    }

    /// Why the data are needed; recorded with every look-up.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.identity.purpose
    }

    /// When the session ends at the latest, used or not; none at the console.
    #[must_use]
    pub const fn expires_at(&self) -> Option<DateTime<Utc>> {
        self.identity.expires_at
    }

    /// When the session ends unless it is used before; none at the console.
    #[must_use]
    pub const fn idle_ends_at(&self) -> Option<DateTime<Utc>> {
        self.identity.idle_ends_at
    }

    /// The request's id.
    #[must_use]
    pub const fn request_id(&self) -> Uuid {
        self.identity.request_id
    }
}

impl<R: Right> std::fmt::Debug for Caller<R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Caller")
            .field("user", &self.identity.username)
            .field("role", &self.identity.role)
            .field("right", &R::PERMISSION)
            .finish_non_exhaustive()
    }
}
