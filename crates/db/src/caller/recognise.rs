//! From a token to a caller.

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::Role;
use domain::ids::UserId;
use domain::municipality::MunicipalityCode;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{Caller, Identity, Refusal, RequestContext};
use crate::Database;
use crate::audit::{self, Ended, Event};
use crate::error::Error;
use crate::moment::storable;
use crate::rights::Right;
use crate::{sql, tenant::Tenant};

/// A session ends when nobody has used it for this long (S-07).
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// A session ends this long after log-in, used or not (S-07).
pub(crate) const ABSOLUTE: TimeDelta = TimeDelta::hours(10);
/// How exact the time of last use is: finer would be a write per request.
const SEEN_PRECISION: TimeDelta = TimeDelta::seconds(30);

#[derive(FromQueryResult)]
struct SessionRow {
    #[sea_orm(nested)]
    account: AccountRow,
    generation: i64,
    started_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    state: String,
    user_generation: i64,
}

#[derive(FromQueryResult)]
struct AccountRow {
    user_id: Uuid,
    username: String,
    display_name: String,
    role: String,
    municipality: Option<String>,
    region: Option<String>,
}

impl Database {
    /// Recognises the holder of a session token and proves that they may use the right `R`.
    ///
    /// A refused right on citizen data is itself written to the access log.
    ///
    /// # Errors
    /// The reason why nobody was recognised.
    pub async fn caller<R: Right>(
        &self,
        token_hash: [u8; 32],
        context: RequestContext,
        now: DateTime<Utc>,
    ) -> Result<Caller<R>, Refusal> {
        let row = self.session(&token_hash).await?.ok_or(Refusal::NoSession)?;
        if row.state != "active" || row.generation != row.user_generation {
            return Err(Refusal::NoSession);
        }
        if now - row.seen_at >= IDLE || now - row.started_at >= ABSOLUTE {
            return Err(Refusal::Expired);
        }
        let (seen_at, expires_at) = (row.seen_at, row.started_at + ABSOLUTE);
        // A request the application makes of its own accord is answered, but it is not use.
        let is_touched = !context.is_background && now - seen_at >= SEEN_PRECISION;
        let idle_ends_at = if is_touched { now } else { seen_at } + IDLE;
        let identity = identity(row.account, context, now, Some(expires_at))?;
        let identity = Identity { idle_ends_at: Some(idle_ends_at.min(expires_at)), ..identity };
        if !identity.role.may(R::PERMISSION) {
            self.log_denial::<R>(identity).await?;
            return Err(Refusal::Forbidden);
        }
        if is_touched {
            self.touch(token_hash, now).await?;
        }
        Ok(Caller::new(identity))
    }

    /// The caller behind a command at the console: the operating system has let them in, and the log says so.
    ///
    /// `name` is the account on the machine; `municipality` the one whose data the command works on.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] when the role does not include the right.
    pub fn console<R: Right>(
        &self,
        name: &str,
        role: Role,
        municipality: Option<MunicipalityCode>,
        context: RequestContext,
        now: DateTime<Utc>,
    ) -> Result<Caller<R>, Refusal> {
        if !role.may(R::PERMISSION) {
            return Err(Refusal::Forbidden);
        }
        Ok(Caller::new(Identity {
            user_id: UserId::new(Uuid::nil()),
            username: format!("console:{name}"),
            display_name: name.to_owned(),
            role,
            municipality,
            region: None,
            purpose: context.purpose.unwrap_or(role.usual_purpose()),
            request_id: context.request_id,
            address: context.address,
            at: storable(now),
            expires_at: None,
            idle_ends_at: None,
            request_key: None,
        }))
    }

    /// Whose session this is, good or not: for the event of its end.
    pub(crate) async fn holder(
        &self,
        token_hash: &[u8; 32],
        context: RequestContext,
        now: DateTime<Utc>,
    ) -> Result<Option<Identity>, Error> {
        let row = self.session(token_hash).await?;
        row.map(|row| identity(row.account, context, now, None)).transpose()
    }

    /// The owner of an account, usable or not: for the events of a log-in.
    pub(crate) async fn owner(
        &self,
        user: UserId,
        context: RequestContext,
        now: DateTime<Utc>,
    ) -> Result<Option<Identity>, Error> {
        const ACCOUNT: &str = "SELECT id AS user_id, username, display_name, role, municipality, region \
            FROM user_account WHERE id = $1";
        let row: Option<AccountRow> = sql::one(self.store().reader(), ACCOUNT, [user.get().into()]).await?;
        row.map(|row| identity(row, context, now, None)).transpose()
    }

    async fn session(&self, token_hash: &[u8; 32]) -> Result<Option<SessionRow>, Error> {
        const SESSION: &str = "SELECT s.generation, s.started_at, s.seen_at, u.id AS user_id, u.username, \
            u.display_name, u.role, u.municipality, u.region, u.state, u.generation AS user_generation \
            FROM session s JOIN user_account u ON u.id = s.user_id WHERE s.token_hash = $1";
        sql::one(self.store().reader(), SESSION, [token_hash.to_vec().into()]).await
    }

    async fn touch(&self, token_hash: [u8; 32], now: DateTime<Utc>) -> Result<(), Error> {
        let values = [token_hash.to_vec().into(), storable(now).into()];
        self.store()
            .write(Tenant::PLATFORM, move |tx| {
                Box::pin(async move {
                    sql::execute(tx, "UPDATE session SET seen_at = $2 WHERE token_hash = $1", values).await?;
                    Ok(())
                })
            })
            .await
    }

    async fn log_denial<R: Right>(&self, who: Identity) -> Result<(), Error> {
        if !R::PERMISSION.concerns_citizens() {
            return Ok(());
        }
        let event = Event::new(R::PERMISSION.id()).ended(Ended::Denied);
        self.log(who, event).await
    }

    /// Writes an event that stands alone: what it tells about has already been read.
    pub(crate) async fn log(&self, who: Identity, event: Event) -> Result<(), Error> {
        // Nothing is done by looking.
        let who = Identity { request_key: None, ..who };
        self.store()
            .write(who.tenant(), move |tx| Box::pin(async move { audit::append(tx, &who, event).await }))
            .await
    }
}

fn identity(
    row: AccountRow,
    context: RequestContext,
    now: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
) -> Result<Identity, Error> {
    let unreadable = |cause: String| Error::inconsistent("user_account", cause);
    let role: Role = row.role.parse().map_err(|error| unreadable(format!("{error}")))?;
    Ok(Identity {
        user_id: UserId::new(row.user_id),
        username: row.username,
        display_name: row.display_name,
        role,
        municipality: row
            .municipality
            .map(|code| code.parse())
            .transpose()
            .map_err(|error: domain::municipality::ParseMunicipalityError| unreadable(error.to_string()))?,
        region: row
            .region
            .map(|code| code.parse())
            .transpose()
            .map_err(|error: domain::wire::UnknownWireId| unreadable(error.to_string()))?,
        purpose: context.purpose.unwrap_or(role.usual_purpose()),
        request_id: context.request_id,
        address: context.address,
        at: storable(now),
        expires_at,
        idle_ends_at: None,
        request_key: None,
    })
}
