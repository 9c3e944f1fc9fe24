//! A course (*forløb*): one citizen's municipal rehabilitation, from referral to lock.

mod life;
mod referral;
mod state;
mod transfer;
mod transitions;

use chrono::NaiveDate;

use crate::ids::{CitizenId, CourseId};
use crate::municipality::MunicipalityCode;

pub use life::{LifeEvent, LifeEventInput, LifeFinding, NewLifeEvent, check_reason};
pub use referral::{ReferralDecision, decide_referral};
pub use state::{CourseEvent, CourseState, IllegalTransition, NoSuchEvent};
pub use transfer::TransferState;

/// Initial and final meeting must lie fewer than this many days apart for a course to count as persistent.
///
/// Source: DEFACTUM / Aarhus University study, doi 10.3389/fresc.2022.837174; reading the study's limit as the
/// indicator's own standard is our interpretation.
pub const PERSISTENCE_DAYS: i64 = 180;

/// From this day after the initial meeting the remaining days are shown. Configurable default.
pub const COUNTDOWN_FROM_DAY: i64 = 120;

/// A drop-out is suggested after this many days without contact and no future appointment. Configurable default.
pub const SILENT_DAYS_BEFORE_DROP_OUT: i64 = 45;

/// One course as the registry knows it. Dates are local Danish dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The course's id.
    pub id: CourseId,
    /// The municipality that owns it.
    pub municipality: MunicipalityCode,
    /// Whose course it is.
    pub citizen: CitizenId,
    /// The programme's id, e.g. `hjertekom`.
    pub programme: String,
    /// The version of the programme's definition that was current when the course was opened.
    pub programme_version: String,
    /// The citizen's 1st, 2nd … course in this programme and municipality, from 1.
    pub course_no: i32,
    /// Where it is in the workflow.
    pub state: CourseState,
    /// The sending system's own id, when the course came with an import.
    pub key: Option<String>,
    /// The day it was opened in the registry.
    pub opened_on: NaiveDate,
    /// The day of the initial meeting (*afklarende samtale*).
    pub started_on: Option<NaiveDate>,
    /// The day of the final meeting (*afsluttende samtale*), or the day it otherwise ended.
    pub ended_on: Option<NaiveDate>,
    /// Counts the changes, from 1; sent as the ETag.
    pub version: i64,
}

/// Where a course stands in relation to the 180 days in which it must end to count as persistent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersistenceWindow {
    /// No initial meeting yet.
    NotStarted,
    /// Running, and too early to count down.
    Open {
        /// Days left in which a final meeting counts, including today.
        days_left: i64,
    },
    /// Running, and the end is in sight.
    Countdown {
        /// Days left in which a final meeting counts, including today.
        days_left: i64,
    },
    /// Running, but 180 days or more have passed.
    Passed {
        /// Days since the last day that would have counted.
        days_over: i64,
    },
    /// Ended within the window.
    Kept,
    /// Ended, but too late.
    Missed,
}

impl Course {
    /// Days from the initial meeting to `as_of`; negative before it, `None` without one.
    #[must_use]
    pub fn days_since_start(&self, as_of: NaiveDate) -> Option<i64> {
        self.started_on.map(|start| (as_of - start).num_days())
    }

    /// Days from the initial to the final meeting.
    #[must_use]
    pub fn length_in_days(&self) -> Option<i64> {
        self.ended_on.and_then(|end| self.days_since_start(end))
    }

    /// Where the course stands in the persistence window on a date.
    #[must_use]
    pub fn persistence_window(&self, as_of: NaiveDate) -> PersistenceWindow {
        if let Some(length) = self.length_in_days() {
            let kept = (0..PERSISTENCE_DAYS).contains(&length);
            return if kept { PersistenceWindow::Kept } else { PersistenceWindow::Missed };
        }
        match self.days_since_start(as_of) {
            None => PersistenceWindow::NotStarted,
            Some(day) if day >= PERSISTENCE_DAYS => {
                PersistenceWindow::Passed { days_over: day - PERSISTENCE_DAYS + 1 }
            }
            Some(day) if day >= COUNTDOWN_FROM_DAY => {
                PersistenceWindow::Countdown { days_left: PERSISTENCE_DAYS - day }
            }
            Some(day) => PersistenceWindow::Open { days_left: PERSISTENCE_DAYS - day },
        }
    }
}

#[cfg(test)]
mod tests;
