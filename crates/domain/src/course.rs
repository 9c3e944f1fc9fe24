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
    /// The day of the referral; until its form is there, the day the course was opened.
    pub opened_on: NaiveDate,
    /// The day of the initial meeting (*afklarende samtale*).
    pub started_on: Option<NaiveDate>,
    /// The day of the final meeting (*afsluttende samtale*), or the day it otherwise ended.
    pub ended_on: Option<NaiveDate>,
    /// Counts the changes, from 1; sent as the ETag.
    pub version: i64,
}

#[cfg(test)]
mod tests;
