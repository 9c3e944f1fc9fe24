//! When a session that is not used ends.

use chrono::{NaiveDateTime, TimeDelta};

/// How late the server may know that the session was used.
const UNSEEN: TimeDelta = TimeDelta::seconds(30);

/// How long a session lasts unused on a computer that several people share; ours, far below the server's own.
pub(super) const SHARED_IDLE: TimeDelta = TimeDelta::minutes(10);

/// When a session that is not used ends: `lasts` after it was last used here, or elsewhere as the end that the server
/// `said` tells; on a shared computer sooner.
pub(super) fn idle_end(
    used: NaiveDateTime,
    said: Option<NaiveDateTime>,
    lasts: TimeDelta,
    shorter: Option<TimeDelta>,
) -> NaiveDateTime {
    // The server does not write down every use, only one in half a minute.
    let here = used - UNSEEN;
    let last = said.map_or(here, |said| here.max(said - lasts));
    last + shorter.map_or(lasts, |shorter| shorter.min(lasts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unused_session_ends_sooner_on_a_shared_computer() {
        let at = |minute, second| chrono::NaiveDate::default().and_hms_opt(10, minute, second).unwrap();
        let half_an_hour = TimeDelta::minutes(30);
        assert_eq!(idle_end(at(0, 30), None, half_an_hour, None), at(30, 0));
        assert_eq!(
            idle_end(at(0, 30), Some(at(35, 0)), half_an_hour, None),
            at(35, 0),
            "used in another window"
        );
        assert_eq!(
            idle_end(at(0, 30), Some(at(20, 0)), half_an_hour, None),
            at(30, 0),
            "used here since it was asked"
        );
        assert_eq!(idle_end(at(0, 30), None, half_an_hour, Some(SHARED_IDLE)), at(10, 0));
        assert_eq!(idle_end(at(0, 30), Some(at(35, 0)), half_an_hour, Some(SHARED_IDLE)), at(15, 0));
        assert_eq!(
            idle_end(at(0, 30), None, TimeDelta::minutes(5), Some(SHARED_IDLE)),
            at(5, 0),
            "never later"
        );
    }
}
