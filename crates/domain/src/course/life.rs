//! What is recorded about a course besides its forms.

use chrono::NaiveDate;

use super::state::{CourseEvent, CourseState, IllegalTransition};
use crate::text::Text;
use crate::wire::wire_enum;

/// The longest reason, in characters.
const LONGEST_REASON: usize = 500;

wire_enum! {
    /// Something in the life of a course that is no form.
    pub enum LifeEvent ("life event") {
        /// The citizen was invited or contact was attempted.
        Invited = "invited", "Borger indkaldt", "Citizen invited";
        /// The course was interrupted.
        Paused = "paused", "Sat på pause", "Paused";
        /// The course went on after a pause.
        Resumed = "resumed", "Genoptaget", "Resumed";
        /// The referral was rejected.
        Rejected = "rejected", "Henvisning afvist", "Referral rejected";
        /// The course was locked.
        Closed = "closed", "Lukket", "Closed";
        /// A lock or a rejection was undone.
        Reopened = "reopened", "Genåbnet", "Reopened";
        /// The course moved to the citizen's other record, when a number took the place of another.
        CitizenMerged = "citizen_merged", "Flyttet til borgerens CPR-nummer", "Moved to the citizen's CPR number";
        /// The course was offered to another municipality.
        TransferOffered = "transfer_offered", "Overflytning sendt", "Transfer sent";
        /// The offer was taken back.
        TransferWithdrawn = "transfer_withdrawn", "Overflytning trukket tilbage", "Transfer withdrawn";
        /// The other municipality declined.
        TransferDeclined = "transfer_declined", "Overflytning afvist", "Transfer declined";
        /// The other municipality accepted.
        TransferAccepted = "transfer_accepted", "Overflytning modtaget", "Transfer accepted";
        /// The course came from another municipality.
        Received = "received", "Overtaget fra anden kommune", "Taken over from another municipality";
    }
}

/// What was typed about an event, unchecked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LifeEventInput<'a> {
    /// What happened.
    pub event: LifeEvent,
    /// The day it happened.
    pub on: NaiveDate,
    /// Why.
    pub reason: Option<&'a str>,
}

/// An event that can be recorded: everything has been checked but whether the course accepts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLifeEvent {
    event: LifeEvent,
    moves: CourseEvent,
    on: NaiveDate,
    reason: Option<String>,
}

/// One thing that keeps an event from being recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LifeFinding {
    /// The field it is about: `event`, `on` or `reason`.
    pub field: &'static str,
    /// A stable code, e.g. `reason_missing`.
    pub code: &'static str,
    /// The words shown to people.
    pub message: Text,
}

impl LifeEvent {
    /// How it moves the course; `None` for what is not recorded by itself but follows from something else.
    #[must_use]
    pub const fn moves(self) -> Option<CourseEvent> {
        match self {
            Self::Invited => Some(CourseEvent::Invited),
            Self::Paused => Some(CourseEvent::Paused),
            Self::Resumed => Some(CourseEvent::Resumed),
            Self::Rejected => Some(CourseEvent::Rejected),
            Self::Closed => Some(CourseEvent::Closed),
            Self::Reopened => Some(CourseEvent::Reopened),
            Self::CitizenMerged
            | Self::TransferOffered
            | Self::TransferWithdrawn
            | Self::TransferDeclined
            | Self::TransferAccepted
            | Self::Received => None,
        }
    }

    /// Whether it must be said why. Configurable default.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Paused | Self::Rejected | Self::Reopened)
    }
}

impl NewLifeEvent {
    /// Checks what was typed. `today` is the local Danish date.
    ///
    /// # Errors
    /// Every finding, in the order of the fields.
    pub fn check(input: &LifeEventInput<'_>, today: NaiveDate) -> Result<Self, Vec<LifeFinding>> {
        let mut findings = Vec::new();
        let moves = input.event.moves();
        if moves.is_none() {
            findings.push(finding(
                "event",
                "not_recordable",
                Text::new("Hændelsen kan ikke registreres her.", "The event cannot be recorded here."),
            ));
        }
        if input.on > today {
            findings.push(finding(
                "on",
                "date_in_future",
                Text::new("Datoen ligger i fremtiden.", "The date lies in the future."),
            ));
        }
        let reason = check_reason(input.reason, input.event.needs_reason()).map_err(|it| findings.push(it));
        match (moves, reason) {
            (Some(moves), Ok(reason)) if findings.is_empty() => {
                Ok(Self { event: input.event, moves, on: input.on, reason })
            }
            _ => Err(findings),
        }
    }

    /// What happened.
    #[must_use]
    pub const fn event(&self) -> LifeEvent {
        self.event
    }

    /// How it moves the course.
    #[must_use]
    pub const fn moves(&self) -> CourseEvent {
        self.moves
    }

    /// The day it happened.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }
}

/// Checks a reason: without it where it is needed, or longer than 500 characters, it is refused.
///
/// # Errors
/// What is wrong with it.
pub fn check_reason(reason: Option<&str>, is_needed: bool) -> Result<Option<String>, LifeFinding> {
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    match reason {
        None if is_needed => {
            Err(finding("reason", "reason_missing", Text::new("Skriv en begrundelse.", "Write a reason.")))
        }
        Some(reason) if reason.chars().count() > LONGEST_REASON => Err(finding(
            "reason",
            "reason_too_long",
            Text::new(
                "Begrundelsen må højst være 500 tegn.",
                "The reason may be at most 500 characters long.",
            ),
        )),
        reason => Ok(reason.map(str::to_owned)),
    }
}

impl CourseState {
    /// The state after an event, where a course that is reopened returns to the state it was locked in.
    ///
    /// # Errors
    /// When the state does not accept the event.
    pub fn after_event(self, event: CourseEvent, locked_in: Option<Self>) -> Result<Self, IllegalTransition> {
        let after = self.after(event)?;
        Ok(match (self, event) {
            (Self::Closed, CourseEvent::Reopened) => locked_in.unwrap_or(after),
            _ => after,
        })
    }

    /// Whether the course can be handed over to another municipality.
    #[must_use]
    pub const fn can_be_transferred(self) -> bool {
        self.is_open()
    }
}

fn finding(field: &'static str, code: &'static str, message: Text) -> LifeFinding {
    LifeFinding { field, code, message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::check;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn codes(event: LifeEvent, on: &str, reason: Option<&str>) -> Vec<(&'static str, &'static str)> {
        let input = LifeEventInput { event, on: day(on), reason };
        let findings = NewLifeEvent::check(&input, day("2026-06-15")).unwrap_err();
        findings.into_iter().map(|found| (found.field, found.code)).collect()
    }

    #[test]
    fn ids_labels_and_serde_agree() {
        check::round_trips(LifeEvent::ALL, LifeEvent::id, LifeEvent::label);
    }

    #[test]
    fn an_event_is_recorded_with_the_reason_trimmed() {
        let input =
            LifeEventInput { event: LifeEvent::Paused, on: day("2026-06-15"), reason: Some("  Indlagt ") };
        let event = NewLifeEvent::check(&input, day("2026-06-15")).unwrap();
        assert_eq!(
            (event.event(), event.moves(), event.reason()),
            (LifeEvent::Paused, CourseEvent::Paused, Some("Indlagt"))
        );
        let invited = LifeEventInput { event: LifeEvent::Invited, on: day("2026-06-01"), reason: Some(" ") };
        assert_eq!(NewLifeEvent::check(&invited, day("2026-06-15")).unwrap().reason(), None);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let both = [("on", "date_in_future"), ("reason", "reason_missing")];
        assert_eq!(codes(LifeEvent::Rejected, "2026-06-16", Some("  ")), both);
        assert_eq!(codes(LifeEvent::Paused, "2026-06-15", None), [("reason", "reason_missing")]);
        let long = "x".repeat(501);
        assert_eq!(codes(LifeEvent::Closed, "2026-06-15", Some(&long)), [("reason", "reason_too_long")]);
        assert_eq!(codes(LifeEvent::Received, "2026-06-15", None), [("event", "not_recordable")]);
    }

    #[test]
    fn a_reopened_course_is_where_it_was_locked() {
        for state in [CourseState::Followup, CourseState::DroppedOut, CourseState::Died] {
            assert_eq!(state.after(CourseEvent::Closed), Ok(CourseState::Closed));
            assert_eq!(CourseState::Closed.after_event(CourseEvent::Reopened, Some(state)), Ok(state));
        }
        let unknown = CourseState::Closed.after_event(CourseEvent::Reopened, None);
        assert_eq!(unknown, Ok(CourseState::Ended));
        let rejected = CourseState::Rejected.after_event(CourseEvent::Reopened, Some(CourseState::Followup));
        assert_eq!(rejected, Ok(CourseState::Referred));
    }
}
