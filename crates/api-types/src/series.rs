//! An indicator over time: points, midlines and what they say.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CitizenId, CourseId};
use domain::outcome::OutcomeState;
use domain::programme::{Direction, IndicatorKind, Standard};
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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

/// A page of the courses behind a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct IndicatorCourses {
    /// The courses by the date they count at, newest first.
    pub courses: Vec<IndicatorCourse>,
    /// How many there are in all.
    pub total: u64,
    /// Where the next page begins; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A course behind a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct IndicatorCourse {
    /// The course.
    #[schema(value_type = uuid::Uuid)]
    pub course_id: CourseId,
    /// The citizen.
    #[schema(value_type = uuid::Uuid)]
    pub citizen_id: CitizenId,
    /// The citizen's name, if it is known.
    pub name: Option<String>,
    /// The citizen's date of birth.
    pub birth_date: Option<NaiveDate>,
    /// What the course counts as.
    pub state: OutcomeState,
    /// The date it is counted at.
    pub attributed_on: Option<NaiveDate>,
    /// Why, in words.
    pub reason: Text,
    /// The answers that would decide it.
    pub missing: Vec<MissingAnswer>,
}

/// An answer that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MissingAnswer {
    /// The form's id.
    pub form: String,
    /// The variable's id.
    pub variable: String,
    /// What the form calls it.
    pub label: Text,
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
    /// The day the numbers are to be as known at the end of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
}

/// Which courses behind a number are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorCoursesAsk {
    /// The programme.
    pub programme: String,
    /// The definition version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// What they count as; absent: everything but `outside`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<OutcomeState>,
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// The split whose level is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<String>,
    /// The level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Where the page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many are wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}
