//! Telling other processes on the same PostgreSQL database, and hearing from them.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::municipality::MunicipalityCode;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sqlx::{Executor, PgPool};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use super::Counters;

/// The channel the processes speak on; the payload is the origin and municipality codes with spaces between.
const CHANNEL: &str = "hjertekom_changed";
/// How long changes are gathered after the first has been told.
const GATHER: Duration = Duration::from_millis(100);
/// How long the database may take to let a connection in.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long to wait before the database is asked again after it did not answer.
const RETRY: Duration = Duration::from_secs(1);

/// The other processes.
pub(super) struct Others {
    /// Two connections of their own, opened when they are first needed: a busy pool must not hold up what is told.
    pool: PgPool,
    /// Who speaks: a process has no need to hear itself.
    origin: String,
    counters: Arc<Counters>,
    told: Arc<Told>,
    is_speaking: AtomicBool,
    is_hearing: AtomicBool,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

/// What the others have not heard yet.
#[derive(Default)]
struct Told {
    waiting: Mutex<BTreeSet<MunicipalityCode>>,
    wake: Notify,
}

impl Told {
    fn add(&self, municipality: MunicipalityCode) {
        self.locked().insert(municipality);
        self.wake.notify_one();
    }

    /// The payload of what is waiting, if anything is.
    fn take(&self, origin: &str) -> Option<String> {
        let waiting = std::mem::take(&mut *self.locked());
        let payload = waiting.iter().fold(origin.to_owned(), |text, code| format!("{text} {code}"));
        (!waiting.is_empty()).then_some(payload)
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, BTreeSet<MunicipalityCode>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Others {
    pub(super) fn new(options: PgConnectOptions, origin: String, counters: Arc<Counters>) -> Self {
        let pool =
            PgPoolOptions::new().max_connections(2).acquire_timeout(PATIENCE).connect_lazy_with(options);
        Self {
            pool,
            origin,
            counters,
            told: Arc::default(),
            is_speaking: AtomicBool::new(false),
            is_hearing: AtomicBool::new(false),
            tasks: Mutex::default(),
        }
    }

    pub(super) fn tell(&self, municipality: MunicipalityCode) {
        self.told.add(municipality);
        if !self.is_speaking.swap(true, Ordering::AcqRel) {
            self.keep(tokio::spawn(speak(self.pool.clone(), self.origin.clone(), Arc::clone(&self.told))));
        }
    }

    /// Begins to hear, once.
    pub(super) fn hear(&self) {
        if !self.is_hearing.swap(true, Ordering::AcqRel) {
            self.keep(tokio::spawn(hear(self.pool.clone(), self.origin.clone(), Arc::clone(&self.counters))));
        }
    }

    pub(super) async fn close(&self) {
        self.stop();
        if let Err(error) = send(&self.pool, &self.told.take(&self.origin)).await {
            tracing::warn!(%error, "other servers were not told of the last changes");
        }
        self.pool.close().await;
    }

    fn keep(&self, task: JoinHandle<()>) {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner).push(task);
    }

    fn stop(&self) {
        let tasks = std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        tasks.iter().for_each(JoinHandle::abort);
    }
}

impl Drop for Others {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Sends what is told: the first at once, what comes right behind it together.
async fn speak(pool: PgPool, origin: String, told: Arc<Told>) {
    loop {
        told.wake.notified().await;
        if let Err(error) = send(&pool, &told.take(&origin)).await {
            // What was told is lost to the others for now; the next change of the municipality reaches them.
            tracing::warn!(%error, "other servers cannot be told of changes");
            tokio::time::sleep(RETRY).await;
        }
        tokio::time::sleep(GATHER).await;
    }
}

async fn send(pool: &PgPool, payload: &Option<String>) -> Result<(), sqlx::Error> {
    let Some(payload) = payload else { return Ok(()) };
    pool.execute(sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(payload)).await?;
    Ok(())
}

/// Listens for as long as the process lives, also across connections that are cut.
async fn hear(pool: PgPool, origin: String, counters: Arc<Counters>) {
    loop {
        match listen(&pool, &origin, &counters).await {
            Ok(()) | Err(sqlx::Error::PoolClosed) => return,
            Err(error) => {
                tracing::warn!(%error, "changes of other servers cannot be heard");
                tokio::time::sleep(RETRY).await;
            }
        }
    }
}

async fn listen(pool: &PgPool, origin: &str, counters: &Counters) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    // Whatever was told before this connection listened.
    counters.all_moved();
    loop {
        match listener.try_recv().await? {
            Some(heard) => {
                let (by, codes) = heard.payload().split_once(' ').unwrap_or_default();
                let codes = codes.split(' ').filter(|_| by != origin);
                codes.filter_map(|code| code.parse().ok()).for_each(|code| counters.moved(code));
            }
            None => counters.all_moved(),
        }
    }
}
