//! What management information is made of: the steps of the flow, the results that are compared, the fields that count.

use serde::Serialize;

use crate::decimal::Decimal;
use crate::expr::{Rule, VariableRef};
use crate::programme::{Direction, Sites};
use crate::text::Text;

/// What a programme tells its managers besides indicators.
///
/// Sent to whoever reads the definition; the browser does not read it back, the server computes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Management {
    /// How courses are followed from referral to end.
    pub flow: Option<FlowDefinition>,
    /// What is compared between start and end, in the order it is shown.
    pub results: Vec<ResultDefinition>,
    /// What complete data are.
    pub quality: QualityDefinition,
    /// How ages are grouped where citizens are described.
    pub ages: Option<AgeGroups>,
    /// The indicator that every course which started counts in: what is published of it says who the citizens of all
    /// municipalities are.
    pub population: Option<String>,
    /// The indicator that every course which began and ended counts in, whatever becomes of it, on the day it ended.
    pub ended: Option<String>,
    /// How the unit of a course is known, inside its municipality.
    pub sites: Option<Sites>,
}

impl Management {
    /// The result with this id.
    #[must_use]
    pub fn result(&self, id: &str) -> Option<&ResultDefinition> {
        self.results.iter().find(|result| result.id == id)
    }
}

/// How ages are grouped where citizens are described.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AgeGroups {
    /// The lowest age of every group but the first, in years, upwards.
    pub from: Vec<u32>,
    /// Where the groups come from.
    pub source: String,
}

impl AgeGroups {
    /// The groups from the youngest up: id and name.
    #[must_use]
    pub fn groups(&self) -> Vec<(String, Text)> {
        let begins = std::iter::once(None).chain(self.from.iter().copied().map(Some));
        let ends = self.from.iter().copied().map(Some).chain(std::iter::once(None));
        begins.zip(ends).map(|(begin, end)| age_group(begin, end)).collect()
    }

    /// Which of the groups an age belongs to.
    #[must_use]
    pub fn place(&self, age: u32) -> usize {
        self.from.iter().take_while(|from| **from <= age).count()
    }
}

fn age_group(begin: Option<u32>, end: Option<u32>) -> (String, Text) {
    match (begin, end) {
        (Some(begin), Some(end)) => {
            let last = end.saturating_sub(1);
            (format!("{begin}_{last}"), Text::new(format!("{begin}–{last} år"), format!("{begin}–{last}")))
        }
        (Some(begin), None) => {
            (format!("{begin}_up"), Text::new(format!("{begin} år og derover"), format!("{begin} and over")))
        }
        (None, Some(end)) => {
            (format!("under_{end}"), Text::new(format!("Under {end} år"), format!("Under {end}")))
        }
        (None, None) => ("all".to_owned(), Text::new("Alle", "All")),
    }
}

/// How courses are followed from referral to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FlowDefinition {
    /// The date a course is counted at; without an answer it is the day it was opened.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub dated_by: VariableRef,
    /// The steps after the first, which every course takes; the last one is the goal.
    pub steps: Vec<FlowStepDefinition>,
    /// The answers that say why a course ended early; the first that is given decides.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<String>))]
    pub reasons: Vec<VariableRef>,
    /// The groups of reasons, in the order they are shown.
    pub groups: Vec<EndingGroupDefinition>,
    /// What citizens wait for.
    pub waiting: WaitingDefinition,
}

/// A step of the flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FlowStepDefinition {
    /// The step's id.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// When a course has reached it; always for the first step.
    pub when: Option<Rule>,
    /// Where it comes from.
    pub source: String,
}

/// A group of reasons for ending early.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EndingGroupDefinition {
    /// The group's id.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// Its reasons, written `list.code`.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<String>))]
    pub codes: Vec<VariableRef>,
    /// Where it comes from.
    pub source: String,
}

/// The group of reasons that nobody stated or that say nothing; every definition has it.
pub const UNKNOWN_GROUP: &str = "unknown";
/// The group of courses that ended elsewhere: moved, died, never accepted. Every definition has it.
pub const ELSEWHERE_GROUP: &str = "elsewhere";

/// What citizens wait for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WaitingDefinition {
    /// From what to what.
    pub label: Text,
    /// The day it begins.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub from: VariableRef,
    /// The day it ends.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub to: VariableRef,
    /// How many days it should take at most.
    pub target_days: u32,
    /// The indicator that says how many waited no longer: there is one such number, not two.
    pub indicator: String,
    /// Where the target comes from.
    pub source: String,
}

/// Something that is measured at the start and at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ResultDefinition {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// The answer at the start.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub start: VariableRef,
    /// The answer at the end.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub end: VariableRef,
    /// Which way is better; absent when it depends on the citizen.
    pub direction: Option<Direction>,
    /// The unit as people read it.
    pub unit: Option<Text>,
    /// The width of a bar in a histogram of change; absent for codes.
    #[cfg_attr(feature = "schema", schema(value_type = Option<f64>))]
    pub bin_width: Option<Decimal>,
    /// Changes and levels that matter; the first is drawn.
    pub thresholds: Vec<ThresholdDefinition>,
    /// Where the measure comes from.
    pub source: String,
}

/// A change or a level that matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ThresholdDefinition {
    /// Its id.
    pub id: String,
    /// What it compares.
    pub kind: ThresholdCompares,
    /// The number that is drawn; absent for codes.
    #[cfg_attr(feature = "schema", schema(value_type = Option<f64>))]
    pub value: Option<Decimal>,
    /// What has to happen.
    pub label: Text,
    /// Of whom the share is taken, in words.
    pub among_label: Text,
    /// Of which courses with both answers the share is taken; of all if absent.
    pub among: Option<Rule>,
    /// When it is reached.
    pub reached: Rule,
    /// Where it comes from.
    pub source: String,
}

/// What a threshold compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ThresholdCompares {
    /// The change from start to end; a line at the value in a histogram of change.
    Change,
    /// The change in per cent of the start.
    ChangePercent,
    /// The value at the end; a line at the value on the axis of the measure.
    Level,
    /// The code at the end.
    Code,
}

/// What complete data are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct QualityDefinition {
    /// The fields whose completeness is told, in the order they are shown.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<String>))]
    pub fields: Vec<VariableRef>,
    /// The links of a course's chain of records.
    pub links: Vec<ChainLinkDefinition>,
    /// The link that says how many of those referred are registered (*dækningsgrad*).
    pub coverage: Option<String>,
}

/// A link of a course's chain of records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ChainLinkDefinition {
    /// Its id.
    pub id: String,
    /// What should be there.
    pub label: Text,
    /// Which courses should have it.
    pub expected: Rule,
    /// Which have it; absent for `is_attendance`.
    pub found: Option<Rule>,
    /// Whether a session somebody came to, in the attendance register, is what should be there.
    pub is_attendance: bool,
    /// The work list that shows the missing ones, e.g. `missing_end`.
    pub list: Option<String>,
    /// Where it comes from.
    pub source: String,
}
