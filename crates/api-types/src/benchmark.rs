//! Benchmarks: published, protected numbers across municipalities. Nothing here is an exact count of somebody else's.

use chrono::{DateTime, NaiveDate, Utc};
use domain::programme::{Direction, Standard};
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Labelled, TallyView};

/// Which snapshots there are, and what can be asked of them. Nothing else can.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Benchmarks {
    /// The programme.
    pub programme: String,
    /// The snapshots, newest first; empty before the first publication.
    pub snapshots: Vec<SnapshotView>,
    /// What the newest snapshot has.
    pub indicators: Vec<BenchmarkIndicator>,
    /// The periods of the newest snapshot.
    pub periods: Vec<BenchmarkPeriod>,
    /// What a level can be split by; one at a time.
    pub splits: Vec<BenchmarkSplit>,
    /// The levels.
    pub levels: Vec<Labelled>,
    /// The ways of looking at a share.
    pub views: Vec<Labelled>,
}

/// A frozen publication.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SnapshotView {
    /// Its id.
    pub id: Uuid,
    /// The last day of the courses in it.
    pub as_of: NaiveDate,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// The version of the rules it was made by.
    pub rules_version: u32,
    /// The rules in words, to print under every table.
    pub rules: Vec<Text>,
}

/// An indicator that is published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BenchmarkIndicator {
    /// Its id.
    pub id: String,
    /// Its number, e.g. `K4`.
    pub number: String,
    /// Its name.
    pub label: Text,
    /// The indicator set it belongs to, with its name.
    pub set: Labelled,
    /// The versions of the definition it is published by, newest first.
    pub versions: Vec<String>,
}

/// A period that is published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BenchmarkPeriod {
    /// `rolling` for the last twelve months, or the year, e.g. `2025`.
    pub id: String,
    /// The words.
    pub label: Text,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

/// Something a level can be split by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BenchmarkSplit {
    /// Its id, e.g. `sex`.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// Its levels.
    pub levels: Vec<Labelled>,
}

/// How a share is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BenchmarkView {
    /// As published.
    #[default]
    Raw,
    /// As it would be with everybody's citizens: indirect standardisation over published splits.
    Adjusted,
    /// Small units pulled towards all.
    Shrunken,
}

/// One indicator across units, everything computed from protected counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Benchmark {
    /// Where the numbers are from.
    pub snapshot: SnapshotView,
    /// The indicator's id.
    pub indicator: String,
    /// The version of the definition.
    pub version: String,
    /// Its number, e.g. `K4`.
    pub number: String,
    /// Its name.
    pub label: Text,
    /// Which way is better.
    pub direction: Direction,
    /// What is aimed at; a placeholder unless verified.
    pub standard: Option<Standard>,
    /// The period.
    pub period: BenchmarkPeriod,
    /// Every period that can be asked for.
    pub periods: Vec<BenchmarkPeriod>,
    /// Everything that can be split by.
    pub splits: Vec<BenchmarkSplit>,
    /// The split that was asked for.
    pub split: Option<Labelled>,
    /// Its level.
    pub split_level: Option<Labelled>,
    /// The level of the units in the funnel.
    pub level: String,
    /// How shares are looked at.
    pub view: BenchmarkView,
    /// The units of the level and what they are compared with, ordered by level and name.
    pub cells: Vec<BenchmarkCell>,
    /// The funnel of the level's units; absent where it would not mean what it says: `notes` tell why.
    pub funnel: Option<FunnelView>,
    /// How the adjustment is made; only in the adjusted view.
    pub model_card: Option<ModelCardView>,
    /// The caller's own numbers, exact; only the caller's.
    pub own_exact: Option<TallyView>,
    /// The finding in one sentence.
    pub finding: Text,
    /// Two or three sentences instead of the chart.
    pub summary: Vec<Text>,
    /// What has to be said along with the numbers.
    pub notes: Vec<Text>,
}

/// One unit or level of comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BenchmarkCell {
    /// `municipality`, `cluster`, `region`, `instance` or `all`.
    pub level: String,
    /// The unit, e.g. `cluster:midt`; `unit:7` for one that is not named.
    pub id: String,
    /// Its name; `Kommune 7` for one that has not agreed to be named.
    pub name: Text,
    /// The cluster or region it belongs to, where that does not give an unnamed unit away.
    pub parent: Option<String>,
    /// Whether it is the caller's.
    pub is_own: bool,
    /// Whether it belongs to the caller's cluster.
    pub is_own_cluster: bool,
    /// Whether it is among the units most like the caller's by size and citizens.
    pub is_similar: bool,
    /// The courses, rounded; absent where hidden.
    pub denominator: Option<u32>,
    /// The share in whole per cent; absent where hidden.
    pub percent: Option<u8>,
    /// The share in words: `78 %`, `mindst 95 %`, `skjult`.
    pub percent_text: Text,
    /// Lower end of the 95 % interval, in per cent.
    pub ci_low: Option<u8>,
    /// Upper end of the 95 % interval, in per cent.
    pub ci_high: Option<u8>,
    /// What chance explains at this size: lower end, in per cent.
    pub expected_low: Option<u8>,
    /// What chance explains at this size: upper end, in per cent.
    pub expected_high: Option<u8>,
    /// Whether it stands out.
    pub flag: BenchmarkFlag,
    /// The same in words.
    pub flag_text: Text,
    /// Why there is no number.
    pub hidden: Option<Text>,
}

/// Whether a unit stands out by more than chance explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BenchmarkFlag {
    /// As chance explains.
    None,
    /// Lower, one time in forty by chance.
    LowAlert,
    /// Lower, one time in a thousand by chance.
    LowAlarm,
    /// Higher, one time in forty by chance.
    HighAlert,
    /// Higher, one time in a thousand by chance.
    HighAlarm,
    /// There is no funnel, or the cell is hidden or no unit of it.
    NotJudged,
}

/// What chance explains, to draw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FunnelView {
    /// The share of all units together, 0–1.
    pub centre: f64,
    /// The curves, from the lowest up.
    pub curves: Vec<FunnelCurveView>,
    /// That the limits are widened, and why.
    pub dispersion_text: Option<Text>,
    /// What was checked before the funnel was drawn.
    pub checks: Vec<Text>,
}

/// One limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FunnelCurveView {
    /// `low_alarm`, `low_alert`, `high_alert` or `high_alarm`.
    pub id: String,
    /// What stands at its end, e.g. `95 %`.
    pub label: Text,
    /// `[courses, share]` from few to many.
    pub points: Vec<(u32, f64)>,
}

/// How an adjusted number is made, in full: with this and the published cells it can be computed again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ModelCardView {
    /// The method in words.
    pub method: Text,
    /// Its version.
    pub version: u32,
    /// What is adjusted for, each with the reference by level.
    pub factors: Vec<ModelCardFactor>,
    /// What is not adjusted for, for anybody: too few units have enough parts that are shown.
    pub left_out: Vec<Labelled>,
    /// Who the reference is.
    pub reference: Text,
    /// The c-statistic: how well the model tells courses apart; 0.5 is a coin's.
    pub discrimination: Option<f64>,
    /// What is taken for granted.
    pub assumptions: Vec<Text>,
    /// What the adjustment can and cannot say.
    pub limits: Vec<Text>,
}

/// A published split that is adjusted for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ModelCardFactor {
    /// The split.
    pub split: Labelled,
    /// The reference, one row per level of the split.
    pub rows: Vec<ModelCardRow>,
}

/// One level of the split in the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ModelCardRow {
    /// The level.
    pub level: Labelled,
    /// Courses of the reference, rounded.
    pub denominator: u32,
    /// The share that is matched, in whole per cent.
    pub percent: u8,
    /// Whether it was pooled with others.
    pub is_pooled: bool,
}

/// Which benchmark is wanted; what is absent is the server's default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenchmarkAsk {
    /// The programme.
    pub programme: String,
    /// The definition version; absent: the newest published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The snapshot; absent: the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<Uuid>,
    /// The level of the units; absent: `municipality`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// `rolling` or a year; absent: `rolling`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// What is split by; in the adjusted view the only one that is adjusted for, and absent: all at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<String>,
    /// The level of the split; needed with `split`, except in the adjusted view.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split_level: Option<String>,
    /// How shares are looked at; absent: `raw`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<BenchmarkView>,
}
