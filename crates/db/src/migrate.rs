//! Bringing a database to the schema this program knows, and refusing one that is elsewhere.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{DatabaseConnection, DbErr};

use crate::engine::{Engine, FileLock, connect_file, connect_owner, engine_of, look_at_file};
use crate::error::StartError;
use crate::sql;

pub(crate) async fn migrate(url: &str) -> Result<(), StartError> {
    let (_lock, connection): (Option<FileLock>, _) = match engine_of(url)? {
        Engine::Sqlite => connect_file(url).await.map(|(lock, connection)| (Some(lock), connection))?,
        Engine::Postgres => (None, connect_owner(url).await?),
    };
    let migrated = match Migrator::up(&connection, None).await {
        Err(DbErr::Custom(text)) => Err(StartError::NewerSchema(text)),
        other => other.map_err(StartError::from),
    };
    connection.close_by_ref().await?;
    migrated
}

/// Whether a SQLite file has the row that recognises its key. A PostgreSQL database is never given one by us.
pub(crate) async fn has_key(url: &str) -> Result<bool, StartError> {
    const TABLE: &str = "SELECT name FROM sqlite_schema WHERE name = 'installation'";
    const ROW: &str = "SELECT 1 FROM installation";
    if engine_of(url)? == Engine::Postgres {
        return Ok(true);
    }
    let Some(connection) = look_at_file(url).await? else { return Ok(false) };
    // The table may be missing, and then it cannot be asked for a row.
    let found = sql::exists(&connection, TABLE, []).await? && sql::exists(&connection, ROW, []).await?;
    connection.close_by_ref().await?;
    Ok(found)
}

/// Refuses a database whose schema is older or newer than the program.
pub(crate) async fn require_current(connection: &DatabaseConnection) -> Result<(), StartError> {
    let pending = match Migrator::get_pending_migrations_read_only(connection).await {
        Err(DbErr::Custom(text)) => return Err(StartError::NewerSchema(text)),
        other => other?,
    };
    match pending.len() {
        0 => Ok(()),
        steps => Err(StartError::Schema(format!("{steps} steps behind"))),
    }
}
