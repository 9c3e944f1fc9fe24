//! Time as an argument.

use std::fmt;

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};

/// What time it is.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The time now.
    fn now(&self) -> DateTime<Utc>;

    /// The calendar day in Denmark.
    fn today(&self) -> NaiveDate {
        db::danish_day(self.now())
    }
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the Clock everybody else takes")]
    fn now(&self) -> DateTime<Utc> {
        // The precision the database keeps: what is sent is what will be read back.
        Utc::now().trunc_subsecs(6)
    }
}
