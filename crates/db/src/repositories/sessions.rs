//! Sessions: started by a log-in, ended by a log-out, by time or by a change to the account.

use chrono::{DateTime, Utc};
use domain::ids::UserId;

use crate::audit::{self, Event};
use crate::caller::{ABSOLUTE, IDLE, RequestContext};
use crate::database::Database;
use crate::engine::job;
use crate::error::Error;
use crate::moment::storable;
use crate::sql;
use crate::tenant::Tenant;

/// The most sessions one person has at a time; a further log-in ends the oldest (spec/security 4.2).
const MAX_SESSIONS: i64 = 5;

/// Sessions, by the hash of their token.
#[derive(Debug)]
pub struct Sessions(Database);

impl Database {
    /// Sessions, for log-in and log-out.
    #[must_use]
    pub fn sessions(&self) -> Sessions {
        Sessions(self.clone())
    }
}

impl Sessions {
    /// Starts a session for an active account. `token_hash` is the SHA-256 of the token the browser holds.
    ///
    /// The log-in is an event of the access log: without it there is no session.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the account does not exist or is disabled.
    pub async fn start(
        &self,
        user: UserId,
        token_hash: [u8; 32],
        context: RequestContext,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        const START: &str = "INSERT INTO session (token_hash, user_id, generation, started_at, seen_at) \
            SELECT $1, id, generation, $3, $3 FROM user_account WHERE id = $2 AND state = 'active'";
        const EXPIRE: &str = "DELETE FROM session WHERE user_id = $1 AND (seen_at <= $2 OR started_at <= $3)";
        const CROWD_OUT: &str = "DELETE FROM session WHERE token_hash IN (SELECT token_hash FROM session \
            WHERE user_id = $1 ORDER BY started_at DESC, CASE WHEN token_hash = $3 THEN 0 ELSE 1 END \
            LIMIT 1000 OFFSET $2)";
        let who = self.0.owner(user, context, now).await?.ok_or(Error::NotFound)?;
        let (tenant, user, now) = (who.tenant(), user.get(), storable(now));
        let work = job(move |tx| {
            Box::pin(async move {
                sql::execute(tx, EXPIRE, [user.into(), (now - IDLE).into(), (now - ABSOLUTE).into()]).await?;
                let started =
                    sql::execute(tx, START, [token_hash.to_vec().into(), user.into(), now.into()]).await?;
                if started == 0 {
                    return Err(Error::NotFound);
                }
                sql::execute(tx, CROWD_OUT, [user.into(), MAX_SESSIONS.into(), token_hash.to_vec().into()])
                    .await?;
                audit::append(tx, &who, Event::new("session.log_in").count(1)).await
            })
        });
        self.0.store().write(tenant, work).await
    }

    /// Ends one session; it is gone with the next request. The log-out is an event of the access log.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn end(
        &self,
        token_hash: [u8; 32],
        context: RequestContext,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let end = "DELETE FROM session WHERE token_hash = $1";
        let Some(who) = self.0.holder(&token_hash, context, now).await? else { return Ok(()) };
        let tenant = who.tenant();
        let work = job(move |tx| {
            Box::pin(async move {
                match sql::execute(tx, end, [token_hash.to_vec().into()]).await? {
                    0 => Ok(()), // Somebody else has just ended it.
                    _ => audit::append(tx, &who, Event::new("session.log_out").count(1)).await,
                }
            })
        });
        self.0.store().write(tenant, work).await
    }

    /// Ends every session of one person.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn end_all(&self, user: UserId) -> Result<(), Error> {
        let end = "DELETE FROM session WHERE user_id = $1";
        self.0
            .store()
            .write(Tenant::PLATFORM, move |tx| {
                Box::pin(async move {
                    sql::execute(tx, end, [user.get().into()]).await?;
                    Ok(())
                })
            })
            .await
    }
}
