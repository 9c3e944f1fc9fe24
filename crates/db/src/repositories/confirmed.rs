//! Confirmed soft findings: what was improbable, who looked at it and when.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::ids::UserId;
use domain::validation::{Confirmation, Validated};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::caller::Identity;
use crate::error::Error;

/// Answers as they were sent, with what was confirmed about them.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// The answers by variable id, not validated.
    pub answers: &'a Map<String, Json>,
    /// The soft findings that were confirmed, each for one value.
    pub confirmed: &'a [Confirmation],
    /// The version of the caller's draft that these answers include; a later one outlives the submission.
    pub draft: Option<i64>,
}

impl<'a> From<&'a Map<String, Json>> for Answered<'a> {
    fn from(answers: &'a Map<String, Json>) -> Self {
        Self { answers, confirmed: &[], draft: None }
    }
}

/// A confirmation as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// What was confirmed.
    pub what: Confirmation,
    /// Who did it.
    pub by: UserId,
    /// The name they had.
    pub name: String,
    /// When the server first heard of it.
    pub at: DateTime<Utc>,
}

/// Confirmations with who and when: those already known keep theirs.
pub(super) fn stamp(
    known: &[Confirmed],
    confirmed: &[Confirmation],
    who: &Identity,
    now: DateTime<Utc>,
) -> Vec<Confirmed> {
    let known: BTreeMap<String, &Confirmed> =
        known.iter().map(|confirmed| (key(&confirmed.what), confirmed)).collect();
    let mut stamped = BTreeMap::new();
    for what in confirmed {
        let key = key(what);
        let confirmed = known.get(&key).map_or_else(
            || Confirmed { what: what.clone(), by: who.user_id, name: who.display_name.clone(), at: now },
            |known| (*known).clone(),
        );
        stamped.insert(key, confirmed);
    }
    stamped.into_values().collect()
}

/// The confirmations a new version of a form has: those of the version before, and of the new ones those that are
/// about something the answers make improbable.
pub(super) fn added(
    mut earlier: Vec<Confirmed>,
    new: Vec<Confirmed>,
    validated: &Validated,
) -> Vec<Confirmed> {
    let is_known = |earlier: &[Confirmed], confirmed: &Confirmed| {
        earlier.iter().any(|known| key(&known.what) == key(&confirmed.what))
    };
    for confirmed in new {
        let is_found =
            validated.findings.iter().any(|finding| confirmed.what.covers(finding, &validated.answers));
        if is_found && !is_known(&earlier, &confirmed) {
            earlier.push(confirmed);
        }
    }
    earlier
}

/// Reads confirmations that were stored as JSON; none when nothing was stored.
pub(super) fn read(table: &'static str, json: Option<&[u8]>) -> Result<Vec<Confirmed>, Error> {
    let Some(json) = json else { return Ok(Vec::new()) };
    serde_json::from_slice(json)
        .map_err(|_| Error::inconsistent(table, "confirmed is no list of confirmations"))
}

/// Confirmations as JSON; nothing when there are none.
pub(super) fn write(table: &'static str, confirmed: &[Confirmed]) -> Result<Option<String>, Error> {
    if confirmed.is_empty() {
        return Ok(None);
    }
    serde_json::to_string(confirmed).map(Some).map_err(|cause| Error::inconsistent(table, cause))
}

fn key(what: &Confirmation) -> String {
    let value = what.value.as_ref().map(Json::to_string).unwrap_or_default();
    format!("{}\n{}\n{value}", what.code, what.variable.as_deref().unwrap_or_default())
}
