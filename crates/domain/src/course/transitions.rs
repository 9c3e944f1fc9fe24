//! The workflow of a course as a table: in which state which event leads where.
//!
//! Source: domain specification 1.2 (a design default unless tagged there).

use super::state::CourseEvent::{
    self, Closed as CloseIt, Completed, Died as Death, DroppedOut as DropOut, FollowedUp, Invited as Invite,
    NotStarted as Never, Paused as Pause, ReferralRecorded, Rejected as Reject, Reopened, Resumed, Started,
    Transferred as Transfer,
};
use super::state::CourseState::{
    self, Closed, Died, DroppedOut, Ended, Followup, InProgress, Invited, NotStarted, Paused, Referred,
    Rejected, Transferred,
};

/// The whole workflow: per state the events it accepts and where they lead.
///
/// Submitting a form again is a correction and keeps the state, except that a corrected end form moves the course to
/// what it now says. The end form is accepted without a start form, because a missing form must not keep a known end
/// out of the registry; but a course in progress cannot become "not started", because the citizen has been met.
///
/// A course that has ended can be locked whatever its end was; reopened, it is where it was
/// ([`CourseState::after_event`]).
pub(super) const TRANSITIONS: &[(CourseState, &[(CourseEvent, CourseState)])] = &[
    (
        Referred,
        &[
            (ReferralRecorded, Referred),
            (Invite, Invited),
            (Started, InProgress),
            (Completed, Ended),
            (DropOut, DroppedOut),
            (Transfer, Transferred),
            (Death, Died),
            (Never, NotStarted),
            (Reject, Rejected),
        ],
    ),
    (
        Invited,
        &[
            (ReferralRecorded, Invited),
            (Invite, Invited),
            (Started, InProgress),
            (Completed, Ended),
            (DropOut, DroppedOut),
            (Transfer, Transferred),
            (Death, Died),
            (Never, NotStarted),
            (Reject, Rejected),
        ],
    ),
    (
        InProgress,
        &[
            (ReferralRecorded, InProgress),
            (Started, InProgress),
            (Pause, Paused),
            (Completed, Ended),
            (DropOut, DroppedOut),
            (Transfer, Transferred),
            (Death, Died),
        ],
    ),
    (
        Paused,
        &[
            (ReferralRecorded, Paused),
            (Started, Paused),
            (Resumed, InProgress),
            (Completed, Ended),
            (DropOut, DroppedOut),
            (Transfer, Transferred),
            (Death, Died),
        ],
    ),
    (
        Ended,
        &[
            (ReferralRecorded, Ended),
            (Started, Ended),
            (Completed, Ended),
            (DropOut, DroppedOut),
            (Transfer, Transferred),
            (Death, Died),
            (Never, NotStarted),
            (FollowedUp, Followup),
            (CloseIt, Closed),
        ],
    ),
    (
        Followup,
        &[
            (ReferralRecorded, Followup),
            (Started, Followup),
            (Completed, Followup),
            (DropOut, DroppedOut),
            (Transfer, Transferred),
            (Death, Died),
            (FollowedUp, Followup),
            (CloseIt, Closed),
        ],
    ),
    (Closed, &[(Reopened, Ended)]),
    (Rejected, &[(ReferralRecorded, Rejected), (Reopened, Referred)]),
    (
        NotStarted,
        &[
            (ReferralRecorded, NotStarted),
            (Completed, Ended),
            (DropOut, DroppedOut),
            (Transfer, Transferred),
            (Death, Died),
            (Never, NotStarted),
            (CloseIt, Closed),
        ],
    ),
    (
        DroppedOut,
        &[
            (ReferralRecorded, DroppedOut),
            (Started, DroppedOut),
            (Completed, Ended),
            (DropOut, DroppedOut),
            (Transfer, Transferred),
            (Death, Died),
            (Never, NotStarted),
            (CloseIt, Closed),
        ],
    ),
    (
        Transferred,
        &[
            (ReferralRecorded, Transferred),
            (Started, Transferred),
            (Completed, Ended),
            (DropOut, DroppedOut),
            (Transfer, Transferred),
            (Death, Died),
            (Never, NotStarted),
            (CloseIt, Closed),
        ],
    ),
    (
        Died,
        &[
            (ReferralRecorded, Died),
            (Started, Died),
            (Completed, Ended),
            (DropOut, DroppedOut),
            (Transfer, Transferred),
            (Death, Died),
            (Never, NotStarted),
            (CloseIt, Closed),
        ],
    ),
];

/// Which event a submitted form is, by form id and, for the end form, `end_type`.
pub(super) const FORM_EVENTS: &[(&str, Option<&str>, CourseEvent)] = &[
    ("referral", None, ReferralRecorded),
    ("start", None, Started),
    ("end", Some("completed"), Completed),
    ("end", Some("dropped_out"), DropOut),
    ("end", Some("transferred"), Transfer),
    ("end", Some("died"), Death),
    ("end", Some("not_started"), Never),
    ("followup", None, FollowedUp),
    ("followup_6m", None, FollowedUp),
    ("followup_12m", None, FollowedUp),
];
