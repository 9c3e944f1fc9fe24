//! Whose rows a transaction may touch.

use std::fmt;

use domain::municipality::MunicipalityCode;

/// One municipality, or the platform itself for users who belong to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Tenant(Option<MunicipalityCode>);

impl Tenant {
    /// The rows of no municipality: the log of people who work across them.
    pub(crate) const PLATFORM: Self = Self(None);

    /// The rows a user's actions are logged in.
    pub(crate) const fn of(municipality: Option<MunicipalityCode>) -> Self {
        Self(municipality)
    }

    /// The municipality; none for the platform.
    pub(crate) const fn municipality(self) -> Option<MunicipalityCode> {
        self.0
    }

    /// The value of the column `municipality`: four digits, `0000` for the platform.
    pub(crate) fn code(self) -> String {
        self.to_string()
    }
}

impl From<MunicipalityCode> for Tenant {
    fn from(municipality: MunicipalityCode) -> Self {
        Self(Some(municipality))
    }
}

impl fmt::Display for Tenant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(municipality) => municipality.fmt(formatter),
            None => formatter.write_str("0000"),
        }
    }
}
