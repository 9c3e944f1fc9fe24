//! Loading data for a page: waiting, ready or failed.

mod why;

use std::cell::Cell;
use std::future::Future;

use api_client::{Answer, Client, ClientError};
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::why::{Asker, Why, why};
use crate::browser::Place;
use crate::connection::may_pass;
use crate::live::{follow, live, live_if};
use crate::parts::{problem_alert, skeleton_of};
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

/// Data that is fetched when the page opens, when a signal `fetch` reads changes, after a new log-in, when the connection
/// is back, and on demand.
pub(crate) struct Loader<T: Send + Sync + 'static> {
    state: RwSignal<Load<T>>,
    /// Why what is shown could not be fetched again.
    trouble: RwSignal<Option<ClientError>>,
    /// Counts the demands of the page, and those of the loader itself.
    again: RwSignal<(u32, u32)>,
    /// Why the newest answer was asked for.
    why: StoredValue<Why>,
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

    /// Like [`Loader::once`], for a part of the program.
    pub(crate) fn of_program<F>(fetch: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Answer<T>> + 'static,
    {
        Self::with_renewal(move || (fetch(), Asker::Program), false)
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
        let loader = Self {
            state: RwSignal::new(Load::Waiting),
            trouble: RwSignal::new(None),
            again: RwSignal::new((0, 0)),
            why: StoredValue::new(Why::Opened),
        };
        let session = use_session();
        loader.try_when_back();
        let latest = StoredValue::new(0_u32);
        Effect::new(move |before: Option<((u32, u32), u32)>| {
            let (again, renewal) = (loader.again.get(), session.renewals());
            // Asking builds the request, which tracks what it depends on; it is sent only when awaited.
            let (answer, by) = fetch();
            let why = why(before, (again, renewal), by);
            let is_there = loader.is_there();
            if !renews && is_there && before.is_some_and(|(_, before)| before != renewal) {
                return (again, renewal);
            }
            let session = session.clone();
            let turn = latest.with_value(|turn| turn + 1);
            latest.set_value(turn);
            spawn_local(async move {
                let answer = match by {
                    Asker::User | Asker::Program => session.watch(answer.await),
                    Asker::Application => session.watch_background(answer.await),
                };
                // A slower, older request must not overwrite a newer one; the page may also be gone by now.
                if latest.try_get_value() == Some(turn) {
                    if answer.is_ok() && by != Asker::Program {
                        session.data_came();
                    }
                    loader.take(answer, why);
                }
            });
            (again, renewal)
        });
        loader
    }

    /// What failed for want of a connection is tried again when there is one.
    fn try_when_back(self) {
        let connection = use_session().connection();
        follow(move || {
            let is_back = connection.returns() > 0;
            let has_failed = untrack(|| {
                let is_passing = |state: &Load<T>| matches!(state, Load::Failed(error) if may_pass(error));
                self.trouble.with(Option::is_some) || self.state.with(is_passing)
            });
            if is_back && has_failed {
                self.renew();
            }
        });
    }

    fn is_there(self) -> bool {
        self.state.with_untracked(|state| matches!(state, Load::Ready(_)))
    }

    fn take(self, answer: Answer<T>, why: Why) {
        match answer {
            // What is there stays, with the reason why it is not newer.
            Err(error) if why != Why::Opened && self.is_there() && may_pass(&error) => {
                self.trouble.set(Some(error));
                return;
            }
            Ok(data) => {
                self.why.set_value(if self.is_there() { why } else { Why::Opened });
                self.state.set(Load::Ready(data));
            }
            Err(error) => self.state.set(Load::Failed(error)),
        }
        if self.trouble.with_untracked(Option::is_some) {
            self.trouble.set(None);
        }
    }

    /// Loads once more, because what is shown has changed.
    pub(crate) fn reload(self) {
        self.again.update(|(page, _)| *page += 1);
    }

    /// Loads once more, because it failed or took too long.
    fn renew(self) {
        self.again.update(|(_, own)| *own += 1);
    }

    /// The data, once there.
    pub(crate) fn ready(self) -> Option<T> {
        self.state.with(|state| match state {
            Load::Ready(data) => Some(data.clone()),
            _ => None,
        })
    }

    /// Whether there is no such thing: the page that says so has its own heading.
    pub(crate) fn is_not_found(self) -> bool {
        self.state.with(|state| match state {
            Load::Failed(error) => {
                error.problem().is_some_and(|problem| problem.code == api_types::ProblemCode::NotFound)
            }
            _ => false,
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
        view! { {live_if(move || is_waiting.get().then(|| self.skeleton()))}{self.trouble()}{failure}{data} }
            .into_any()
    }

    fn skeleton(self) -> AnyView {
        skeleton_of(5, Callback::new(move |()| self.renew()))
    }

    fn failure(self, error: &ClientError) -> AnyView {
        problem_alert(error, Some(Callback::new(move |()| self.renew())))
    }

    /// Why what is shown is not newer. That there is no connection is said elsewhere, and mended when it is back.
    fn trouble(self) -> AnyView {
        let connection = use_session().connection();
        live_if(move || {
            self.trouble.get().filter(|_| !connection.is_lost()).map(|error| self.failure(&error))
        })
    }

    /// Shows a skeleton, the failure with a way to try again, or the data.
    ///
    /// When the same is fetched again, focus stays where it is.
    pub(crate) fn show(self, view: impl Fn(T) -> AnyView + Send + 'static) -> AnyView {
        let data = live(move || match self.state.get() {
            Load::Waiting => self.skeleton(),
            Load::Ready(data) => {
                let why = self.why.get_value();
                if why != Why::Opened {
                    Place::of_focus().find_again_soon();
                }
                // Nothing that building the view reads may build it anew: what is being typed would go with it.
                renewing(why == Why::Renewed, || untrack(|| view(data)))
            }
            Load::Failed(error) => self.failure(&error),
        });
        view! { {self.trouble()}{data} }.into_any()
    }
}

thread_local! {
    /// Whether a page that is shown is being built anew with newer data.
    static IS_RENEWING: Cell<bool> = const { Cell::new(false) };
}

fn renewing<V>(is_renewing: bool, build: impl FnOnce() -> V) -> V {
    let before = IS_RENEWING.replace(is_renewing);
    let built = build();
    IS_RENEWING.set(before);
    built
}

/// Whether the page that is being built is the one that is shown, with newer data: nobody has gone anywhere.
pub(crate) fn is_renewing() -> bool {
    IS_RENEWING.get()
}
