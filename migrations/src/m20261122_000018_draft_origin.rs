//! What a draft builds on, and which window saved it: so that two windows, or a form submitted meanwhile, are noticed.

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
        // One column per statement: SQLite adds only one at a time.
        for column in [
            // The form's submitted version the draft began with; null when there was none.
            big_integer_null("based_on"),
            // The version of the definition it was typed with.
            string_len_null("definition", 64),
            // The window that saved it, and its how-manieth save that was.
            uuid_null("writer"),
            big_integer_null("sequence"),
        ] {
            manager.alter_table(Table::alter().table("draft").add_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["sequence", "writer", "definition", "based_on"] {
            manager.alter_table(Table::alter().table("draft").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
