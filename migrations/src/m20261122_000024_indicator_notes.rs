//! What a municipality notes about its indicators: comments on dates, aims, and where a new baseline begins.

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
        let comment = about_an_indicator("indicator_comment")
            .col(uuid("id"))
            .col(date("on_day"))
            .col(string_len("text", 200))
            .primary_key(Index::create().col("municipality").col("programme").col("indicator").col("id"))
            .to_owned();
        manager.create_table(comment).await?;
        tenant::guard(manager, "indicator_comment", Rows::Mutable).await?;

        let aim = about_an_indicator("indicator_aim")
            .col(integer("percent"))
            .col(date("from_day"))
            .col(date("due_day"))
            .primary_key(Index::create().col("municipality").col("programme").col("indicator"))
            .to_owned();
        manager.create_table(aim).await?;
        tenant::guard(manager, "indicator_aim", Rows::Mutable).await?;

        let baseline = about_an_indicator("indicator_baseline")
            .col(date("from_day"))
            .col(string_len("reason", 200))
            .primary_key(
                Index::create().col("municipality").col("programme").col("indicator").col("from_day"),
            )
            .to_owned();
        manager.create_table(baseline).await?;
        tenant::guard(manager, "indicator_baseline", Rows::Mutable).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "indicator_baseline").await?;
        tenant::drop(manager, "indicator_aim").await?;
        tenant::drop(manager, "indicator_comment").await
    }
}

/// A table of what somebody noted about an indicator, and when.
fn about_an_indicator(table: &'static str) -> TableCreateStatement {
    Table::create()
        .table(table)
        .col(tenant::municipality())
        .col(string_len("programme", 64))
        .col(string_len("indicator", 64))
        .col(uuid("noted_by"))
        // The name at that time: the account may be gone when the note is read.
        .col(string("noted_name"))
        .col(timestamp_with_time_zone("noted_at"))
        .to_owned()
}
