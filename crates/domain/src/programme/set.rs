//! Sets of indicators: those that are read together and come from one place.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// A set of indicators, e.g. those of HjerteKom or of the national database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct IndicatorSet {
    /// The set's id, e.g. `hjertekom`.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// What it is for, and how far it can be trusted.
    pub description: Text,
    /// Where it comes from.
    pub source: String,
}

/// Who delivers what an indicator counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// The municipality, in its own forms.
    Municipality,
    /// The hospital, in its record.
    Hospital,
    /// The laboratory database.
    Laboratory,
    /// General practice.
    Gp,
    /// More than one of them, joined by the citizen's number.
    Several,
}

impl Owner {
    /// What the user reads.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Municipality => Text::new("Kommunen", "The municipality"),
            Self::Hospital => Text::new("Sygehuset", "The hospital"),
            Self::Laboratory => Text::new("Laboratoriedatabasen", "The laboratory database"),
            Self::Gp => Text::new("Almen praksis", "General practice"),
            Self::Several => Text::new("Flere", "Several"),
        }
    }
}
