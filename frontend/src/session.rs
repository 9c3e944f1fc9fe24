//! Who is logged in, and the client every page calls.

mod idle_end;

use std::time::Duration;

use api_client::{Answer, Client, ClientError};
use api_types::{Installation, Login, Me, ProblemCode};
use chrono::{NaiveDateTime, TimeDelta};
use domain::access::{Permission, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::idle_end::{SHARED_IDLE, idle_end};
use crate::browser::{is_shared, local, now, pause};
use crate::connection::Connection;

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
    connection: Connection,
    renewals: RwSignal<u32>,
    /// When somebody last did something that the server heard of.
    used_at: StoredValue<NaiveDateTime>,
    /// When the session ends unless it is used, as the server last said.
    idle_end: StoredValue<Option<NaiveDateTime>>,
    left: RwSignal<bool>,
    /// Counts the sessions that were ended here.
    ends: RwSignal<u32>,
    /// When the data on the page came.
    data_as_of: RwSignal<Option<NaiveDateTime>>,
    /// How what pages keep in memory is forgotten.
    forgetting: StoredValue<Vec<fn()>>,
}

/// How long to wait before a session is ended anew when the server does not answer; in milliseconds.
const LOCK_AGAIN: u64 = 5000;

/// How long to wait before asking for the session again when the server does not answer.
const RESTORE_AGAIN: Duration = Duration::from_secs(1);

/// The session of the application.
pub(crate) fn use_session() -> Session {
    expect_context::<Session>()
}

impl Session {
    /// A session with the API at `origin`, not yet known to exist.
    pub(crate) fn new(origin: String) -> Self {
        let client = Client::new(origin);
        Self {
            connection: Connection::start(&client),
            client,
            state: RwSignal::new(State::Restoring),
            me: RwSignal::new(None),
            renewals: RwSignal::new(0),
            used_at: StoredValue::new(now()),
            idle_end: StoredValue::new(None),
            left: RwSignal::new(false),
            ends: RwSignal::new(0),
            data_as_of: RwSignal::new(None),
            forgetting: StoredValue::default(),
        }
    }

    /// Asks the server whether there is a session from before.
    pub(crate) fn restore(&self) {
        let session = self.clone();
        spawn_local(async move {
            let answer = session.client.me().await;
            session.connection.heard(&answer);
            match answer {
                Ok(me) => session.enter(me),
                Err(ClientError::Problem(problem)) if problem.status < 500 => {
                    session.state.set(State::Absent)
                }
                // The server is not there for a moment: that says nothing about the session.
                Err(_) => set_timeout(move || session.restore(), RESTORE_AGAIN),
            }
        });
        self.connection.ask();
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
        self.connection.heard(&answer);
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
        let lasts = TimeDelta::seconds(me.idle_seconds.into());
        let shorter = is_shared().then_some(SHARED_IDLE);
        let idle = idle_end(self.used_at.get_value(), self.idle_end.get_value(), lasts, shorter);
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
        self.ends.update(|count| *count += 1);
        let forgetting = self.forgetting.try_update_value(std::mem::take);
        forgetting.into_iter().flatten().for_each(|forget| forget());
        self.client.act_for(None);
        self.me.set(None);
        self.left.set(true);
        self.state.set(State::Absent);
    }

    /// Ends the session of somebody who has left a shared computer; what is on the page waits behind the log-in.
    pub(crate) async fn lock(&self) {
        if self.state.get_untracked() == State::Present {
            self.state.set(State::Expired);
            // Until the server has heard it, whoever loads the page anew would be in again.
            while self.client.log_out().await.is_err() && self.state.get_untracked() == State::Expired {
                pause(LOCK_AGAIN).await;
            }
            self.ends.update(|count| *count += 1);
        }
    }

    /// Counts the sessions that were ended here; followed.
    pub(crate) fn ends(&self) -> u32 {
        self.ends.get()
    }

    /// The connection to the server.
    pub(crate) const fn connection(&self) -> Connection {
        self.connection
    }

    /// The data on the page has come now.
    pub(crate) fn data_came(&self) {
        self.data_as_of.set(Some(now()));
    }

    /// The data on the page is from an earlier moment; `None` when there is none yet.
    pub(crate) fn data_is_of(&self, at: Option<NaiveDateTime>) {
        self.data_as_of.set(at);
    }

    /// When the data on the page came.
    pub(crate) fn data_as_of(&self) -> Option<NaiveDateTime> {
        self.data_as_of.get()
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
        self.connection.installation()
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
