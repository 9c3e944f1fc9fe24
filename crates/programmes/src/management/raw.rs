//! `management.toml` as it is written.

use domain::decimal::Decimal;
use domain::expr::VariableRef;
use domain::programme::{Direction, ThresholdCompares};
use domain::text::Text;
use serde::Deserialize;
use toml::Spanned;

use crate::source::RawExample;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawManagement {
    pub(super) flow: Option<RawFlow>,
    #[serde(default, rename = "result")]
    pub(super) results: Vec<RawResult>,
    #[serde(default)]
    pub(super) quality: RawQuality,
    pub(super) ages: Option<RawAges>,
    pub(super) population: Option<Spanned<String>>,
    pub(super) ended: Option<Spanned<String>>,
    pub(super) sites: Option<RawSites>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSites {
    pub(super) label: Text,
    pub(super) stated_in: Spanned<VariableRef>,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAges {
    pub(super) from: Spanned<Vec<u32>>,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFlow {
    pub(super) dated_by: Spanned<VariableRef>,
    pub(super) reasons: Vec<Spanned<VariableRef>>,
    #[serde(rename = "step")]
    pub(super) steps: Vec<RawStep>,
    #[serde(rename = "group")]
    pub(super) groups: Vec<RawGroup>,
    pub(super) waiting: RawWaiting,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStep {
    pub(super) id: Spanned<String>,
    pub(super) label: Text,
    pub(super) when: Option<Spanned<String>>,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroup {
    pub(super) id: Spanned<String>,
    pub(super) label: Text,
    pub(super) codes: Vec<Spanned<VariableRef>>,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWaiting {
    pub(super) label: Text,
    pub(super) from: Spanned<VariableRef>,
    pub(super) to: Spanned<VariableRef>,
    pub(super) target_days: u32,
    pub(super) indicator: Spanned<String>,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawResult {
    pub(super) id: Spanned<String>,
    pub(super) label: Text,
    pub(super) start: Spanned<VariableRef>,
    pub(super) end: Spanned<VariableRef>,
    pub(super) direction: Option<Direction>,
    pub(super) unit: Option<Text>,
    pub(super) bin_width: Option<Decimal>,
    #[serde(default, rename = "threshold")]
    pub(super) thresholds: Vec<RawThreshold>,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawThreshold {
    pub(super) id: Spanned<String>,
    pub(super) kind: ThresholdCompares,
    pub(super) value: Option<Decimal>,
    pub(super) label: Text,
    pub(super) among_label: Text,
    pub(super) among: Option<Spanned<String>>,
    pub(super) reached: Spanned<String>,
    pub(super) source: String,
    #[serde(default, rename = "example")]
    /// Each expects `reached`, `not_reached` or `outside`.
    pub(super) examples: Vec<Spanned<RawExample>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawQuality {
    #[serde(default)]
    pub(super) fields: Vec<Spanned<VariableRef>>,
    #[serde(default, rename = "link")]
    pub(super) links: Vec<RawLink>,
    pub(super) coverage: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLink {
    pub(super) id: Spanned<String>,
    pub(super) label: Text,
    pub(super) expected: Spanned<String>,
    pub(super) found: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) attendance: bool,
    pub(super) list: Option<String>,
    pub(super) source: String,
}
