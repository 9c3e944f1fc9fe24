//! The overview: one row per indicator.

use chrono::NaiveDate;
use domain::programme::{Direction, Standard};
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::MunicipalityView;

/// Every indicator of a programme for one municipality and period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Overview {
    /// The programme.
    pub programme: String,
    /// Whose courses.
    pub municipality: MunicipalityView,
    /// The first day, by the date each course is counted at.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The rows in the order of the definition.
    pub rows: Vec<OverviewRow>,
}

/// One indicator in one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OverviewRow {
    /// The indicator's id.
    pub indicator: String,
    /// The definition version.
    pub version: String,
    /// Its number, e.g. `K4`.
    pub number: String,
    /// Its name.
    pub label: Text,
    /// Which way is better.
    pub direction: Direction,
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
    /// What is aimed at; a placeholder unless verified.
    pub standard: Option<Standard>,
    /// The twelve quarters that end with the period's last day, oldest first.
    pub series: Vec<QuarterPoint>,
}

/// An indicator in one quarter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct QuarterPoint {
    /// The quarter, e.g. `2026-Q2`.
    pub quarter: String,
    /// Courses that meet it.
    pub numerator: u64,
    /// Courses it can be judged for.
    pub denominator: u64,
    /// The share, 0–1; absent when the denominator is 0.
    pub value: Option<f64>,
}
