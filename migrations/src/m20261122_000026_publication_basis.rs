//! What cells were made from is kept per snapshot.
//!
//! A snapshot that was begun and never put out must not count as what was published last: until one is out, the basis
//! of the one before it is kept beside its own.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::tenant::{self, Rows};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "publication_basis";
const BEFORE: &str = "publication_basis_before";

/// The columns that are the same before and after.
const SAME: &str = "programme, indicator, version, period, split, level, exact_fulfilled, exact_not_fulfilled, \
    fulfilled, not_fulfilled, as_of";

/// The snapshot that was put out last.
const NEWEST: &str = "SELECT id FROM published_snapshot WHERE published_at IS NOT NULL \
    ORDER BY as_of DESC, attempt DESC LIMIT 1";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        set_aside(manager).await?;
        create(manager, true).await?;
        // Without a snapshot that is out, nothing has been published that a cell could differ too little from.
        let copy = format!(
            "INSERT INTO {TABLE} (municipality, snapshot, {SAME}) SELECT municipality, newest.id, {SAME} \
             FROM {BEFORE}, ({NEWEST}) AS newest"
        );
        finish(manager, &copy).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        set_aside(manager).await?;
        create(manager, false).await?;
        let copy = format!(
            "INSERT INTO {TABLE} (municipality, {SAME}) SELECT municipality, {SAME} FROM {BEFORE} \
             WHERE snapshot = ({NEWEST})"
        );
        finish(manager, &copy).await
    }
}

/// Puts the table aside, and lets its owner see every row of it.
async fn set_aside(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager.rename_table(Table::rename().table(TABLE, BEFORE).to_owned()).await?;
    if manager.get_database_backend() == DbBackend::Postgres {
        let open = format!("ALTER TABLE {BEFORE} NO FORCE ROW LEVEL SECURITY");
        manager.get_connection().execute_unprepared(&open).await?;
    }
    Ok(())
}

/// Copies what there was, and only then guards the table: its owner adds rows of every municipality.
async fn finish(manager: &SchemaManager<'_>, copy: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(copy).await?;
    tenant::drop(manager, BEFORE).await?;
    tenant::guard(manager, TABLE, Rows::Mutable).await
}

async fn create(manager: &SchemaManager<'_>, by_snapshot: bool) -> Result<(), DbErr> {
    let mut key = Index::create().col("municipality").take();
    let mut basis = tenant::small_rows(manager, TABLE).col(tenant::municipality()).take();
    if by_snapshot {
        key.col("snapshot");
        basis.col(uuid("snapshot"));
    }
    for (column, width) in
        [("programme", 64), ("indicator", 64), ("version", 32), ("period", 16), ("split", 64), ("level", 64)]
    {
        key.col(column);
        basis.col(string_len(column, width));
    }
    basis
        .col(integer("exact_fulfilled"))
        .col(integer("exact_not_fulfilled"))
        .col(integer_null("fulfilled"))
        .col(integer_null("not_fulfilled"))
        .col(date("as_of"))
        .primary_key(&mut key);
    manager.create_table(basis).await
}
