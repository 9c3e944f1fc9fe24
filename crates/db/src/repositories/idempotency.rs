//! Repeated requests: the first answer is kept for 24 hours and given again.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{FromQueryResult, Value};
use serde::{Deserialize, Serialize};

use super::Scoped;
use crate::engine::job;
use crate::error::Error;
use crate::key_ring::Place;
use crate::moment::storable;
use crate::rights::Right;
use crate::sql;
use crate::tenant::Tenant;

/// How long an answer is kept (spec/security 4.10).
const KEPT: TimeDelta = TimeDelta::hours(24);
/// A request that has not been answered after this long never will be: the server was stopped under it.
const ABANDONED: TimeDelta = TimeDelta::minutes(2);

/// Answers to repeated requests of one caller.
#[derive(Debug)]
pub struct Idempotency<'c, R: Right>(pub(super) Scoped<'c, R>);

/// What is known about a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KnownKey {
    /// Nothing: the caller answers the request and then tells [`Idempotency::complete`] or [`Idempotency::abandon`].
    New,
    /// The first request is being answered at this moment.
    InFlight,
    /// It was used for a request with another body.
    OtherBody,
    /// The work was done, but the server was stopped before it kept the answer.
    Done,
    /// It was answered with this.
    Answered(StoredAnswer),
}

/// An answer as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredAnswer {
    /// The HTTP status.
    pub status: u16,
    /// Headers that belong to the answer, such as `ETag` and `Location`.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

#[derive(FromQueryResult)]
struct Row {
    fingerprint: Vec<u8>,
    answer_sealed: Option<Vec<u8>>,
    done: bool,
    created_at: DateTime<Utc>,
}

impl<R: Right> Idempotency<'_, R> {
    /// Takes a key for a request to a route, or says what became of the first request with it. `fingerprint` is the
    /// SHA-256 of the body.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn begin(
        &self,
        route: &str,
        key: &str,
        fingerprint: [u8; 32],
        now: DateTime<Utc>,
    ) -> Result<KnownKey, Error> {
        const TAKE: &str = "INSERT INTO idempotency (municipality, user_id, route, key, fingerprint, created_at) \
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (municipality, user_id, route, key) DO UPDATE \
            SET fingerprint = excluded.fingerprint, created_at = excluded.created_at, answer_sealed = NULL, done = FALSE \
            WHERE idempotency.created_at <= $7 \
            OR (idempotency.answer_sealed IS NULL AND NOT idempotency.done AND idempotency.created_at <= $8)";
        const FIND: &str = "SELECT fingerprint, answer_sealed, done, created_at FROM idempotency \
            WHERE municipality = $1 AND user_id = $2 AND route = $3 AND key = $4";
        let now = storable(now);
        let row_key = self.row_key(route, key);
        let mut take = row_key.to_vec();
        take.extend([fingerprint.to_vec().into(), now.into(), (now - KEPT).into(), (now - ABANDONED).into()]);
        let work = job(move |tx| {
            Box::pin(async move {
                match sql::execute(tx, TAKE, take).await? {
                    0 => sql::one(tx, FIND, row_key).await,
                    _ => Ok(None),
                }
            })
        });
        let known: Option<Row> = self.0.database.store().write(self.log_tenant(), work).await?;
        let Some(row) = known else {
            return Ok(KnownKey::New);
        };
        if row.fingerprint != fingerprint {
            return Ok(KnownKey::OtherBody);
        }
        let Some(sealed) = row.answer_sealed else {
            let is_lost = row.done && row.created_at <= now - ABANDONED;
            return Ok(if is_lost { KnownKey::Done } else { KnownKey::InFlight });
        };
        let keys = self.0.database.keys(self.log_tenant());
        let bytes = keys.open(place(&self.seal_key(route, key)), &sealed)?;
        let answer = serde_json::from_slice(&bytes)
            .map_err(|_| Error::inconsistent("idempotency", "an answer cannot be read"))?;
        Ok(KnownKey::Answered(answer))
    }

    /// Keeps the answer to a request whose key was new.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn complete(&self, route: &str, key: &str, answer: &StoredAnswer) -> Result<(), Error> {
        const KEEP: &str = "UPDATE idempotency SET answer_sealed = $5 \
            WHERE municipality = $1 AND user_id = $2 AND route = $3 AND key = $4";
        let json = serde_json::to_vec(answer).map_err(|cause| Error::inconsistent("idempotency", cause))?;
        let keys = self.0.database.keys(self.log_tenant());
        let sealed = keys.seal(self.0.database.entropy(), place(&self.seal_key(route, key)), &json)?;
        let mut values = self.row_key(route, key).to_vec();
        values.push(sealed.into());
        self.execute(KEEP, values).await
    }

    /// Gives a key back: its request failed for a reason that may pass. One whose work is done is kept.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn abandon(&self, route: &str, key: &str) -> Result<(), Error> {
        const GIVE_BACK: &str = "DELETE FROM idempotency WHERE municipality = $1 AND user_id = $2 AND route = $3 \
            AND key = $4 AND answer_sealed IS NULL AND NOT done";
        self.execute(GIVE_BACK, self.row_key(route, key).to_vec()).await
    }

    async fn execute(&self, statement: &'static str, values: Vec<Value>) -> Result<(), Error> {
        let work = job(move |tx| {
            Box::pin(async move {
                sql::execute(tx, statement, values).await?;
                Ok(())
            })
        });
        self.0.database.store().write(self.log_tenant(), work).await
    }

    /// Keys belong to a person, also to one who belongs to no municipality.
    fn log_tenant(&self) -> Tenant {
        self.0.who().tenant()
    }

    fn row_key(&self, route: &str, key: &str) -> [Value; 4] {
        [self.log_tenant().code().into(), self.0.who().user_id.get().into(), route.into(), key.into()]
    }

    fn seal_key(&self, route: &str, key: &str) -> [Vec<u8>; 3] {
        [self.0.who().user_id.get().as_bytes().to_vec(), route.as_bytes().to_vec(), key.as_bytes().to_vec()]
    }
}

impl crate::Database {
    /// Deletes the keys of a municipality that are older than a day. Returns how many.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn purge_idempotency(&self, now: DateTime<Utc>) -> Result<u64, Error> {
        let before = storable(now - KEPT);
        let mut purged = 0;
        let tenants = domain::municipality::MunicipalityCode::all().map(Tenant::from);
        for tenant in tenants.chain([Tenant::PLATFORM]) {
            let values: [Value; 2] = [tenant.code().into(), before.into()];
            let purge = "DELETE FROM idempotency WHERE municipality = $1 AND created_at <= $2";
            let work = job(move |tx| Box::pin(async move { Ok(sql::execute(tx, purge, values).await?) }));
            purged += self.store().write(tenant, work).await?;
        }
        Ok(purged)
    }
}

fn place(key: &[Vec<u8>; 3]) -> Place<'_> {
    Place { table: "idempotency", column: "answer", row: key }
}
