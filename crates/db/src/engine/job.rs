//! A piece of work for the writer, and the one who waits for it.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use futures::future::BoxFuture;
use tokio::sync::oneshot;

use super::{Tx, Working};
use crate::error::Error;

/// Work that can be run once and whose result is handed over after the commit.
pub(super) trait Job: Send {
    /// Runs the work and keeps its result.
    fn run<'t>(&'t mut self, tx: &'t Tx) -> BoxFuture<'t, Result<(), Error>>;

    /// Hands the kept result over, or the reason why the work did not happen.
    fn answer(self: Box<Self>, outcome: Result<(), Error>);

    /// Whether anybody still waits for the answer.
    fn is_awaited(&self) -> bool;

    /// Whether it takes so long that nobody should have to wait for the same commit.
    fn is_alone(&self) -> bool;
}

pub(super) struct Waiting<T, W> {
    work: Option<W>,
    value: Option<T>,
    answer: oneshot::Sender<Result<T, Error>>,
    alone: bool,
}

impl<T, W> Waiting<T, W> {
    pub(super) fn new(work: W, alone: bool) -> (Self, oneshot::Receiver<Result<T, Error>>) {
        let (answer, receiver) = oneshot::channel();
        (
            Self {
                work: Some(work),
                value: None,
                answer,
                alone,
            },
            receiver,
        )
    }
}

impl<T, W> Job for Waiting<T, W>
where
    T: Send + 'static,
    W: for<'t> FnOnce(&'t Tx) -> Working<'t, T> + Send + 'static,
{
    fn run<'t>(&'t mut self, tx: &'t Tx) -> BoxFuture<'t, Result<(), Error>> {
        Box::pin(async move {
            let work = self.work.take().ok_or(Error::Abandoned)?;
            // A panic is a fault of one operation; the writer and everybody else's work go on.
            let result = AssertUnwindSafe(async move { work(tx).await })
                .catch_unwind()
                .await;
            self.value = Some(result.unwrap_or(Err(Error::Abandoned))?);
            Ok(())
        })
    }

    fn answer(self: Box<Self>, outcome: Result<(), Error>) {
        let Self { value, answer, .. } = *self;
        // Nobody listens when the request was cancelled; what is committed stays committed.
        drop(answer.send(outcome.and_then(|()| value.ok_or(Error::Abandoned))));
    }

    fn is_awaited(&self) -> bool {
        !self.answer.is_closed()
    }

    fn is_alone(&self) -> bool {
        self.alone
    }
}
