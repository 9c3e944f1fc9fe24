//! One row about the installation: the value by which it recognises its key.

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
            .table("installation")
            .col(integer("id").primary_key())
            .col(ColumnDef::new("key_check").binary_len(32).not_null())
            .check(Expr::col("id").eq(1))
            .to_owned();
        manager.create_table(table).await?;
        tenant::grant(manager, "installation", Rows::AppendOnly).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "installation").await
    }
}
