//! The plan of a course: conditions, interventions, goals and their evaluation, and what was decided about suggestions.
//!
//! One document per course, saved as a whole. Which codes it may use is the definition's business
//! ([`Planning`](crate::programme::Planning)).

mod check;
mod merge;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::check::check;
pub use self::merge::{Merged, merge};
use crate::programme::{Reason, Suggested};
use crate::wire::wire_enum;

/// What is planned for a citizen on one course.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The conditions that were found, each at most once.
    #[serde(default)]
    pub conditions: Vec<PlannedCondition>,
    /// The interventions.
    #[serde(default)]
    pub interventions: Vec<PlannedIntervention>,
    /// The citizen's goals.
    #[serde(default)]
    pub goals: Vec<Goal>,
    /// What was decided about suggestions.
    #[serde(default)]
    pub decisions: Vec<Decision>,
}

/// A condition (*tilstand*) of the citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlannedCondition {
    /// The condition's id.
    pub code: String,
    /// Whether the course is about it.
    #[serde(default)]
    pub focus: bool,
    /// Whether it is still there.
    #[serde(default = "yes")]
    pub active: bool,
    /// What else is to be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// An intervention (*indsats*) of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlannedIntervention {
    /// Its number within the plan.
    pub no: u32,
    /// The intervention's id.
    pub code: String,
    /// The delivery type's id.
    pub delivery: String,
    /// How far it has come.
    pub status: InterventionStatus,
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<NaiveDate>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<NaiveDate>,
    /// The conditions it is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
    /// Why it was stopped or declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A goal, in the citizen's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Its number within the plan.
    pub no: u32,
    /// What is to be reached.
    pub text: String,
    /// The condition it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// What is to become of the condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The value or day aimed at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Whether it was reached.
    #[serde(default)]
    pub evaluation: Evaluation,
    /// What is to be said about the evaluation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What was decided about a suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The suggestion's id.
    pub suggestion: String,
    /// Yes or no.
    pub decision: Verdict,
    /// Why it was declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The answers it followed from when it was decided. Other answers are another question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<Reason>,
}

wire_enum! {
    /// How far an intervention has come.
    pub enum InterventionStatus ("intervention status") {
        /// Agreed, not begun.
        Planned = "planned", "Planlagt", "Planned";
        /// Under way.
        InProgress = "in_progress", "I gang", "In progress";
        /// Carried out.
        Completed = "completed", "Gennemført", "Completed";
        /// Begun and not carried out.
        Stopped = "stopped", "Stoppet", "Stopped";
        /// Offered and not wanted.
        Declined = "declined", "Frabedt", "Declined";
    }
}

wire_enum! {
    /// Whether a goal was reached.
    #[derive(Default)]
    pub enum Evaluation ("evaluation") {
        /// Not evaluated yet.
        #[default]
        None = "none", "Ikke evalueret", "Not evaluated";
        /// Reached.
        Reached = "reached", "Nået", "Reached";
        /// Reached in part.
        Partly = "partly", "Delvist nået", "Partly reached";
        /// Not reached.
        NotReached = "not_reached", "Ikke nået", "Not reached";
    }
}

wire_enum! {
    /// What was decided about a suggestion.
    pub enum Verdict ("decision") {
        /// The intervention is planned.
        Accepted = "accepted", "Accepteret", "Accepted";
        /// It is not.
        Declined = "declined", "Afvist", "Declined";
    }
}

wire_enum! {
    /// Where a suggestion stands.
    pub enum Standing ("standing") {
        /// Nobody has decided about it with these answers.
        Open = "open", "Forslag", "Suggestion";
        /// Accepted, and still in the plan.
        Accepted = "accepted", "Accepteret", "Accepted";
        /// Declined with these answers.
        Declined = "declined", "Afvist", "Declined";
        /// The plan has the intervention anyway.
        Planned = "planned", "Er i planen", "Is in the plan";
    }
}

const fn yes() -> bool {
    true
}

impl InterventionStatus {
    /// Whether it needs a reason.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Stopped | Self::Declined)
    }

    /// Whether nothing more is expected of it.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Stopped | Self::Declined)
    }
}

impl Plan {
    /// Where a suggestion stands: what was decided with other answers does not settle it.
    #[must_use]
    pub fn standing(&self, suggested: &Suggested<'_>) -> Standing {
        let suggestion = suggested.suggestion;
        let is_planned = self.interventions.iter().any(|it| it.code == suggestion.intervention);
        let decision = self.decisions.iter().find(|decision| decision.is_about(suggested));
        match decision.map(|decision| decision.decision) {
            Some(Verdict::Accepted) if is_planned => Standing::Accepted,
            Some(Verdict::Declined) => Standing::Declined,
            _ if is_planned => Standing::Planned,
            _ => Standing::Open,
        }
    }

    /// The number the next intervention gets.
    #[must_use]
    pub fn next_intervention(&self) -> u32 {
        self.interventions.iter().map(|it| it.no).max().unwrap_or(0).saturating_add(1)
    }

    /// The number the next goal gets.
    #[must_use]
    pub fn next_goal(&self) -> u32 {
        self.goals.iter().map(|goal| goal.no).max().unwrap_or(0).saturating_add(1)
    }
}

impl Decision {
    /// Whether it was made about this suggestion with these answers.
    #[must_use]
    pub fn is_about(&self, suggested: &Suggested<'_>) -> bool {
        self.suggestion == suggested.suggestion.id
            && self.because.len() == suggested.because.len()
            && self.because.iter().all(|reason| suggested.because.contains(reason))
    }
}

#[cfg(test)]
mod tests;
