//! What a draft holds, and how it is sealed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::error::Error;
use crate::repositories::confirmed::{Answered, Confirmed};

/// A draft to save: whatever has been typed, complete or not.
#[derive(Clone, Copy, Debug)]
pub struct NewDraft<'a> {
    /// The answers as typed, with what was confirmed about them.
    pub answered: Answered<'a>,
    /// Why a submitted form is being changed, as far as it is written.
    pub reason: Option<&'a str>,
    /// What was answered elsewhere to fields that were also changed here, waiting for somebody to choose.
    pub clashes: Option<&'a Map<String, Json>>,
    /// The form's submitted version it began with; `None` when there was none.
    pub based_on: Option<i64>,
    /// The version of the definition it was typed with.
    pub definition: Option<&'a str>,
    /// The window that saves.
    pub writer: Option<Writer>,
}

/// A window that saves drafts. It overtakes itself: a later save of its own replaces an earlier one, although the
/// answer to that one never arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writer {
    /// The window's id.
    pub id: Uuid,
    /// Its how-manieth save this is.
    pub sequence: i64,
}

/// A saved draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The answers as typed, not validated.
    pub answers: Map<String, Json>,
    /// What was improbable and has been confirmed.
    pub confirmed: Vec<Confirmed>,
    /// Why a submitted form is being changed, as far as it is written.
    pub reason: Option<String>,
    /// What was answered elsewhere to fields that were also changed here.
    pub clashes: Map<String, Json>,
    /// The form's submitted version it began with.
    pub based_on: Option<i64>,
    /// The version of the definition it was typed with.
    pub definition: Option<String>,
    /// The window that saved it.
    pub writer: Option<Writer>,
    /// The form's submitted version now.
    pub form_version: Option<i64>,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
    /// Grows with every save and is never used again, not even after the draft was thrown away; sent as the ETag.
    pub version: i64,
}

/// What became of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SavedDraft {
    /// The draft's version.
    pub version: i64,
    /// The form's submitted version: another than the draft is based on when somebody submitted it meanwhile.
    pub form_version: Option<i64>,
}

impl<'a> From<Answered<'a>> for NewDraft<'a> {
    fn from(answered: Answered<'a>) -> Self {
        Self { answered, reason: None, clashes: None, based_on: None, definition: None, writer: None }
    }
}

impl<'a> From<&'a Map<String, Json>> for NewDraft<'a> {
    fn from(answers: &'a Map<String, Json>) -> Self {
        Answered::from(answers).into()
    }
}

/// What somebody typed, as it is sealed.
#[derive(Serialize)]
struct Typed<'a> {
    answers: &'a Map<String, Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clashes: Option<&'a Map<String, Json>>,
}

/// The same when it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opened {
    pub(super) answers: Map<String, Json>,
    #[serde(default)]
    pub(super) reason: Option<String>,
    #[serde(default)]
    pub(super) clashes: Map<String, Json>,
}

/// What somebody typed, as bytes to seal.
pub(super) fn typed(draft: &NewDraft<'_>) -> Result<Vec<u8>, Error> {
    let typed = Typed { answers: draft.answered.answers, reason: draft.reason, clashes: draft.clashes };
    serde_json::to_vec(&typed).map_err(|cause| Error::inconsistent("draft", cause))
}

/// Reads what was sealed.
pub(super) fn opened(bytes: &[u8]) -> Result<Opened, Error> {
    serde_json::from_slice(bytes).map_err(|_| Error::inconsistent("draft", "what was typed cannot be read"))
}
