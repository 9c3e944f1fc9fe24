//! Sessions of courses with who came, and the group sessions that several courses share.

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
        let groups = Table::create()
            .table("group_session")
            .col(tenant::municipality())
            .col(uuid("id"))
            .col(date("held_on"))
            .col(string_len_null("starts_at", 5))
            .col(string_len("kind", 32))
            .col(string_len("delivery", 16))
            .col(string_len("title", 80))
            .col(uuid("recorded_by"))
            .col(timestamp_with_time_zone("recorded_at"))
            // Counts every change to the session or to who came.
            .col(big_integer("version"))
            .primary_key(Index::create().col("municipality").col("id"))
            .to_owned();
        manager.create_table(groups).await?;
        index(manager, "group_session_day", "group_session", &["municipality", "held_on"]).await?;
        tenant::guard(manager, "group_session", Rows::Kept).await?;

        let sessions = Table::create()
            .table("attendance")
            .col(tenant::municipality())
            .col(uuid("id"))
            .col(uuid("course_id"))
            .col(uuid_null("group_id"))
            .col(date("held_on"))
            // `HH:MM` on the clock of the place.
            .col(string_len_null("starts_at", 5))
            .col(string_len("kind", 32))
            .col(string_len("delivery", 16))
            .col(string_len_null("title", 80))
            .col(string_len("status", 32))
            .col(ColumnDef::new("note_sealed").blob().null())
            .col(uuid("recorded_by"))
            .col(timestamp_with_time_zone("recorded_at"))
            .col(big_integer("version"))
            .primary_key(Index::create().col("municipality").col("id"))
            .foreign_key(
                ForeignKey::create()
                    .from("attendance", ("municipality", "course_id"))
                    .to("course", ("municipality", "id")),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("attendance", ("municipality", "group_id"))
                    .to("group_session", ("municipality", "id")),
            )
            .to_owned();
        manager.create_table(sessions).await?;
        index(manager, "attendance_course", "attendance", &["municipality", "course_id", "held_on"]).await?;
        index(manager, "attendance_day", "attendance", &["municipality", "held_on"]).await?;
        // A citizen is in a group session once: the constraint decides the race.
        let once = Index::create()
            .name("attendance_group")
            .table("attendance")
            .col("municipality")
            .col("group_id")
            .col("course_id")
            .unique()
            .and_where(Expr::col("group_id").is_not_null())
            .to_owned();
        manager.create_index(once).await?;
        tenant::guard(manager, "attendance", Rows::Kept).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "attendance").await?;
        tenant::drop(manager, "group_session").await
    }
}

async fn index(
    manager: &SchemaManager<'_>,
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut index = Index::create().name(name).table(table).to_owned();
    for column in columns {
        index.col(*column);
    }
    manager.create_index(index).await
}
