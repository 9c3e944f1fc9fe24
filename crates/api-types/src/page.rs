//! Small pieces that several answers share.

use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A stable id with the words shown to people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Labelled {
    /// The stable id.
    pub id: String,
    /// The words in both languages.
    pub label: Text,
}

/// A share with its uncertainty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ShareView {
    /// How many.
    pub numerator: u64,
    /// Of how many.
    pub denominator: u64,
    /// The share, 0–1; absent when the denominator is 0.
    pub value: Option<f64>,
    /// Lower limit of the 95 % Wilson interval, 0–1.
    pub ci_low: Option<f64>,
    /// Upper limit of the 95 % Wilson interval, 0–1.
    pub ci_high: Option<f64>,
}

/// Courses by state, with their share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TallyView {
    /// Courses that meet it.
    pub numerator: u64,
    /// Courses it can be judged for.
    pub denominator: u64,
    /// Courses it concerns, but where an answer that decides it is missing.
    pub missing: u64,
    /// Courses left out by a rule.
    pub excluded: u64,
    /// Courses that cannot be judged yet.
    pub pending: u64,
    /// The share, 0–1; absent when the denominator is 0.
    pub value: Option<f64>,
    /// Lower limit of the 95 % Wilson interval, 0–1.
    pub ci_low: Option<f64>,
    /// Upper limit of the 95 % Wilson interval, 0–1.
    pub ci_high: Option<f64>,
}
