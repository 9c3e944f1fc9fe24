//! Which answers the closing note to hospital and general practice tells.

use serde::{Deserialize, Serialize};

use crate::expr::VariableRef;

/// The answers each part of the closing note is made of, in the order they are told.
///
/// What is not asked or not answered is left out of the note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ClosingContent {
    /// Why the citizen came.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<String>))]
    pub referral: Vec<VariableRef>,
    /// What was given.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<String>))]
    pub interventions: Vec<VariableRef>,
    /// What was measured at the start and at the end, by variable id.
    pub results: Vec<String>,
    /// How the course ended.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<String>))]
    pub status: Vec<VariableRef>,
}
