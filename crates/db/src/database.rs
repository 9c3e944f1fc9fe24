//! The handle everything starts from.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::programme::Catalogue;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::audit::Event;
use crate::caller::Identity;
use crate::engine::{Engine, Store, Tx, job};
use crate::entropy::{Entropy, new_id};
use crate::error::{Error, StartError};
use crate::key_ring::{KeyRing, TenantKeys};
use crate::repositories::KeptShares;
use crate::settings::Settings;
use crate::sql;
use crate::tenant::Tenant;

/// An open database. Clones share the connections.
#[derive(Clone)]
pub struct Database(Arc<Inner>);

struct Inner {
    store: Store,
    keys: KeyRing,
    catalogue: Arc<Catalogue>,
    entropy: Arc<dyn Entropy>,
    kept_shares: KeptShares,
}

impl Database {
    /// Opens a database that has been migrated, and refuses one it could not keep its promises on.
    ///
    /// # Errors
    /// What has to be put right first, as one clear line.
    pub async fn connect(settings: &Settings) -> Result<Self, StartError> {
        let store = Store::open(settings).await?;
        crate::migrate::require_current(store.reader()).await?;
        let database = Self(Arc::new(Inner {
            store,
            keys: settings.key_ring.clone(),
            catalogue: Arc::clone(&settings.catalogue),
            entropy: Arc::clone(&settings.entropy),
            kept_shares: KeptShares::default(),
        }));
        database.check_key(settings.read_only).await?;
        Ok(database)
    }

    /// Whether the SQLite file has been opened with a key before, so that no other may ever be made for it.
    ///
    /// Changes nothing: a file that is not there is not made.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn has_key(url: &str) -> Result<bool, StartError> {
        crate::migrate::has_key(url).await
    }

    /// Brings the schema up to date. On PostgreSQL the address is the owner's, not the server's.
    ///
    /// # Errors
    /// When another process uses the file, or the database refuses a step.
    pub async fn migrate(url: &str) -> Result<(), StartError> {
        crate::migrate::migrate(url).await
    }

    /// Which engine is in use.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.0.store.engine()
    }

    /// The programmes the database counts by.
    #[must_use]
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.0.catalogue
    }

    /// Asks the database for an answer, whichever.
    ///
    /// # Errors
    /// When there is none.
    pub async fn ping(&self) -> Result<(), Error> {
        sql::execute(self.0.store.reader(), "SELECT 1", []).await?;
        Ok(())
    }

    /// Finishes the writes that are waiting and closes the connections.
    pub async fn close(&self) {
        self.0.store.close().await;
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn keys(&self, tenant: Tenant) -> Arc<TenantKeys> {
        self.0.keys.tenant(tenant)
    }

    pub(crate) fn key_ring(&self) -> &KeyRing {
        &self.0.keys
    }

    pub(crate) fn kept_shares(&self) -> &KeptShares {
        &self.0.kept_shares
    }

    pub(crate) fn entropy(&self) -> &dyn Entropy {
        self.0.entropy.as_ref()
    }

    pub(crate) fn new_id(&self, now: DateTime<Utc>) -> Result<Uuid, Error> {
        Ok(new_id(self.entropy(), now)?)
    }

    /// Ends a reading transaction: the event is committed before the caller sees what was read.
    pub(crate) async fn finish(&self, tx: Tx, who: &Identity, event: Event) -> Result<(), Error> {
        tx.commit().await?;
        self.log(who.clone(), event).await
    }

    /// The first server to open a database leaves a value only its key can make; later ones compare.
    async fn check_key(&self, read_only: bool) -> Result<(), StartError> {
        const STORED: &str = "SELECT key_check FROM installation WHERE id = 1";
        let value = self.0.keys.check_value().to_vec();
        let stored: Option<KeyCheck> = if read_only {
            sql::one(self.0.store.reader(), STORED, []).await?
        } else {
            let leave = job(move |tx| {
                Box::pin(async move {
                    let insert =
                        "INSERT INTO installation (id, key_check) VALUES (1, $1) ON CONFLICT DO NOTHING";
                    sql::execute(tx, insert, [value.into()]).await?;
                    sql::one(tx, STORED, []).await
                })
            });
            self.0.store.write(Tenant::PLATFORM, leave).await?
        };
        match stored {
            Some(stored) if stored.key_check != self.0.keys.check_value() => Err(StartError::WrongKey),
            None if !read_only => Err(StartError::WrongKey),
            _ => Ok(()),
        }
    }
}

#[derive(FromQueryResult)]
struct KeyCheck {
    key_check: Vec<u8>,
}

impl std::fmt::Debug for Database {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Database({:?})", self.engine())
    }
}
