//! Units (*enheder*): the teams and centres of a municipality, and what its own numbers can be divided by.

use serde::Serialize;

use super::{Programme, Split, UNKNOWN};
use crate::answers::Answer;
use crate::expr::{Facts, VariableRef};
use crate::text::Text;

/// The id of the division by unit; no split is called so.
pub const SITE: &str = "site";

/// The level of the units that are not shown one by one.
pub const OTHER: &str = "other";

/// How a definition knows the unit of a course.
///
/// Units cannot be listed as levels of a split are: each municipality has its own, and they are known by their number in
/// SOR alone. Their numbers never leave the municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Sites {
    /// What the division is called.
    pub label: Text,
    /// The answer that names the unit by its SOR number.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub stated_in: VariableRef,
    /// Where it comes from.
    pub source: String,
}

/// The SOR number of a course's unit; none where nobody has stated it.
#[must_use]
pub fn site(programme: &Programme, facts: &Facts) -> Option<String> {
    let stated_in = &programme.management.sites.as_ref()?.stated_in;
    facts.answer(stated_in).and_then(Answer::value)?.text().map(str::to_owned)
}

/// What the numbers of one municipality can be divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Division<'p> {
    /// The levels of a split.
    Split(&'p Split),
    /// The municipality's units.
    Sites(&'p Sites),
}

impl Division<'_> {
    /// The stable id: the split's, or [`SITE`].
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Split(split) => &split.id,
            Self::Sites(_) => SITE,
        }
    }

    /// Its name.
    #[must_use]
    pub const fn label(&self) -> &Text {
        match self {
            Self::Split(split) => &split.label,
            Self::Sites(sites) => &sites.label,
        }
    }

    /// Whether it is also published across municipalities.
    #[must_use]
    pub const fn is_published(&self) -> bool {
        match self {
            Self::Split(split) => split.published,
            Self::Sites(_) => false,
        }
    }

    /// What a level is called, [`UNKNOWN`] and [`OTHER`] included. A unit is called by its number: no list of names is
    /// known to the product.
    #[must_use]
    pub fn label_of(&self, level: &str) -> Text {
        match (self, level) {
            (Self::Split(split), level) => split.label_of(level),
            (Self::Sites(_), UNKNOWN) => Text::new("Uoplyst enhed", "Unit not stated"),
            (Self::Sites(_), OTHER) => Text::new("Andre enheder", "Other units"),
            (Self::Sites(_), number) => Text::new(format!("SOR {number}"), format!("SOR {number}")),
        }
    }
}

impl Programme {
    /// Everything the numbers of one municipality can be divided by, in the order it is shown.
    pub fn divisions(&self) -> impl Iterator<Item = Division<'_>> {
        let sites = self.management.sites.iter().map(Division::Sites);
        self.splits.iter().map(Division::Split).chain(sites)
    }

    /// The division with this id.
    #[must_use]
    pub fn division(&self, id: &str) -> Option<Division<'_>> {
        self.divisions().find(|division| division.id() == id)
    }
}
