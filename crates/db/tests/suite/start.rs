//! What is refused before the first request: each refusal is one clear line.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use db::entropy::SystemEntropy;
use db::rights::ReadAccessLog;
use db::{AccessLogFilter, Database, Durability, KeyFileError, KeyRing, Settings, StartError};
use domain::access::Role;

use crate::fixture::{Fixture, SILKEBORG, catalogue};

fn refused(result: Result<Database, StartError>) -> String {
    let line = result.err().map(|error| error.to_string()).unwrap_or_default();
    assert!(!line.is_empty() && !line.contains('\n'), "one clear line: {line:?}");
    line
}

#[tokio::test]
async fn a_second_server_on_one_sqlite_file_is_refused() {
    let fixture = Fixture::sqlite().await;
    let line = refused(Database::connect(&fixture.settings).await);
    assert!(line.contains("in use by another"), "{line}");
    let line = Database::migrate(&fixture.settings.url).await.unwrap_err().to_string();
    assert!(line.contains("in use by another"), "{line}");
    fixture.db.close().await;
    drop(fixture);
}

#[tokio::test]
async fn a_running_servers_sqlite_file_can_be_looked_at_and_not_written() {
    let fixture = Fixture::sqlite().await;
    fixture.course(SILKEBORG, 1).await;
    let settings = Settings { read_only: true, ..fixture.settings.clone() };
    let looking = Database::connect(&settings).await.unwrap();
    fixture.course(SILKEBORG, 2).await;
    let auditor = fixture.console::<ReadAccessLog>(Role::Auditor, Some(SILKEBORG.parse().unwrap()));
    let (seen, own) =
        (looking.access_log(&auditor).verify().await, fixture.db.access_log(&auditor).verify().await);
    assert_eq!(seen.unwrap(), own.unwrap(), "also what was written since");
    assert!(!looking.accounts().is_empty().await.unwrap());
    assert!(
        looking.access_log(&auditor).list(&AccessLogFilter::default(), None, 10).await.is_err(),
        "it would be logged"
    );
    looking.close().await;
    fixture.course(SILKEBORG, 3).await;

    let wrong = Settings { key_ring: KeyRing::from_bytes([8; 32]), ..settings.clone() };
    assert!(refused(Database::connect(&wrong).await).contains("key file does not belong"));
    let nowhere = fixture.folder.path().join("nowhere.sqlite");
    let missing = Settings { url: format!("sqlite://{}", nowhere.display()), ..settings };
    assert!(refused(Database::connect(&missing).await).contains("hjertekom migrate"));
    assert!(!nowhere.exists(), "looking makes nothing");
}

#[tokio::test]
async fn a_file_knows_whether_it_was_ever_opened_with_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new.sqlite");
    let url = format!("sqlite://{}", file.display());
    assert!(!Database::has_key(&url).await.unwrap());
    assert!(!file.exists());
    Database::migrate(&url).await.unwrap();
    assert!(!Database::has_key(&url).await.unwrap());
    let settings = Settings::new(url.clone(), KeyRing::from_bytes([7; 32]), catalogue());
    Database::connect(&settings).await.unwrap().close().await;
    assert!(Database::has_key(&url).await.unwrap());
}

#[tokio::test]
async fn a_closed_database_can_be_opened_again() {
    let fixture = Fixture::sqlite().await;
    fixture.citizen("0740", 1).await;
    fixture.db.close().await;
    let reopened = Database::connect(&fixture.settings).await.unwrap();
    assert_eq!(fixture.look("SELECT municipality FROM citizen").await, ["0740"]);
    reopened.close().await;
}

#[tokio::test]
async fn another_key_is_refused() {
    for fixture in [Fixture::sqlite().await, Fixture::postgres().await] {
        fixture.db.close().await;
        let settings = Settings { key_ring: KeyRing::from_bytes([8; 32]), ..fixture.settings.clone() };
        let line = refused(Database::connect(&settings).await);
        assert!(line.contains("key file does not belong"), "{line}");
    }
}

#[tokio::test]
async fn a_database_that_is_not_migrated_or_newer_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("empty.sqlite").display());
    let settings = Settings::new(url.clone(), KeyRing::from_bytes([7; 32]), catalogue());
    let line = refused(Database::connect(&settings).await);
    assert!(line.contains("hjertekom migrate"), "{line}");
    Database::migrate(&url).await.unwrap();
    Database::migrate(&url).await.unwrap();
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.path().join("empty.sqlite"));
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    sqlx::raw_sql("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m29990101_000001_future', 1)")
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let line = refused(Database::connect(&settings).await);
    assert!(line.contains("newer version"), "{line}");
}

#[tokio::test]
async fn a_damaged_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("damaged.sqlite");
    let url = format!("sqlite://{}", file.display());
    Database::migrate(&url).await.unwrap();
    let mut bytes = fs::read(&file).unwrap();
    for byte in bytes.iter_mut().skip(3 * 4096).take(2 * 4096) {
        *byte = 0xa5;
    }
    fs::write(&file, bytes).unwrap();
    let settings = Settings::new(url, KeyRing::from_bytes([7; 32]), catalogue());
    let line = refused(Database::connect(&settings).await);
    assert!(line.contains("damaged"), "{line}");
}

#[tokio::test]
async fn a_role_that_can_pass_row_level_security_is_refused() {
    let fixture = Fixture::postgres().await;
    let postgres = fixture.postgres.as_ref().unwrap();
    for (url, why) in [(&postgres.admin_url, "superuser"), (&postgres.owner_url, "owns tables")] {
        let settings = Settings { url: url.clone(), ..fixture.settings.clone() };
        let line = refused(Database::connect(&settings).await);
        assert!(line.contains(why), "{line}");
    }
}

#[tokio::test]
async fn a_postgresql_that_does_not_write_through_is_refused() {
    let fixture = Fixture::postgres().await;
    let settings = Settings { durability: Durability::Full, ..fixture.settings.clone() };
    let durable = fixture
        .look("SELECT name::text FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'")
        .await
        .is_empty();
    match Database::connect(&settings).await {
        Ok(_) => assert!(durable),
        Err(error) => assert!(!durable && matches!(error, StartError::NotDurable(_)), "{error}"),
    }
}

#[tokio::test]
async fn an_address_of_another_kind_is_refused_without_repeating_it() {
    let settings = Settings::new("mysql://user:secret@host/db", KeyRing::from_bytes([7; 32]), catalogue());
    let line = refused(Database::connect(&settings).await);
    assert!(line.contains("no database address") && !line.contains("secret"), "{line}");
}

#[test]
fn a_key_file_is_made_once_for_its_owner_only_and_then_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys").join("master.key");
    assert!(matches!(KeyRing::open(&path), Err(KeyFileError::Missing(_))));
    KeyRing::create_or_open(&path, &SystemEntropy).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.trim().len(), 64);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    KeyRing::create_or_open(&path, &SystemEntropy).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "an existing key is never replaced");
    KeyRing::open(&path).unwrap();
}

#[test]
fn a_key_file_others_can_read_or_without_a_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("master.key");
    KeyRing::create_or_open(&path, &SystemEntropy).unwrap();
    for mode in [0o640, 0o604, 0o620, 0o666] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        assert!(matches!(KeyRing::open(&path), Err(KeyFileError::Exposed { .. })), "{mode:o}");
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    for text in ["", "00", &"0".repeat(63), &"0".repeat(66), &"x".repeat(64)] {
        fs::write(&path, text).unwrap();
        assert!(matches!(KeyRing::open(&path), Err(KeyFileError::Format(_))), "{text:?}");
    }
}
