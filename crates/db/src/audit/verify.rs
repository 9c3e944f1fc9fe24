//! Reading the whole chain again.

use sea_orm::FromQueryResult;

use super::chain::{GENESIS, Head, Link};
use crate::engine::Tx;
use crate::error::Error;
use crate::sql;
use crate::tenant::Tenant;

const CHUNK: i64 = 1000;

/// The result of reading a municipality's access log from the first event to the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Events read.
    pub events: i64,
    /// What is wrong; empty when the log is whole.
    pub faults: Vec<Fault>,
}

/// One thing that is wrong with the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The event at which it shows.
    pub seq: i64,
    /// What it is.
    pub kind: FaultKind,
}

/// What can be wrong with the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The event is not what was written, or not where it was written.
    Altered,
    /// One or more events before this one are gone.
    Missing,
    /// The end of the log is gone, or events were added behind it.
    End,
}

impl Verification {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }
}

#[derive(FromQueryResult)]
struct Stored {
    #[sea_orm(nested)]
    link: Link,
    hash: Vec<u8>,
}

/// Reads the chain of one tenant.
pub(crate) async fn verify(tx: &Tx, tenant: Tenant) -> Result<Verification, Error> {
    const ROWS: &str = "SELECT municipality, seq, at, user_id, username, role, purpose, action, object_kind, \
        object_id, citizen_id, citizens, criterion, result_count, result, request_id, address, hash \
        FROM access_log WHERE municipality = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    let code = tenant.code();
    let head: Option<Head> =
        sql::one(tx, "SELECT seq, hash FROM access_chain WHERE municipality = $1", [code.clone().into()])
            .await?;
    let mut verification = Verification::default();
    let (mut seq, mut hash) = (0, GENESIS.to_vec());
    loop {
        let rows: Vec<Stored> = sql::all(tx, ROWS, [code.clone().into(), seq.into(), CHUNK.into()]).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let kind = if row.link.seq != seq + 1 {
                Some(FaultKind::Missing)
            } else if row.link.hash(&hash)?[..] != row.hash[..] {
                Some(FaultKind::Altered)
            } else {
                None
            };
            verification.faults.extend(kind.map(|kind| Fault { seq: row.link.seq, kind }));
            verification.events += 1;
            seq = row.link.seq;
            hash = row.hash;
        }
    }
    let expected = head.map_or((0, GENESIS.to_vec()), |head| (head.seq, head.hash));
    if (seq, hash) != expected {
        verification.faults.push(Fault { seq, kind: FaultKind::End });
    }
    Ok(verification)
}
