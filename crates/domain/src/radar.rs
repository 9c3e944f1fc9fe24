//! The drop-out radar: what says early that a running course may not be completed in time.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::attendance::AttendanceStatus;
use crate::wire::wire_enum;

/// Days between the initial and the final meeting from which a course no longer counts as persistent.
///
/// Source: S:15.
pub const WINDOW: i64 = 180;
/// The day of the course from which the days left are counted down. Source: default (domain specification 1.2).
const COUNTDOWN: i64 = 120;
/// Days without contact after which dropping out is suggested. Source: default (domain specification 1.2).
const SILENCE: i64 = 45;
/// Sessions looked back at. Source: default.
const LOOK_BACK: usize = 5;
/// Missed ones among them that are too many: with three of five, 80 % (S:7) is out of reach of those five.
/// Source: default.
const MISSED: usize = 3;
/// Missed ones in a row that are too many. Source: default.
const IN_A_ROW: usize = 2;

wire_enum! {
    /// What the radar warns of, the most pressing first.
    pub enum WarningKind ("warning kind") {
        /// The last day on which a final meeting makes the course persistent is near, or past.
        PersistenceWindow = "persistence_window", "180-dages-reglen nærmer sig", "The 180-day rule is near";
        /// Nobody has been in contact with the citizen for 45 days.
        NoContact = "no_contact", "Ingen kontakt i 45 dage", "No contact for 45 days";
        /// The latest sessions were missed.
        AttendanceSliding = "attendance_sliding", "Fremmødet falder", "Attendance is sliding";
        /// No session is planned.
        NoNextAppointment = "no_next_appointment", "Ingen næste aftale", "No next appointment";
    }
}

/// What the radar looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RadarFacts {
    /// The day of the initial meeting.
    pub started_on: NaiveDate,
    /// The day the radar is looked at.
    pub today: NaiveDate,
    /// Whether the course is interrupted: then no sessions are expected, but the days count on.
    pub is_paused: bool,
    /// Whether the municipality uses the attendance register, so that no entry means no session.
    pub register_in_use: bool,
    /// The last day the citizen came or called; the initial meeting if there is none.
    pub last_contact: Option<NaiveDate>,
    /// The first planned session from today on.
    pub next_appointment: Option<NaiveDate>,
    /// What became of the sessions until today, the latest first. Those not counted are passed over.
    pub recent: Vec<AttendanceStatus>,
}

/// One reason to look at a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Warning {
    /// What it warns of.
    pub kind: WarningKind,
    /// Days until the last day on which a final meeting makes the course persistent; negative when it is past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_left: Option<i64>,
    /// Since when there has been no contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
}

/// The last day on which a final meeting makes a course persistent: `final - initial < 180`.
#[must_use]
pub fn last_day(started_on: NaiveDate) -> NaiveDate {
    started_on.checked_add_days(Days::new(WINDOW.unsigned_abs() - 1)).unwrap_or(NaiveDate::MAX)
}

/// What the radar says about a running course, in the order of [`WarningKind::ALL`].
#[must_use]
pub fn warnings(facts: &RadarFacts) -> Vec<Warning> {
    let RadarFacts { started_on, today, .. } = *facts;
    let mut warnings = Vec::new();
    let plain = |kind| Warning { kind, days_left: None, since: None };
    if (today - started_on).num_days() >= COUNTDOWN {
        let days_left = Some((last_day(started_on) - today).num_days());
        warnings.push(Warning { days_left, ..plain(WarningKind::PersistenceWindow) });
    }
    if facts.is_paused || !facts.register_in_use {
        return warnings;
    }
    let contact = facts.last_contact.map_or(started_on, |last| last.max(started_on));
    if (today - contact).num_days() >= SILENCE {
        warnings.push(Warning { since: Some(contact), ..plain(WarningKind::NoContact) });
    }
    if is_sliding(&facts.recent) {
        warnings.push(plain(WarningKind::AttendanceSliding));
    }
    if facts.next_appointment.is_none() {
        warnings.push(plain(WarningKind::NoNextAppointment));
    }
    warnings
}

/// Whether dropping out is to be suggested: no contact for 45 days and nothing planned (domain specification 1.2).
#[must_use]
pub fn suggests_drop_out(warnings: &[Warning]) -> bool {
    let warns = |kind| warnings.iter().any(|warning| warning.kind == kind);
    warns(WarningKind::NoContact) && warns(WarningKind::NoNextAppointment)
}

/// Whether the course can still be kept: it has a warning, and a final meeting held today would be in time.
#[must_use]
pub fn is_on_radar(warnings: &[Warning]) -> bool {
    !warnings.is_empty() && warnings.iter().all(|warning| warning.days_left.is_none_or(|days| days >= 0))
}

/// Orders courses: the fewest days left first, then the most warnings.
#[must_use]
pub fn urgency(warnings: &[Warning]) -> (i64, std::cmp::Reverse<usize>) {
    let days = warnings.iter().filter_map(|warning| warning.days_left).min();
    (days.unwrap_or(WINDOW), std::cmp::Reverse(warnings.len()))
}

fn is_sliding(recent: &[AttendanceStatus]) -> bool {
    let held = recent.iter().filter(|status| status.is_counted() && **status != AttendanceStatus::Planned);
    let latest: Vec<bool> = held.take(LOOK_BACK).map(|status| status.is_missed()).collect();
    let in_a_row = latest.iter().take_while(|missed| **missed).count();
    in_a_row >= IN_A_ROW || latest.iter().filter(|missed| **missed).count() >= MISSED
}

#[cfg(test)]
mod tests;
