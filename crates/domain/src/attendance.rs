//! Sessions of a course and who came.

mod new;
mod series;
mod start_time;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ids::{CourseId, GroupSessionId, SessionId};
use crate::wire::wire_enum;

pub use new::{LONGEST_NOTE, LONGEST_TITLE, SessionDraft, check};
pub use series::{read_planned, read_weekdays, series};
pub use start_time::{ParseStartTimeError, StartTime};

wire_enum! {
    /// What a session is for.
    ///
    /// Source: S:31 for the conversations and interventions of §119; what they are gathered into is the product's
    /// own choice.
    pub enum SessionKind ("session kind") {
        /// The interview that begins the course.
        ClarifyingInterview = "clarifying_interview", "Afklarende samtale", "Clarifying interview";
        /// Exercise training.
        Training = "training", "Fysisk træning", "Exercise training";
        /// Patient education.
        Education = "education", "Patientuddannelse", "Patient education";
        /// Diet treatment or guidance.
        Diet = "diet", "Diætbehandling", "Diet treatment";
        /// Smoking cessation.
        Smoking = "smoking", "Rygestop", "Smoking cessation";
        /// Any other conversation with one citizen.
        IndividualTalk = "individual_talk", "Individuel samtale", "Individual conversation";
        /// The interview that ends the course.
        FinalInterview = "final_interview", "Afsluttende samtale", "Closing interview";
        /// A meeting after the end.
        Followup = "followup", "Opfølgning", "Follow-up";
        /// Something else.
        Other = "other", "Andet", "Other";
    }
}

wire_enum! {
    /// How a session is held.
    ///
    /// Source: S:32 (delivery types).
    pub enum SessionDelivery ("session delivery") {
        /// Together with others.
        Group = "group", "Hold", "Group";
        /// Alone.
        Individual = "individual", "Individuel", "Individual";
        /// By video or an application.
        Digital = "digital", "Digital", "Digital";
    }
}

wire_enum! {
    /// What became of a session.
    ///
    /// Source: default (domain specification 1.2).
    pub enum AttendanceStatus ("attendance status") {
        /// Not held yet, or nobody has said who came.
        Planned = "planned", "Planlagt", "Planned";
        /// The citizen came.
        Attended = "attended", "Fremmødt", "Attended";
        /// The citizen said beforehand that they would not come.
        CancelledByCitizen = "cancelled_by_citizen", "Afbud", "Cancelled by citizen";
        /// The citizen did not come and said nothing.
        NoShow = "no_show", "Udeblevet", "Did not show up";
        /// The municipality cancelled it.
        CancelledByMunicipality = "cancelled_by_municipality", "Aflyst af kommunen", "Cancelled by municipality";
        /// Another session took its place.
        Replaced = "replaced", "Erstattet", "Replaced";
    }
}

impl AttendanceStatus {
    /// Whether the session is one of the planned ones that attendance is measured against.
    ///
    /// One the municipality cancelled is not (default, domain specification 1.2 and Q5); neither is one that another
    /// session took the place of, because that other one is (default).
    #[must_use]
    pub const fn is_counted(self) -> bool {
        !matches!(self, Self::CancelledByMunicipality | Self::Replaced)
    }

    /// Whether the citizen stayed away from a session that was held.
    #[must_use]
    pub const fn is_missed(self) -> bool {
        matches!(self, Self::CancelledByCitizen | Self::NoShow)
    }

    /// Whether there was contact with the citizen: they came, or they said that they would not.
    #[must_use]
    pub const fn is_contact(self) -> bool {
        matches!(self, Self::Attended | Self::CancelledByCitizen)
    }

    /// Whether it can be said of a day that has not come: nobody has attended or stayed away from it yet.
    #[must_use]
    pub const fn may_lie_ahead(self) -> bool {
        !matches!(self, Self::Attended | Self::NoShow)
    }
}

/// A session of one course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// The course.
    pub course: CourseId,
    /// The group session it is part of.
    pub group: Option<GroupSessionId>,
    /// The day.
    pub held_on: NaiveDate,
    /// When it begins.
    pub starts_at: Option<StartTime>,
    /// What it is for.
    pub kind: SessionKind,
    /// How it is held.
    pub delivery: SessionDelivery,
    /// What it is called.
    pub title: Option<String>,
    /// What became of it.
    pub status: AttendanceStatus,
    /// A remark.
    pub note: Option<String>,
    /// Counts the changes, from 1; sent as the ETag.
    pub version: i64,
}

/// How many sessions were planned and attended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SessionCounts {
    /// Sessions that count as planned, those to come included.
    pub planned: u32,
    /// Sessions the citizen came to.
    pub attended: u32,
}

/// Counts the sessions of a kind: what the end form's `sessions_planned` and `sessions_attended` are offered from.
///
/// Source: S:7 (80 % of the planned sessions).
#[must_use]
pub fn counts(
    sessions: impl IntoIterator<Item = (SessionKind, AttendanceStatus)>,
    of: SessionKind,
) -> SessionCounts {
    let mut counts = SessionCounts::default();
    for (_, status) in sessions.into_iter().filter(|(kind, _)| *kind == of) {
        counts.planned += u32::from(status.is_counted());
        counts.attended += u32::from(status == AttendanceStatus::Attended);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::check;

    #[test]
    fn ids_serde_and_labels_agree() {
        check::round_trips(SessionKind::ALL, SessionKind::id, SessionKind::label);
        check::round_trips(SessionDelivery::ALL, SessionDelivery::id, SessionDelivery::label);
        check::round_trips(AttendanceStatus::ALL, AttendanceStatus::id, AttendanceStatus::label);
    }

    #[test]
    fn what_the_municipality_cancelled_or_another_session_replaced_is_not_planned() {
        use AttendanceStatus::*;
        let held =
            [Attended, Attended, CancelledByCitizen, NoShow, Planned, CancelledByMunicipality, Replaced];
        let sessions = held.map(|status| (SessionKind::Training, status));
        let others = [(SessionKind::Education, Attended)];
        let all = sessions.into_iter().chain(others);
        assert_eq!(counts(all.clone(), SessionKind::Training), SessionCounts { planned: 5, attended: 2 });
        assert_eq!(counts(all, SessionKind::Education), SessionCounts { planned: 1, attended: 1 });
    }

    #[test]
    fn only_what_can_be_known_beforehand_is_said_of_a_day_to_come() {
        let ahead: Vec<_> = AttendanceStatus::ALL.iter().filter(|status| status.may_lie_ahead()).collect();
        use AttendanceStatus::*;
        assert_eq!(ahead, [&Planned, &CancelledByCitizen, &CancelledByMunicipality, &Replaced]);
    }
}
