//! Splits: what numbers can be divided by, such as sex or age, and the stratum a course belongs to.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Programme;
use crate::expr::{Facts, Rule, Truth};
use crate::text::Text;

/// The level of a course for which no level of a split holds.
pub const UNKNOWN: &str = "unknown";

/// Something numbers can be divided by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Split {
    /// The split's id, e.g. `age_band`.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// Where it comes from.
    pub source: String,
    /// Whether it is also published across municipalities.
    pub published: bool,
    /// The levels in the order they are asked and shown.
    pub levels: Vec<SplitLevel>,
}

/// One level of a split.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SplitLevel {
    /// The level's id; no other level of the programme has it.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// Which courses belong to it, unless an earlier level holds.
    pub when: Rule,
}

impl Split {
    /// The first level that holds.
    #[must_use]
    pub fn level_of(&self, facts: &Facts) -> Option<&SplitLevel> {
        self.levels.iter().find(|level| level.when.truth(facts) == Truth::True)
    }

    /// The level with this id.
    #[must_use]
    pub fn level(&self, id: &str) -> Option<&SplitLevel> {
        self.levels.iter().find(|level| level.id == id)
    }

    /// What a level is called, [`UNKNOWN`] included.
    #[must_use]
    pub fn label_of(&self, level: &str) -> Text {
        self.level(level).map_or_else(|| Text::new("Uoplyst", "Not stated"), |level| level.label.clone())
    }
}

impl Programme {
    /// The split with this id.
    #[must_use]
    pub fn split(&self, id: &str) -> Option<&Split> {
        self.splits.iter().find(|split| split.id == id)
    }
}

/// Where a course belongs in every split at once: the ids of its levels in the order of the definition, joined by `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stratum(String);

impl Stratum {
    /// A stratum as it was written.
    #[must_use]
    pub fn stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// As text, e.g. `female/60_74/acute/unknown/alone`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The level in a split; [`UNKNOWN`] too for a split that came after the stratum was written.
    #[must_use]
    pub fn level<'s>(&'s self, programme: &Programme, split: &str) -> &'s str {
        let place = programme.splits.iter().position(|known| known.id == split);
        place
            .and_then(|place| self.0.split('/').nth(place))
            .filter(|level| !level.is_empty())
            .unwrap_or(UNKNOWN)
    }
}

impl fmt::Display for Stratum {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The stratum of a course; empty for a programme without splits.
#[must_use]
pub fn stratum(programme: &Programme, facts: &Facts) -> Stratum {
    let level = |split: &Split| split.level_of(facts).map_or(UNKNOWN, |level| level.id.as_str()).to_owned();
    Stratum(programme.splits.iter().map(level).collect::<Vec<_>>().join("/"))
}
