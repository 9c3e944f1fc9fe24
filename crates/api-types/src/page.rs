//! Small pieces that several answers share.

use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A stable id with the words shown to people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Labelled {
    /// The stable id.
    pub id: String,
    /// The words in both languages.
    pub label: Text,
}
