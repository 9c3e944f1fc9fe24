//! Soft findings that were confirmed, beside the answers they are about.

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
        // JSON with who and when. Null when nothing was confirmed.
        let of_version = Table::alter().table("form_version").add_column(text_null("confirmed")).to_owned();
        manager.alter_table(of_version).await?;
        let of_draft = Table::alter().table("draft").add_column(blob_null("confirmed_sealed")).to_owned();
        manager.alter_table(of_draft).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let of_draft = Table::alter().table("draft").drop_column("confirmed_sealed").to_owned();
        manager.alter_table(of_draft).await?;
        let of_version = Table::alter().table("form_version").drop_column("confirmed").to_owned();
        manager.alter_table(of_version).await
    }
}
