//! The access log: who looked at whom and why, chained so that a change can be seen.

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
        let table = Table::create()
            .table("access_log")
            .col(tenant::municipality())
            .col(big_integer("seq"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid("user_id"))
            .col(string("username"))
            .col(string_len("role", 32))
            .col(string_len("purpose", 32))
            .col(string_len("action", 64))
            .col(string_len_null("object_kind", 32))
            .col(string_len_null("object_id", 128))
            .col(uuid_null("citizen_id"))
            // What was searched for; a CPR number only as a keyed hash.
            .col(string_null("criterion"))
            .col(big_integer("result_count"))
            .col(string_len("result", 16))
            .col(uuid("request_id"))
            .col(string_len_null("address", 64))
            // SHA-256 over the hash before it and this row.
            .col(ColumnDef::new("hash").binary_len(32).not_null())
            .primary_key(Index::create().col("municipality").col("seq"))
            .to_owned();
        manager.create_table(table).await?;
        let by_citizen = Index::create()
            .name("access_log_citizen")
            .table("access_log")
            .col("municipality")
            .col("citizen_id")
            .col("seq")
            .to_owned();
        manager.create_index(by_citizen).await?;
        tenant::guard(manager, "access_log", Rows::AppendOnly).await?;

        // The newest link: without it a cut-off tail would go unseen.
        let heads = Table::create()
            .table("access_chain")
            .col(tenant::municipality().primary_key())
            .col(big_integer("seq"))
            .col(ColumnDef::new("hash").binary_len(32).not_null())
            .to_owned();
        manager.create_table(heads).await?;
        tenant::guard(manager, "access_chain", Rows::Kept).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "access_chain").await?;
        tenant::drop(manager, "access_log").await
    }
}
