//! The second factor of a local account: its sealed secret, and the last step of time whose code was used.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "user_account";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column at a time: SQLite adds no more in one statement.
        let secret = Table::alter().table(TABLE).add_column(blob_null("totp_sealed")).to_owned();
        manager.alter_table(secret).await?;
        let step = Table::alter().table(TABLE).add_column(big_integer_null("totp_step")).to_owned();
        manager.alter_table(step).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table(TABLE).drop_column("totp_step").to_owned()).await?;
        manager.alter_table(Table::alter().table(TABLE).drop_column("totp_sealed").to_owned()).await
    }
}
