//! The states of a course and the events that move it.

use super::transitions::{FORM_EVENTS, TRANSITIONS};
use crate::text::Text;
use crate::wire::wire_enum;

wire_enum! {
    /// Where a course is in the workflow.
    pub enum CourseState ("course state") {
        /// The referral has arrived.
        Referred = "referred", "Henvist", "Referred";
        /// The citizen has been invited.
        Invited = "invited", "Indkaldt", "Invited";
        /// The initial meeting has been held.
        InProgress = "in_progress", "I gang", "In progress";
        /// Interrupted for a while.
        Paused = "paused", "Pause", "Paused";
        /// The final meeting has been held.
        Ended = "ended", "Afsluttet", "Ended";
        /// Followed up after the end.
        Followup = "followup", "Opfølgning", "Follow-up";
        /// Locked.
        Closed = "closed", "Lukket", "Closed";
        /// The referral was rejected.
        Rejected = "rejected", "Afvist", "Rejected";
        /// The citizen was never met.
        NotStarted = "not_started", "Ikke påbegyndt", "Not started";
        /// The citizen stopped before the final meeting.
        DroppedOut = "dropped_out", "Frafald", "Dropped out";
        /// Moved to another municipality or back to hospital.
        Transferred = "transferred", "Overflyttet", "Transferred";
        /// The citizen died during the course.
        Died = "died", "Død", "Died";
    }
}

wire_enum! {
    /// Something that happens to a course.
    pub enum CourseEvent ("course event") {
        /// The referral form was submitted or corrected.
        ReferralRecorded = "referral_recorded", "Henvisning registreret", "Referral recorded";
        /// The citizen was invited or contact was attempted.
        Invited = "invited", "Borger indkaldt", "Citizen invited";
        /// The start form was submitted or corrected.
        Started = "started", "Startskema indsendt", "Start form submitted";
        /// The course was interrupted.
        Paused = "paused", "Sat på pause", "Paused";
        /// The course went on after a pause.
        Resumed = "resumed", "Genoptaget", "Resumed";
        /// The end form was submitted or corrected: completed.
        Completed = "completed", "Gennemført", "Completed";
        /// The end form was submitted or corrected: dropped out.
        DroppedOut = "dropped_out", "Frafaldet", "Dropped out";
        /// The end form was submitted or corrected: transferred.
        Transferred = "transferred", "Overflyttet", "Transferred";
        /// The end form was submitted or corrected: died.
        Died = "died", "Død", "Died";
        /// The end form was submitted or corrected: not started.
        NotStarted = "not_started", "Ikke påbegyndt", "Not started";
        /// A follow-up form was submitted or corrected.
        FollowedUp = "followed_up", "Opfølgning registreret", "Followed up";
        /// The referral was rejected.
        Rejected = "rejected", "Henvisning afvist", "Referral rejected";
        /// The course was locked.
        Closed = "closed", "Lukket", "Closed";
        /// A lock or a rejection was undone.
        Reopened = "reopened", "Genåbnet", "Reopened";
    }
}

/// An event that a state does not accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a course that is `{state}` does not accept `{event}`")]
pub struct IllegalTransition {
    /// Where the course is.
    pub state: CourseState,
    /// What was to happen.
    pub event: CourseEvent,
}

impl IllegalTransition {
    /// The words shown to people.
    #[must_use]
    pub fn message(&self) -> Text {
        let (state, event) = (self.state.label(), self.event.label());
        Text::new(
            format!("Forløbet er i tilstanden »{}« og kan ikke få »{}«.", state.da, event.da),
            format!("The course is in the state “{}” and cannot take “{}”.", state.en, event.en),
        )
    }
}

/// A submitted form that the workflow does not know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("form `{form}` with end type {end_type:?} is not a step of the workflow")]
pub struct NoSuchEvent {
    /// The form's id.
    pub form: String,
    /// The answer to `end_type`, if any.
    pub end_type: Option<String>,
}

impl CourseEvent {
    /// The event that submitting a form is.
    ///
    /// `end_type` is the code answered in the end form and is ignored for other forms.
    ///
    /// # Errors
    /// For a form that is no step of the workflow, or an end form without a known `end_type`.
    pub fn from_form(form: &str, end_type: Option<&str>) -> Result<Self, NoSuchEvent> {
        FORM_EVENTS
            .iter()
            .find(|(id, code, _)| *id == form && (code.is_none() || *code == end_type))
            .map(|&(_, _, event)| event)
            .ok_or_else(|| NoSuchEvent { form: form.to_owned(), end_type: end_type.map(str::to_owned) })
    }
}

impl CourseState {
    /// The state of a course that has just been opened.
    pub const FIRST: Self = Self::Referred;

    /// The state after an event.
    ///
    /// # Errors
    /// When the state does not accept the event.
    pub fn after(self, event: CourseEvent) -> Result<Self, IllegalTransition> {
        self.transitions()
            .find(|&(accepted, _)| accepted == event)
            .map(|(_, next)| next)
            .ok_or(IllegalTransition { state: self, event })
    }

    /// The events the state accepts and where each leads.
    pub fn transitions(self) -> impl Iterator<Item = (CourseEvent, Self)> {
        TRANSITIONS
            .iter()
            .filter(move |(state, _)| *state == self)
            .flat_map(|(_, accepted)| accepted.iter().copied())
    }

    /// Whether the form may be submitted in this state, whatever it will say.
    #[must_use]
    pub fn accepts_form(self, form: &str) -> bool {
        FORM_EVENTS.iter().any(|&(id, _, event)| id == form && self.after(event).is_ok())
    }

    /// Whether the course is running, so that a new referral joins it and no second one may be opened.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Referred | Self::Invited | Self::InProgress | Self::Paused)
    }

    /// Whether nothing more is expected to happen.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::Closed
                | Self::Rejected
                | Self::NotStarted
                | Self::DroppedOut
                | Self::Transferred
                | Self::Died
        )
    }
}
