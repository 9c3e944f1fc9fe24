//! The second barrier: what the database itself refuses on PostgreSQL.

use db::rights::{AnnotateIndicators, ReadCourses, WriteForms};
use db::{CourseFilter, Error};
use domain::access::Role;
use domain::course::LifeEvent;
use migrations::tenant::TABLES;
use sqlx::{Connection, PgConnection, Row};

use crate::fixture::{Fixture, SILKEBORG, VIBORG, now, object, start};

async fn app(fixture: &Fixture) -> PgConnection {
    PgConnection::connect(&fixture.postgres.as_ref().unwrap().app_url).await.unwrap()
}

async fn count(connection: &mut PgConnection, table: &str) -> i64 {
    let query = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
    sqlx::query(query).fetch_one(connection).await.unwrap().get(0)
}

/// Something of everything that can be noted about an indicator.
async fn noted(fixture: &Fixture, municipality: &str) {
    let coordinator = fixture.caller::<AnnotateIndicators>(Role::Coordinator, municipality).await;
    let notes = fixture.db.indicator_notes(&coordinator);
    let (first, last) = ("2026-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    notes.comment("hjertekom", "smokefree", (first, "Nyt hold"), now()).await.unwrap();
    notes.set_aim("hjertekom", "smokefree", (80, first, last), now()).await.unwrap();
    notes.begin_baseline("hjertekom", "smokefree", (first, "Ny plan"), now()).await.unwrap();
}

async fn filled() -> Fixture {
    let fixture = Fixture::postgres().await;
    for (municipality, number) in [(SILKEBORG, 1), (SILKEBORG, 2), (VIBORG, 3)] {
        let course = fixture.course(municipality, number).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, municipality).await;
        fixture.db.drafts(&writer).put(course.id, "end", &object(start()), None, now()).await.unwrap();
        let mut at_a_unit = start();
        at_a_unit["site_sor"] = "990000000000001".into();
        fixture.submit(&course, "start", at_a_unit).await;
        noted(&fixture, municipality).await;
        crate::plans::plan(&fixture, municipality, course.id, crate::plans::smoker()).await;
        crate::attendance::group(&fixture, &course).await;
        crate::course_events::record(&fixture, &course, LifeEvent::Paused, Some("Ferie")).await;
        crate::health_records::import_one(&fixture, municipality, number).await;
    }
    crate::publications::publish(&fixture, false).await;
    fixture
}

#[tokio::test]
async fn every_tenant_table_has_forced_row_level_security_for_reading_and_writing() {
    let fixture = Fixture::postgres().await;
    let guarded = fixture
        .look(
            "SELECT c.relname::text FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid \
             WHERE c.relrowsecurity AND c.relforcerowsecurity AND p.polqual IS NOT NULL \
             AND p.polwithcheck IS NOT NULL AND p.polcmd = '*' AND p.polpermissive",
        )
        .await;
    let keyed = fixture
        .look(
            "SELECT table_name::text FROM information_schema.columns WHERE table_schema = 'public' \
             AND column_name = 'municipality' AND table_name <> 'user_account'",
        )
        .await;
    for table in TABLES {
        assert!(guarded.iter().any(|guarded| guarded == table), "{table} is not guarded");
    }
    for table in keyed {
        assert!(
            TABLES.contains(&table.as_str()),
            "{table} has a municipality but is not listed as a tenant table"
        );
    }
}

#[tokio::test]
async fn every_tenant_table_is_keyed_first_by_municipality() {
    let fixture = Fixture::postgres().await;
    let first = fixture
        .look(
            "SELECT c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid \
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] \
             WHERE i.indisprimary AND a.attname = 'municipality'",
        )
        .await;
    for table in TABLES {
        assert!(first.iter().any(|keyed| keyed == table), "{table}");
    }
}

#[tokio::test]
async fn the_server_owns_nothing() {
    let fixture = Fixture::postgres().await;
    let owned = fixture
        .look(
            "SELECT c.relname::text FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner \
             WHERE r.rolname = 'hjertekom_app'",
        )
        .await;
    assert!(owned.is_empty(), "{owned:?}");
}

#[tokio::test]
async fn without_a_filter_the_database_shows_the_rows_of_the_stated_municipality_only() {
    let fixture = filled().await;
    let mut connection = app(&fixture).await;
    for table in TABLES.iter().filter(|table| **table != "idempotency") {
        assert_eq!(count(&mut connection, table).await, 0, "{table} without a municipality");
        let mut seen = Vec::new();
        for municipality in [SILKEBORG, VIBORG] {
            let mut tx = connection.begin().await.unwrap();
            sqlx::query("SELECT set_config('app.municipality', $1, true)")
                .bind(municipality)
                .execute(&mut *tx)
                .await
                .unwrap();
            let query = sqlx::AssertSqlSafe(format!("SELECT DISTINCT municipality::text FROM {table}"));
            let rows = sqlx::query(query).fetch_all(&mut *tx).await.unwrap();
            seen.extend(rows.iter().map(|row| row.get::<String, _>(0)));
            tx.commit().await.unwrap();
        }
        assert_eq!(seen, [SILKEBORG, VIBORG], "{table}");
        assert_eq!(count(&mut connection, table).await, 0, "{table} after the transaction");
    }
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_row_cannot_be_written_for_or_moved_to_another_municipality() {
    let fixture = filled().await;
    let mut connection = app(&fixture).await;
    for statement in [
        "UPDATE course SET municipality = '0791'",
        "UPDATE citizen SET municipality = '0791'",
        "INSERT INTO tally (municipality, programme, indicator, version, month, fulfilled, not_fulfilled, missing, \
         excluded, pending) VALUES ('0791', 'p', 'i', 'v', '2026-01-01', 1, 0, 0, 0, 0)",
        "INSERT INTO access_chain (municipality, seq, hash) VALUES ('0791', 1, '\\x00')",
    ] {
        let mut tx = connection.begin().await.unwrap();
        sqlx::query("SELECT set_config('app.municipality', '0740', true)").execute(&mut *tx).await.unwrap();
        let refused = sqlx::raw_sql(statement).execute(&mut *tx).await.unwrap_err().to_string();
        assert!(refused.contains("row-level security"), "{statement}: {refused}");
        tx.rollback().await.unwrap();
    }
    let mut tx = connection.begin().await.unwrap();
    sqlx::query("SELECT set_config('app.municipality', '0740', true)").execute(&mut *tx).await.unwrap();
    let foreign = sqlx::raw_sql("UPDATE course SET state = 'closed' WHERE municipality = '0791'")
        .execute(&mut *tx)
        .await
        .unwrap();
    assert_eq!(foreign.rows_affected(), 0);
    tx.rollback().await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_used_by_turns_for_many_municipalities_never_mix_their_rows() {
    let fixture = filled().await;
    let readers = [
        (SILKEBORG, fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await),
        (VIBORG, fixture.caller::<ReadCourses>(Role::Clinician, VIBORG).await),
    ];
    let lists = (0..200).map(|turn| {
        let (municipality, caller) = &readers[turn % 2];
        let courses = fixture.db.courses(caller);
        async move { (*municipality, courses.list(&CourseFilter::default(), None, 10).await) }
    });
    for (municipality, page) in futures::future::join_all(lists).await {
        match page {
            Ok(page) => {
                assert_eq!(page.courses.len(), if municipality == SILKEBORG { 2 } else { 1 });
                assert!(page.courses.iter().all(|l| l.course.municipality.to_string() == municipality));
            }
            Err(error) => assert!(matches!(error, Error::Unavailable(_)), "{error}"),
        }
    }
}
