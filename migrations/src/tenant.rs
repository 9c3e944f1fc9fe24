//! What makes a table a tenant table.
//!
//! PostgreSQL: row-level security, enabled and forced, with the same condition for reading and writing, and grants
//! to a role that owns nothing. SQLite has neither roles nor row-level security: there the repositories filter and a
//! statement checker in the tests proves it; tables that only grow are guarded by triggers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// The role the server runs as on PostgreSQL.
pub const APP_ROLE: &str = "hjertekom_app";

/// Every table whose rows belong to one municipality.
pub const TABLES: &[&str] = &[
    "citizen",
    "citizen_name_token",
    "course",
    "form_version",
    "draft",
    "outcome",
    "tally",
    "access_log",
    "access_chain",
    "idempotency",
    "course_event",
    "group_session",
    "attendance",
    "plan_version",
    "suggestion_event",
    "health_record",
    "stratum_tally",
    "site_tally",
    "indicator_comment",
    "indicator_aim",
    "indicator_baseline",
    "publication_basis",
];

/// Tables whose rows two municipalities see, one as `sender` and one as `receiver`; nobody else does.
pub const SHARED: &[&str] = &["transfer"];

/// What the server may do with the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Read, add, change and delete.
    Mutable,
    /// Read, add and change: what is gone is gone by state, not by deletion.
    Kept,
    /// Read and add: no statement of the server can change or remove a row.
    AppendOnly,
}

impl Rows {
    const fn privileges(self) -> &'static str {
        match self {
            Self::Mutable => "SELECT, INSERT, UPDATE, DELETE",
            Self::Kept => "SELECT, INSERT, UPDATE",
            Self::AppendOnly => "SELECT, INSERT",
        }
    }
}

/// The municipality column every tenant table begins with.
pub fn municipality() -> ColumnDef {
    // Not char(4): PostgreSQL would compare it as text and leave the index aside.
    ColumnDef::new("municipality").string_len(4).not_null().take()
}

/// Starts a table; on SQLite one without a row id, when its rows are small and found by their key alone.
pub fn small_rows(manager: &SchemaManager<'_>, table: &'static str) -> TableCreateStatement {
    let mut create = Table::create().table(table).take();
    if manager.get_database_backend() == DbBackend::Sqlite {
        create.extra("WITHOUT ROWID");
    }
    create
}

/// Guards a table that has just been created.
///
/// # Errors
/// When the database refuses a statement.
pub async fn guard(manager: &SchemaManager<'_>, table: &str, rows: Rows) -> Result<(), DbErr> {
    match manager.get_database_backend() {
        DbBackend::Postgres => {
            grant(manager, table, rows).await?;
            isolate(manager, table).await
        }
        _ if rows == Rows::AppendOnly => refuse_changes(manager, table).await,
        _ => Ok(()),
    }
}

/// Lets the server's role use a table on PostgreSQL; nothing on SQLite.
///
/// # Errors
/// When the database refuses the statement.
pub async fn grant(manager: &SchemaManager<'_>, table: &str, rows: Rows) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let grant = format!("GRANT {} ON {table} TO {APP_ROLE}", rows.privileges());
    manager.get_connection().execute_unprepared(&grant).await?;
    Ok(())
}

/// Lets rows of a table that belongs to no municipality be read and added, and nothing else, on both engines.
///
/// # Errors
/// When the database refuses a statement.
pub async fn freeze(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    match manager.get_database_backend() {
        DbBackend::Postgres => grant(manager, table, Rows::AppendOnly).await,
        _ => refuse_changes(manager, table).await,
    }
}

async fn isolate(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    const OWN: &str = "municipality = nullif(current_setting('app.municipality', true), '')";
    for statement in [
        format!("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"),
        format!("ALTER TABLE {table} FORCE ROW LEVEL SECURITY"),
        format!("CREATE POLICY own_municipality ON {table} USING ({OWN}) WITH CHECK ({OWN})"),
    ] {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}

async fn refuse_changes(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    for change in ["UPDATE", "DELETE"] {
        let name = change.to_lowercase();
        let trigger = format!(
            "CREATE TRIGGER {table}_no_{name} BEFORE {change} ON {table} \
             BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        );
        manager.get_connection().execute_unprepared(&trigger).await?;
    }
    Ok(())
}

/// Drops a table with everything [`guard`] put on it.
///
/// # Errors
/// When the database refuses the statement.
pub async fn drop(manager: &SchemaManager<'_>, table: &'static str) -> Result<(), DbErr> {
    manager.drop_table(Table::drop().table(table).to_owned()).await
}
