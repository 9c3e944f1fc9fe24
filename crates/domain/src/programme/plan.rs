//! What can be planned on a course: conditions, interventions and how they are delivered (FSIII §119).

use serde::{Deserialize, Serialize};

use super::{Code, Coding, Suggestion};
use crate::text::Text;

/// The lists a plan is made from, and the rules that suggest interventions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Planning {
    /// The areas the conditions belong to.
    pub areas: Vec<Code>,
    /// The conditions (*tilstande*) that can be found.
    pub conditions: Vec<ConditionCode>,
    /// The interventions (*indsatser*) that can be planned.
    pub interventions: Vec<InterventionCode>,
    /// How an intervention can be delivered (*ydelsestype*).
    pub deliveries: Vec<Code>,
    /// What a goal can be about (*målart*).
    pub goal_kinds: Vec<Code>,
    /// The rules that suggest interventions, in the order they are shown.
    pub suggestions: Vec<Suggestion>,
}

/// A condition that can be found in a citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ConditionCode {
    /// Its id, stable for ever.
    pub id: String,
    /// The area it belongs to.
    pub area: String,
    /// What the user reads.
    pub label: Text,
    /// The same concept in other code systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codings: Vec<Coding>,
    /// Where it comes from.
    pub source: String,
}

/// An intervention that can be planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct InterventionCode {
    /// Its id, stable for ever.
    pub id: String,
    /// What the user reads.
    pub label: Text,
    /// How it is usually delivered.
    pub delivery: String,
    /// Whether it must belong to a course when it is reported; otherwise it must not (interviews).
    pub within_course: bool,
    /// The same concept in other code systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codings: Vec<Coding>,
    /// Where it comes from.
    pub source: String,
}

impl Planning {
    /// The condition with this id.
    #[must_use]
    pub fn condition(&self, id: &str) -> Option<&ConditionCode> {
        self.conditions.iter().find(|condition| condition.id == id)
    }

    /// The intervention with this id.
    #[must_use]
    pub fn intervention(&self, id: &str) -> Option<&InterventionCode> {
        self.interventions.iter().find(|intervention| intervention.id == id)
    }

    /// The delivery type with this id.
    #[must_use]
    pub fn delivery(&self, id: &str) -> Option<&Code> {
        self.deliveries.iter().find(|delivery| delivery.id == id)
    }

    /// The kind of goal with this id.
    #[must_use]
    pub fn goal_kind(&self, id: &str) -> Option<&Code> {
        self.goal_kinds.iter().find(|kind| kind.id == id)
    }

    /// The suggestion with this id.
    #[must_use]
    pub fn suggestion(&self, id: &str) -> Option<&Suggestion> {
        self.suggestions.iter().find(|suggestion| suggestion.id == id)
    }
}
