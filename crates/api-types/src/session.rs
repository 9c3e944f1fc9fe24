//! Logging in, and who I am.

use chrono::{DateTime, Utc};
use domain::access::{Permission, Role};
use domain::municipality::MunicipalityCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A local log-in.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// The account's name, e.g. `clinician.silkeborg`.
    pub username: String,
    /// The password.
    #[schema(format = Password)]
    pub password: String,
    /// The one-time code, where the account has a second factor; `code_required` asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login").field("username", &self.username).finish_non_exhaustive()
    }
}

/// The person behind the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Me {
    /// The account's name.
    pub username: String,
    /// The person's name.
    pub display_name: String,
    /// The role.
    pub role: Role,
    /// Everything the role may do.
    pub permissions: Vec<Permission>,
    /// The municipality the person works in; none for analysts and operators.
    pub municipality: Option<MunicipalityView>,
    /// The session ends at the latest at this time.
    pub expires_at: DateTime<Utc>,
    /// The session ends at this time unless it is used before.
    pub idle_ends_at: DateTime<Utc>,
    /// The session ends after this many seconds without use.
    pub idle_seconds: u32,
    /// Whether this is an invented registry, which every page says.
    pub demo: bool,
}

/// The key of a user's journal on one device (`docs/personal-data.md`).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JournalKey {
    /// 32 bytes in hexadecimal.
    #[schema(min_length = 64, max_length = 64)]
    pub key: String,
}

impl std::fmt::Debug for JournalKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("JournalKey").finish_non_exhaustive()
    }
}

/// A municipality with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MunicipalityView {
    /// The four-digit code, e.g. `0740`.
    #[schema(value_type = String, example = "0740")]
    pub code: MunicipalityCode,
    /// Its name, e.g. `Silkeborg`.
    pub name: String,
}

impl From<MunicipalityCode> for MunicipalityView {
    fn from(code: MunicipalityCode) -> Self {
        Self { code, name: code.name().into() }
    }
}

/// A user name as the header `X-Account` carries it: what is no ASCII letter, digit, `.`, `-` or `_` as `%` and two
/// hexadecimal digits per byte.
#[must_use]
pub fn account_mark(username: &str) -> String {
    use std::fmt::Write;
    let mut mark = String::with_capacity(username.len());
    for byte in username.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            mark.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(mark, "%{byte:02X}");
        }
    }
    mark
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_name_fits_into_a_header() {
        assert_eq!(account_mark("clinician.silkeborg"), "clinician.silkeborg");
        assert_eq!(account_mark("søren ø"), "s%C3%B8ren%20%C3%B8");
        assert_ne!(account_mark("a%20"), account_mark("a "));
    }
}
