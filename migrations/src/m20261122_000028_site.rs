//! Which unit (team, centre) of its municipality a course belongs to, and how many courses of each are in which state.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::tenant::{self, Rows};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The longest SOR number, in digits.
const SOR: u32 = 20;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Null: nobody has stated it, or the course is in no unit's tallies yet; recomputing it counts it there.
        let site = Table::alter().table("course").add_column(string_len_null("site", SOR)).to_owned();
        manager.alter_table(site).await?;
        // A table of its own beside the strata: what is published is read from theirs, and units never are.
        let table = tenant::small_rows(manager, "site_tally")
            .col(tenant::municipality())
            .col(string_len("programme", 64))
            .col(string_len("indicator", 64))
            .col(string_len("version", 32))
            .col(date("month"))
            .col(string_len("site", SOR))
            .col(big_integer("fulfilled"))
            .col(big_integer("not_fulfilled"))
            .col(big_integer("missing"))
            .col(big_integer("excluded"))
            .col(big_integer("pending"))
            .primary_key(
                Index::create()
                    .col("municipality")
                    .col("programme")
                    .col("indicator")
                    .col("version")
                    .col("month")
                    .col("site"),
            )
            .to_owned();
        manager.create_table(table).await?;
        tenant::guard(manager, "site_tally", Rows::Kept).await?;
        // As for the other tallies: PostgreSQL must not believe that a municipality it has not counted is empty.
        if manager.get_database_backend() == DbBackend::Postgres {
            let keep = "ALTER TABLE site_tally ALTER COLUMN municipality SET STATISTICS 0";
            manager.get_connection().execute_unprepared(keep).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "site_tally").await?;
        manager.alter_table(Table::alter().table("course").drop_column("site").to_owned()).await
    }
}
