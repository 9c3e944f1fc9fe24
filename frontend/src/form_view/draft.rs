//! Fields to draft and back. A text that cannot be read yet travels as it was typed, so that it is not lost.

use api_types::AnswerMap;
use domain::answers::{Answer, Answers, Value};
use domain::programme::{Form, Programme, Variable, VariableType};
use domain::text::Language;
use domain::validation::read;
use serde_json::Value as Json;

use crate::show::{decimal, weekday_date};

/// What a draft holds: answers, and texts of fields that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Restored {
    /// The answers.
    pub(crate) answers: Answers,
    /// What was typed into number, date and text fields but is no answer.
    pub(crate) texts: Vec<(String, String)>,
}

/// Reads a draft against the definition; what the definition no longer has is left out.
pub(crate) fn restore(programme: &Programme, form: &Form, draft: &AnswerMap) -> Restored {
    let (answers, _) = read(programme, form, draft);
    let typed = |id: &String| form.variable(id).is_some_and(is_typed) && !answers.contains_key(id);
    let texts = draft
        .iter()
        .filter(|(id, _)| typed(id))
        .filter_map(|(id, json)| match json {
            Json::String(text) => Some((id.clone(), text.clone())),
            Json::Number(number) => Some((id.clone(), number.to_string())),
            _ => None,
        })
        .collect();
    Restored { answers, texts }
}

/// Whether a variable is written rather than chosen.
pub(crate) fn is_typed(variable: &Variable) -> bool {
    matches!(
        variable.kind,
        VariableType::Integer | VariableType::Decimal | VariableType::Date | VariableType::Text
    )
}

/// What the field of a variable shows for an answer; empty for choices and missing reasons.
pub(crate) fn field_text(variable: &Variable, answer: Option<&Answer>, language: Language) -> String {
    match answer.and_then(Answer::value) {
        Some(Value::Integer(integer)) => integer.to_string(),
        Some(Value::Decimal(number)) => decimal(*number, variable.decimals, language),
        Some(Value::Date(date)) => weekday_date(*date, language),
        Some(Value::Text(text)) if variable.kind == VariableType::Text => text.clone(),
        _ => String::new(),
    }
}

/// Merges a draft saved elsewhere into this one: what was changed here since `base` stays, the rest is theirs.
pub(crate) fn merge(base: &AnswerMap, here: &AnswerMap, theirs: &AnswerMap) -> AnswerMap {
    let mut merged = theirs.clone();
    for id in base.keys().chain(here.keys()) {
        if base.get(id) != here.get(id) {
            match here.get(id) {
                Some(answer) => merged.insert(id.clone(), answer.clone()),
                None => merged.remove(id),
            };
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form_view::sample::{form, programme};

    fn map(json: Json) -> AnswerMap {
        json.as_object().cloned().unwrap()
    }

    #[test]
    fn a_draft_gives_answers_and_keeps_texts_that_are_none() {
        let programme = programme();
        let draft = map(serde_json::json!({
            "smoking": "daily", "cigarettes": "tyve", "met_on": "2026-01-09", "first": {"missing": "declined"},
            "gone": 1, "second": 2.5
        }));
        let restored = restore(&programme, &form(&programme), &draft);
        assert_eq!(restored.answers.keys().collect::<Vec<_>>(), ["first", "met_on", "smoking"]);
        let texts =
            vec![("cigarettes".to_owned(), "tyve".to_owned()), ("second".to_owned(), "2.5".to_owned())];
        assert_eq!(restored.texts, texts);
    }

    #[test]
    fn merging_keeps_what_was_changed_here_and_takes_the_rest() {
        let base = map(serde_json::json!({"a": 1, "b": 1, "c": 1}));
        let here = map(serde_json::json!({"a": 2, "b": 1}));
        let theirs = map(serde_json::json!({"a": 3, "b": 4, "c": 1, "d": 5}));
        assert_eq!(merge(&base, &here, &theirs), map(serde_json::json!({"a": 2, "b": 4, "d": 5})));
    }

    #[test]
    fn a_field_shows_what_can_be_read_back() {
        let programme = programme();
        let form = form(&programme);
        let variable = form.variable("met_on").unwrap();
        let answer = Answer::Value(Value::Date("2026-01-09".parse().unwrap()));
        assert_eq!(field_text(variable, Some(&answer), Language::Da), "09.01.2026 fre.");
        assert_eq!(field_text(variable, None, Language::Da), "");
    }
}
