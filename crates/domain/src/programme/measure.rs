//! What the citizen sees of their own progress: which measures, which words, what change can be felt.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::decimal::Decimal;
use crate::text::Text;

/// The citizen view of a programme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = ProgrammeCitizenView))]
pub struct CitizenView {
    /// Sentences that all measures share.
    pub sentences: Sentences,
    /// The measures in the order they are shown.
    pub measures: Vec<Measure>,
}

/// Sentences that all measures share. `{change}` and `{noticeable}` are amounts with their unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    /// The change is larger than the smallest one that can be felt.
    pub beyond: Text,
    /// The change is exactly the smallest one that can be felt.
    pub reached: Text,
    /// The change is too small to be felt.
    pub below: Text,
    /// What to do when a result is worse.
    pub worse: Text,
    /// There is one measurement so far.
    pub next: Text,
    /// Words of a change: more, less, and as at the start.
    pub more: Text,
    /// See [`Sentences::more`].
    pub less: Text,
    /// See [`Sentences::more`].
    pub unchanged: Text,
    /// The change is too small to be felt, in a table.
    pub about_unchanged: Text,
    /// Said of a change for the better, in a table and at the arrow.
    pub better: Text,
}

/// One thing that is measured again and again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The measure's id.
    pub id: String,
    /// Its name, in a word or two.
    pub label: Text,
    /// The variable, which every form that measures it calls the same.
    pub variable: String,
    /// Which way is better.
    pub better: Better,
    /// How an amount is said; without it amounts are said in the words of the levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// The smallest change that counts as one; without it every change does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noticeable: Option<Noticeable>,
    /// The ends of the scale, for a scale that has ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<Vec<f64>>))]
    pub axis: Option<(Decimal, Decimal)>,
    /// How much the axis shows at least, so that a small change looks small.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<f64>))]
    pub span: Option<Decimal>,
    /// The words at the ends of the axis, lowest first; for a measure without levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Ends>,
    /// Words for parts of the scale, from the lowest up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Said when the number is higher than at the start.
    pub higher: Text,
    /// Said when the number is lower than at the start.
    pub lower: Text,
    /// Said when it is the same.
    pub same: Text,
    /// Said of the first measurement.
    pub first: Text,
    /// What the numbers mean, in plain words.
    pub meaning: Text,
    /// Where measure and words come from.
    pub source: String,
}

/// Which way is better for the citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// A higher number.
    Higher,
    /// A lower number.
    Lower,
    /// It depends on the citizen: a change is told, not judged.
    Depends,
}

/// The name of one and of several, e.g. `gang`, `gange`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Of exactly one.
    pub one: Text,
    /// Of any other number.
    pub many: Text,
}

/// The smallest change that counts as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Noticeable {
    /// How much.
    #[cfg_attr(feature = "schema", schema(value_type = f64))]
    pub change: Decimal,
    /// Whether the citizen is told the number; only one that a source states.
    #[serde(default)]
    pub told: bool,
    /// Where it comes from.
    pub source: String,
}

/// The words at the ends of an axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Ends {
    /// At the lowest.
    pub low: Text,
    /// At the highest.
    pub high: Text,
}

/// A part of a scale and its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The lowest number that belongs to it; the first level begins at the end of the axis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<f64>))]
    pub from: Option<Decimal>,
    /// The code it stands for, when the variable is a coded one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The words, as they end a sentence: `Nu: …`.
    pub label: Text,
    /// Whether a source advises to be here; drawn as a band.
    #[serde(default)]
    pub advised: bool,
}

impl Measure {
    /// The level a number belongs to, with its place from the lowest.
    #[must_use]
    pub fn level(&self, number: Decimal) -> Option<(usize, &Level)> {
        let reached = |(_, level): &(usize, &Level)| level.from.is_none_or(|from| from <= number);
        self.levels.iter().enumerate().take_while(reached).last()
    }

    /// The place of a coded answer among the levels.
    #[must_use]
    pub fn place_of(&self, code: &str) -> Option<usize> {
        self.levels.iter().position(|level| level.code.as_deref() == Some(code))
    }

    /// Whether its values are codes, not numbers.
    #[must_use]
    pub fn is_coded(&self) -> bool {
        self.levels.iter().any(|level| level.code.is_some())
    }
}

/// Fills the places `{name}` of a text in both languages.
#[must_use]
pub fn fill(template: &Text, places: &BTreeMap<&str, Text>) -> Text {
    let mut filled = template.clone();
    for (name, words) in places {
        let place = format!("{{{name}}}");
        filled.da = filled.da.replace(&place, &words.da);
        filled.en = filled.en.replace(&place, &words.en);
    }
    filled
}
