//! Everything somebody has typed into one form: what a draft holds.

use api_types::{AnswerMap, DraftView, DraftWriter, PutDraft};
use domain::answers::merge;
use domain::validation::Confirmation;
use serde_json::Value as Json;

/// Everything typed into one form, complete or not.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Content {
    /// The answers, and texts that are no answer (yet) as [`typed`].
    pub(crate) answers: AnswerMap,
    /// What was improbable and has been confirmed.
    pub(crate) confirmed: Vec<Confirmation>,
    /// Why a completed form is corrected.
    pub(crate) reason: String,
    /// What was answered elsewhere to fields that were changed here as well, waiting for somebody to choose; `null`
    /// for a field made empty.
    pub(crate) clashes: AnswerMap,
    /// The form's submitted version all this began with.
    pub(crate) based_on: Option<i64>,
    /// The version of the definition it is typed with.
    pub(crate) definition: String,
}

const TYPED: &str = "typed";

/// A text that is no answer, or none yet because the field has not been left, as it is kept in a draft.
pub(crate) fn typed(text: &str) -> Json {
    serde_json::json!({ TYPED: text })
}

/// The text that was kept with [`typed`].
pub(crate) fn typed_text(json: &Json) -> Option<&str> {
    json.as_object().filter(|object| object.len() == 1)?.get(TYPED)?.as_str()
}

impl Content {
    /// What a draft holds.
    pub(crate) fn of(draft: &DraftView) -> Self {
        Self {
            answers: draft.answers.clone(),
            confirmed: draft.confirmed.clone(),
            reason: draft.reason.clone().unwrap_or_default(),
            clashes: draft.clashes.clone(),
            based_on: draft.based_on,
            definition: draft.definition_version.clone().unwrap_or_default(),
        }
    }

    /// The draft that keeps it.
    pub(crate) fn to_save(&self, writer: DraftWriter) -> PutDraft {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        PutDraft {
            answers: self.answers.clone(),
            confirmed: self.confirmed.clone(),
            reason: some(&self.reason),
            clashes: self.clashes.clone(),
            based_on: self.based_on,
            definition_version: some(&self.definition),
            writer: Some(writer),
        }
    }

    /// Whether the same was typed, with whichever definition.
    pub(crate) fn is_as(&self, other: &Self) -> bool {
        self.answers == other.answers
            && self.confirmed == other.confirmed
            && self.reason == other.reason
            && self.clashes == other.clashes
            && self.based_on == other.based_on
    }

    /// Puts together what was typed here and elsewhere since both had `base`, field by field. Fields changed on both
    /// sides keep what was typed here, and what was typed elsewhere waits in `clashes`.
    pub(crate) fn merge(base: &Self, mine: &Self, theirs: &Self) -> Self {
        let merged = merge::merge(&base.answers, &mine.answers, &theirs.answers);
        let mut clashes = merge::merge(&base.clashes, &mine.clashes, &theirs.clashes).answers;
        for clash in merged.clashes {
            clashes.insert(clash.variable, clash.theirs.unwrap_or(Json::Null));
        }
        // What is the same on both sides by now needs nobody to choose.
        clashes.retain(|variable, theirs| merged.answers.get(variable).unwrap_or(&Json::Null) != theirs);
        let mut confirmed = mine.confirmed.clone();
        confirmed.extend(theirs.confirmed.iter().filter(|new| !mine.confirmed.contains(new)).cloned());
        Self {
            answers: merged.answers,
            confirmed,
            reason: merge_text(&base.reason, &mine.reason, &theirs.reason),
            clashes,
            based_on: if mine.based_on == base.based_on { theirs.based_on } else { mine.based_on },
            definition: mine.definition.clone(),
        }
    }
}

/// The reason is prose: where both sides wrote, both are kept.
fn merge_text(base: &str, mine: &str, theirs: &str) -> String {
    if mine == base || mine == theirs {
        theirs.to_owned()
    } else if theirs == base || theirs.is_empty() || mine.contains(theirs) {
        mine.to_owned()
    } else {
        format!("{mine} / {theirs}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn content(answers: Json) -> Content {
        Content { answers: answers.as_object().cloned().unwrap(), ..Content::default() }
    }

    #[test]
    fn half_typed_text_is_told_from_every_answer() {
        assert_eq!(typed_text(&typed("8,")), Some("8,"));
        for answer in
            [json!("8"), json!(8), json!({"missing": "declined"}), json!(["a"]), json!({"typed": 8})]
        {
            assert_eq!(typed_text(&answer), None, "{answer}");
        }
    }

    #[test]
    fn a_clash_keeps_what_was_typed_here_and_remembers_the_other() {
        let base = content(json!({"weight": 80, "height": 170}));
        let (mine, theirs) = (content(json!({"weight": 81, "height": 170})), content(json!({"height": 171})));
        let merged = Content::merge(&base, &mine, &theirs);
        assert_eq!(merged.answers, content(json!({"weight": 81, "height": 171})).answers);
        assert_eq!(merged.clashes, content(json!({"weight": null})).answers);
        // The other window chose in the meantime: there is nothing left to choose.
        let settled = Content { clashes: AnswerMap::new(), ..merged.clone() };
        assert_eq!(Content::merge(&merged, &merged, &settled), settled);
    }

    #[test]
    fn reasons_and_confirmations_of_both_sides_are_kept() {
        assert_eq!(merge_text("", "mine", ""), "mine");
        assert_eq!(merge_text("", "", "theirs"), "theirs");
        assert_eq!(merge_text("x", "mine", "theirs"), "mine / theirs");
        assert_eq!(merge_text("x", "mine / theirs", "theirs"), "mine / theirs");
        let confirmed = |code: &str| Confirmation { code: code.into(), variable: None, value: None };
        let side = |codes: &[&str]| Content {
            confirmed: codes.iter().map(|code| confirmed(code)).collect(),
            ..Content::default()
        };
        let merged = Content::merge(&side(&["a"]), &side(&["a", "b"]), &side(&["a", "c"]));
        assert_eq!(merged, side(&["a", "b", "c"]));
    }
}
