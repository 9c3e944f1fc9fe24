//! What waits to be sent, or could not be: whether sending it again may help, and when.

use std::sync::{Mutex, PoisonError};

use api_client::ClientError;
use api_types::ProblemCode;
use leptos::prelude::*;

use crate::browser::pause;
use crate::connection::may_pass;
use crate::session::Session;

/// Between two attempts, in milliseconds.
const AGAIN: u64 = 4_000;
/// How often it is asked whether somebody has logged in again, in milliseconds.
const LOOK: u64 = 300;

/// Reads or changes what waits to be sent. It outlives the page that shows it, so no signal holds it.
pub(crate) fn with<Q, T>(queue: &Mutex<Q>, act: impl FnOnce(&mut Q) -> T) -> T {
    act(&mut queue.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Whether what failed is worth sending again: the connection or the server is away, or somebody has to log in or to wait.
pub(crate) fn may_be_sent_again(error: &ClientError) -> bool {
    let is_passing = |code| matches!(code, ProblemCode::NotLoggedIn | ProblemCode::TooManyRequests);
    may_pass(error) || error.problem().is_some_and(|problem| is_passing(problem.code))
}

/// Whether nobody knows if what was sent arrived: there is no answer from the application.
pub(crate) fn may_have_arrived(error: &ClientError) -> bool {
    error.problem().is_none_or(|problem| problem.code.status() >= 500)
}

/// Whether two failures say the same, so that saying it again would only be noise.
pub(crate) fn is_same(one: &ClientError, other: &ClientError) -> bool {
    one.to_string() == other.to_string()
}

/// Waits until sending again may help: a while, or for the log-in. False when the user has logged out instead.
pub(crate) async fn before_again(session: &Session, error: &ClientError) -> bool {
    if error.problem().is_none_or(|problem| problem.code != ProblemCode::NotLoggedIn) {
        pause(AGAIN).await;
    }
    while untrack(|| session.is_expired()) {
        pause(LOOK).await;
    }
    untrack(|| session.is_present())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(code: ProblemCode) -> ClientError {
        ClientError::Problem(Box::new(api_types::Problem::new(code)))
    }

    #[test]
    fn what_a_log_in_or_a_while_may_help_is_sent_again_and_a_refusal_is_not() {
        assert!(may_be_sent_again(&ClientError::Network));
        assert!(may_be_sent_again(&ClientError::Unexpected { status: 502 }));
        assert!(may_be_sent_again(&problem(ProblemCode::NotLoggedIn)));
        assert!(!may_be_sent_again(&problem(ProblemCode::Forbidden)));
        assert!(!may_be_sent_again(&ClientError::Unexpected { status: 413 }));
        assert!(may_have_arrived(&ClientError::Network));
        assert!(!may_have_arrived(&problem(ProblemCode::NotLoggedIn)));
    }
}
