use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::programme::Catalogue;
use sea_orm::FromQueryResult;
use tempfile::TempDir;

use super::*;
use crate::engine::job as working;
use crate::key_ring::KeyRing;
use crate::sql;

#[derive(FromQueryResult)]
struct Count {
    rows: i64,
}

async fn store() -> (Sqlite, TempDir) {
    store_with_patience(Duration::from_secs(20), Duration::from_secs(20)).await
}

async fn store_with_patience(patience: Duration, long_patience: Duration) -> (Sqlite, TempDir) {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}", folder.path().join("t.sqlite").display());
    let mut settings = Settings::new(url, KeyRing::from_bytes([0; 32]), Arc::new(Catalogue::new([])));
    settings.patience = patience;
    settings.long_patience = long_patience;
    let store = Sqlite::open(&settings).await.unwrap();
    let create = working(|tx| {
        Box::pin(async move {
            sql::execute(tx, "CREATE TABLE number (value INTEGER PRIMARY KEY)", []).await?;
            Ok(())
        })
    });
    store.write(create, false).await.unwrap();
    (store, folder)
}

async fn insert(store: &Sqlite, value: i64) -> Result<(), Error> {
    let work = working(move |tx| {
        Box::pin(async move {
            sql::execute(tx, "INSERT INTO number (value) VALUES ($1)", [value.into()]).await?;
            Ok(())
        })
    });
    store.write(work, false).await
}

async fn count(store: &Sqlite) -> i64 {
    sql::one::<Count>(store.reader(), "SELECT count(*) AS rows FROM number", []).await.unwrap().unwrap().rows
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_in_a_group_takes_nothing_else_with_it() {
    let (store, _folder) = store().await;
    // Every number twice: one of the two violates the key.
    let results = futures::future::join_all((0..400).map(|number| insert(&store, number % 200))).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 200);
    assert_eq!(count(&store).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_ends_one_job_and_not_the_writer() {
    let (store, _folder) = store().await;
    let panicking = working(|tx| {
        Box::pin(async move {
            sql::execute(tx, "INSERT INTO number (value) VALUES (-1)", []).await?;
            assert!(count_of(tx) > 1, "a fault of the program");
            Ok(())
        })
    });
    let (result, inserted) = tokio::join!(store.write(panicking, false), insert(&store, 1));
    assert!(matches!(result, Err(Error::Abandoned)));
    inserted.unwrap();
    assert_eq!(count(&store).await, 1);
}

fn count_of(_: &Tx) -> i64 {
    0
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_nobody_waits_for_is_not_begun() {
    let (store, _folder) = store().await;
    let runs = Arc::new(AtomicUsize::new(0));
    let long = working(|_| {
        Box::pin(async move {
            tokio::time::sleep(Duration::from_millis(100)).await;
            Ok(())
        })
    });
    let counted = Arc::clone(&runs);
    let cancelled = working(move |_| {
        Box::pin(async move {
            counted.fetch_add(1, Ordering::Relaxed);
            Ok(())
        })
    });
    let waiting = async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        tokio::time::timeout(Duration::from_millis(20), store.write(cancelled, false)).await
    };
    let (done, timed_out) = tokio::join!(store.write(long, false), waiting);
    done.unwrap();
    assert!(timed_out.is_err());
    insert(&store, 1).await.unwrap();
    assert_eq!(runs.load(Ordering::Relaxed), 0);
}

/// What becomes of an insert that comes while a job of 600 ms runs.
async fn behind_a_job(alone: bool, long_patience: Duration) -> (Result<(), Error>, i64) {
    let (store, _folder) = store_with_patience(Duration::from_millis(150), long_patience).await;
    let long = working(|tx| {
        Box::pin(async move {
            sql::execute(tx, "INSERT INTO number (value) VALUES (7)", []).await?;
            tokio::time::sleep(Duration::from_millis(600)).await;
            Ok(())
        })
    });
    let late = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        insert(&store, 8).await
    };
    let (done, late) = tokio::join!(store.write(long, alone), late);
    done.unwrap();
    insert(&store, 9).await.unwrap();
    (late, count(&store).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_waited_for_because_it_ends() {
    let (late, rows) = behind_a_job(true, Duration::from_secs(20)).await;
    assert!(late.is_ok(), "{late:?}");
    assert_eq!(rows, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_an_import_that_takes_too_long_others_are_told_so_and_nothing_of_theirs_is_done() {
    let (late, rows) = behind_a_job(true, Duration::from_millis(300)).await;
    assert!(matches!(late, Err(Error::Busy)), "{late:?}");
    assert_eq!(rows, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_writer_that_does_not_get_on_others_are_told_soon() {
    let (late, rows) = behind_a_job(false, Duration::from_secs(20)).await;
    assert!(matches!(late, Err(Error::Unavailable(_))), "{late:?}");
    assert_eq!(rows, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_finishes_what_is_waiting() {
    let (store, _folder) = store().await;
    let inserts = futures::future::join_all((0..50).map(|number| insert(&store, number)));
    let (results, ()) = tokio::join!(inserts, async {
        tokio::task::yield_now().await;
        store.close().await;
    });
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert!(matches!(insert(&store, 99).await, Err(Error::Unavailable(_))));
}
