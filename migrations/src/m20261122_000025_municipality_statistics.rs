//! PostgreSQL keeps no statistics about which municipalities there are.
//!
//! Every look-up names the municipality, and every index begins with it. With a list of the common municipalities the
//! planner takes one that is new, as in an import, for an empty one, and reads all of it instead of using the index of
//! what is looked for. Without the list it never believes that a municipality is small.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The tables that grow with citizens and courses.
const TABLES: [&str; 11] = [
    "citizen",
    "citizen_name_token",
    "course",
    "form_version",
    "draft",
    "outcome",
    "tally",
    "stratum_tally",
    "access_log",
    "attendance",
    "health_record",
];

/// No statistics, and as many as usual.
const NONE: i32 = 0;
const USUAL: i32 = -1;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        keep(manager, NONE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        keep(manager, USUAL).await
    }
}

async fn keep(manager: &SchemaManager<'_>, target: i32) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    for table in TABLES {
        let statement = format!("ALTER TABLE {table} ALTER COLUMN municipality SET STATISTICS {target}");
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}
