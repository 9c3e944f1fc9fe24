//! The two database engines behind one way of running a transaction.

mod job;
mod postgres;
mod sqlite;
mod writer;

use futures::future::BoxFuture;
use sea_orm::{DatabaseConnection, DatabaseTransaction, TransactionTrait};

use crate::error::{Error, StartError};
use crate::live::Hub;
use crate::settings::Settings;
use crate::tenant::Tenant;

/// Which database engine is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded: one file, one process.
    Sqlite,
    /// A server, shared by any number of processes.
    Postgres,
}

/// A running transaction, scoped to one tenant.
pub(crate) type Tx = DatabaseTransaction;

/// What a piece of work inside a transaction returns.
pub(crate) type Working<'t, T> = BoxFuture<'t, Result<T, Error>>;

pub(crate) struct Store {
    connections: Connections,
    hub: Hub,
}

enum Connections {
    Sqlite(sqlite::Sqlite),
    Postgres(DatabaseConnection),
}

impl Store {
    pub(crate) async fn open(settings: &Settings) -> Result<Self, StartError> {
        let (connections, hub) = match engine_of(&settings.url)? {
            Engine::Sqlite => (Connections::Sqlite(sqlite::Sqlite::open(settings).await?), Hub::alone()),
            Engine::Postgres => {
                let mut origin = [0; 8];
                settings.entropy.fill(&mut origin).map_err(Error::from)?;
                let hub = Hub::among(postgres::options(&settings.url)?, origin);
                (Connections::Postgres(postgres::open(settings).await?), hub)
            }
        };
        Ok(Self { connections, hub })
    }

    pub(crate) const fn engine(&self) -> Engine {
        match &self.connections {
            Connections::Sqlite(_) => Engine::Sqlite,
            Connections::Postgres(_) => Engine::Postgres,
        }
    }

    /// Who is told of saves.
    pub(crate) const fn hub(&self) -> &Hub {
        &self.hub
    }

    /// A connection for reading what belongs to no tenant.
    pub(crate) const fn reader(&self) -> &DatabaseConnection {
        match &self.connections {
            Connections::Sqlite(sqlite) => sqlite.reader(),
            Connections::Postgres(pool) => pool,
        }
    }

    /// Begins a transaction for reading: everything in it sees one state of one tenant's rows.
    pub(crate) async fn snapshot(&self, tenant: Tenant) -> Result<Tx, Error> {
        match &self.connections {
            Connections::Sqlite(sqlite) => Ok(sqlite.reader().begin().await?),
            Connections::Postgres(pool) => postgres::begin_reading(pool, tenant).await,
        }
    }

    /// Runs work in a transaction and returns when it is on the disk, all of it or nothing.
    pub(crate) async fn write<T, W>(&self, tenant: Tenant, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(&'t Tx) -> Working<'t, T> + Send + 'static,
    {
        match &self.connections {
            Connections::Sqlite(sqlite) => sqlite.write(work, false).await,
            Connections::Postgres(pool) => {
                let tx = postgres::begin(pool, tenant).await?;
                let value = work(&tx).await?;
                tx.commit().await?;
                Ok(value)
            }
        }
    }

    /// As [`Store::write`], for work that takes long: on SQLite it shares its transaction with nobody.
    pub(crate) async fn write_alone<T, W>(&self, tenant: Tenant, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(&'t Tx) -> Working<'t, T> + Send + 'static,
    {
        match &self.connections {
            Connections::Sqlite(sqlite) => sqlite.write(work, true).await,
            Connections::Postgres(_) => self.write(tenant, work).await,
        }
    }

    /// As [`Store::write`], for work that changes what is counted: open screens of the tenant are told.
    pub(crate) async fn save<T, W>(&self, tenant: Tenant, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(&'t Tx) -> Working<'t, T> + Send + 'static,
    {
        let saved = self.write(tenant, work).await?;
        self.hub.tell(tenant);
        Ok(saved)
    }

    /// As [`Store::save`], for work that takes long.
    pub(crate) async fn save_alone<T, W>(&self, tenant: Tenant, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: for<'t> FnOnce(&'t Tx) -> Working<'t, T> + Send + 'static,
    {
        let saved = self.write_alone(tenant, work).await?;
        self.hub.tell(tenant);
        Ok(saved)
    }

    /// Moves a transaction to another tenant's rows: only to append what both have to know to the other's log.
    pub(crate) async fn rescope(&self, tx: &Tx, tenant: Tenant) -> Result<(), Error> {
        match &self.connections {
            Connections::Sqlite(_) => Ok(()),
            Connections::Postgres(_) => Ok(postgres::scope(tx, tenant).await?),
        }
    }

    pub(crate) async fn close(&self) {
        self.hub.close().await;
        match &self.connections {
            Connections::Sqlite(sqlite) => sqlite.close().await,
            // What cannot be closed is closed by the end of the process.
            Connections::Postgres(pool) => drop(pool.close_by_ref().await),
        }
    }
}

pub(crate) fn engine_of(url: &str) -> Result<Engine, StartError> {
    match url.split(':').next() {
        Some("sqlite") => Ok(Engine::Sqlite),
        Some("postgres" | "postgresql") => Ok(Engine::Postgres),
        other => Err(StartError::Address(format!("{}:…", other.unwrap_or_default()))),
    }
}

pub(crate) use postgres::connect_owner;
pub(crate) use sqlite::FileLock;
pub(crate) use sqlite::connect_owner as connect_file;
pub(crate) use sqlite::look_at_file;

/// Says of a closure that it works in any transaction, which the compiler does not see by itself in a variable.
pub(crate) fn job<T, W>(work: W) -> W
where
    T: Send + 'static,
    W: for<'t> FnOnce(&'t Tx) -> Working<'t, T> + Send + 'static,
{
    work
}
