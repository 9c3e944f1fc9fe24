//! Bringing a database to the schema this program knows, and refusing one that is elsewhere.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{DatabaseConnection, DbErr};

use crate::engine::{Engine, FileLock, connect_file, connect_owner, engine_of};
use crate::error::StartError;

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
