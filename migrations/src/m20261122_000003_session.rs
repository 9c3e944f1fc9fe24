//! Sessions: who holds a token. Only the token's SHA-256 is kept.

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
            .table("session")
            .col(ColumnDef::new("token_hash").binary_len(32).not_null().primary_key())
            .col(uuid("user_id"))
            .col(big_integer("generation"))
            .col(timestamp_with_time_zone("started_at"))
            .col(timestamp_with_time_zone("seen_at"))
            .foreign_key(
                ForeignKey::create()
                    .from("session", "user_id")
                    .to("user_account", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(table).await?;
        let by_user =
            Index::create().name("session_user").table("session").col("user_id").col("started_at").to_owned();
        manager.create_index(by_user).await?;
        tenant::grant(manager, "session", Rows::Mutable).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "session").await
    }
}
