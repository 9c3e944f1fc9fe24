//! Courses (*forløb*). Dates and state are copies of what the forms say, kept for filtering.

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
            .table("course")
            .col(tenant::municipality())
            .col(uuid("id"))
            .col(uuid("citizen_id"))
            .col(string_len("programme", 64))
            // The version of the programme that was current when the course was opened.
            .col(string_len("definition", 32))
            .col(integer("course_no"))
            // The sender's own id, for imported courses.
            .col(string_len_null("course_key", 128))
            .col(string_len("state", 32))
            .col(boolean("is_open"))
            .col(date("opened_on"))
            .col(date_null("started_on"))
            .col(date_null("ended_on"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(big_integer("version"))
            // Counts every change to the course, its forms and its outcomes, the nightly ones too.
            .col(big_integer("revision"))
            .primary_key(Index::create().col("municipality").col("id"))
            .foreign_key(
                ForeignKey::create()
                    .from("course", ("municipality", "citizen_id"))
                    .to("citizen", ("municipality", "id")),
            )
            .to_owned();
        manager.create_table(table).await?;
        // At most one open course per citizen and programme: the constraint decides the race.
        let one_open = Index::create()
            .name("course_one_open")
            .table("course")
            .col("municipality")
            .col("citizen_id")
            .col("programme")
            .unique()
            .and_where(Expr::col("is_open").eq(true))
            .to_owned();
        manager.create_index(one_open).await?;
        let by_key = Index::create()
            .name("course_key")
            .table("course")
            .col("municipality")
            .col("course_key")
            .unique()
            .and_where(Expr::col("course_key").is_not_null())
            .to_owned();
        manager.create_index(by_key).await?;
        let by_citizen = Index::create()
            .name("course_citizen")
            .table("course")
            .col("municipality")
            .col("citizen_id")
            .to_owned();
        manager.create_index(by_citizen).await?;
        let work_list = Index::create()
            .name("course_changed")
            .table("course")
            .col("municipality")
            .col("changed_at")
            .col("id")
            .to_owned();
        manager.create_index(work_list).await?;
        tenant::guard(manager, "course", Rows::Mutable).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "course").await
    }
}
