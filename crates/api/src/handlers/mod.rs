//! One file per noun. A handler parses, acts and converts; its types say who may call and what comes back.

pub(crate) mod access_log;
mod as_of;
pub(crate) mod attendance;
pub(crate) mod benchmarks;
pub(crate) mod case_mix;
pub(crate) mod citizens;
pub(crate) mod course_events;
pub(crate) mod courses;
pub(crate) mod data_quality;
pub(crate) mod drafts;
pub(crate) mod events;
pub(crate) mod flow;
pub(crate) mod forms;
pub(crate) mod health;
pub(crate) mod health_records;
pub(crate) mod imports;
pub(crate) mod indicator_notes;
pub(crate) mod indicators;
pub(crate) mod installation;
pub(crate) mod lacking;
pub(crate) mod me;
pub(crate) mod open_benchmarks;
pub(crate) mod open_programmes;
pub(crate) mod outcomes;
mod period;
pub(crate) mod pictures;
pub(crate) mod plans;
pub(crate) mod programmes;
pub(crate) mod results;
pub(crate) mod series;
pub(crate) mod session;
pub(crate) mod transfers;

use serde::Deserialize;
use utoipa::IntoParams;

/// Rows on a page when nothing is said.
const USUAL_PAGE: u32 = 50;

/// How many rows a page has, of at most so many.
fn page_size(asked: Option<u32>, most: u32) -> usize {
    asked.unwrap_or(USUAL_PAGE).clamp(1, most) as usize
}

/// Whether a write is carried out.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Mode {
    /// `validate` checks everything and writes nothing.
    #[serde(default)]
    #[param(inline)]
    mode: WriteMode,
}

/// What a write does with a request that passes every check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WriteMode {
    /// Writes it.
    #[default]
    Commit,
    /// Checks everything and writes nothing.
    Validate,
}

impl Mode {
    const fn is_validate(self) -> bool {
        matches!(self.mode, WriteMode::Validate)
    }
}
