//! What hospital, laboratory and general practice have registered about a citizen themselves.

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
        // The sender's key is what a record is known by: sent again, it takes the place of what was there.
        let table = tenant::small_rows(manager, "health_record")
            .col(tenant::municipality())
            .col(string_len("sector", 16))
            .col(string_len("record_key", 100))
            .col(uuid("citizen_id"))
            .col(string_len("provider", 16))
            .col(string_len("code", 20))
            .col(string_len_null("diagnosis", 20))
            .col(date("recorded_on"))
            // In millionths: a decimal is exact on both engines.
            .col(big_integer_null("value"))
            .col(string_len_null("unit", 20))
            .col(uuid("imported_by"))
            .col(timestamp_with_time_zone("imported_at"))
            .primary_key(Index::create().col("municipality").col("sector").col("record_key"))
            .foreign_key(
                ForeignKey::create()
                    .from("health_record", ("municipality", "citizen_id"))
                    .to("citizen", ("municipality", "id"))
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(table).await?;
        let by_citizen = Index::create()
            .name("health_record_citizen")
            .table("health_record")
            .col("municipality")
            .col("citizen_id")
            .to_owned();
        manager.create_index(by_citizen).await?;
        tenant::guard(manager, "health_record", Rows::Mutable).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "health_record").await
    }
}
