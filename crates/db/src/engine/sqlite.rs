//! SQLite: one file, one process, one writer, a pool of readers.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::job::{Job, Patience, Waiting};
use super::writer::Writer;
use super::{Tx, Working};
use crate::error::{Error, StartError};
use crate::settings::{Durability, Observer, Settings};

/// Older releases can lose a write when a write-ahead log is reset: <https://www.sqlite.org/releaselog/3_51_3.html>.
const OLDEST: [u32; 3] = [3, 51, 3];

/// Jobs that may wait; the next one waits to be allowed to wait.
const QUEUE: usize = 1024;

pub(crate) struct Sqlite {
    reader: DatabaseConnection,
    queue: Mutex<Option<mpsc::Sender<Box<dyn Job>>>>,
    writer: tokio::sync::Mutex<Option<JoinHandle<()>>>,
    patience: Patience,
    lock: Mutex<Option<FileLock>>,
}

impl Sqlite {
    pub(super) async fn open(settings: &Settings) -> Result<Self, StartError> {
        let options = options(settings)?;
        if settings.read_only {
            return Self::look(settings, options).await;
        }
        let lock = FileLock::take(options.get_filename()).await?;
        let closed_cleanly = is_closed_cleanly(options.get_filename());
        // The writer comes first: it creates the write-ahead log that read-only connections cannot create.
        let connection = connect_writer(&options, settings.observer.clone()).await?;
        check_version(&connection).await?;
        if !closed_cleanly || is_small(options.get_filename()) {
            check_pages(&connection).await?;
        }
        let reader = connect_readers(settings, options.clone()).await?;
        let (queue, jobs) = mpsc::channel(QUEUE);
        let long_job = Arc::new(AtomicBool::new(false));
        let writer = Writer {
            options,
            observer: settings.observer.clone(),
            connection: Some(connection),
            failed: false,
            long_job: Arc::clone(&long_job),
        };
        Ok(Self {
            reader,
            queue: Mutex::new(Some(queue)),
            writer: tokio::sync::Mutex::new(Some(tokio::spawn(writer.run(jobs)))),
            patience: Patience { usual: settings.patience, long: settings.long_patience, long_job },
            lock: Mutex::new(Some(lock)),
        })
    }

    /// Opens readers only: beside a server, which goes on writing, and without a lock.
    async fn look(settings: &Settings, options: SqliteConnectOptions) -> Result<Self, StartError> {
        if !options.get_filename().exists() {
            return Err(StartError::Schema("there is no database yet".into()));
        }
        let reader = connect_readers(settings, options.create_if_missing(false)).await?;
        check_version(&reader).await?;
        Ok(Self {
            reader,
            queue: Mutex::new(None),
            writer: tokio::sync::Mutex::new(None),
            patience: Patience {
                usual: settings.patience,
                long: settings.patience,
                long_job: Arc::default(),
            },
            lock: Mutex::new(None),
        })
    }

    pub(super) const fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    pub(super) async fn write<T, W>(&self, work: W, alone: bool) -> Result<T, Error>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(&'t Tx) -> Working<'t, T> + Send + 'static,
    {
        let queue = self.queue.lock().ok().and_then(|queue| queue.clone());
        let queue = queue.ok_or_else(|| Error::Unavailable("the database is closed".into()))?;
        let (job, waiter) = Waiting::new(work, alone);
        match queue.send_timeout(Box::new(job), self.patience.usual).await {
            Ok(()) => waiter.answer(&self.patience).await,
            Err(_) => Err(Error::Unavailable("too many writes are waiting".into())),
        }
    }

    /// Finishes what is waiting, closes the file and gives it free.
    pub(super) async fn close(&self) {
        if let Ok(mut queue) = self.queue.lock() {
            queue.take();
        }
        if let Some(writer) = self.writer.lock().await.take() {
            drop(writer.await);
        }
        drop(self.reader.close_by_ref().await);
        if let Ok(mut lock) = self.lock.lock() {
            lock.take();
        }
    }
}

/// The exclusive right to a database file, held as a lock on a file beside it and given back when dropped.
#[derive(Debug)]
pub(crate) struct FileLock(#[expect(dead_code, reason = "closing the file gives the lock back")] File);

impl FileLock {
    /// Takes the lock. A server that is being restarted may still be closing, so it is waited for shortly.
    pub(crate) async fn take(database: &Path) -> Result<Self, StartError> {
        const ATTEMPTS: usize = 20;
        let mut path = database.as_os_str().to_owned();
        path.push(".lock");
        let path = PathBuf::from(path);
        let failed = |source| StartError::File { path: path.clone(), source };
        if let Some(folder) = database.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut open = OpenOptions::new();
        let file = open.create(true).truncate(false).write(true).mode(0o600).open(&path).map_err(failed)?;
        for _ in 0..ATTEMPTS {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::WouldBlock) => tokio::time::sleep(Duration::from_millis(50)).await,
                Err(TryLockError::Error(source)) => return Err(failed(source)),
            }
        }
        Err(StartError::Locked(database.into()))
    }
}

/// Opens a connection for migrations; the caller holds the lock.
pub(crate) async fn connect_owner(url: &str) -> Result<(FileLock, DatabaseConnection), StartError> {
    let options = base_options(url)?;
    let lock = FileLock::take(options.get_filename()).await?;
    Ok((lock, connect_writer(&options, None).await?))
}

/// Opens a file that is there for reading only.
pub(crate) async fn look_at_file(url: &str) -> Result<Option<DatabaseConnection>, StartError> {
    let options = base_options(url)?.create_if_missing(false).pragma("query_only", "ON");
    if !options.get_filename().exists() {
        return Ok(None);
    }
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    Ok(Some(pool.into()))
}

fn base_options(url: &str) -> Result<SqliteConnectOptions, StartError> {
    let options = SqliteConnectOptions::from_str(url).map_err(|_| StartError::Address(url.into()))?;
    Ok(options
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(5))
        // A crafted schema must not run functions with side effects; a damaged cell must not be read past.
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("temp_store", "MEMORY")
        .statement_cache_capacity(256)
        .disable_statement_logging())
}

fn options(settings: &Settings) -> Result<SqliteConnectOptions, StartError> {
    let mut options = base_options(&settings.url)?;
    if settings.durability == Durability::Relaxed {
        options = options.synchronous(SqliteSynchronous::Off);
    }
    if let Some(pages) = settings.max_pages {
        options = options.pragma("max_page_count", pages.to_string());
    }
    Ok(options)
}

pub(super) async fn connect_writer(
    options: &SqliteConnectOptions,
    observer: Option<Observer>,
) -> Result<DatabaseConnection, sea_orm::DbErr> {
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        // 32 MiB: the inner pages of every index of a million courses.
        .connect_with(options.clone().pragma("cache_size", "-32768"))
        .await
        .map_err(|error| sea_orm::DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into())))?;
    Ok(observed(pool.into(), observer))
}

async fn connect_readers(
    settings: &Settings,
    options: SqliteConnectOptions,
) -> Result<DatabaseConnection, StartError> {
    let pool = SqlitePoolOptions::new()
        .max_connections(settings.connections)
        .acquire_timeout(settings.patience)
        .test_before_acquire(false)
        .max_lifetime(None)
        .connect_with(options.pragma("query_only", "ON").pragma("cache_size", "-4096"))
        .await?;
    Ok(observed(pool.into(), settings.observer.clone()))
}

pub(super) fn observed(mut connection: DatabaseConnection, observer: Option<Observer>) -> DatabaseConnection {
    if let Some(observer) = observer {
        connection.set_metric_callback(move |info| observer(&info.statement.sql));
    }
    connection
}

/// Closing the last connection removes the write-ahead log; one that is still there was left by a crash.
fn is_closed_cleanly(database: &Path) -> bool {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).map_or(true, |log| log.len() == 0)
}

/// Whether reading the whole file delays a start by less than about a second.
fn is_small(database: &Path) -> bool {
    const SMALL: u64 = 512 * 1024 * 1024;
    std::fs::metadata(database).map_or(true, |file| file.len() <= SMALL)
}

async fn check_version(connection: &DatabaseConnection) -> Result<(), StartError> {
    let version = text(connection, "SELECT sqlite_version()").await?;
    let numbers: Vec<u32> = version.split('.').map_while(|part| part.parse().ok()).collect();
    if numbers.as_slice() < OLDEST.as_slice() {
        return Err(StartError::OldSqlite(version));
    }
    Ok(())
}

async fn check_pages(connection: &DatabaseConnection) -> Result<(), StartError> {
    match text(connection, "PRAGMA quick_check(1)").await {
        Ok(answer) if answer == "ok" => Ok(()),
        Ok(finding) => Err(StartError::Damaged(finding.replace('\n', " "))),
        Err(error) => Err(StartError::Damaged(error.to_string())),
    }
}

async fn text(connection: &DatabaseConnection, query: &'static str) -> Result<String, StartError> {
    let statement = Statement::from_sql_and_values(connection.get_database_backend(), query, []);
    let row = connection.query_one_raw(statement).await?;
    let row = row.ok_or_else(|| StartError::Damaged(format!("{query} gives no answer")))?;
    Ok(row.try_get_by_index(0)?)
}

#[cfg(test)]
mod tests;
