//! An indicator over time: points, midlines and what they say.

mod behind;
mod line;

use chrono::{DateTime, NaiveDate, Utc};
use domain::programme::{Direction, IndicatorKind, Standard};
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::behind::{IndicatorCourse, IndicatorCourses, IndicatorCoursesAsk, MissingAnswer};
pub use self::line::{
    Assurance, PointTone, SeriesGroup, SeriesLimits, SeriesPoint, SeriesSegment, Variation,
};
use crate::{AimView, CommentView, Labelled};

/// How a series is cut into points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SeriesGrain {
    /// Calendar months.
    Month,
    /// Calendar quarters.
    #[default]
    Quarter,
    /// Calendar years.
    Year,
    /// Ten finished courses in the order they count, whatever time that takes.
    #[serde(rename = "groups_of_10")]
    GroupsOf10,
}

/// Which lines are drawn around the points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SeriesChart {
    /// Run chart (*seriediagram*): the median of the baseline.
    #[default]
    Run,
    /// Control chart for shares (*kontroldiagram*): the mean of the baseline and three-sigma limits.
    P,
}

/// Which rules say that a control chart signals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignalRules {
    /// A point outside the limits, and Anhøj's rules of long runs and few crossings.
    #[default]
    Anhoej,
    /// NHS England's: outside the limits, seven on one side, seven rising or falling, two of three near a limit.
    Nhs,
}

/// An indicator over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Series {
    /// The indicator's id.
    pub indicator: String,
    /// The definition version.
    pub version: String,
    /// Its number, e.g. `K4`.
    pub number: String,
    /// Its name.
    pub label: Text,
    /// What is counted, in plain words.
    pub description: Text,
    /// Which way is better.
    pub direction: Direction,
    /// What it measures.
    pub kind: IndicatorKind,
    /// What is aimed at; a placeholder unless verified.
    pub standard: Option<Standard>,
    /// The municipality's own aim.
    pub aim: Option<AimView>,
    /// Which date courses are counted at, in words.
    pub basis: Text,
    /// How it is cut into points.
    pub grain: SeriesGrain,
    /// Which lines are drawn; the control chart only where every group is offered one.
    pub chart: SeriesChart,
    /// Which rules looked for signals; a run chart has Anhøj's.
    #[serde(default)]
    pub rules: SignalRules,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The day the numbers are as known at the end of; absent: now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// What it is split by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<Labelled>,
    /// What it can be split by.
    pub splits: Vec<SplitView>,
    /// Every definition version that counts, newest first.
    pub versions: Vec<String>,
    /// One line per level of the split; one in all without a split.
    pub groups: Vec<SeriesGroup>,
    /// Where a new definition begins.
    pub breaks: Vec<SeriesBreak>,
    /// What people have said about dates, oldest first.
    pub comments: Vec<CommentView>,
    /// What is found, in one sentence: the title of the chart.
    pub finding: Text,
    /// Two or three sentences more.
    pub summary: Vec<Text>,
    /// The moment the numbers are from.
    pub updated_at: DateTime<Utc>,
    /// The definition as written.
    pub definition: DefinitionView,
}

/// Something an indicator can be split by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SplitView {
    /// The stable id.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// Whether it is also published across municipalities.
    pub published: bool,
}

/// An indicator's rules as written in the definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DefinitionView {
    /// Which courses it concerns.
    pub applies: String,
    /// Which of them are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded: Option<String>,
    /// Why they are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded_reason: Option<Text>,
    /// Which cannot be judged yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<String>,
    /// When it is met.
    pub fulfilled: String,
    /// The date a course is counted at.
    pub attributed_to: String,
    /// Where the indicator comes from.
    pub source: String,
}

/// Where a new definition begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeriesBreak {
    /// Index of the first point under the new definition.
    pub index: usize,
    /// The day it begins.
    pub on: NaiveDate,
    /// What is new.
    pub text: Text,
}

/// Which series is wanted; what is absent is the server's default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeriesAsk {
    /// The programme.
    pub programme: String,
    /// The definition version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// How it is cut into points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grain: Option<SeriesGrain>,
    /// What it is split by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<String>,
    /// Which lines are drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chart: Option<SeriesChart>,
    /// Which rules say that a control chart signals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<SignalRules>,
    /// The day the numbers are to be as known at the end of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
}
