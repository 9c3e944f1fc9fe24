//! One empty PostgreSQL database per test, on a server that belongs to the test run.
//!
//! ```no_run
//! # async fn example() {
//! let database = testkit::postgres::fresh_database().await;
//! // migrate as `database.owner_url`, run as `database.app_url`
//! # }
//! ```
//!
//! The server is private: own data folder, own socket folder, no TCP port. The first process
//! that asks starts it, later ones share it, and a guard stops it a few seconds after the last of them has
//! ended, however it ended. With `HJERTEKOM_TEST_POSTGRES` set to an administrator's URL that server is used instead.

mod programs;
mod server;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::OnceLock;

pub use programs::{Programs, missing_programs_advice};
pub use server::PrivatePostgres;

/// The role that owns the tables: it migrates.
pub const OWNER: &str = "hjertekom_owner";
/// The role the server runs as: no superuser, no `BYPASSRLS`, owns nothing.
pub const APP: &str = "hjertekom_app";
/// The variable that names an administrator's URL of a server to use instead of a private one.
pub const SERVER_VARIABLE: &str = "HJERTEKOM_TEST_POSTGRES";

/// Why there is no PostgreSQL to test against.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// PostgreSQL's programs are not installed.
    #[error("PostgreSQL is not installed (initdb was not found in /usr/lib/postgresql or on PATH). {0}")]
    NotInstalled(&'static str),
    /// A program ran and said no.
    #[error("{program} failed ({status}): {output}")]
    Failed {
        /// The program's name.
        program: String,
        /// Its exit status.
        status: String,
        /// What it wrote, standard error first.
        output: String,
    },
    /// The shared folder exists and is somebody else's.
    #[error("{0} belongs to another user: remove it or set TMPDIR to a folder of your own")]
    ForeignFolder(std::path::PathBuf),
    /// A file or a process could not be used.
    #[error("{what}: {source}")]
    Io {
        /// What was being done.
        what: String,
        /// The system's answer.
        source: std::io::Error,
    },
}

impl Error {
    fn io(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Io { what: what.into(), source }
    }
}

/// An empty database that is dropped together with this value.
///
/// Close pools before dropping it, or they see their connections end.
#[derive(Debug)]
pub struct TestDatabase {
    /// The database's name on the server.
    pub name: String,
    /// Connects as [`OWNER`], who may create tables and grant rights on them.
    pub owner_url: String,
    /// Connects as [`APP`], the role the server runs as.
    pub app_url: String,
    /// Connects as the superuser, past row-level security: for looking behind the scenes of a test.
    pub admin_url: String,
    server_url: String,
}

/// Creates an empty database on the test run's server.
///
/// It blocks for about a tenth of a second, and for some three seconds when the server has to be started.
///
/// # Panics
/// When there is no PostgreSQL: a test that needs one must fail, not pass unseen.
pub async fn fresh_database() -> TestDatabase {
    match create() {
        Ok(database) => database,
        #[expect(clippy::panic, reason = "test-only crate: without a database the test has to fail")]
        Err(error) => panic!("no PostgreSQL to test against: {error}"),
    }
}

fn create() -> Result<TestDatabase, Error> {
    let server_url = server_url()?;
    let programs = Programs::find()?;
    let name = format!("test_{}_{:016x}", std::process::id(), RandomState::new().build_hasher().finish());
    programs.sql(&server_url, &format!("create database {name} owner {OWNER}"))?;
    Ok(TestDatabase {
        owner_url: with_role_and_database(&server_url, OWNER, &name),
        app_url: with_role_and_database(&server_url, APP, &name),
        admin_url: with_database(&server_url, &name),
        name,
        server_url,
    })
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // Best effort: whatever stays behind goes with the server.
        if let Ok(programs) = Programs::find() {
            let drop = format!("drop database if exists {} with (force)", self.name);
            let _ = programs.sql(&self.server_url, &drop);
        }
    }
}

/// Returns the administrator's URL of the server this run uses; starts one when there is none.
fn server_url() -> Result<String, Error> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the edge of the test kit: xtask hands its server over here"
    )]
    if let Ok(url) = std::env::var(SERVER_VARIABLE) {
        Programs::find()?.create_roles(&url)?;
        return Ok(url);
    }
    // Kept for the life of the process: the guard counts it as a user of the server.
    static SERVER: OnceLock<PrivatePostgres> = OnceLock::new();
    if let Some(server) = SERVER.get() {
        return Ok(server.url().to_owned());
    }
    let server = PrivatePostgres::start()?;
    Ok(SERVER.get_or_init(|| server).url().to_owned())
}

/// `scheme://user@host/database?…` with another database.
fn with_database(url: &str, database: &str) -> String {
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
    let authority = rest.split('/').next().unwrap_or(rest);
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    format!("{scheme}://{authority}/{database}{query}")
}

fn with_role_and_database(url: &str, role: &str, database: &str) -> String {
    let url = with_database(url, database);
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", &url));
    let host = rest.split_once('@').map_or(rest, |(_, host)| host);
    format!("{scheme}://{role}@{host}")
}

#[cfg(test)]
mod tests {
    use super::{with_database, with_role_and_database};

    #[test]
    fn a_database_url_keeps_the_servers_address_and_query() {
        let server = "postgres://postgres@localhost/postgres?host=/tmp/run";
        assert_eq!(with_database(server, "t"), "postgres://postgres@localhost/t?host=/tmp/run");
        let app = with_role_and_database(server, "app", "t");
        assert_eq!(app, "postgres://app@localhost/t?host=/tmp/run");
        assert_eq!(with_role_and_database("postgres://host:5433", "app", "t"), "postgres://app@host:5433/t");
    }
}
