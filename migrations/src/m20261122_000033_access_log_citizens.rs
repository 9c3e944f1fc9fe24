//! Which citizens a list showed, in the one event of the list.

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
        // Their ids, in order, with a blank between. Null where one or none was shown; of one the id is in `citizen_id`.
        let table = Table::alter().table("access_log").add_column(text_null("citizens")).to_owned();
        manager.alter_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("access_log").drop_column("citizens").to_owned()).await
    }
}
