//! Records imported about a citizen: what hospital, laboratory and general practice have registered themselves.
//!
//! Nobody types them here, because data that exist are not asked for again (S:3). What indicators read of them is derived
//! by the rules of the definition, see [`derive`].

mod derivation;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::decimal::Decimal;
use crate::wire::wire_enum;

pub use self::derivation::{Derivation, derive};

/// The name by which expressions speak of what is derived from records, as if it were a form: `records.bp_sys`.
pub const RECORDS: &str = "records";

/// One record: a contact with its procedure, a diagnosis or a measurement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct HealthRecord {
    /// The sender's own id of the record; a record that comes again under it takes the place of the earlier one.
    pub key: String,
    /// Who delivered it.
    pub sector: Sector,
    /// Whether the public system paid for it.
    pub provider: Provider,
    /// What it is: a procedure or diagnosis (SKS) or an analysis (NPU, MCS).
    pub code: String,
    /// The diagnosis of the contact, e.g. `DI214`; a procedure without one is lost to the database (S:3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagnosis: Option<String>,
    /// The day it happened.
    pub on: NaiveDate,
    /// The value of a measurement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<f64>))]
    pub value: Option<Decimal>,
    /// Its unit in UCUM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

wire_enum! {
    /// Who delivered a service or a result.
    pub enum Sector ("sector") {
        /// A hospital (*sygehus*).
        Hospital = "hospital", "sygehus", "hospital";
        /// The laboratory database (*laboratoriedatabasen*).
        Laboratory = "laboratory", "laboratorium", "laboratory";
        /// General practice (*almen praksis*).
        Gp = "gp", "almen praksis", "general practice";
    }
}

wire_enum! {
    /// Who paid for a service.
    pub enum Provider ("provider") {
        /// The public system.
        Public = "public", "offentlig", "public";
        /// The citizen or an insurance; never counts (S:3).
        Private = "private", "privat", "private";
    }
}

/// Whether a text can be a code: two to twenty capital letters and digits, as SKS and NPU codes are.
#[must_use]
pub fn is_code(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    (2..=20).contains(&text.len()) && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::check::round_trips;

    #[test]
    fn sectors_and_providers_travel_by_their_ids() {
        round_trips(Sector::ALL, Sector::id, Sector::label);
        round_trips(Provider::ALL, Provider::id, Provider::label);
    }
}
