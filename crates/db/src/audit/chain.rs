//! The links of the chain and its head.

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{FromQueryResult, Value};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::engine::Tx;
use crate::error::Error;
use crate::sql;

/// The hash before the first event of a municipality.
pub(super) const GENESIS: [u8; 32] = [0; 32];

/// One event as it is stored, without its hash. The order of the fields is the order of the canonical JSON.
#[derive(Clone, Debug, Serialize, FromQueryResult)]
pub(crate) struct Link {
    pub(crate) municipality: String,
    pub(crate) seq: i64,
    #[serde(serialize_with = "microseconds")]
    pub(crate) at: DateTime<Utc>,
    pub(crate) user_id: Uuid,
    pub(crate) username: String,
    pub(crate) role: String,
    pub(crate) purpose: String,
    pub(crate) action: String,
    pub(crate) object_kind: Option<String>,
    pub(crate) object_id: Option<String>,
    pub(crate) citizen_id: Option<Uuid>,
    /// Left out of the JSON where there are none: events from before the column are what they were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) citizens: Option<String>,
    pub(crate) criterion: Option<String>,
    pub(crate) result_count: i64,
    pub(crate) result: String,
    pub(crate) request_id: Uuid,
    pub(crate) address: Option<String>,
}

const ROWS: &str = "INSERT INTO access_log (municipality, seq, at, user_id, username, role, purpose, action, \
    object_kind, object_id, citizen_id, citizens, criterion, result_count, result, request_id, address, hash) VALUES ";
const INSERT: &str = "INSERT INTO access_log (municipality, seq, at, user_id, username, role, purpose, action, \
    object_kind, object_id, citizen_id, citizens, criterion, result_count, result, request_id, address, hash) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
const ADVANCE: &str = "UPDATE access_chain SET seq = $2, hash = $3 WHERE municipality = $1";

#[derive(FromQueryResult)]
pub(super) struct Head {
    pub(super) seq: i64,
    pub(super) hash: Vec<u8>,
}

fn microseconds<S: serde::Serializer>(at: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&at.to_rfc3339_opts(SecondsFormat::Micros, true))
}

impl Link {
    /// The values of [`INSERT`].
    fn into_values(self, hash: &[u8]) -> [Value; 18] {
        [
            self.municipality.into(),
            self.seq.into(),
            self.at.into(),
            self.user_id.into(),
            self.username.into(),
            self.role.into(),
            self.purpose.into(),
            self.action.into(),
            self.object_kind.into(),
            self.object_id.into(),
            self.citizen_id.into(),
            self.citizens.into(),
            self.criterion.into(),
            self.result_count.into(),
            self.result.into(),
            self.request_id.into(),
            self.address.into(),
            hash.to_vec().into(),
        ]
    }

    /// SHA-256 over the hash before and the canonical JSON of this event.
    pub(super) fn hash(&self, before: &[u8]) -> Result<[u8; 32], Error> {
        let json = serde_json::to_vec(self).map_err(|cause| Error::inconsistent("access_log", cause))?;
        Ok(Sha256::new().chain_update(before).chain_update(json).finalize().into())
    }
}

/// Locks the chain of the event's municipality and adds what appends the event to a batch.
pub(crate) async fn append_link(tx: &Tx, batch: &mut sql::Batch, mut link: Link) -> Result<(), Error> {
    let head = locked_head(tx, &link.municipality).await?;
    link.seq = head.seq + 1;
    link.at = crate::moment::storable(link.at);
    let hash = link.hash(&head.hash)?;
    let (code, seq) = (link.municipality.clone(), link.seq);
    batch.add(INSERT, link.into_values(&hash));
    batch.add(ADVANCE, [code.into(), seq.into(), hash.to_vec().into()]);
    Ok(())
}

/// Appends the events of one municipality in their order, in as few statements as they fit in.
pub(super) async fn append_links(
    tx: &Tx,
    municipality: &str,
    links: impl Iterator<Item = Link>,
) -> Result<(), Error> {
    let mut head = locked_head(tx, municipality).await?;
    let mut rows = Vec::new();
    for mut link in links {
        link.seq = head.seq + 1;
        link.at = crate::moment::storable(link.at);
        head = Head { seq: link.seq, hash: link.hash(&head.hash)?.to_vec() };
        rows.push(link.into_values(&head.hash));
    }
    sql::insert_rows(tx, ROWS, rows).await?;
    sql::execute(tx, ADVANCE, [municipality.into(), head.seq.into(), head.hash.into()]).await?;
    Ok(())
}

/// Locks the chain's head without writing an event: who only writes tallies waits for the others who do, so that no two
/// ever hold what the other needs.
pub(crate) async fn lock(tx: &Tx, municipality: &str) -> Result<(), Error> {
    locked_head(tx, municipality).await?;
    Ok(())
}

async fn locked_head(tx: &Tx, municipality: &str) -> Result<Head, Error> {
    let query = format!("SELECT seq, hash FROM access_chain WHERE municipality = $1{}", sql::for_update(tx));
    if let Some(head) = sql::one(tx, query.clone(), [municipality.into()]).await? {
        return Ok(head);
    }
    // Two first events may race: one inserts, the other waits and then reads.
    sql::execute(
        tx,
        "INSERT INTO access_chain (municipality, seq, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING",
        [municipality.into(), GENESIS.to_vec().into()],
    )
    .await?;
    sql::one(tx, query, [municipality.into()])
        .await?
        .ok_or_else(|| Error::inconsistent("access_chain", "there is no head"))
}
