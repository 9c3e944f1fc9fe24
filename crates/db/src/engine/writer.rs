//! The one writer of a SQLite file.
//!
//! It takes what is waiting, runs it as one `IMMEDIATE` transaction with a savepoint per job, commits once and only
//! then answers. A disk that takes 0.1 ms to write through is asked once for a whole group, and no two transactions
//! ever fight for the lock.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sea_orm::{DatabaseConnection, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use sqlx::sqlite::SqliteConnectOptions;
use tokio::sync::mpsc;

use super::Tx;
use super::job::Job;
use super::sqlite::connect_writer;
use crate::error::{Error, is_io_failure};
use crate::settings::Observer;

/// The most jobs in one transaction: bounds how long the first of them waits for its answer.
const MAX_GROUP: usize = 256;

pub(super) struct Writer {
    pub(super) options: SqliteConnectOptions,
    pub(super) observer: Option<Observer>,
    pub(super) connection: Option<DatabaseConnection>,
    /// Set when the disk failed under a write: what it still holds is not known until a restart has checked it.
    pub(super) failed: bool,
    /// Tells those who wait that a job of its own runs, which takes long and ends.
    pub(super) long_job: Arc<AtomicBool>,
}

impl Writer {
    /// Works until the queue is closed.
    pub(super) async fn run(mut self, mut queue: mpsc::Receiver<Box<dyn Job>>) {
        let mut held = None;
        while let Some(job) = match held.take() {
            Some(job) => Some(job),
            None => queue.recv().await,
        } {
            if job.begin() {
                self.long_job.store(job.is_alone(), Ordering::Release);
                held = self.group(job, &mut queue).await;
                self.long_job.store(false, Ordering::Release);
            }
        }
        if let Some(connection) = self.connection.take() {
            drop(connection.close_by_ref().await);
        }
    }

    /// Runs a job and what waits behind it as one transaction. Returns a job that has to begin the next one.
    async fn group(
        &mut self,
        first: Box<dyn Job>,
        queue: &mut mpsc::Receiver<Box<dyn Job>>,
    ) -> Option<Box<dyn Job>> {
        let tx = match self.begin().await {
            Ok(tx) => tx,
            Err(error) => {
                first.answer(Err(error));
                return None;
            }
        };
        let mut done: Vec<Box<dyn Job>> = Vec::new();
        let mut held = None;
        let mut alone = first.is_alone();
        let mut next = Some(first);
        while let Some(mut job) = next {
            match run_one(&tx, job.as_mut(), done.is_empty()).await {
                Ok(()) => done.push(job),
                Err(Failed::Alone(error)) => job.answer(Err(error)),
                Err(Failed::WithAll(error)) => {
                    // The first job has no savepoint, and some errors end the whole transaction.
                    // Long work may have changed the connection's settings.
                    let broken = alone || error.breaks_transaction();
                    job.answer(Err(error.clone()));
                    done.into_iter().for_each(|job| job.answer(Err(error.clone())));
                    self.abandon(tx, broken, &error).await;
                    return None;
                }
            }
            next = None;
            while !alone && next.is_none() && done.len() < MAX_GROUP {
                match queue.try_recv() {
                    Ok(job) if job.is_alone() => {
                        alone = true;
                        held = Some(job);
                    }
                    Ok(job) => next = job.begin().then_some(job),
                    Err(_) => break,
                }
            }
        }
        let outcome = tx.commit().await.map_err(Error::from);
        if let Err(error) = &outcome {
            self.reconnect(error).await;
        }
        done.into_iter().for_each(|job| job.answer(outcome.clone()));
        held
    }

    async fn begin(&mut self) -> Result<Tx, Error> {
        if self.failed {
            return Err(Error::Unavailable("the disk failed: restart after checking it".into()));
        }
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => connect_writer(&self.options, self.observer.clone()).await?,
        };
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let tx = connection.begin_with_options(options).await.map_err(Error::from);
        match &tx {
            Ok(_) => self.connection = Some(connection),
            Err(error) => self.note(error),
        }
        tx
    }

    async fn abandon(&mut self, tx: Tx, broken: bool, error: &Error) {
        let rolled_back = tx.rollback().await;
        if broken || rolled_back.is_err() {
            self.reconnect(error).await;
        }
    }

    /// Throws the connection away: what state its transaction is in is anybody's guess.
    async fn reconnect(&mut self, error: &Error) {
        self.note(error);
        if let Some(connection) = self.connection.take() {
            drop(connection.close_by_ref().await);
        }
    }

    fn note(&mut self, error: &Error) {
        if is_io_failure(error) {
            self.failed = true;
            tracing::error!(%error, "the disk failed: no writes are accepted until a restart");
        }
    }
}

enum Failed {
    /// Only this job: the others of the group are untouched.
    Alone(Error),
    /// The transaction and everything in it.
    WithAll(Error),
}

async fn run_one(tx: &Tx, job: &mut dyn Job, is_first: bool) -> Result<(), Failed> {
    if is_first {
        return job.run(tx).await.map_err(Failed::WithAll);
    }
    let savepoint = tx.begin().await.map_err(|error| Failed::WithAll(error.into()))?;
    match job.run(&savepoint).await {
        Ok(()) => savepoint.commit().await.map_err(|error| Failed::WithAll(error.into())),
        Err(error) if error.breaks_transaction() => {
            drop(savepoint);
            Err(Failed::WithAll(error))
        }
        Err(error) => match savepoint.rollback().await {
            Ok(()) => Err(Failed::Alone(error)),
            Err(failure) => Err(Failed::WithAll(failure.into())),
        },
    }
}
