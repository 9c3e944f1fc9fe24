//! Whether the server can be reached, and whether it serves a newer application than the one this page runs.

use std::time::Duration;

use api_client::{Answer, Client, ClientError};
use api_types::Installation;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{millis, when_offline, when_online};

/// How soon to ask again while there is no connection.
const AGAIN: Duration = Duration::from_secs(5);
/// How often, at most, to ask whether there is a newer application; in milliseconds.
const NEWS_AT_MOST_EVERY: i64 = 60_000;

/// The connection of the window.
#[derive(Clone, Copy)]
pub(crate) struct Connection {
    client: StoredValue<Client>,
    /// What the server said first: the application that runs is the one it served then.
    installation: RwSignal<Option<Installation>>,
    is_lost: RwSignal<bool>,
    is_outdated: RwSignal<bool>,
    returns: RwSignal<u32>,
    is_asking: StoredValue<bool>,
    is_due: StoredValue<bool>,
    asked_at: StoredValue<i64>,
}

impl Connection {
    /// Nothing is known yet; what the browser says is followed from now on.
    pub(crate) fn start(client: &Client) -> Self {
        let connection = Self {
            client: StoredValue::new(client.clone()),
            installation: RwSignal::new(None),
            is_lost: RwSignal::new(false),
            is_outdated: RwSignal::new(false),
            returns: RwSignal::new(0),
            is_asking: StoredValue::new(false),
            is_due: StoredValue::new(false),
            asked_at: StoredValue::new(0),
        };
        when_offline(move || connection.lost());
        when_online(move || connection.ask());
        connection
    }

    /// What everybody may know about the installation, once the server has said it.
    pub(crate) fn installation(self) -> Option<Installation> {
        self.installation.get()
    }

    /// Whether there is no connection.
    pub(crate) fn is_lost(self) -> bool {
        self.is_lost.get()
    }

    /// Whether the server serves another application than the one that runs here.
    pub(crate) fn is_outdated(self) -> bool {
        self.is_outdated.get()
    }

    /// Counts how often the connection has come back; following it, what failed meanwhile is tried again.
    pub(crate) fn returns(self) -> u32 {
        self.returns.get()
    }

    /// Learns from what came of a request. One that failed may have been interrupted: the server is asked once more
    /// before it is said to be away.
    pub(crate) fn heard<T>(self, answer: &Answer<T>) {
        match answer {
            Err(error) if is_away(error) => {
                if !self.is_lost.get_untracked() {
                    self.ask();
                }
            }
            _ => self.found(),
        }
    }

    /// Asks whether there is a newer application, unless it has just been asked.
    pub(crate) fn look_for_news(self) {
        if millis() - self.asked_at.get_value() >= NEWS_AT_MOST_EVERY {
            self.ask();
        }
    }

    /// Asks the server who it is, which also tells whether it is there.
    pub(crate) fn ask(self) {
        if self.is_asking.try_update_value(|is_asking| std::mem::replace(is_asking, true)) != Some(false) {
            return;
        }
        spawn_local(async move {
            let client = self.client.get_value().in_background();
            let answer = client.installation().await;
            self.is_asking.set_value(false);
            self.asked_at.set_value(millis());
            match answer {
                Ok(about) => {
                    self.found();
                    self.learn(about);
                }
                Err(error) if is_away(&error) => self.lost(),
                Err(_) => self.found(),
            }
        });
    }

    fn learn(self, about: Installation) {
        match self.installation.get_untracked() {
            None => self.installation.set(Some(about)),
            Some(first) => {
                let is_outdated = is_other(first.build.as_deref(), about.build.as_deref());
                if self.is_outdated.get_untracked() != is_outdated {
                    self.is_outdated.set(is_outdated);
                }
            }
        }
    }

    fn lost(self) {
        if !self.is_lost.get_untracked() {
            self.is_lost.set(true);
        }
        if self.is_due.try_update_value(|is_due| std::mem::replace(is_due, true)) == Some(false) {
            let again = move || {
                self.is_due.set_value(false);
                self.ask();
            };
            set_timeout(again, AGAIN);
        }
    }

    fn found(self) {
        if self.is_lost.get_untracked() {
            self.is_lost.set(false);
            self.returns.update(|count| *count += 1);
        }
    }
}

/// Whether two builds are known to differ.
fn is_other(first: Option<&str>, now: Option<&str>) -> bool {
    matches!((first, now), (Some(first), Some(now)) if first != now)
}

/// Whether nobody answered, or only a proxy in front of a server that is being restarted.
pub(crate) const fn is_away(error: &ClientError) -> bool {
    matches!(error, ClientError::Network | ClientError::Unexpected { status: 500.. })
}

/// Whether the same request may get an answer later: the connection or the server is away, not the right to ask.
pub(crate) fn may_pass(error: &ClientError) -> bool {
    is_away(error) || error.problem().is_some_and(|problem| problem.code.status() >= 500)
}

#[cfg(test)]
mod tests {
    use api_types::{Problem, ProblemCode};

    use super::*;

    #[test]
    fn only_another_build_is_a_newer_application() {
        assert!(is_other(Some("a"), Some("b")));
        assert!(!is_other(Some("a"), Some("a")));
        assert!(!is_other(None, Some("b")), "a server that said nothing before proves nothing");
        assert!(!is_other(Some("a"), None));
    }

    #[test]
    fn a_refusal_is_an_answer_and_a_broken_gateway_is_none() {
        let problem = |code| ClientError::Problem(Box::new(Problem::new(code)));
        assert!(is_away(&ClientError::Network) && is_away(&ClientError::Unexpected { status: 502 }));
        assert!(!is_away(&ClientError::Unexpected { status: 404 }));
        assert!(!is_away(&problem(ProblemCode::Unavailable)), "the server is there, its database is not");
        assert!(may_pass(&problem(ProblemCode::Unavailable)));
        assert!(!may_pass(&problem(ProblemCode::Forbidden)));
    }
}
