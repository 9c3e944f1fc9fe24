//! Whether a municipality delivers its forms every month, and whether they can be compared.

use chrono::NaiveDate;
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Labelled, ShareView};

/// Which forms came when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Delivery {
    /// What it comes to, in a sentence or two.
    pub finding: Text,
    /// Twelve months up to the one the period ends in, or to the running one, oldest first.
    pub months: Vec<Labelled>,
    /// The forms of the programme, in the order of the workflow.
    pub forms: Vec<FormDelivery>,
    /// When a month without forms is a gap.
    pub rule: Text,
    /// How far the hand-over of the last month that is over has come: what is in it, what it waits for and until when.
    /// Absent in a period that is over.
    pub hand_over: Option<Text>,
}

/// When forms of one kind came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FormDelivery {
    /// The form.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// The day on which one was last saved, typed or imported; absent when none ever was.
    pub last_saved_on: Option<NaiveDate>,
    /// Days since then.
    pub days_since: Option<u32>,
    /// One per month; a form belongs to the month of its date.
    pub months: Vec<MonthDelivery>,
    /// Months that are over and have forms.
    pub found: u32,
    /// Months that are over and should have forms; absent where there are too few forms to expect some every month.
    pub expected: Option<u32>,
}

/// The forms of one kind in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MonthDelivery {
    /// How many are dated in it.
    pub forms: u64,
    /// What that means.
    pub state: MonthDeliveryState,
}

/// What the number of forms in a month means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MonthDeliveryState {
    /// It has forms.
    Delivered,
    /// It has none, and the other months have so many that it should.
    Gap,
    /// It has none, and the other months have so few that it may be chance.
    Empty,
    /// It has none, and neither has any month before it.
    Before,
    /// Its forms may still come: it has not been over for 14 days.
    Open,
}

/// Whether numbers can be compared: who answered the same questions counts by the same rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Comparability {
    /// The current version of the definition.
    pub version: String,
    /// Courses whose forms of the period all follow it, of those with a form in the period.
    pub current: ShareView,
    /// What it comes to, in a sentence.
    pub finding: Text,
}
