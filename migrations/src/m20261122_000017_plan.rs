//! Plans of courses, and what became of suggestions. Both only grow.

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
        let plan = Table::create()
            .table("plan_version")
            .col(tenant::municipality())
            .col(uuid("course_id"))
            .col(big_integer("version"))
            // The version of the programme whose lists the plan is made from.
            .col(string_len("definition", 32))
            // Ciphertext: goals and reasons are in people's own words.
            .col(blob("plan_sealed"))
            .col(uuid("saved_by"))
            .col(timestamp_with_time_zone("saved_at"))
            .primary_key(Index::create().col("municipality").col("course_id").col("version"))
            .foreign_key(&mut of_course("plan_version"))
            .to_owned();
        manager.create_table(plan).await?;
        tenant::guard(manager, "plan_version", Rows::AppendOnly).await?;
        let suggestion = tenant::small_rows(manager, "suggestion_event")
            .col(tenant::municipality())
            .col(uuid("course_id"))
            .col(string_len("suggestion", 64))
            // Which answers it followed from, as a hash: other answers are another question.
            .col(string_len("because", 64))
            // shown, accepted or declined: the first time of each.
            .col(string_len("kind", 16))
            .col(string_len("definition", 32))
            .col(uuid("user_id"))
            .col(timestamp_with_time_zone("happened_at"))
            .primary_key(
                Index::create()
                    .col("municipality")
                    .col("course_id")
                    .col("suggestion")
                    .col("because")
                    .col("kind"),
            )
            .foreign_key(&mut of_course("suggestion_event"))
            .to_owned();
        manager.create_table(suggestion).await?;
        tenant::guard(manager, "suggestion_event", Rows::AppendOnly).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "suggestion_event").await?;
        tenant::drop(manager, "plan_version").await
    }
}

fn of_course(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, ("municipality", "course_id"))
        .to("course", ("municipality", "id"))
        .to_owned()
}
