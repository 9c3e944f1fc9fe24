//! What everybody may know about an installation.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What everybody may know about an installation, also before logging in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Installation {
    /// The version of the program.
    pub version: String,
    /// Whether this is an invented registry, which every page says.
    pub demo: bool,
    /// Whom to ask for help, as people read it, e.g. a telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<String>,
    /// The address of the accessibility statement (*tilgængelighedserklæring*).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessibility_statement: Option<String>,
    /// Whether the data dictionary can be read without logging in.
    #[serde(default)]
    pub public_definitions: bool,
    /// Whether browsers may keep what is typed, sealed, on the computer until the server has it.
    #[serde(default)]
    pub offline_journal: bool,
    /// Which build of the browser application is served; an open page that began with another is no longer the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub build: Option<String>,
}
