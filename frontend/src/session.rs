//! Who is logged in, and the client every page calls.

use std::time::Duration;

use api_client::{Answer, Client, ClientError};
use api_types::{Installation, Login, Me, ProblemCode};
use chrono::{NaiveDateTime, TimeDelta};
use domain::access::{Permission, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{local, now};

/// How late the server may know that the session was used.
const UNSEEN: TimeDelta = TimeDelta::seconds(30);

/// Where the session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Asking the server.
    Restoring,
    /// Nobody is logged in.
    Absent,
    /// Somebody is.
    Present,
    /// Somebody was, and what they typed is still on the screen.
    Expired,
}

/// The session and the client.
#[derive(Clone)]
pub(crate) struct Session {
    client: Client,
    state: RwSignal<State>,
    me: RwSignal<Option<Me>>,
    installation: RwSignal<Option<Installation>>,
    renewals: RwSignal<u32>,
    /// When somebody last did something that the server heard of.
    used_at: StoredValue<NaiveDateTime>,
    /// When the session ends unless it is used, as the server last said.
    idle_end: StoredValue<Option<NaiveDateTime>>,
    left: RwSignal<bool>,
    /// How what pages keep in memory is forgotten.
    forgetting: StoredValue<Vec<fn()>>,
}

/// How long to wait before asking for the session again when the server does not answer.
const RESTORE_AGAIN: Duration = Duration::from_secs(1);

/// The session of the application.
pub(crate) fn use_session() -> Session {
    expect_context::<Session>()
}

impl Session {
    /// A session with the API at `origin`, not yet known to exist.
    pub(crate) fn new(origin: String) -> Self {
        Self {
            client: Client::new(origin),
            state: RwSignal::new(State::Restoring),
            me: RwSignal::new(None),
            installation: RwSignal::new(None),
            renewals: RwSignal::new(0),
            used_at: StoredValue::new(now()),
            idle_end: StoredValue::new(None),
            left: RwSignal::new(false),
            forgetting: StoredValue::default(),
        }
    }

    /// Asks the server whether there is a session from before.
    pub(crate) fn restore(&self) {
        let session = self.clone();
        spawn_local(async move {
            match session.client.me().await {
                Ok(me) => session.enter(me),
                Err(ClientError::Problem(problem)) if problem.status < 500 => {
                    session.state.set(State::Absent)
                }
                // The server is not there for a moment: that says nothing about the session.
                Err(_) => set_timeout(move || session.restore(), RESTORE_AGAIN),
            }
        });
        let session = self.clone();
        spawn_local(async move {
            session.installation.set(session.client.installation().await.ok());
        });
    }

    /// The client, for one call: `session.watch(session.client().course(id).await)`.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Passes an answer on, and notices when it says that the session is over.
    pub(crate) fn watch<T>(&self, answer: Answer<T>) -> Answer<T> {
        if answer.is_ok() {
            self.used_at.set_value(now());
        }
        self.watch_background(answer)
    }

    /// The same for what the application asked of its own accord, which is no use of the session.
    pub(crate) fn watch_background<T>(&self, answer: Answer<T>) -> Answer<T> {
        let over =
            matches!(&answer, Err(ClientError::Problem(problem)) if problem.code == ProblemCode::NotLoggedIn);
        if over && self.state.get_untracked() == State::Present {
            self.state.set(State::Expired);
        }
        answer
    }

    /// Logs in, first or again. Says whether it is the person the page belongs to: nobody else may see what is on it.
    ///
    /// # Errors
    /// What the server says.
    pub(crate) async fn log_in(&self, login: &Login) -> Result<bool, ClientError> {
        let before = self.me.get_untracked().map(|me| me.username);
        let me = self.client.log_in(login).await?;
        if before.is_some_and(|before| before != me.username) {
            return Ok(false);
        }
        self.enter(me);
        Ok(true)
    }

    /// When the session ends if nothing more is done, on this computer's clock, and whether using it would help.
    pub(crate) fn ends_at(&self) -> Option<(NaiveDateTime, bool)> {
        let is_present = self.state.get_untracked() == State::Present;
        let me = self.me.get_untracked().filter(|_| is_present)?;
        // The server does not write down every use, only one in half a minute.
        let used = self.used_at.get_value() + TimeDelta::seconds(me.idle_seconds.into()) - UNSEEN;
        let idle = self.idle_end.get_value().map_or(used, |said| said.max(used));
        let limit = local(me.expires_at);
        Some((idle.min(limit), idle < limit))
    }

    /// Asks the server when the session ends: another window may have used it, or ended it.
    pub(crate) async fn verify(&self) {
        let answer = self.client.in_background().me().await;
        if let Ok(me) = self.watch_background(answer) {
            self.idle_end.set_value(Some(local(me.idle_ends_at)));
        }
    }

    /// Uses the session, so that it does not end.
    pub(crate) async fn stay(&self) {
        // A session that has ended in the meantime shows the log-in; nothing else is needed here.
        let _ = self.watch(self.client.me().await);
    }

    /// Has `forget` called when the user logs out.
    pub(crate) fn at_log_out(&self, forget: fn()) {
        self.forgetting.update_value(|forgetting| forgetting.push(forget));
    }

    /// Logs out and forgets who it was.
    pub(crate) async fn log_out(&self) {
        // Whatever the server answers, this browser is done with the session.
        let _ = self.client.log_out().await;
        let forgetting = self.forgetting.try_update_value(std::mem::take);
        forgetting.into_iter().flatten().for_each(|forget| forget());
        self.client.act_for(None);
        self.me.set(None);
        self.left.set(true);
        self.state.set(State::Absent);
    }

    fn enter(&self, me: Me) {
        self.client.act_for(Some(&me.username));
        self.idle_end.set_value(Some(local(me.idle_ends_at)));
        self.me.set(Some(me));
        self.used_at.set_value(now());
        self.left.set(false);
        self.state.set(State::Present);
        self.renewals.update(|count| *count += 1);
    }

    /// Whether the server has not answered yet.
    pub(crate) fn is_restoring(&self) -> bool {
        self.state.get() == State::Restoring
    }

    /// Whether pages may be shown; also while an expired session waits for its renewal.
    pub(crate) fn is_present(&self) -> bool {
        matches!(self.state.get(), State::Present | State::Expired)
    }

    /// Whether the session ended under an open page.
    pub(crate) fn is_expired(&self) -> bool {
        self.state.get() == State::Expired
    }

    /// Whether the user has just logged out.
    pub(crate) fn has_left(&self) -> bool {
        self.left.get()
    }

    /// Counts the log-ins; following it, what failed without a session is tried again.
    pub(crate) fn renewals(&self) -> u32 {
        self.renewals.get()
    }

    /// Who is logged in.
    pub(crate) fn me(&self) -> Option<Me> {
        self.me.get()
    }

    /// What everybody may know about the installation, once the server has said it.
    pub(crate) fn installation(&self) -> Option<Installation> {
        self.installation.get()
    }

    /// Whether the logged-in person has a right.
    pub(crate) fn may(&self, permission: Permission) -> bool {
        self.me.with(|me| me.as_ref().is_some_and(|me| me.permissions.contains(&permission)))
    }

    /// The name of the municipality, or the role of those who have none.
    pub(crate) fn unit(&self, language: domain::text::Language) -> String {
        self.me.with(|me| match me {
            Some(Me { municipality: Some(municipality), .. }) => municipality.name.clone(),
            Some(me) => me.role.label().get(language).to_owned(),
            None => String::new(),
        })
    }

    /// The page a person begins at.
    pub(crate) fn home(&self) -> &'static str {
        let role = self.me.with(|me| me.as_ref().map(|me| me.role));
        match role {
            Some(Role::Clinician | Role::Coordinator) => "/arbejdsliste",
            Some(Role::Manager) => "/overblik",
            Some(Role::Analyst) => "/sammenlign",
            _ => "/profil",
        }
    }
}
