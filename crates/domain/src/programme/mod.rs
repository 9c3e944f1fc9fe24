//! The programme model: what a definition says, once it has been checked.
//!
//! Built by the `programmes` crate from TOML; sent to the browser as JSON, with expressions already lowered.

mod catalogue;
mod closing;
pub mod example;
mod form;
mod indicator;
mod management;
mod measure;
mod plan;
mod prefill;
mod record;
mod rule_words;
mod set;
mod site;
mod split;
mod suggestion;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::catalogue::Catalogue;
pub use self::closing::ClosingContent;
pub use self::example::WorkedExample;
pub use self::form::{Check, Form, Range, Section, Severity, TextFormat, Variable, VariableType};
pub use self::indicator::{Direction, Indicator, IndicatorKind, Standard};
pub use self::management::{
    AgeGroups, ChainLinkDefinition, ELSEWHERE_GROUP, EndingGroupDefinition, FlowDefinition,
    FlowStepDefinition, Management, QualityDefinition, ResultDefinition, ThresholdCompares,
    ThresholdDefinition, UNKNOWN_GROUP, WaitingDefinition,
};
pub use self::measure::{Better, CitizenView, Ends, Level, Measure, Noticeable, Sentences, Unit, fill};
pub use self::plan::{ConditionCode, InterventionCode, Planning};
pub use self::prefill::{Known, ParsePrefillError, Prefill};
pub(crate) use self::record::is_below;
pub use self::record::{Derived, Pick, Records, Window};
pub use self::rule_words::RuleWords;
pub use self::set::{IndicatorSet, Owner};
pub use self::site::{Division, OTHER, SITE, Sites, site};
pub use self::split::{Split, SplitLevel, Stratum, UNKNOWN, stratum};
pub use self::suggestion::{Reason, Suggested, Suggestion};
use crate::expr::VariableRef;
use crate::text::Text;

/// One version of a programme: its forms, code lists and indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Programme {
    /// The programme, e.g. `hjertekom`.
    pub id: String,
    /// The version of the definition, e.g. `2026.1`.
    pub version: String,
    /// Its name.
    pub label: Text,
    /// The first day the version may be used.
    pub valid_from: NaiveDate,
    /// The forms in the order of the workflow.
    pub forms: Vec<Form>,
    /// The code lists by id.
    pub code_lists: BTreeMap<String, CodeList>,
    /// The sets of indicators in the order they are shown, the programme's own first.
    #[serde(default)]
    pub sets: Vec<IndicatorSet>,
    /// The indicators of all sets, in the order they are shown.
    pub indicators: Vec<Indicator>,
    /// What is derived from records imported from hospital, laboratory and general practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<Records>,
    /// What numbers can be divided by.
    #[serde(default)]
    pub splits: Vec<Split>,
    /// What can be planned on a course, and what is suggested.
    #[serde(default)]
    pub planning: Planning,
    /// What the citizen sees of their own progress.
    #[serde(default)]
    pub citizen_view: CitizenView,
    /// What the closing note tells.
    #[serde(default)]
    pub closing: ClosingContent,
    /// What managers are told besides indicators; the browser does not read it back.
    #[serde(default, skip_deserializing)]
    pub management: Management,
}

impl Programme {
    /// The form with this id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The indicator with this id.
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }

    /// The set with this id.
    #[must_use]
    pub fn set(&self, id: &str) -> Option<&IndicatorSet> {
        self.sets.iter().find(|set| set.id == id)
    }

    /// The indicators of a set, in the order they are shown.
    pub fn indicators_of<'a>(&'a self, set: &'a str) -> impl Iterator<Item = &'a Indicator> {
        self.indicators.iter().filter(move |indicator| indicator.set == set)
    }

    /// The indicators of the programme's own set, the first: those a municipality works with from day to day.
    pub fn own_indicators(&self) -> impl Iterator<Item = &Indicator> {
        let first = self.sets.first();
        self.indicators.iter().filter(move |indicator| first.is_none_or(|set| set.id == indicator.set))
    }

    /// The form with this id, or what is derived from imported records, which expressions name as if it were one.
    #[must_use]
    pub fn form_or_records(&self, id: &str) -> Option<&Form> {
        let records = || self.records.as_ref().map(|records| &records.form).filter(|form| form.id == id);
        self.form(id).or_else(records)
    }

    /// The variable a reference points at.
    #[must_use]
    pub fn variable(&self, variable: &VariableRef) -> Option<&Variable> {
        self.form_or_records(&variable.form)?.variable(&variable.variable)
    }

    /// The codes a variable may take, if it is a coded one.
    #[must_use]
    pub fn codes_of(&self, variable: &Variable) -> Option<&CodeList> {
        self.code_lists.get(variable.codes.as_ref()?)
    }
}

/// A list of codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CodeList {
    /// The list's id.
    pub id: String,
    /// Where the codes come from.
    pub source: String,
    /// The codes in the order they are shown.
    pub codes: Vec<Code>,
}

impl CodeList {
    /// The code with this id.
    #[must_use]
    pub fn code(&self, id: &str) -> Option<&Code> {
        self.codes.iter().find(|code| code.id == id)
    }
}

/// One code of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Code {
    /// The code's id, stable for ever.
    pub id: String,
    /// What the user reads.
    pub label: Text,
    /// Other words a user may type for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub synonyms: Vec<String>,
    /// The same concept in other code systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codings: Vec<Coding>,
}

/// A concept in an external code system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Coding {
    /// The system's URI.
    pub system: String,
    /// The code in that system.
    pub code: String,
}
