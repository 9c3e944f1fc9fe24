//! Loading data for a page: waiting, ready or failed.

use std::future::Future;

use api_client::{Answer, Client, ClientError};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::live::{follow, live, live_if};
use crate::parts::{problem_alert, skeleton};
use crate::session::use_session;

/// What has come of a request.
#[derive(Clone)]
pub(crate) enum Load<T> {
    /// No answer yet.
    Waiting,
    /// The answer.
    Ready(T),
    /// Why there is none.
    Failed(ClientError),
}

/// Who wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asker {
    /// The user, by opening or choosing.
    User,
    /// The application, of its own accord.
    Application,
}

/// Data that is fetched when the page opens, when a signal `fetch` reads changes, after a new log-in, and on demand.
pub(crate) struct Loader<T: Send + Sync + 'static> {
    state: RwSignal<Load<T>>,
    again: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Loader<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Loader<T> {}

impl<T: Clone + Send + Sync + 'static> Loader<T> {
    /// Begins to load. What was shown stays until the new answer is there.
    pub(crate) fn new<F>(fetch: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Answer<T>> + 'static,
    {
        Self::with_renewal(move || (fetch(), Asker::User), true)
    }

    /// Like [`Loader::new`], but data that is there stays after a new log-in: it is being worked on.
    pub(crate) fn once<F>(fetch: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Answer<T>> + 'static,
    {
        Self::with_renewal(move || (fetch(), Asker::User), false)
    }

    /// Like [`Loader::new`], for numbers that the server says have `changed`: they are fetched again of the
    /// application's own accord, which is no use of the session.
    pub(crate) fn following<F>(changed: Signal<u32>, fetch: impl Fn(Client) -> F + 'static) -> Self
    where
        F: Future<Output = Answer<T>> + 'static,
    {
        let session = use_session();
        let seen = StoredValue::new(changed.get_untracked());
        let ask = move || {
            let now = changed.get();
            let by = if seen.get_value() == now { Asker::User } else { Asker::Application };
            seen.set_value(now);
            let client = session.client();
            (fetch(if by == Asker::User { client.clone() } else { client.in_background() }), by)
        };
        Self::with_renewal(ask, true)
    }

    fn with_renewal<F>(fetch: impl Fn() -> (F, Asker) + 'static, renews: bool) -> Self
    where
        F: Future<Output = Answer<T>> + 'static,
    {
        let state = RwSignal::new(Load::Waiting);
        let again = RwSignal::new(0);
        let session = use_session();
        let latest = StoredValue::new(0_u32);
        Effect::new(move |before: Option<u32>| {
            again.track();
            let renewal = session.renewals();
            // Asking builds the request, which tracks what it depends on; it is sent only when awaited.
            let (answer, by) = fetch();
            let is_there = state.with_untracked(|state| matches!(state, Load::Ready(_)));
            if !renews && is_there && before.is_some_and(|before| before != renewal) {
                return renewal;
            }
            let session = session.clone();
            let turn = latest.with_value(|turn| turn + 1);
            latest.set_value(turn);
            spawn_local(async move {
                let answer = match by {
                    Asker::User => session.watch(answer.await),
                    Asker::Application => session.watch_background(answer.await),
                };
                // A slower, older request must not overwrite a newer one; the page may also be gone by now.
                if latest.try_get_value() == Some(turn) {
                    state.try_set(match answer {
                        Ok(data) => Load::Ready(data),
                        Err(error) => Load::Failed(error),
                    });
                }
            });
            renewal
        });
        Self { state, again }
    }

    /// Loads once more.
    pub(crate) fn reload(self) {
        self.again.update(|count| *count += 1);
    }

    /// The data, once there.
    pub(crate) fn ready(self) -> Option<T> {
        self.state.with(|state| match state {
            Load::Ready(data) => Some(data.clone()),
            _ => None,
        })
    }

    /// Builds the view once, with data that follow: focus, place and what is open stay when new numbers come.
    ///
    /// Until then a skeleton; when fetching fails, why, above what was last there.
    pub(crate) fn show_following(self, view: impl Fn(Signal<T>) -> AnyView + Send + 'static) -> AnyView {
        let newest = RwSignal::new(None);
        follow(move || {
            if let Some(data) = self.ready() {
                newest.set(Some(data));
            }
        });
        let is_there = Memo::new(move |_| newest.with(Option::is_some));
        let is_waiting = Memo::new(move |_| self.state.with(|state| matches!(state, Load::Waiting)));
        let failure = live_if(move || match self.state.get() {
            Load::Failed(error) => Some(self.failure(&error)),
            _ => None,
        });
        let data = live(move || match is_there.get() {
            false => ().into_any(),
            true => untrack(|| {
                newest.get().map_or_else(
                    || ().into_any(),
                    |first| {
                        let data = RwSignal::new(first);
                        follow(move || {
                            if let Some(newest) = newest.get() {
                                data.set(newest);
                            }
                        });
                        view(data.into())
                    },
                )
            }),
        });
        view! { {live_if(move || is_waiting.get().then(|| skeleton(5)))}{failure}{data} }.into_any()
    }

    fn failure(self, error: &ClientError) -> AnyView {
        problem_alert(error, Some(Callback::new(move |()| self.reload())))
    }

    /// Shows a skeleton, the failure with a way to try again, or the data.
    pub(crate) fn show(self, view: impl Fn(T) -> AnyView + Send + 'static) -> AnyView {
        live(move || match self.state.get() {
            Load::Waiting => skeleton(5),
            // Nothing that building the view reads may build it anew: what is being typed would go with it.
            Load::Ready(data) => untrack(|| view(data)),
            Load::Failed(error) => self.failure(&error),
        })
    }
}
