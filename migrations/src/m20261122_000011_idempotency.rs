//! Idempotency keys: a repeated request gets the stored answer. The answer is ciphertext.

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
            .table("idempotency")
            .col(tenant::municipality())
            .col(uuid("user_id"))
            .col(string_len("route", 128))
            .col(string_len("key", 255))
            // SHA-256 of the request body.
            .col(ColumnDef::new("fingerprint").binary_len(32).not_null())
            // Null while the first request is being answered.
            .col(ColumnDef::new("answer_sealed").blob().null())
            .col(timestamp_with_time_zone("created_at"))
            .primary_key(Index::create().col("municipality").col("user_id").col("route").col("key"))
            .to_owned();
        manager.create_table(table).await?;
        let by_age = Index::create()
            .name("idempotency_age")
            .table("idempotency")
            .col("municipality")
            .col("created_at")
            .to_owned();
        manager.create_index(by_age).await?;
        tenant::guard(manager, "idempotency", Rows::Mutable).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "idempotency").await
    }
}
