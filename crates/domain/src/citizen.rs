//! A citizen as one municipality knows them.

pub mod facts;
mod merge;
mod name;
mod new;

use chrono::{Datelike, NaiveDate};

use crate::cpr::{Cpr, IdType};
use crate::ids::CitizenId;
use crate::municipality::MunicipalityCode;
use crate::wire::wire_enum;

pub use merge::check_new_number;
pub use name::{Name, NameError};
pub use new::{CitizenFinding, NewCitizen, NewCitizenInput};

wire_enum! {
    /// A person's sex as the registry counts it.
    pub enum Sex ("sex") {
        /// Female.
        Female = "female", "Kvinde", "Female";
        /// Male.
        Male = "male", "Mand", "Male";
        /// Not known, e.g. with a replacement number.
        Unknown = "unknown", "Ukendt", "Unknown";
    }
}

/// A citizen of one municipality. The same person in two municipalities is two citizens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citizen {
    /// The citizen's id.
    pub id: CitizenId,
    /// The municipality that owns the record.
    pub municipality: MunicipalityCode,
    /// The number that identifies the person.
    pub cpr: Cpr,
    /// Full name.
    pub name: Name,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Date of death, where it is known.
    pub death_date: Option<NaiveDate>,
    /// Sex.
    pub sex: Sex,
    /// What kind of number `cpr` is.
    pub id_type: IdType,
    /// Counts the changes, from 1; sent as the ETag.
    pub version: i64,
}

impl Citizen {
    /// Age in whole years on a date; negative before birth. Nobody grows older after death.
    #[must_use]
    pub fn age_on(&self, date: NaiveDate) -> i32 {
        age_on(self.birth_date, self.death_date.map_or(date, |death| death.min(date)))
    }
}

/// Age in whole years on a date. Who is born on 29 February turns a year older on 1 March in other years.
#[must_use]
pub fn age_on(birth_date: NaiveDate, date: NaiveDate) -> i32 {
    let had_birthday = (date.month(), date.day()) >= (birth_date.month(), birth_date.day());
    date.year() - birth_date.year() - i32::from(!had_birthday)
}

#[cfg(test)]
mod tests;
