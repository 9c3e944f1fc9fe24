//! Why a form was changed, encrypted: people write it in their own words, and names get into those.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // `reason` stays for the rows that have one: they are never changed, and a migration has no keys.
        let table = Table::alter().table("form_version").add_column(blob_null("reason_sealed")).to_owned();
        manager.alter_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(Table::alter().table("form_version").drop_column("reason_sealed").to_owned())
            .await
    }
}
