//! Courses on their way from one municipality to another.
//!
//! The only table whose rows two municipalities see: the one that sends and the one that receives. What is about the
//! citizen is sealed for its reader; neither reads a row of the other's own tables.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::tenant::{self, APP_ROLE};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("transfer")
            .col(uuid("id").primary_key())
            .col(string_len("sender", 4))
            .col(string_len("receiver", 4))
            .col(string_len("programme", 64))
            // The sender's own course and citizen; they mean nothing to the receiver.
            .col(uuid("course_id"))
            .col(uuid("citizen_id"))
            // The version of the course that was packed.
            .col(big_integer("course_version"))
            .col(string_len("state", 16))
            // Sealed for the receiver, and gone when it has answered.
            .col(blob_null("summary_sealed"))
            .col(blob_null("package_sealed"))
            // Sealed for the sender: what was written when it was sent, and what was answered.
            .col(blob_null("note_sealed"))
            .col(blob_null("answer_sealed"))
            .col(string("offered_name"))
            .col(timestamp_with_time_zone("offered_at"))
            .col(string_null("answered_name"))
            .col(timestamp_with_time_zone_null("answered_at"))
            // The receiver's own course.
            .col(uuid_null("received_course"))
            .foreign_key(
                ForeignKey::create()
                    .from("transfer", ("sender", "course_id"))
                    .to("course", ("municipality", "id")),
            )
            .to_owned();
        manager.create_table(table).await?;
        // At most one offer of a course waits for an answer: the constraint decides the race.
        let one_open = Index::create()
            .name("transfer_one_open")
            .table("transfer")
            .col("sender")
            .col("course_id")
            .unique()
            .and_where(Expr::col("state").eq("offered"))
            .to_owned();
        manager.create_index(one_open).await?;
        for (name, party) in [("transfer_sender", "sender"), ("transfer_receiver", "receiver")] {
            let by_party =
                Index::create().name(name).table("transfer").col(party).col("offered_at").to_owned();
            manager.create_index(by_party).await?;
        }
        guard(manager).await?;

        // Who submitted a version that came from another municipality, where the account is unknown here.
        let author = Table::alter().table("form_version").add_column(string_null("author")).to_owned();
        manager.alter_table(author).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let author = Table::alter().table("form_version").drop_column("author").to_owned();
        manager.alter_table(author).await?;
        tenant::drop(manager, "transfer").await
    }
}

/// Both parties see a transfer and may answer it; only the sender can make one, and nobody can turn it to another.
async fn guard(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    const OWN: &str = "nullif(current_setting('app.municipality', true), '')";
    const CHANGED: &str = "course_version, state, summary_sealed, package_sealed, note_sealed, answer_sealed, \
        offered_name, offered_at, answered_name, answered_at, received_course";
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    for statement in [
        format!("GRANT SELECT, INSERT ON transfer TO {APP_ROLE}"),
        format!("GRANT UPDATE ({CHANGED}) ON transfer TO {APP_ROLE}"),
        "ALTER TABLE transfer ENABLE ROW LEVEL SECURITY".to_owned(),
        "ALTER TABLE transfer FORCE ROW LEVEL SECURITY".to_owned(),
        format!("CREATE POLICY both_parties ON transfer FOR SELECT USING ({OWN} IN (sender, receiver))"),
        format!(
            "CREATE POLICY sent_by_own ON transfer FOR INSERT WITH CHECK (sender = {OWN} AND receiver <> {OWN})"
        ),
        format!(
            "CREATE POLICY answered_by_party ON transfer FOR UPDATE USING ({OWN} IN (sender, receiver)) \
             WITH CHECK ({OWN} IN (sender, receiver))"
        ),
    ] {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}
