//! The sessions of a course that moves to another municipality.

use chrono::{DateTime, Utc};
use domain::attendance::Session;
use domain::ids::{CourseId, UserId};

use super::row;
use crate::database::Database;
use crate::engine::Tx;
use crate::error::Error;
use crate::key_ring::TenantKeys;

/// The sessions of a course with their notes, in the order they are held.
pub(in crate::repositories) async fn sessions(
    tx: &Tx,
    code: &str,
    keys: &TenantKeys,
    course: CourseId,
) -> Result<Vec<Session>, Error> {
    row::of_course(tx, code, course).await?.into_iter().map(|row| row.open(keys)).collect()
}

/// Stores the sessions of a course that comes from another municipality.
pub(in crate::repositories) async fn receive(
    tx: &Tx,
    database: &Database,
    keys: &TenantKeys,
    code: &str,
    sessions: &[Session],
    by: (UserId, DateTime<Utc>),
) -> Result<(), Error> {
    let rows = sessions.iter().map(|session| row::values(keys, database.entropy(), code, session, by));
    row::insert(tx, rows.collect::<Result<Vec<_>, _>>()?).await
}
