use domain::answers::{Answer, MissingReason, Value};

use super::*;
use crate::form_view::sample::{form, programme};

fn code(id: &str) -> Answer {
    Answer::Value(Value::Text(id.into()))
}

fn number(number: i64) -> Answer {
    Answer::Value(Value::Integer(number))
}

fn evaluated(answers: &[(&str, Answer)]) -> Evaluation {
    let given = answers.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect();
    evaluate(&form(&programme()), &given, &Facts::default())
}

#[test]
fn a_field_is_asked_when_its_condition_holds() {
    assert!(!evaluated(&[]).asked.contains("cigarettes"));
    assert!(!evaluated(&[("smoking", code("never"))]).asked.contains("cigarettes"));
    assert!(evaluated(&[("smoking", code("daily"))]).asked.contains("cigarettes"));
}

#[test]
fn an_answer_to_a_hidden_field_is_set_aside_and_not_sent() {
    let evaluation = evaluated(&[("smoking", code("never")), ("cigarettes", number(20))]);
    assert!(!evaluation.to_send().contains_key("cigarettes"));
    assert_eq!(evaluation.findings, []);
}

#[test]
fn hiding_a_field_also_hides_what_depends_on_it() {
    let given = [("smoking", code("never")), ("cigarettes", number(20)), ("heavy_reason", code("stress"))];
    assert!(!evaluated(&given).asked.contains("heavy_reason"));
    let smoker = [("smoking", code("daily")), ("cigarettes", number(20))];
    assert!(evaluated(&smoker).asked.contains("heavy_reason"));
}

#[test]
fn a_computed_value_is_shown_but_not_sent() {
    let evaluation = evaluated(&[("first", number(2)), ("second", number(3))]);
    assert!(evaluation.computed.contains("total"));
    assert_eq!(evaluation.answers.get("total"), Some(&number(5)));
    assert!(!evaluation.to_send().contains_key("total"));
}

#[test]
fn a_missing_reason_counts_as_answered() {
    let declined = Answer::Missing { missing: MissingReason::Declined };
    let evaluation = evaluated(&[("smoking", declined)]);
    assert_eq!(evaluation.progress(["smoking"].into_iter()), (1, 1));
    assert_eq!(evaluated(&[]).progress(["smoking", "cigarettes", "total"].into_iter()), (0, 1));
}

#[test]
fn a_required_field_without_an_answer_is_found() {
    let evaluation = evaluated(&[]);
    assert!(evaluation.required.contains("smoking"));
    assert!(evaluation.findings.iter().any(|finding| finding.variable.as_deref() == Some("smoking")));
}
