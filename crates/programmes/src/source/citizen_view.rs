//! The citizen view and the closing note, as they are written.

use domain::expr::VariableRef;
use domain::programme::{Measure, Sentences};
use serde::Deserialize;
use toml::Spanned;

/// `measures.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCitizenView {
    pub(crate) sentences: Spanned<Sentences>,
    #[serde(default, rename = "measure")]
    pub(crate) measures: Vec<Spanned<Measure>>,
}

/// `closing.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClosingFile {
    pub(super) closing: RawClosing,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawClosing {
    pub(crate) referral: Vec<Spanned<VariableRef>>,
    pub(crate) interventions: Vec<Spanned<VariableRef>>,
    pub(crate) results: Vec<Spanned<String>>,
    pub(crate) status: Vec<Spanned<VariableRef>>,
}
