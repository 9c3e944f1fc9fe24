//! Who the citizens are.

use chrono::{DateTime, NaiveDate, Utc};
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::MunicipalityView;

/// Who the citizens are whose courses started in a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseMix {
    /// The programme.
    pub programme: String,
    /// Whose courses.
    pub municipality: MunicipalityView,
    /// The first day of starting.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Courses that started.
    pub n: u64,
    /// The ways to divide them, in the order of the definition.
    pub splits: Vec<CaseMixSplit>,
    /// The published snapshot that the comparison is read from; absent when nothing is published.
    pub snapshot: Option<String>,
    /// The most important finding in one sentence.
    pub finding: Text,
    /// Two or three sentences that say what the chart shows.
    pub summary: Vec<Text>,
    /// When the numbers were read.
    pub updated_at: DateTime<Utc>,
}

/// One way to divide courses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseMixSplit {
    /// The way.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// Its levels in their order; at most eight, the rest is `other`.
    pub levels: Vec<CaseMixLevel>,
    /// Courses whose level is known: what shares are taken of.
    pub known: u64,
    /// Courses whose level is not stated.
    pub unknown: u64,
    /// Where it comes from.
    pub source: String,
}

/// Courses of one level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseMixLevel {
    /// The level.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// How many courses.
    pub count: u64,
    /// The share of the known, 0–1; absent when none is known.
    pub share: Option<f64>,
    /// Lower limit of the 95 % Wilson interval, 0–1.
    pub ci_low: Option<f64>,
    /// Upper limit, 0–1.
    pub ci_high: Option<f64>,
    /// The share among all municipalities in whole per cent, as published; absent when it is not.
    pub all: Option<u8>,
}
