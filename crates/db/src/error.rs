//! What can go wrong, in terms a caller can act on.

use std::error::Error as StdError;
use std::sync::Arc;

use sea_orm::{DbErr, RuntimeErr, SqlErr};

use crate::entropy::NoEntropy;

/// Why an operation on the database did not happen. Nothing of it is half done.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else's data decides otherwise; the code is the problem code, e.g. `course_already_open`.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// The version in `If-Match` is not the current one.
    #[error("stale version, the current one is {current}")]
    Stale {
        /// The version now.
        current: i64,
    },
    /// A change to something that exists must say which version it changes.
    #[error("If-Match is required")]
    PreconditionRequired,
    /// There is no such thing, or it belongs to another municipality.
    #[error("not found")]
    NotFound,
    /// The caller belongs to no municipality, and the operation needs one.
    #[error("the caller belongs to no municipality")]
    NoMunicipality,
    /// The disk is full.
    #[error("the storage is full")]
    StorageFull,
    /// The database cannot be reached or cannot keep up; trying again later may help.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// An import has the database for itself; trying again when it is done will help.
    #[error("an import is running")]
    Busy,
    /// What was asked for holds a value that the database cannot hold, e.g. a date before all calendars.
    #[error("a value is out of the database's range")]
    OutOfRange,
    /// A stored row cannot be what it claims to be.
    #[error("inconsistent row in {table}: {cause}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// What is wrong, without personal data.
        cause: String,
    },
    /// The system gives no random bytes.
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
    /// The database refused a statement: a fault of this program.
    #[error("the database refused a statement")]
    Database(#[source] Arc<DbErr>),
    /// A job ended without an answer: a fault of this program.
    #[error("the operation was abandoned")]
    Abandoned,
}

impl Error {
    /// A row that cannot be read.
    pub(crate) fn inconsistent(table: &'static str, cause: impl std::fmt::Display) -> Self {
        Self::Inconsistent { table, cause: cause.to_string() }
    }

    /// Whether the transaction may be gone with everything in it, not only the statement that failed.
    pub(crate) const fn breaks_transaction(&self) -> bool {
        matches!(self, Self::StorageFull | Self::Unavailable(_))
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match failure(&error) {
            Some(Failure::Full) => Self::StorageFull,
            Some(Failure::Unavailable) => Self::Unavailable(error.to_string()),
            Some(Failure::OutOfRange) => Self::OutOfRange,
            None => Self::Database(Arc::new(error)),
        }
    }
}

/// Whether the error says that the connection was cut, not that the server is away or busy.
pub(crate) fn is_lost(error: &DbErr) -> bool {
    match error {
        DbErr::Exec(RuntimeErr::SqlxError(source)) | DbErr::Query(RuntimeErr::SqlxError(source)) => {
            match source.as_ref() {
                sqlx::Error::Io(_) => true,
                // admin_shutdown: what a restarting server says to its connections.
                sqlx::Error::Database(refusal) => refusal.code().as_deref() == Some("57P01"),
                _ => false,
            }
        }
        _ => false,
    }
}

enum Failure {
    Full,
    Unavailable,
    OutOfRange,
}

/// Turns a unique violation into a conflict with this code; anything else stays what it is.
pub(crate) fn conflict(code: &'static str) -> impl FnOnce(DbErr) -> Error {
    move |error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Error::Conflict(code),
        _ => error.into(),
    }
}

/// Whether the error says that the storage failed to the point where nothing may be promised any more.
pub(crate) fn is_io_failure(error: &Error) -> bool {
    match error {
        Error::Unavailable(text) => text.contains("disk I/O error"),
        _ => false,
    }
}

fn failure(error: &DbErr) -> Option<Failure> {
    let source = match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => return Some(Failure::Unavailable),
        DbErr::Exec(RuntimeErr::SqlxError(source)) | DbErr::Query(RuntimeErr::SqlxError(source)) => source,
        _ => return None,
    };
    match source.as_ref() {
        sqlx::Error::Database(refusal) => refused(refusal.as_ref()),
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => Some(Failure::Unavailable),
        _ => None,
    }
}

fn refused(refusal: &dyn sqlx::error::DatabaseError) -> Option<Failure> {
    let code = refusal.code()?;
    if refusal.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
        // Extended codes carry the primary one in the low byte: https://www.sqlite.org/rescode.html
        return match code.parse::<u32>().ok()? & 0xff {
            13 => Some(Failure::Full),
            // BUSY, LOCKED, READONLY, IOERR, CANTOPEN, PROTOCOL
            5 | 6 | 8 | 10 | 14 | 15 => Some(Failure::Unavailable),
            _ => None,
        };
    }
    // https://www.postgresql.org/docs/15/errcodes-appendix.html
    match code.as_ref() {
        "53100" => Some(Failure::Full),
        // A date beyond its range, a zero in a text: only what somebody sent can hold them.
        "22008" | "22021" => Some(Failure::OutOfRange),
        // A read-only standby, a deadlock, a time-out of ours.
        "25006" | "40001" | "40P01" | "55P03" | "57014" => Some(Failure::Unavailable),
        // Connection exceptions, insufficient resources, operator intervention, system errors.
        other if ["08", "53", "57", "58"].iter().any(|class| other.starts_with(class)) => {
            Some(Failure::Unavailable)
        }
        _ => None,
    }
}

/// Why the database was not opened. The text is one clear line for the console.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is no SQLite or PostgreSQL address.
    #[error("{0} is no database address: use sqlite://<file> or postgres://<user>@<host>/<database>")]
    Address(String),
    /// The address leads over a network on which everybody on the way could read.
    #[error(
        "nothing would prove that PostgreSQL on {0} is the right one: add sslmode=verify-full to the address (and \
         sslrootcert=<file> for an authority of your own), or sslmode=disable if the network between is itself encrypted"
    )]
    OpenNetwork(String),
    /// Another process has the file.
    #[error(
        "{0} is in use by another HjerteKom process: stop the server, run this again, then start the server \
         (`hjertekom audit` and `hjertekom doctor` only read and can be run beside it)"
    )]
    Locked(std::path::PathBuf),
    /// The bundled SQLite has a known fault.
    #[error("SQLite {0} is too old: 3.51.3 or newer is needed")]
    OldSqlite(String),
    /// The file is damaged.
    #[error("the database file is damaged ({0}): restore the newest backup")]
    Damaged(String),
    /// The role can pass row-level security.
    #[error(
        "the database role {role} {why}: connect as a role that is a member of hjertekom_app and owns nothing"
    )]
    TooPowerful {
        /// The role.
        role: String,
        /// What it can do.
        why: &'static str,
    },
    /// The server does not write through to the disk.
    #[error("PostgreSQL runs with {0} = off: acknowledged data could be lost, switch it on")]
    NotDurable(String),
    /// The schema is not the one this program knows.
    #[error("the database schema is not up to date ({0}): run `hjertekom migrate`")]
    Schema(String),
    /// The schema is newer than this program.
    #[error("the database was migrated by a newer version: {0}")]
    NewerSchema(String),
    /// The key ring belongs to another database.
    #[error("the key file does not belong to this database: put the right key file back")]
    WrongKey,
    /// A file cannot be used.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: std::path::PathBuf,
        /// The system's answer.
        source: std::io::Error,
    },
    /// The database does not answer or refuses.
    #[error("the database cannot be opened: {0}")]
    Database(Box<dyn StdError + Send + Sync>),
}

impl From<DbErr> for StartError {
    fn from(error: DbErr) -> Self {
        Self::Database(Box::new(error))
    }
}

impl From<sqlx::Error> for StartError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(Box::new(error))
    }
}

impl From<Error> for StartError {
    fn from(error: Error) -> Self {
        Self::Database(Box::new(error))
    }
}
