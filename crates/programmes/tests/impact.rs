//! What a form being filled in would make of a course, by the definition that is shipped.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use domain::expr::Facts;
use domain::outcome::{Impact, OutcomeState, impact};
use domain::programme::Programme;
use domain::validation::read;
use serde_json::{Value, json};

fn programme() -> Programme {
    let loaded = programmes::embedded().unwrap();
    Programme::clone(loaded.current("hjertekom").unwrap())
}

/// The impact of a form with these answers; every field counts as asked.
fn with(indicator: &str, form: &str, forms: &[(&str, Value)]) -> Impact {
    asking(indicator, form, forms, |_| true)
}

/// The impact of a form that asks only some of its fields.
fn asking(indicator: &str, form: &str, forms: &[(&str, Value)], is_asked: impl Fn(&str) -> bool) -> Impact {
    let programme = programme();
    let mut facts = Facts { as_of: "2026-06-01".parse().unwrap(), ..Facts::default() };
    for (id, answers) in forms {
        let (answers, found) = read(&programme, programme.form(id).unwrap(), answers.as_object().unwrap());
        assert_eq!(found, []);
        facts.forms.insert((*id).to_owned(), answers);
    }
    impact(&programme, programme.indicator(indicator).unwrap(), &facts, form, is_asked)
}

fn wanted(impact: &Impact) -> Vec<String> {
    impact.wanted.iter().map(ToString::to_string).collect()
}

#[test]
fn a_smoker_s_start_form_enters_an_indicator_that_the_end_form_decides() {
    let smoker = with("smokefree", "start", &[("start", json!({"smoking_status": "daily"}))]);
    assert_eq!((smoker.state, smoker.is_later), (OutcomeState::Outside, true));
    let never = with("smokefree", "start", &[("start", json!({"smoking_status": "never"}))]);
    assert_eq!((never.state, never.is_later), (OutcomeState::Outside, false));
}

#[test]
fn the_end_form_says_which_answers_are_still_needed() {
    let start = ("start", json!({"training_offered": "yes", "smoking_status": "daily"}));
    let end = |answers: Value| with("sessions80", "end", &[start.clone(), ("end", answers)]);
    let open = end(json!({"end_type": "completed", "sessions_planned": 24}));
    assert_eq!(
        (open.state, wanted(&open)),
        (OutcomeState::Missing, vec!["end.sessions_attended".to_owned()])
    );
    let met = end(json!({"end_type": "completed", "sessions_planned": 24, "sessions_attended": 20}));
    assert_eq!((met.state, wanted(&met)), (OutcomeState::Fulfilled, Vec::new()));
}

#[test]
fn what_has_not_been_typed_yet_can_still_meet_an_indicator() {
    let end = |answers: Value| with("depression_end", "end", &[("end", answers)]);
    let open = end(json!({"end_type": "completed"}));
    assert_eq!((open.state, wanted(&open)), (OutcomeState::NotFulfilled, vec!["end.hads_d".to_owned()]));
    let missing = end(json!({"end_type": "completed", "hads_d": {"missing": "declined"}}));
    assert_eq!((missing.state, wanted(&missing)), (OutcomeState::NotFulfilled, Vec::new()));
}

#[test]
fn an_answer_of_an_earlier_form_is_named_when_nothing_here_decides() {
    // Hidden fields of the end form are not asked for: the walk test is done, so the start form's is what is missing.
    let end = json!({"end_type": "completed", "capacity_test_type": "six_mwt", "six_mwt_m": 480});
    let forms = [("start", json!({"training_offered": "yes"})), ("end", end)];
    let impact = asking("capacity10", "end", &forms, |id| id != "watt_max");
    assert_eq!(impact.state, OutcomeState::Missing);
    assert_eq!(wanted(&impact), ["start.six_mwt_m", "start.watt_max"]);
}

#[test]
fn only_courses_that_count_move_a_number() {
    assert_eq!(OutcomeState::Fulfilled.counts(), (1, 1));
    assert_eq!(OutcomeState::NotFulfilled.counts(), (0, 1));
    for state in [OutcomeState::Missing, OutcomeState::Excluded, OutcomeState::Pending, OutcomeState::Outside]
    {
        assert_eq!(state.counts(), (0, 0));
    }
}
