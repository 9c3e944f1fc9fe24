//! Publication: frozen snapshots of protected counts, who is named in them, and what they were made from.
//!
//! `published_*` belong to no municipality: everybody reads them, and nothing in them is exact. What they were made
//! from stays in `publication_basis`, which is guarded as every tenant table is.

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
        let snapshot = Table::create()
            .table("published_snapshot")
            .col(uuid("id").primary_key())
            .col(date("as_of"))
            // Of several servers that begin at once, one makes the snapshot.
            .col(integer("attempt"))
            .col(integer("rules_version"))
            .col(timestamp_with_time_zone("begun_at"))
            // Null while it is being made: nobody sees it before.
            .col(timestamp_with_time_zone_null("published_at"))
            .to_owned();
        manager.create_table(snapshot).await?;
        let attempts = Index::create()
            .name("published_snapshot_attempt")
            .table("published_snapshot")
            .col("as_of")
            .col("attempt")
            .unique()
            .to_owned();
        manager.create_index(attempts).await?;
        tenant::grant(manager, "published_snapshot", Rows::Kept).await?;

        // Who is in it, and under which number those who are not named are shown.
        let unit = tenant::small_rows(manager, "published_unit")
            .col(uuid("snapshot"))
            .col(string_len("unit", 64))
            .col(integer("number"))
            .col(boolean("named"))
            .primary_key(Index::create().col("snapshot").col("unit"))
            .to_owned();
        manager.create_table(unit).await?;
        tenant::freeze(manager, "published_unit").await?;

        // The order of the key is that of a question: one indicator and period, all units, perhaps one level of a split.
        let cell = tenant::small_rows(manager, "published_cell")
            .col(uuid("snapshot"))
            .col(string_len("programme", 64))
            .col(string_len("indicator", 64))
            .col(string_len("version", 32))
            .col(string_len("period", 16))
            .col(string_len("split", 64))
            .col(string_len("level", 64))
            .col(string_len("unit", 64))
            .col(integer_null("fulfilled"))
            .col(integer_null("not_fulfilled"))
            .col(integer("largest"))
            .col(integer("contributors"))
            .col(date("as_of"))
            .primary_key(
                Index::create()
                    .col("snapshot")
                    .col("programme")
                    .col("indicator")
                    .col("version")
                    .col("period")
                    .col("split")
                    .col("level")
                    .col("unit"),
            )
            .to_owned();
        manager.create_table(cell).await?;
        tenant::freeze(manager, "published_cell").await?;

        let name = Table::create()
            .table("publication_name")
            .col(string_len("code", 4).primary_key())
            .col(boolean("named"))
            .col(timestamp_with_time_zone("decided_at"))
            .col(string_len("decided_by", 255))
            .to_owned();
        manager.create_table(name).await?;
        tenant::grant(manager, "publication_name", Rows::Kept).await?;

        let basis = tenant::small_rows(manager, "publication_basis")
            .col(tenant::municipality())
            .col(string_len("programme", 64))
            .col(string_len("indicator", 64))
            .col(string_len("version", 32))
            .col(string_len("period", 16))
            .col(string_len("split", 64))
            .col(string_len("level", 64))
            .col(integer("exact_fulfilled"))
            .col(integer("exact_not_fulfilled"))
            .col(integer_null("fulfilled"))
            .col(integer_null("not_fulfilled"))
            .col(date("as_of"))
            .primary_key(
                Index::create()
                    .col("municipality")
                    .col("programme")
                    .col("indicator")
                    .col("version")
                    .col("period")
                    .col("split")
                    .col("level"),
            )
            .to_owned();
        manager.create_table(basis).await?;
        tenant::guard(manager, "publication_basis", Rows::Mutable).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "publication_basis",
            "publication_name",
            "published_cell",
            "published_unit",
            "published_snapshot",
        ] {
            tenant::drop(manager, table).await?;
        }
        Ok(())
    }
}
