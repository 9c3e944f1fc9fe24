//! Records imported about a citizen: what hospital, laboratory and general practice have registered themselves.
//!
//! Nobody types them here, because data that exist are not asked for again (S:3). What indicators read of them is derived
//! by the rules of the definition, see [`derive`].

mod derivation;

use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::decimal::Decimal;
use crate::text::Text;

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

/// Who delivered a service or a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    /// A hospital (*sygehus*).
    Hospital,
    /// The laboratory database (*laboratoriedatabasen*).
    Laboratory,
    /// General practice (*almen praksis*).
    Gp,
}

/// Who paid for a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    /// The public system.
    Public,
    /// The citizen or an insurance; never counts (S:3).
    Private,
}

impl Sector {
    /// All sectors.
    pub const ALL: [Self; 3] = [Self::Hospital, Self::Laboratory, Self::Gp];

    /// The id in files, on the wire and in the database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Hospital => "hospital",
            Self::Laboratory => "laboratory",
            Self::Gp => "gp",
        }
    }

    /// What the user reads.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Hospital => Text::new("sygehus", "hospital"),
            Self::Laboratory => Text::new("laboratorium", "laboratory"),
            Self::Gp => Text::new("almen praksis", "general practice"),
        }
    }
}

impl Provider {
    /// All providers.
    pub const ALL: [Self; 2] = [Self::Public, Self::Private];

    /// The id in files, on the wire and in the database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
        }
    }
}

/// The text is none of the ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such id")]
pub struct UnknownId;

impl FromStr for Sector {
    type Err = UnknownId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|sector| sector.id() == text).ok_or(UnknownId)
    }
}

impl FromStr for Provider {
    type Err = UnknownId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|provider| provider.id() == text).ok_or(UnknownId)
    }
}

/// Whether a text can be a code: two to twenty capital letters and digits, as SKS and NPU codes are.
#[must_use]
pub fn is_code(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    (2..=20).contains(&text.len()) && text.bytes().all(plain)
}
