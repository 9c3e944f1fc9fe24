//! Citizens, as one municipality knows them. CPR and name are ciphertext; the index columns are keyed hashes.

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
            .table("citizen")
            .col(tenant::municipality())
            .col(uuid("id"))
            .col(ColumnDef::new("cpr_index").binary_len(32).not_null())
            .col(blob("cpr_sealed"))
            .col(blob_null("name_sealed"))
            .col(date("birth_date"))
            .col(string_len("sex", 8))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(big_integer("version"))
            .primary_key(Index::create().col("municipality").col("id"))
            .to_owned();
        manager.create_table(table).await?;
        let by_cpr = Index::create()
            .name("citizen_cpr")
            .table("citizen")
            .col("municipality")
            .col("cpr_index")
            .unique()
            .to_owned();
        manager.create_index(by_cpr).await?;
        let by_birth_date = Index::create()
            .name("citizen_birth_date")
            .table("citizen")
            .col("municipality")
            .col("birth_date")
            .to_owned();
        manager.create_index(by_birth_date).await?;
        tenant::guard(manager, "citizen", Rows::Mutable).await?;

        // One row per word of the name: exact words can be searched, and the hashes say nothing outside the tenant.
        let words = tenant::small_rows(manager, "citizen_name_token")
            .col(tenant::municipality())
            .col(ColumnDef::new("token").binary_len(16).not_null())
            .col(uuid("citizen_id"))
            .primary_key(Index::create().col("municipality").col("token").col("citizen_id"))
            .foreign_key(
                ForeignKey::create()
                    .from("citizen_name_token", ("municipality", "citizen_id"))
                    .to("citizen", ("municipality", "id"))
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(words).await?;
        let by_citizen = Index::create()
            .name("citizen_name_token_citizen")
            .table("citizen_name_token")
            .col("municipality")
            .col("citizen_id")
            .to_owned();
        manager.create_index(by_citizen).await?;
        tenant::guard(manager, "citizen_name_token", Rows::Mutable).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "citizen_name_token").await?;
        tenant::drop(manager, "citizen").await
    }
}
