//! People who log in. No tenant table: it is read before anyone knows which municipality is asking.

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
            .table("user_account")
            .col(pk_uuid("id"))
            .col(string_uniq("username"))
            .col(string("display_name"))
            .col(string_null("password_hash"))
            .col(string("role"))
            .col(string_len_null("municipality", 4))
            .col(string_len_null("region", 4))
            .col(string("state"))
            // Counted up by everything that ends all sessions: password, role, state.
            .col(big_integer("generation"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(big_integer("version"))
            .to_owned();
        manager.create_table(table).await?;
        let by_municipality = Index::create()
            .name("user_account_municipality")
            .table("user_account")
            .col("municipality")
            .col("username")
            .to_owned();
        manager.create_index(by_municipality).await?;
        tenant::grant(manager, "user_account", Rows::Kept).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant::drop(manager, "user_account").await
    }
}
