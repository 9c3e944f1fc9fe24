//! How far courses come, why they end early and how long citizens wait.

use chrono::{DateTime, NaiveDate, Utc};
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Development, MunicipalityView, ShareView};

/// The courses referred in a period, followed to where they are today.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Flow {
    /// The programme.
    pub programme: String,
    /// Whose courses.
    pub municipality: MunicipalityView,
    /// The first day of referral.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The steps in their order; each counts only courses that passed the one before.
    pub steps: Vec<FlowStep>,
    /// Courses that can still come further: neither finished nor broken off.
    pub under_way: u64,
    /// Courses that ended before they were finished, by the group of the cause. All groups, also empty ones.
    pub endings: Vec<EndingGroup>,
    /// How long citizens waited.
    pub waiting: Waiting,
    /// The median wait per quarter; here the day it ended decides.
    pub development: Development,
    /// The most important finding in one sentence.
    pub finding: Text,
    /// Two or three sentences that say what the chart shows.
    pub summary: Vec<Text>,
    /// When the numbers were read.
    pub updated_at: DateTime<Utc>,
}

/// One step of the flow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FlowStep {
    /// Which step: `referred`, `clarified`, `started` or `finished`.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// Courses that reached it.
    pub count: u64,
    /// The share of the step before, 0–1; absent for the first step and after an empty one.
    pub of_previous: Option<f64>,
    /// The share of the referred, 0–1; absent when nobody was referred.
    pub of_referred: Option<f64>,
}

/// Courses that ended before they were finished, for causes of one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EndingGroup {
    /// The group, a code of the definition's list of groups.
    pub group: String,
    /// Its name.
    pub label: Text,
    /// How many courses.
    pub count: u64,
    /// The reasons that occur, most frequent first.
    pub reasons: Vec<EndingReason>,
}

/// A reason for ending early.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EndingReason {
    /// The code; `not_stated` when there is no answer.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// How many courses.
    pub count: u64,
}

/// How long citizens waited for the first meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Waiting {
    /// What is waited for, e.g. from referral to clarifying interview.
    pub label: Text,
    /// Days, one per course whose wait ended, shortest first.
    pub days: Vec<u32>,
    /// The median in days; absent when nobody's wait ended.
    pub median: Option<f64>,
    /// Lower limit of the median's distribution-free 95 % interval, in days; absent below 6 courses.
    pub ci_low: Option<f64>,
    /// Upper limit, in days.
    pub ci_high: Option<f64>,
    /// How many waited no longer than the target, by the indicator that tells it: also of those who have waited longer
    /// and still wait. The same number as the overview's for the period.
    pub within: ShareView,
    /// The indicator, with its number and name, e.g. `P1`.
    pub indicator: WaitingIndicator,
    /// The target in days.
    pub target_days: u32,
    /// Where the target comes from.
    pub source: String,
    /// Courses whose citizens still wait.
    pub still_waiting: u64,
    /// Courses whose wait cannot be told: a date is missing or they are in the wrong order.
    pub missing: u64,
    /// What the days come to, in a sentence.
    pub finding: Text,
    /// The same with how many waited no longer than the target.
    pub summary: Text,
}

/// The indicator that tells how many waited no longer than they should.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WaitingIndicator {
    /// The indicator's id.
    pub id: String,
    /// Its number, e.g. `P1`.
    pub number: String,
    /// Its name.
    pub label: Text,
}
