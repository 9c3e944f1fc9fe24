//! One number per quarter over time, as an XmR chart with what its rules found.

use chrono::NaiveDate;
use domain::programme::Direction;
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{PointTone, SignalRules, Variation};

/// One number per quarter, of the twelve quarters up to the end of the chosen period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Development {
    /// What the number is, e.g. the median waiting time.
    pub label: Text,
    /// How it is written.
    pub kind: NumberKind,
    /// Its unit as people read it; absent for shares and scores.
    pub unit: Option<Text>,
    /// With how many decimals it is shown.
    pub decimals: u8,
    /// Which way is better; absent when it depends on the citizen.
    pub direction: Option<Direction>,
    /// Which day decides the quarter, in words.
    pub basis: Text,
    /// What `n` counts, e.g. courses.
    pub counted: Text,
    /// Fewer than so many in a quarter give no number.
    pub fewest: u64,
    /// Which rules looked for signals.
    pub rules: SignalRules,
    /// The quarters, oldest first.
    pub points: Vec<DevelopmentPoint>,
    /// The mean of the baseline; absent when no quarter has a number.
    pub centre: Option<f64>,
    /// Lower limit of what chance explains; absent below ten finished quarters.
    pub lower: Option<f64>,
    /// Upper limit.
    pub upper: Option<f64>,
    /// Whether centre and limits still move: fewer than twelve finished quarters have a number.
    pub is_trial: bool,
    /// Whether the rules found a signal: the centre line is drawn dashed.
    pub is_signal: bool,
    /// How far neighbouring quarters lie apart.
    pub ranges: MovingRanges,
    /// What the rules found, in words.
    pub signals: Vec<Text>,
    /// How the series varies.
    pub variation: Variation,
    /// The same in words.
    pub variation_text: Text,
    /// Why it cannot be judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why_not: Option<Text>,
    /// What is found, in one sentence: the title of the chart.
    pub finding: Text,
    /// Up to three sentences more.
    pub summary: Vec<Text>,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NumberKind {
    /// As it is.
    Amount,
    /// With its sign.
    Change,
    /// A share of 0–1 in per cent.
    Share,
}

/// One quarter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DevelopmentPoint {
    /// The quarter, e.g. `2026-Q2`.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The number; absent when too few are counted: a gap, not a zero.
    pub value: Option<f64>,
    /// How many it is computed from.
    pub n: u64,
    /// Whether the quarter is over; otherwise it is drawn hollow and not tested.
    pub is_complete: bool,
    /// What colour it takes.
    pub tone: PointTone,
    /// The signal it is part of, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signal: Option<Text>,
    /// The distance to the number before it; absent where there is none.
    pub range: Option<f64>,
    /// Whether the distance is larger than chance explains.
    pub is_range_large: bool,
}

/// How far neighbouring quarters lie apart: the moving range chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MovingRanges {
    /// The mean after the largest were left out once; absent below ten finished quarters.
    pub mean: Option<f64>,
    /// 3.267 times the mean: a larger distance is more than chance.
    pub limit: Option<f64>,
    /// Distances that were left out of the mean.
    pub screened: u32,
    /// What is found, in one sentence: the title of the chart.
    pub finding: Text,
}

/// Which numbers of a period are wanted, with how they develop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodAsk {
    /// The programme.
    pub programme: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Which rules look for signals in the development.
    #[serde(default)]
    pub rules: SignalRules,
}
