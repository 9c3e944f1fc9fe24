//! Asking the server once: what a button or a small form does when it is sent.

use std::pin::Pin;

use api_client::{Answer, ClientError};
use leptos::prelude::*;
use leptos::task::spawn_local;

type Asked<T> = Pin<Box<dyn Future<Output = Answer<T>>>>;

/// Whether the server is being asked, and why it refused.
#[derive(Clone, Copy)]
pub(crate) struct Request {
    /// Whether the answer is awaited.
    pub(crate) is_busy: RwSignal<bool>,
    /// Why it could not be done.
    pub(crate) problem: RwSignal<Option<ClientError>>,
}

impl Request {
    /// Nothing has been asked yet.
    pub(crate) fn new() -> Self {
        Self::refused_at(RwSignal::new(None))
    }

    /// The same, where a refusal is said in a place that several share.
    pub(crate) fn refused_at(problem: RwSignal<Option<ClientError>>) -> Self {
        Self { is_busy: RwSignal::new(false), problem }
    }

    /// Asks, and goes on with the answer; while one is awaited, asking again does nothing. The page may be gone by then.
    pub(crate) fn run<T: 'static>(
        self,
        ask: impl Future<Output = Answer<T>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        // In boxes, so that there is one state machine for each kind of answer and not one for each form.
        self.run_boxed(Box::pin(ask), Box::new(done));
    }

    fn run_boxed<T: 'static>(self, ask: Asked<T>, done: Box<dyn FnOnce(T)>) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.problem.set(None);
        spawn_local(async move {
            match ask.await {
                Ok(answer) => done(answer),
                Err(error) => drop(self.problem.try_set(Some(error))),
            }
            self.is_busy.try_set(false);
        });
    }
}
