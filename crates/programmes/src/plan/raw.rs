//! `plan.toml` as it is written.

use domain::programme::Coding;
use domain::text::Text;
use serde::Deserialize;
use toml::Spanned;

use crate::source::RawExample;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPlan {
    #[serde(default, rename = "area")]
    pub(super) areas: Vec<RawCoded>,
    #[serde(default, rename = "condition")]
    pub(super) conditions: Vec<RawCondition>,
    #[serde(default, rename = "delivery")]
    pub(super) deliveries: Vec<RawCoded>,
    #[serde(default, rename = "goal_kind")]
    pub(super) goal_kinds: Vec<RawCoded>,
    #[serde(default, rename = "intervention")]
    pub(super) interventions: Vec<RawIntervention>,
    #[serde(default, rename = "suggestion")]
    pub(super) suggestions: Vec<RawSuggestion>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCoded {
    pub(super) id: Spanned<String>,
    pub(super) label: Text,
    #[serde(default)]
    pub(super) codings: Vec<Coding>,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCondition {
    pub(super) id: Spanned<String>,
    pub(super) area: Spanned<String>,
    pub(super) label: Text,
    #[serde(default)]
    pub(super) codings: Vec<Coding>,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawIntervention {
    pub(super) id: Spanned<String>,
    pub(super) label: Text,
    pub(super) delivery: Spanned<String>,
    pub(super) within_course: bool,
    #[serde(default)]
    pub(super) codings: Vec<Coding>,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSuggestion {
    pub(super) id: Spanned<String>,
    pub(super) intervention: Spanned<String>,
    pub(super) condition: Spanned<String>,
    pub(super) when: Spanned<String>,
    pub(super) label: Text,
    pub(super) source: String,
    #[serde(default, rename = "example")]
    pub(super) examples: Vec<Spanned<RawExample>>,
}
