//! Fields to draft and back. A text that cannot be read yet travels as it was typed, so that it is not lost.

use api_types::AnswerMap;
use domain::answers::{Answer, Answers, Value};
use domain::programme::{Form, Programme, Variable, VariableType};
use domain::text::Language;
use domain::validation::{Confirmation, read, read_answer};
use serde_json::Value as Json;

use crate::keep::{Content, typed_text};
use crate::show::{self, decimal, weekday_date};
use crate::text::NOT_FILLED_IN;

/// What a draft holds, as the fields of a form show it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Restored {
    /// The answers.
    pub(crate) answers: Answers,
    /// What was typed into fields and is no answer, or none yet.
    pub(crate) texts: Vec<(String, String)>,
    /// What was improbable and has been confirmed.
    pub(crate) confirmed: Vec<Confirmation>,
    /// What this version of the definition has no field for. It stays in the draft.
    pub(crate) set_aside: AnswerMap,
}

/// Reads a draft against the definition.
pub(crate) fn restore(programme: &Programme, form: &Form, draft: &Content) -> Restored {
    let (answers, _) = read(programme, form, &draft.answers);
    let mut restored = Restored { answers, confirmed: draft.confirmed.clone(), ..Restored::default() };
    for (id, json) in &draft.answers {
        if restored.answers.contains_key(id) || json.is_null() {
            continue;
        }
        match form.variable(id).and_then(|variable| text_in(variable, json)) {
            Some(text) => restored.texts.push((id.clone(), text)),
            None => {
                restored.set_aside.insert(id.clone(), json.clone());
            }
        }
    }
    restored
}

/// The text that stands in a field instead of an answer.
fn text_in(variable: &Variable, json: &Json) -> Option<String> {
    match json {
        Json::String(text) if is_typed(variable) => Some(text.clone()),
        Json::Number(number) if is_typed(variable) => Some(number.to_string()),
        json => typed_text(json).map(str::to_owned),
    }
}

/// What a draft says about a field, as people say it; a text that is no answer stands as it was typed.
pub(crate) fn in_words(
    programme: &Programme,
    variable: &Variable,
    json: Option<&Json>,
    language: Language,
) -> String {
    let Some(json) = json.filter(|json| !json.is_null()) else {
        return NOT_FILLED_IN.get(language).to_owned();
    };
    match (read_answer(programme, variable, json), text_in(variable, json)) {
        (Ok(answer), _) => show::answer(programme, variable, &answer, language),
        (Err(_), Some(text)) => format!("»{text}«"),
        (Err(_), None) => json.to_string(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form_view::sample::{form, programme};

    fn map(json: Json) -> AnswerMap {
        json.as_object().cloned().unwrap()
    }

    #[test]
    fn a_draft_gives_answers_and_keeps_everything_that_is_none() {
        let programme = programme();
        let draft = Content {
            answers: map(serde_json::json!({
                "smoking": "daily", "cigarettes": {"typed": "tyve"}, "met_on": "2026-01-09",
                "first": {"missing": "declined"}, "gone": 1, "second": 2.5, "heavy_reason": "no_such_code"
            })),
            ..Content::default()
        };
        let restored = restore(&programme, &form(&programme), &draft);
        assert_eq!(restored.answers.keys().collect::<Vec<_>>(), ["first", "met_on", "smoking"]);
        let texts =
            vec![("cigarettes".to_owned(), "tyve".to_owned()), ("second".to_owned(), "2.5".to_owned())];
        assert_eq!(restored.texts, texts);
        let aside = map(serde_json::json!({"gone": 1, "heavy_reason": "no_such_code"}));
        assert_eq!(restored.set_aside, aside, "nothing typed with another definition disappears");
    }

    #[test]
    fn what_stands_in_a_draft_is_said_in_words() {
        let programme = programme();
        let form = form(&programme);
        let say = |id: &str, json: Option<Json>| {
            in_words(&programme, form.variable(id).unwrap(), json.as_ref(), Language::Da)
        };
        assert_eq!(say("met_on", Some("2026-01-09".into())), "09.01.2026");
        assert_eq!(say("first", Some(crate::keep::typed("8x"))), "»8x«");
        assert_eq!(say("first", Some(Json::Null)), "ikke udfyldt");
        assert_eq!(say("smoking", None), "ikke udfyldt");
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
