//! Indicators: who counts, when it is met, and how it is dated.

use serde::{Deserialize, Serialize};

use crate::decimal::Decimal;
use crate::expr::Rule;
use crate::programme::{Owner, WorkedExample};
use crate::text::Text;

/// One indicator of a programme version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Indicator {
    /// The indicator's id, e.g. `smokefree`.
    pub id: String,
    /// The set it belongs to.
    pub set: String,
    /// Who delivers what it counts.
    pub owner: Owner,
    /// Its number in the set, e.g. `K4`.
    pub number: String,
    /// Its name.
    pub label: Text,
    /// What is counted, in plain words.
    pub description: Text,
    /// What it measures.
    pub kind: IndicatorKind,
    /// Which way is better.
    pub direction: Direction,
    /// What is aimed at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<Standard>,
    /// Which courses it concerns. False: outside; unknown: missing.
    pub applies: Rule,
    /// Which of them are left out. True: excluded; unknown: missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded: Option<Rule>,
    /// Why they are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded_reason: Option<Text>,
    /// Which cannot be judged yet. True: pending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Rule>,
    /// When it is met. Unknown: missing.
    pub fulfilled: Rule,
    /// The date the course is counted at.
    pub attributed_to: Rule,
    /// Where the indicator comes from.
    pub source: String,
    /// What it comes to for given answers; the definition does not load when it comes to anything else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<WorkedExample>,
}

/// What an indicator measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// Whether something was done.
    Process,
    /// Whether the citizen's state changed.
    Outcome,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// A higher share is better.
    Up,
    /// A lower share is better.
    Down,
}

/// What is aimed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// The share in per cent, 0–100.
    #[cfg_attr(feature = "schema", schema(value_type = f64))]
    pub percent: Decimal,
    /// Whether a source states it; otherwise it is a placeholder and shown as one.
    pub verified: bool,
}
