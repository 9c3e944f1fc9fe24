//! A piece of work for the writer, and the one who waits for it.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

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

    /// Begins the job; false if nobody waits for it any more, and then it must not run.
    fn begin(&self) -> bool;

    /// Whether it takes so long that nobody should have to wait for the same commit.
    fn is_alone(&self) -> bool;
}

pub(super) struct Waiting<T, W> {
    work: Option<W>,
    value: Option<T>,
    answer: oneshot::Sender<Result<T, Error>>,
    alone: bool,
    taken: Arc<AtomicBool>,
}

/// The other end: who waits for a job.
pub(super) struct Waiter<T> {
    receiver: oneshot::Receiver<Result<T, Error>>,
    taken: Arc<AtomicBool>,
}

impl<T, W> Waiting<T, W> {
    pub(super) fn new(work: W, alone: bool) -> (Self, Waiter<T>) {
        let (answer, receiver) = oneshot::channel();
        let taken = Arc::new(AtomicBool::new(false));
        let waiter = Waiter { receiver, taken: Arc::clone(&taken) };
        let waiting = Self { work: Some(work), value: None, answer, alone, taken };
        (waiting, waiter)
    }
}

/// How long a job waits for its turn.
pub(super) struct Patience {
    /// When the writer is only busy.
    pub(super) usual: Duration,
    /// When a job that has the writer for itself, an import, is known to end soon.
    pub(super) long: Duration,
    /// Whether such a job runs now.
    pub(super) long_job: Arc<AtomicBool>,
}

impl<T> Waiter<T> {
    /// Waits for the answer. A job that has not begun in time is taken back; one that has begun is waited for, because
    /// only its end tells what became of it.
    pub(super) async fn answer(mut self, patience: &Patience) -> Result<T, Error> {
        let began = Instant::now();
        loop {
            if let Ok(answer) = tokio::time::timeout(patience.usual, &mut self.receiver).await {
                return answer.unwrap_or(Err(Error::Abandoned));
            }
            let is_long = patience.long_job.load(Ordering::Acquire);
            if is_long && began.elapsed() < patience.long {
                continue;
            }
            if self.taken.swap(true, Ordering::AcqRel) {
                return self.receiver.await.unwrap_or(Err(Error::Abandoned));
            }
            return Err(if is_long { Error::Busy } else { Error::Unavailable("the writer is busy".into()) });
        }
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
            let result = AssertUnwindSafe(async move { work(tx).await }).catch_unwind().await;
            self.value = Some(result.unwrap_or(Err(Error::Abandoned))?);
            Ok(())
        })
    }

    fn answer(self: Box<Self>, outcome: Result<(), Error>) {
        let Self { value, answer, .. } = *self;
        // Nobody listens when the request was cancelled; what is committed stays committed.
        drop(answer.send(outcome.and_then(|()| value.ok_or(Error::Abandoned))));
    }

    fn begin(&self) -> bool {
        !self.answer.is_closed() && !self.taken.swap(true, Ordering::AcqRel)
    }

    fn is_alone(&self) -> bool {
        self.alone
    }
}
