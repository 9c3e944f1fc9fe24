//! What every indicator says about every course, per version of its definition.

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
        // A course that an indicator does not concern has no row.
        let table = tenant::small_rows(manager, "outcome")
            .col(tenant::municipality())
            .col(uuid("course_id"))
            .col(string_len("indicator", 64))
            .col(string_len("version", 32))
            .col(string_len("programme", 64))
            .col(string_len("state", 16))
            .col(date_null("attributed_on"))
            .primary_key(Index::create().col("municipality").col("course_id").col("indicator").col("version"))
            .foreign_key(
                ForeignKey::create()
                    .from("outcome", ("municipality", "course_id"))
                    .to("course", ("municipality", "id"))
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(table).await?;
        // The courses behind a number, and the days at the edges of a period that does not begin with a month.
        let by_day = Index::create()
            .name("outcome_day")
            .table("outcome")
            .col("municipality")
            .col("programme")
            .col("attributed_on")
            .col("indicator")
            .col("version")
            .col("state")
            .to_owned();
        manager.create_index(by_day).await?;
        // What may change with the date alone: read every night.
        let pending = Index::create()
            .name("outcome_pending")
            .table("outcome")
            .col("municipality")
            .col("course_id")
            .and_where(Expr::col("state").eq("pending"))
            .to_owned();
        manager.create_index(pending).await?;
        tenant::guard(manager, "outcome", Rows::Mutable).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "outcome").await
    }
}
