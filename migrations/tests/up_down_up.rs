//! Every migration can be applied, taken back and applied again, on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has to fail")]

use migrations::tenant::TABLES;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};

/// Everything the schema consists of, as text, in order.
async fn schema(connection: &DatabaseConnection) -> Vec<String> {
    let query = match connection.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT text FROM (\
               SELECT format('%s.%s %s null=%s', table_name, column_name, data_type, is_nullable) AS text \
                 FROM information_schema.columns WHERE table_schema = 'public' \
               UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' \
               UNION ALL SELECT format('policy %s %s %s', tablename, qual, with_check) FROM pg_policies \
               UNION ALL SELECT format('grant %s %s', table_name, privilege_type) \
                 FROM information_schema.role_table_grants WHERE grantee = 'hjertekom_app' \
               UNION ALL SELECT format('check %s %s', conrelid::regclass, pg_get_constraintdef(oid)) \
                 FROM pg_constraint WHERE connamespace = 'public'::regnamespace) AS parts ORDER BY text"
        }
        _ => "SELECT coalesce(sql, name) AS text FROM sqlite_schema ORDER BY 1",
    };
    let statement = Statement::from_sql_and_values(connection.get_database_backend(), query, []);
    let rows = connection.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get("", "text").unwrap()).collect()
}

async fn up_down_up(connection: DatabaseConnection) {
    Migrator::up(&connection, None).await.unwrap();
    let first = schema(&connection).await;
    for table in TABLES {
        assert!(first.iter().any(|line| line.contains(table)), "{table}");
    }
    for steps in 1..=Migrator::migrations().len() {
        Migrator::down(&connection, Some(1)).await.unwrap();
        let pending = Migrator::get_pending_migrations(&connection).await.unwrap();
        assert_eq!(pending.len(), steps);
    }
    let empty = schema(&connection).await;
    assert!(empty.iter().all(|line| line.contains("seaql_migrations")), "left behind: {empty:?}");
    Migrator::up(&connection, None).await.unwrap();
    assert_eq!(schema(&connection).await, first);
    Migrator::up(&connection, None).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn the_schema_goes_up_down_and_up_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("up.sqlite").display());
    up_down_up(Database::connect(url).await.unwrap()).await;
}

#[tokio::test]
async fn the_schema_goes_up_down_and_up_on_postgresql() {
    let database = testkit::postgres::fresh_database().await;
    up_down_up(Database::connect(&database.owner_url).await.unwrap()).await;
}
