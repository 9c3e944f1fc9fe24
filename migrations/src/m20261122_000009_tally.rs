//! Tallies: how many courses are in which state, per month. What dashboards read.

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
        // A month, not a day: the cost of a year is 12 cells per indicator however many courses there are.
        let table = tenant::small_rows(manager, "tally")
            .col(tenant::municipality())
            .col(string_len("programme", 64))
            .col(string_len("indicator", 64))
            .col(string_len("version", 32))
            .col(date("month"))
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
                    .col("month"),
            )
            .to_owned();
        manager.create_table(table).await?;
        tenant::guard(manager, "tally", Rows::Kept).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "tally").await
    }
}
