//! Municipalities and regions by their national codes.
//!
//! Which region, cluster and HjerteKom instance a municipality belongs to on a date is the business of
//! [`crate::organisation`]; here are only codes and names.

mod list;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use list::{LISTED, Listed};

/// A Danish municipality code (*kommunekode*): four digits, e.g. `0751` for Aarhus.
///
/// Only the 98 municipalities can be built; `0411` Christiansø is on the national code list but is none.
/// Source: dk-core municipality codes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, example = "0740", pattern = "^0[1-9][0-9]{2}$"))]
#[serde(try_from = "String", into = "String")]
pub struct MunicipalityCode(u16);

/// Why a text is not a municipality code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseMunicipalityError {
    /// Not three digits, with or without a leading zero.
    #[error("a municipality code is four digits, e.g. 0751")]
    Format,
    /// Digits that are not on the national list.
    #[error("there is no municipality with the code {0:04}")]
    Unknown(u16),
}

impl MunicipalityCode {
    /// All 98 municipalities, ordered by code.
    pub fn all() -> impl Iterator<Item = Self> {
        LISTED.iter().map(|listed| Self(listed.code))
    }

    /// A code written in a constant of this crate. One that is not on the list does not compile.
    pub(crate) const fn listed(code: u16) -> Self {
        let mut index = 0;
        while index < LISTED.len() && LISTED[index].code != code {
            index += 1;
        }
        assert!(index < LISTED.len(), "not on the list of municipalities");
        Self(code)
    }

    /// The number behind the code, e.g. 751 for `0751`.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }

    /// The name without the word *Kommune*, e.g. `Ringkøbing-Skjern`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().map_or("", |listed| listed.name)
    }

    /// The name in lower-case ASCII, e.g. `ringkoebing-skjern`; unique, for user names and file names.
    #[must_use]
    pub fn slug(self) -> String {
        self.name()
            .to_lowercase()
            .chars()
            .flat_map(|c| match c {
                'æ' => vec!['a', 'e'],
                'ø' => vec!['o', 'e'],
                'å' => vec!['a', 'a'],
                other => vec![other],
            })
            .collect()
    }

    /// Finds a municipality by its slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::all().find(|code| code.slug() == slug)
    }

    /// The region the municipality was placed in by the reform of 2007.
    ///
    /// For the region on a given date ask [`crate::organisation::Organisation`].
    pub(crate) fn region_of_2007(self) -> Option<RegionCode> {
        self.entry().map(|listed| listed.region)
    }

    fn entry(self) -> Option<&'static Listed> {
        let index = LISTED.binary_search_by_key(&self.0, |listed| listed.code).ok()?;
        LISTED.get(index)
    }
}

impl FromStr for MunicipalityCode {
    type Err = ParseMunicipalityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Some extracts drop the leading zero, so both forms are read; we always write four.
        let digits = text.strip_prefix('0').unwrap_or(text);
        if digits.len() != 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ParseMunicipalityError::Format);
        }
        let code = digits.parse().map_err(|_| ParseMunicipalityError::Format)?;
        if LISTED.binary_search_by_key(&code, |listed| listed.code).is_err() {
            return Err(ParseMunicipalityError::Unknown(code));
        }
        Ok(Self(code))
    }
}

impl TryFrom<String> for MunicipalityCode {
    type Error = ParseMunicipalityError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<MunicipalityCode> for String {
    fn from(code: MunicipalityCode) -> Self {
        code.to_string()
    }
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}", self.0)
    }
}

impl fmt::Debug for MunicipalityCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "MunicipalityCode({self} {})", self.name())
    }
}

/// A Danish region by its national code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum RegionCode {
    /// 1081 Nordjylland.
    #[serde(rename = "1081")]
    Nordjylland,
    /// 1082 Midtjylland.
    #[serde(rename = "1082")]
    Midtjylland,
    /// 1083 Syddanmark.
    #[serde(rename = "1083")]
    Syddanmark,
    /// 1084 Hovedstaden, part of Østdanmark from 2027.
    #[serde(rename = "1084")]
    Hovedstaden,
    /// 1085 Sjælland, part of Østdanmark from 2027.
    #[serde(rename = "1085")]
    Sjaelland,
    /// 1086 Østdanmark, from 2027. The code is a configurable default: no public source gives it yet.
    #[serde(rename = "1086")]
    Oestdanmark,
}

impl RegionCode {
    /// Every region, past and coming, ordered by code.
    pub const ALL: &'static [Self] = &[
        Self::Nordjylland,
        Self::Midtjylland,
        Self::Syddanmark,
        Self::Hovedstaden,
        Self::Sjaelland,
        Self::Oestdanmark,
    ];

    /// The national code, e.g. `1082`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nordjylland => "1081",
            Self::Midtjylland => "1082",
            Self::Syddanmark => "1083",
            Self::Hovedstaden => "1084",
            Self::Sjaelland => "1085",
            Self::Oestdanmark => "1086",
        }
    }

    /// The name without the word *Region*.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nordjylland => "Nordjylland",
            Self::Midtjylland => "Midtjylland",
            Self::Syddanmark => "Syddanmark",
            Self::Hovedstaden => "Hovedstaden",
            Self::Sjaelland => "Sjælland",
            Self::Oestdanmark => "Østdanmark",
        }
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl FromStr for RegionCode {
    type Err = crate::wire::UnknownWireId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|region| region.code() == text)
            .ok_or_else(|| crate::wire::UnknownWireId { list: "region", text: text.to_owned() })
    }
}

#[cfg(test)]
mod tests;
