//! One line of a series: its points, its midlines and how it is judged.

use chrono::NaiveDate;
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Labelled, TallyView};

/// One line of a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SeriesGroup {
    /// The level of the split; absent without a split.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Labelled>,
    /// All courses of the period.
    pub total: TallyView,
    /// The points, oldest first.
    pub points: Vec<SeriesPoint>,
    /// The stretches with a midline of their own, oldest first.
    pub segments: Vec<SeriesSegment>,
    /// What the rules found, in words.
    pub signals: Vec<Text>,
    /// Whether a control chart says what it means for these numbers.
    pub p_chart_offered: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why_not: Option<Text>,
    /// How it varies.
    pub variation: Variation,
    /// The same in words.
    pub variation_text: Text,
    /// Whether the target is reached by itself.
    pub assurance: Assurance,
    /// The same in words.
    pub assurance_text: Text,
    /// What the share of the period says about the target.
    pub target_text: Text,
}

/// One point of a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SeriesPoint {
    /// The period, e.g. `2026-Q2`; for groups of ten their number.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
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
    /// Whether the period is over and its courses can have ended; otherwise it is drawn hollow and not tested.
    pub is_complete: bool,
    /// What colour it takes.
    pub tone: PointTone,
    /// The signal it is part of, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signal: Option<Text>,
}

/// What a point says by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PointTone {
    /// Nothing: chance explains it.
    #[default]
    None,
    /// Part of a signal for the better.
    Improvement,
    /// Part of a signal for the worse.
    Concern,
    /// Part of a signal without a direction.
    Signal,
}

/// A stretch of a series with a midline of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SeriesSegment {
    /// Index of its first point.
    pub first: usize,
    /// Index of its last point.
    pub last: usize,
    /// The midline, 0–1; absent where nothing was counted.
    pub centre: Option<f64>,
    /// The limits of each of its points, in order; empty in a run chart and where there are none.
    pub limits: Vec<SeriesLimits>,
    /// Whether chance does not explain the stretch: the midline is drawn dashed.
    pub is_signal: bool,
    /// Whether midline and limits still move with every new point.
    pub is_trial: bool,
    /// Why it begins; absent for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// The limits of chance at one point; absent at gaps and unfinished periods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SeriesLimits {
    /// Lower limit, 0–1.
    pub lower: Option<f64>,
    /// Upper limit, 0–1.
    pub upper: Option<f64>,
}

/// How a series varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Variation {
    /// More than chance, for the better.
    Improvement,
    /// More than chance, for the worse.
    Concern,
    /// No more than chance.
    Random,
    /// More than chance, without a direction.
    Undirected,
    /// Too few points to say.
    TooFew,
}

/// Whether the target is reached by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    /// Chance alone does not take it below the target.
    Met,
    /// It depends on chance.
    HitAndMiss,
    /// Not without changing something.
    NotMet,
    /// There is no target.
    NoTarget,
    /// Too few courses to say.
    TooFew,
}
