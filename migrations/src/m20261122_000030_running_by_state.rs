//! The index of the running courses, with the state before the day: what is counted is one piece of it per state, and
//! nothing else is read, neither each course's state nor the course.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEX: &str = "course_running";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace(manager, &["state", "started_on", "is_open"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace(manager, &["started_on", "state"]).await
    }
}

/// `is_open` is the same in every entry, but SQLite reads the course for a column that is only in the condition.
async fn replace(manager: &SchemaManager<'_>, rest: &[&'static str]) -> Result<(), DbErr> {
    manager.drop_index(Index::drop().name(INDEX).table("course").to_owned()).await?;
    let mut index = Index::create().name(INDEX).table("course").col("municipality").col("programme").take();
    for column in rest {
        index.col(*column);
    }
    manager.create_index(index.and_where(Expr::col("is_open").eq(true)).to_owned()).await
}
