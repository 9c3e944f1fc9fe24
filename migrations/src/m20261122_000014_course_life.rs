//! What happens to a course besides its forms, and what happens to its citizen: death, and a number that takes the
//! place of another.

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
        let events = Table::create()
            .table("course_event")
            .col(tenant::municipality())
            .col(uuid("course_id"))
            // The version of the course that the event made.
            .col(big_integer("version"))
            .col(string_len("event", 32))
            .col(date("happened_on"))
            .col(blob_null("reason_sealed"))
            .col(string_len("state_before", 32))
            .col(string_len("state_after", 32))
            // The citizen whose course it was, when two records became one.
            .col(uuid_null("former_citizen_id"))
            .col(uuid("recorded_by"))
            // The name at that time: a course may come from where nobody here has an account.
            .col(string("recorded_name"))
            .col(timestamp_with_time_zone("recorded_at"))
            .primary_key(Index::create().col("municipality").col("course_id").col("version"))
            .foreign_key(
                ForeignKey::create()
                    .from("course_event", ("municipality", "course_id"))
                    .to("course", ("municipality", "id")),
            )
            .to_owned();
        manager.create_table(events).await?;
        tenant::guard(manager, "course_event", Rows::AppendOnly).await?;

        for column in [date_null("death_date"), uuid_null("merged_into")] {
            let citizen = Table::alter().table("citizen").add_column(column).to_owned();
            manager.alter_table(citizen).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["merged_into", "death_date"] {
            let citizen = Table::alter().table("citizen").drop_column(column).to_owned();
            manager.alter_table(citizen).await?;
        }
        tenant::drop(manager, "course_event").await
    }
}
