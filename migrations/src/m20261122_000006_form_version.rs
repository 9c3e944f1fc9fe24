//! Submitted forms. One row per version of a form; rows are never changed.

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
            .table("form_version")
            .col(tenant::municipality())
            .col(uuid("course_id"))
            .col(string_len("form", 64))
            .col(big_integer("version"))
            .col(uuid("id"))
            // The version of the programme the answers were validated by.
            .col(string_len("definition", 32))
            // JSON as text: written and read as it is, the same on both engines.
            .col(text("answers"))
            .col(uuid("submitted_by"))
            .col(timestamp_with_time_zone("submitted_at"))
            // Why an earlier version was changed.
            .col(text_null("reason"))
            .primary_key(Index::create().col("municipality").col("course_id").col("form").col("version"))
            .foreign_key(
                ForeignKey::create()
                    .from("form_version", ("municipality", "course_id"))
                    .to("course", ("municipality", "id")),
            )
            .to_owned();
        manager.create_table(table).await?;
        tenant::guard(manager, "form_version", Rows::AppendOnly).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "form_version").await
    }
}
