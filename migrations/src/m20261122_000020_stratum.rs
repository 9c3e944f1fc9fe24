//! Which stratum a course belongs to (sex, age, diagnosis …), and how many courses of each are in which state.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::tenant::{self, Rows};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Null: the course is in no stratum's tallies yet; recomputing it counts it there.
        let stratum = Table::alter().table("course").add_column(string_len_null("stratum", 255)).to_owned();
        manager.alter_table(stratum).await?;
        // The month before the stratum: a series reads one indicator from month to month.
        let table = tenant::small_rows(manager, "stratum_tally")
            .col(tenant::municipality())
            .col(string_len("programme", 64))
            .col(string_len("indicator", 64))
            .col(string_len("version", 32))
            .col(date("month"))
            .col(string_len("stratum", 255))
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
                    .col("stratum"),
            )
            .to_owned();
        manager.create_table(table).await?;
        tenant::guard(manager, "stratum_tally", Rows::Kept).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "stratum_tally").await?;
        manager.alter_table(Table::alter().table("course").drop_column("stratum").to_owned()).await
    }
}
