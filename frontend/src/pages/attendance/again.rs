//! What could not be sent: whether sending it again may help, and when.

use api_client::ClientError;
use api_types::ProblemCode;
use leptos::prelude::*;

use crate::browser::pause;
use crate::session::Session;

/// Between two attempts, in milliseconds.
const AGAIN: u64 = 4_000;
/// How often it is asked whether somebody has logged in again, in milliseconds.
const LOOK: u64 = 300;

/// Whether the same request may succeed later: the connection or the server is away, or somebody has to log in again.
pub(crate) fn may_pass(error: &ClientError) -> bool {
    match error {
        ClientError::Network | ClientError::Unexpected { status: 500.. } => true,
        ClientError::Unexpected { .. } => false,
        ClientError::Problem(problem) => {
            matches!(problem.code, ProblemCode::NotLoggedIn | ProblemCode::TooManyRequests)
                || problem.code.status() >= 500
        }
    }
}

/// Whether nobody knows if what was sent arrived: there is no answer from the application.
pub(super) fn may_have_arrived(error: &ClientError) -> bool {
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
        assert!(may_pass(&ClientError::Network));
        assert!(may_pass(&ClientError::Unexpected { status: 502 }));
        assert!(may_pass(&problem(ProblemCode::NotLoggedIn)));
        assert!(!may_pass(&problem(ProblemCode::Forbidden)));
        assert!(!may_pass(&ClientError::Unexpected { status: 413 }));
        assert!(may_have_arrived(&ClientError::Network));
        assert!(!may_have_arrived(&problem(ProblemCode::NotLoggedIn)));
    }
}
