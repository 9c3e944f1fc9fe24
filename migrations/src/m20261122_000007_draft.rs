//! Drafts: what a person has typed and not yet submitted. Ciphertext, seen by its author only.

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
            .table("draft")
            .col(tenant::municipality())
            .col(uuid("course_id"))
            .col(string_len("form", 64))
            .col(uuid("author"))
            .col(blob("answers_sealed"))
            .col(timestamp_with_time_zone("saved_at"))
            .col(big_integer("version"))
            .primary_key(Index::create().col("municipality").col("course_id").col("form").col("author"))
            .foreign_key(
                ForeignKey::create()
                    .from("draft", ("municipality", "course_id"))
                    .to("course", ("municipality", "id"))
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(table).await?;
        let by_age =
            Index::create().name("draft_age").table("draft").col("municipality").col("saved_at").to_owned();
        manager.create_index(by_age).await?;
        tenant::guard(manager, "draft", Rows::Mutable).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "draft").await
    }
}
