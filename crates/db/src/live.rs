//! Who wants to know when a municipality's numbers change, in this process and in others.
//!
//! Every save tells the [`Hub`] after its commit. In this process each municipality has one counter that its listeners
//! watch: whoever is slow sees only that it moved, so nothing ever piles up. On PostgreSQL the servers tell each other
//! by `NOTIFY`, gathered for a moment and sent behind the saves' backs: a commit that notifies itself would wait for
//! every other one that does.

mod others;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::municipality::MunicipalityCode;
use tokio::sync::watch;

use self::others::Others;
use crate::caller::Caller;
use crate::database::Database;
use crate::error::Error;
use crate::rights::ReadIndicators;
use crate::tenant::Tenant;

/// The counters of this process, and the way to the other processes.
#[derive(Clone)]
pub(crate) struct Hub(Arc<Inner>);

struct Inner {
    counters: Arc<Counters>,
    others: Option<Others>,
}

/// One counter per municipality that has been listened to; it moves with every change.
#[derive(Default)]
struct Counters(Mutex<HashMap<MunicipalityCode, watch::Sender<u64>>>);

impl Counters {
    fn moved(&self, municipality: MunicipalityCode) {
        if let Some(counter) = self.locked().get(&municipality) {
            counter.send_modify(|count| *count = count.wrapping_add(1));
        }
    }

    /// After changes may have been missed, everybody looks again.
    fn all_moved(&self) {
        self.locked()
            .values()
            .for_each(|counter| counter.send_modify(|count| *count = count.wrapping_add(1)));
    }

    fn watch(&self, municipality: MunicipalityCode) -> watch::Receiver<u64> {
        self.locked().entry(municipality).or_insert_with(|| watch::Sender::new(0)).subscribe()
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, HashMap<MunicipalityCode, watch::Sender<u64>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Hub {
    /// A hub for one process.
    pub(crate) fn alone() -> Self {
        Self(Arc::new(Inner { counters: Arc::default(), others: None }))
    }

    /// A hub among the processes that share a PostgreSQL database; `origin` is any number no other one has.
    pub(crate) fn among(options: sqlx::postgres::PgConnectOptions, origin: [u8; 8]) -> Self {
        let counters = Arc::default();
        let others = Some(Others::new(options, hex::encode(origin), Arc::clone(&counters)));
        Self(Arc::new(Inner { counters, others }))
    }

    /// Tells that something of a tenant was saved.
    pub(crate) fn tell(&self, tenant: Tenant) {
        let Some(municipality) = tenant.municipality() else { return };
        self.0.counters.moved(municipality);
        if let Some(others) = &self.0.others {
            others.tell(municipality);
        }
    }

    fn watch(&self, municipality: MunicipalityCode) -> watch::Receiver<u64> {
        if let Some(others) = &self.0.others {
            others.hear();
        }
        self.0.counters.watch(municipality)
    }

    /// Tells the others what has not been told yet, and stops listening to them.
    pub(crate) async fn close(&self) {
        if let Some(others) = &self.0.others {
            others.close().await;
        }
    }
}

/// The changes of one municipality, from now on.
#[derive(Debug)]
pub struct Changes(watch::Receiver<u64>);

impl Changes {
    /// Waits until something was saved that was not told yet; several saves in between are one change.
    ///
    /// Never returns when the database has been closed: nothing will change any more.
    pub async fn next(&mut self) {
        if self.0.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Counts everything up to now as told.
    pub fn seen(&mut self) {
        self.0.mark_unchanged();
    }
}

impl Database {
    /// The changes of the caller's municipality, from now on. On PostgreSQL also those that other processes save.
    ///
    /// # Errors
    /// [`Error::NoMunicipality`] for a caller who belongs to none.
    pub fn changes(&self, caller: &Caller<ReadIndicators>) -> Result<Changes, Error> {
        let municipality = caller.identity().own_municipality()?;
        Ok(Changes(self.store().hub().watch(municipality)))
    }
}
