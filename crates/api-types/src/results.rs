//! What changes from the start of a course to its end.

use chrono::{DateTime, NaiveDate, Utc};
use domain::programme::Direction;
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Development, MunicipalityView, ShareView};

/// What a programme measures at the start and at the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResultMeasureList {
    /// The measures in the order of the definition.
    pub items: Vec<ResultMeasure>,
}

/// One thing that is measured at the start and at the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResultMeasure {
    /// The measure.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// The unit as people read it; absent for scores and codes.
    pub unit: Option<Text>,
    /// Which way is better; absent when it depends on the citizen.
    pub direction: Option<Direction>,
    /// How many decimals its values are shown with.
    pub decimals: u8,
    /// Whether its values are codes: then there are moves instead of pairs.
    pub is_coded: bool,
    /// The change or level that matters; the first if there are several.
    pub threshold: Option<ThresholdView>,
    /// Where the measure comes from.
    pub source: String,
}

/// A change or a level that matters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ThresholdView {
    /// The threshold.
    pub id: String,
    /// What it compares.
    pub kind: ThresholdKind,
    /// The number: of the change, of the change in per cent, or of the level at the end. Absent for codes.
    pub value: Option<f64>,
    /// What has to happen, e.g. `mindst 25 meter længere`.
    pub label: Text,
    /// Where it comes from.
    pub source: String,
}

/// What a threshold compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ThresholdKind {
    /// The change from start to end; a line at `value` in a histogram of change.
    Change,
    /// The change in per cent of the start.
    ChangePercent,
    /// The value at the end; a line at `value` on the axis of the measure.
    Level,
    /// The code at the end.
    Code,
}

/// A threshold and how many reached it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ThresholdReached {
    /// The threshold.
    pub threshold: ThresholdView,
    /// Of whom the share is taken, e.g. those with a score of 8 or more at the start.
    pub among: Text,
    /// How many of them reached it.
    pub reached: ShareView,
}

/// One measure from the start to the end of courses that ended in a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Results {
    /// The programme.
    pub programme: String,
    /// Whose courses.
    pub municipality: MunicipalityView,
    /// The first day of ending.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The measure's id.
    pub measure: String,
    /// Its name.
    pub label: Text,
    /// The unit as people read it; absent for scores and codes.
    pub unit: Option<Text>,
    /// Which way is better; absent when it depends on the citizen.
    pub direction: Option<Direction>,
    /// How many decimals its values are shown with.
    pub decimals: u8,
    /// The width of a bar in a histogram of change, in the measure's unit; absent for codes.
    pub bin_width: Option<f64>,
    /// The first threshold.
    pub threshold: Option<ThresholdView>,
    /// Every course with both values, lowest start first, for who may see the courses behind a number; logged. Empty
    /// below 5 and above 40 courses.
    pub pairs: Vec<ResultPair>,
    /// How many changed by how much. Empty below 10 courses (5 for who may see the courses behind a number), and for
    /// codes.
    pub bins: Vec<ResultBin>,
    /// Courses with both values.
    pub n_paired: u64,
    /// Courses with a value at the start and none at the end.
    pub n_unpaired: u64,
    /// The mean of end minus start, in the measure's unit.
    pub mean_change: Option<f64>,
    /// Lower limit of its 95 % interval.
    pub ci_low: Option<f64>,
    /// Upper limit.
    pub ci_high: Option<f64>,
    /// Why there is no mean or no interval.
    pub why_not: Option<Text>,
    /// How many reached the first threshold.
    pub reached: Option<ShareView>,
    /// All thresholds with how many reached them.
    pub thresholds: Vec<ThresholdReached>,
    /// For codes: from which answer to which. Absent when there are too few to show.
    pub moves: Option<Moves>,
    /// Said when so many end values are missing that the change may look better or worse than it is.
    pub bias: Option<Text>,
    /// The mean change per quarter; absent for codes.
    pub development: Option<Development>,
    /// The most important finding in one sentence.
    pub finding: Text,
    /// Two or three sentences that say what the chart shows.
    pub summary: Vec<Text>,
    /// When the numbers were read.
    pub updated_at: DateTime<Utc>,
}

/// The values of one course.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResultPair {
    /// At the start.
    pub start: f64,
    /// At the end.
    pub end: f64,
    /// Whether the first threshold is reached; absent when it does not concern the course.
    pub is_reached: Option<bool>,
}

/// The courses whose change lies in a part of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResultBin {
    /// The smallest change, end minus start, in the measure's unit.
    pub from: f64,
    /// All changes are below this.
    pub to: f64,
    /// How many courses.
    pub count: u32,
}

/// From which answer at the start to which at the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Moves {
    /// One row per answer at the start.
    pub rows: Vec<MoveRow>,
}

/// Courses with one answer at the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MoveRow {
    /// The code at the start.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// How many courses.
    pub total: u64,
    /// One cell per answer at the end, in the same order in every row.
    pub cells: Vec<MoveCell>,
}

/// Courses with one answer at the start and one at the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MoveCell {
    /// The code at the end.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// How many courses.
    pub count: u64,
    /// The share of the row, 0–1; absent for an empty row.
    pub share: Option<f64>,
}
