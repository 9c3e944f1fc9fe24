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

/// What was published last is still known when bases are kept per snapshot, and what nobody saw is forgotten.
async fn the_basis_is_kept(connection: DatabaseConnection) {
    const SNAPSHOTS: &str = "INSERT INTO published_snapshot (id, as_of, attempt, rules_version, begun_at, published_at) \
        VALUES ({out}, '2026-04-30', 1, 1, '2026-05-01T00:00:00Z', '2026-05-01T00:00:00Z'), \
               ({begun}, '2026-05-31', 1, 1, '2026-06-01T00:00:00Z', NULL)";
    const BASIS: &str = "INSERT INTO publication_basis (municipality, programme, indicator, version, period, split, level, \
        exact_fulfilled, exact_not_fulfilled, fulfilled, not_fulfilled, as_of) \
        VALUES ('0740', 'p', 'i', 'v', 'rolling', '', '', 14, 6, 15, 5, '2026-04-30')";
    let is_postgres = connection.get_database_backend() == DbBackend::Postgres;
    let (own, hex) = if is_postgres {
        ("SET app.municipality = '0740'; ", "encode(uuid_send(snapshot), 'hex')")
    } else {
        ("", "lower(hex(snapshot))")
    };
    let id = |digit: &str| {
        if is_postgres { format!("'{}'", digit.repeat(32)) } else { format!("x'{}'", digit.repeat(32)) }
    };
    Migrator::up(&connection, Some(24)).await.unwrap();
    for statement in [&SNAPSHOTS.replace("{out}", &id("a")).replace("{begun}", &id("b")), BASIS] {
        connection.execute_unprepared(&format!("{own}{statement}")).await.unwrap();
    }
    Migrator::up(&connection, Some(1)).await.unwrap();
    let query = format!("SELECT {hex} || ' ' || exact_fulfilled AS text FROM publication_basis");
    let statement = Statement::from_sql_and_values(connection.get_database_backend(), query, []);
    let rows = connection.query_all_raw(statement).await.unwrap();
    let kept: Vec<String> = rows.iter().map(|row| row.try_get("", "text").unwrap()).collect();
    assert_eq!(kept, [format!("{} 14", "a".repeat(32))]);
    Migrator::down(&connection, Some(1)).await.unwrap();
    let statement = Statement::from_sql_and_values(
        connection.get_database_backend(),
        "SELECT period AS text FROM publication_basis",
        [],
    );
    assert_eq!(connection.query_all_raw(statement).await.unwrap().len(), 1);
    connection.close().await.unwrap();
}

#[tokio::test]
async fn what_was_published_last_is_kept_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("basis.sqlite").display());
    the_basis_is_kept(Database::connect(url).await.unwrap()).await;
}

#[tokio::test]
async fn what_was_published_last_is_kept_on_postgresql() {
    let database = testkit::postgres::fresh_database().await;
    let mut options = sea_orm::ConnectOptions::new(&database.owner_url);
    // One connection: what it says about the municipality holds for the whole test.
    options.max_connections(1);
    the_basis_is_kept(Database::connect(options).await.unwrap()).await;
}
