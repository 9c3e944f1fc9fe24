//! What people note about an indicator: comments on dates, an aim, and where a new baseline begins.

use chrono::{DateTime, NaiveDate, Utc};
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What a municipality has noted about an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct IndicatorNotes {
    /// Comments on dates, oldest date first.
    pub comments: Vec<CommentView>,
    /// The aim, if there is one.
    pub aim: Option<AimView>,
    /// Where new baselines begin, oldest first.
    pub baselines: Vec<BaselineView>,
}

/// A comment on a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CommentView {
    /// The comment.
    pub id: Uuid,
    /// The day it is about.
    pub on: NaiveDate,
    /// What happened.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A comment to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteComment {
    /// The day it is about.
    pub on: NaiveDate,
    /// What happened, 1–200 characters, without anything about single citizens.
    #[schema(min_length = 1, max_length = 200)]
    pub text: String,
}

/// What a municipality wants to reach, and whether it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AimView {
    /// The share wanted, in whole per cent.
    pub percent: u8,
    /// The day the work on it began.
    pub from: NaiveDate,
    /// The day it is to be reached.
    pub due: NaiveDate,
    /// Who set it.
    pub by: String,
    /// Whether it is reached.
    pub verdict: AimVerdict,
    /// The same in words.
    pub verdict_text: Text,
    /// Finished points that are still missing before there is a verdict.
    pub points_needed: u32,
}

/// What can be said about an aim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AimVerdict {
    /// Too few finished points since it was set.
    NotYet,
    /// The share since then is at the aim.
    Reached,
    /// Surely better than before, but not at the aim.
    Improved,
    /// No sure change.
    Unchanged,
    /// Surely worse than before.
    Worse,
}

/// An aim to set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetAim {
    /// The share wanted, in whole per cent, 0–100.
    #[schema(minimum = 0, maximum = 100)]
    pub percent: u8,
    /// The day the work on it begins.
    pub from: NaiveDate,
    /// The day it is to be reached, after `from`.
    pub due: NaiveDate,
}

/// Where a new baseline begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BaselineView {
    /// The day from which midline and limits are computed anew.
    pub from: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A new baseline to begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginBaseline {
    /// The day from which midline and limits are computed anew.
    pub from: NaiveDate,
    /// Why, 1–200 characters, without anything about single citizens.
    #[schema(min_length = 1, max_length = 200)]
    pub reason: String,
}

/// What the caller's municipality has settled about its indicators.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct IndicatorSettings {
    /// The indicators about which something is settled.
    pub items: Vec<IndicatorSettingView>,
}

/// What is settled about one indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct IndicatorSettingView {
    /// The indicator's id.
    pub indicator: String,
    /// The aim, if there is one.
    pub aim: Option<AimSettingView>,
    /// Where new baselines begin, oldest first.
    pub baselines: Vec<BaselineView>,
}

/// An aim and whether it is reached, without the numbers: not everybody who sets things up may read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AimSettingView {
    /// The share wanted, in whole per cent.
    pub percent: u8,
    /// The day the work on it began.
    pub from: NaiveDate,
    /// The day it is to be reached.
    pub due: NaiveDate,
    /// Who set it.
    pub by: String,
    /// Whether it is reached.
    pub verdict: AimVerdict,
}
