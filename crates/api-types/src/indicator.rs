//! The overview: one row per indicator.

use chrono::{DateTime, NaiveDate, Utc};
use domain::programme::{Direction, Standard};
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Assurance, Labelled, MunicipalityView, Variation};

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
    /// The day the numbers are as known at the end of; absent: now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// The indicator set that is shown.
    pub set: String,
    /// The indicator sets of the programme.
    pub sets: Vec<Labelled>,
    /// The moment the numbers are from.
    pub updated_at: DateTime<Utc>,
    /// Courses whose end form is due, whatever the period.
    pub courses_missing_end: u64,
    /// The courses of the period, whatever they count in; absent where the definition does not say which have ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub courses: Option<PeriodCourses>,
    /// The rows in the order of the definition.
    pub rows: Vec<OverviewRow>,
}

/// The courses of a period: those that ended in it, and those that had begun by its end and still run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PeriodCourses {
    /// All of them.
    pub total: u64,
    /// Ended in the period.
    pub ended: u64,
    /// Still running.
    pub running: u64,
    /// Of the running, those whose end form is due.
    pub missing_end: u64,
    /// The four numbers in a sentence.
    pub summary: Text,
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
    /// The indicator set it belongs to.
    pub set: String,
    /// How the twelve quarters vary.
    pub variation: Variation,
    /// The same in words.
    pub variation_text: Text,
    /// Whether the target is reached by itself.
    pub assurance: Assurance,
    /// The same in words.
    pub assurance_text: Text,
    /// What the share says about the target.
    pub target_text: Text,
    /// The newest published shares of others; absent until there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<Compared>,
    /// The midline of the twelve quarters, 0–1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<f64>,
    /// The twelve quarters that end with the period's last day, oldest first.
    pub series: Vec<QuarterPoint>,
}

/// Published shares of others in whole per cent, absent where they are hidden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Compared {
    /// The snapshot they are from.
    pub snapshot: String,
    /// The own cluster.
    pub cluster: Option<u8>,
    /// The own region.
    pub region: Option<u8>,
    /// All municipalities.
    pub all: Option<u8>,
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
    /// Whether the quarter is over and its courses can have ended.
    pub is_complete: bool,
}
