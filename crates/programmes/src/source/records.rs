//! What is derived from imported records, as it is written.

use chrono::NaiveDate;
use domain::decimal::Decimal;
use domain::health_record::{HealthRecord, Provider, Sector};
use domain::programme::{Pick, VariableType};
use domain::text::Text;
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRecords {
    pub(crate) records: RawRecordsHead,
    #[serde(default, rename = "variable")]
    pub(crate) variables: Vec<RawDerived>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRecordsHead {
    pub(crate) label: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDerived {
    pub(crate) id: Spanned<String>,
    pub(crate) label: Text,
    #[serde(rename = "type")]
    pub(crate) kind: VariableType,
    pub(crate) unit: Option<String>,
    #[serde(default)]
    pub(crate) decimals: u8,
    pub(crate) hard: Option<(Decimal, Decimal)>,
    pub(crate) codes: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) diagnoses: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) sectors: Vec<Sector>,
    pub(crate) pick: Pick,
    pub(crate) around: Option<Spanned<String>>,
    pub(crate) from_days: Option<i64>,
    pub(crate) to_days: Option<i64>,
    pub(crate) source: String,
}

/// A record in a worked example; its place in the list is its key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRecord {
    pub(crate) sector: Sector,
    #[serde(default = "public")]
    pub(crate) provider: Provider,
    pub(crate) code: String,
    pub(crate) diagnosis: Option<String>,
    pub(crate) on: NaiveDate,
    pub(crate) value: Option<Decimal>,
    pub(crate) unit: Option<String>,
}

const fn public() -> Provider {
    Provider::Public
}

impl RawRecord {
    /// The record as it would be imported.
    pub(crate) fn record(&self, place: usize) -> HealthRecord {
        HealthRecord {
            key: place.to_string(),
            sector: self.sector,
            provider: self.provider,
            code: self.code.clone(),
            diagnosis: self.diagnosis.clone(),
            on: self.on,
            value: self.value,
            unit: self.unit.clone(),
        }
    }
}
