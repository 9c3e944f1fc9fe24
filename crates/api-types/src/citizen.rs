//! Citizens. The CPR number travels in request bodies only and comes back masked.

use chrono::NaiveDate;
use domain::citizen::Sex;
use domain::cpr::IdType;
use domain::ids::CitizenId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::CourseView;

/// A citizen to register.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterCitizen {
    /// The CPR number or a replacement number, with or without hyphen.
    #[schema(example = "710350-1234")]
    pub cpr: String,
    /// The full name, 1–200 characters.
    pub name: String,
    /// The date of birth; needed only where the number does not tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<NaiveDate>,
    /// The sex; needed only where the number does not tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
}

impl std::fmt::Debug for RegisterCitizen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RegisterCitizen").finish_non_exhaustive()
    }
}

/// A search among the municipality's own citizens. Exactly one field is given.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchCitizens {
    /// A whole CPR number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cpr: Option<String>,
    /// One or more whole words of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<NaiveDate>,
}

impl std::fmt::Debug for SearchCitizens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SearchCitizens").finish_non_exhaustive()
    }
}

/// The citizens a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CitizensFound {
    /// At most 50, by name.
    pub items: Vec<CitizenSummary>,
    /// How many there are in all.
    pub total: u64,
}

/// A citizen in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CitizenSummary {
    /// The citizen.
    #[schema(value_type = uuid::Uuid)]
    pub id: CitizenId,
    /// The full name.
    pub name: String,
    /// The masked number, `ddmmåå-••••`.
    pub cpr_masked: String,
    /// The date of birth.
    pub birth_date: NaiveDate,
    /// The date of death, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub death_date: Option<NaiveDate>,
    /// The age in whole years today, or at death.
    pub age: i32,
    /// The sex.
    pub sex: Sex,
}

/// A citizen with the courses in the municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CitizenView {
    /// The citizen.
    #[serde(flatten)]
    pub citizen: CitizenSummary,
    /// What kind of number it is: a replacement number can give way to another.
    pub id_type: IdType,
    /// The version, also in `ETag`.
    pub version: i64,
    /// A hint about the number that is no error, e.g. that modulus 11 does not hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cpr_hint: Option<domain::text::Text>,
    /// The courses, newest first.
    pub courses: Vec<CourseView>,
}

/// The day a citizen died.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordDeath {
    /// The day; absent to take a mistaken one back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// A number that takes the place of a replacement number.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeCitizen {
    /// The number the citizen has got, with or without hyphen.
    #[schema(example = "710350-1234")]
    pub cpr: String,
}

impl std::fmt::Debug for MergeCitizen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MergeCitizen").finish_non_exhaustive()
    }
}

/// What giving a citizen another number did, or would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MergeView {
    /// The citizen whose record remains.
    pub citizen: CitizenSummary,
    /// Whether the number had a record already, so that two become one.
    pub existed: bool,
    /// How many courses move to that record.
    pub courses: u32,
    /// Whether it was done; not with `mode=validate`.
    pub is_done: bool,
}
