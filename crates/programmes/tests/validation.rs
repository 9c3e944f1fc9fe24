//! Validation of real forms: what is impossible, missing, improbable or computed.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use domain::answers::{Answer, Value};
use domain::expr::Facts;
use domain::programme::{Programme, Severity};
use domain::validation::{self, Finding, Validated};
use serde_json::{Value as Json, json};

fn programme() -> Programme {
    let catalogue = programmes::embedded().unwrap();
    Programme::clone(catalogue.current("hjertekom").unwrap())
}

fn start(changes: Json) -> Validated {
    let mut answers = json!({
        "initial_meeting_date": "2026-03-02", "training_offered": "no_declined", "smoking_status": "never",
    });
    let answers = answers.as_object_mut().unwrap();
    answers.extend(changes.as_object().unwrap().clone());
    let programme = programme();
    let others = Facts { as_of: "2026-03-02".parse().unwrap(), ..Facts::default() };
    validation::validate(&programme, programme.form("start").unwrap(), answers, &others)
}

fn only(validated: &Validated) -> &Finding {
    assert_eq!(validated.findings.len(), 1, "{:?}", validated.findings);
    &validated.findings[0]
}

#[test]
fn a_filled_form_has_no_findings() {
    let validated = start(json!({}));
    assert_eq!(validated.findings, []);
    assert!(validated.is_complete());
}

#[test]
fn each_kind_of_wrong_answer_is_a_hard_finding_at_its_variable() {
    let cases = [
        (json!({"weight": 82}), "weight", "unknown_variable"),
        (json!({"weight_kg": "82"}), "weight_kg", "wrong_type"),
        (json!({"weight_kg": 24.9}), "weight_kg", "out_of_range"),
        (json!({"weight_kg": 82.55}), "weight_kg", "too_many_decimals"),
        (json!({"bp_sys": 130.5}), "bp_sys", "not_whole"),
        (json!({"bp_date": "2026-02-29", "bp_sys": 130, "bp_dia": 80}), "bp_date", "impossible_date"),
        (json!({"bp_date": "02.03.2026", "bp_sys": 130, "bp_dia": 80}), "bp_date", "impossible_date"),
        (json!({"civil_status": "unicorn"}), "civil_status", "unknown_code"),
        (json!({"ldl": {"missing": "lost"}}), "ldl", "unknown_missing_reason"),
        (json!({"ldl": {"missing": "declined", "value": 2}}), "ldl", "wrong_type"),
        (json!({"living_alone": "yes"}), "living_alone", "wrong_type"),
        (json!({"comorbidity": "diabetes"}), "comorbidity", "wrong_type"),
        (json!({"cigarettes_per_day": 10}), "cigarettes_per_day", "not_asked"),
    ];
    for (changes, variable, code) in cases {
        let validated = start(changes.clone());
        let finding = validated.findings.iter().find(|finding| finding.code == code);
        let finding = finding.unwrap_or_else(|| panic!("{changes}: {:?}", validated.findings));
        assert_eq!(finding.severity, Severity::Hard, "{changes}");
        assert_eq!(finding.variable.as_deref(), Some(variable), "{changes}");
        assert!(!finding.message.da.is_empty() && !finding.message.en.is_empty());
        assert!(!validated.is_complete());
    }
}

#[test]
fn a_date_before_the_citizen_was_born_is_impossible() {
    let found = |date: &str, birth: Option<&str>| {
        let programme = programme();
        let mut others = Facts { as_of: "2026-03-02".parse().unwrap(), ..Facts::default() };
        if let Some(birth) = birth {
            others = others.of_citizen(birth.parse().unwrap(), None);
        }
        let answers = json!({
            "initial_meeting_date": "2026-03-02", "training_offered": "no_declined", "smoking_status": "never",
            "bp_date": date, "bp_sys": 130, "bp_dia": 80,
        });
        let answers = answers.as_object().unwrap();
        let validated = validation::validate(&programme, programme.form("start").unwrap(), answers, &others);
        let about = |finding: &&Finding| {
            finding.variable.as_deref() == Some("bp_date") && finding.severity == Severity::Hard
        };
        let found = validated.findings.iter().find(about);
        found.map(|finding| (finding.code.clone(), finding.message.da.clone()))
    };
    for (date, birth, words) in [
        ("0001-01-01", None, "før 1900"),
        ("1899-12-31", None, "før 1900"),
        ("0001-01-01", Some("1950-03-02"), "før borgerens fødsel"),
        ("1950-03-01", Some("1950-03-02"), "før borgerens fødsel"),
    ] {
        let (code, message) = found(date, birth).unwrap();
        assert_eq!(code, "impossible_date");
        assert!(message.contains(words), "{message}");
    }
    assert_eq!(found("1900-01-01", None), None);
    assert_eq!(found("1950-03-02", Some("1950-03-02")), None);
}

#[test]
fn an_improbable_number_is_asked_to_be_confirmed() {
    let validated = start(json!({"weight_kg": 200.5, "height_cm": 190}));
    let soft: Vec<_> = validated.findings.iter().filter(|found| found.code == "improbable").collect();
    assert_eq!(soft[0].variable.as_deref(), Some("weight_kg"));
    assert!(soft[0].message.da.contains("200,5\u{a0}kg"), "{}", soft[0].message.da);
    assert!(soft[0].message.en.contains("200.5\u{a0}kg"), "{}", soft[0].message.en);
    assert!(validated.is_complete());
}

#[test]
fn a_required_answer_may_be_a_reason_but_the_forms_date_may_not() {
    let reason = json!({"missing": "unknown"});
    assert_eq!(start(json!({"smoking_status": reason})).findings, []);
    let validated = start(json!({"smoking_status": null}));
    let finding = only(&validated);
    assert_eq!((finding.severity, finding.code.as_str()), (Severity::Missing, "required"));
    let validated = start(json!({"initial_meeting_date": reason}));
    assert_eq!(only(&validated).variable.as_deref(), Some("initial_meeting_date"));
    assert!(!validated.is_complete());
}

#[test]
fn a_condition_decides_what_is_asked() {
    let smoker = start(json!({"smoking_status": "daily", "cigarettes_per_day": 10}));
    assert_eq!(smoker.findings, []);
    let training = start(json!({"training_offered": "yes"}));
    assert_eq!(only(&training).variable.as_deref(), Some("capacity_test_type"));
    let watt = start(json!({"training_offered": "yes", "capacity_test_type": "watt_max"}));
    assert_eq!(only(&watt).variable.as_deref(), Some("watt_max"));
}

#[test]
fn computed_values_are_added_and_a_different_one_is_refused() {
    let sizes = json!({"height_cm": 172, "weight_kg": 94.5});
    let validated = start(sizes.clone());
    assert_eq!(validated.answers["bmi"], Answer::Value(Value::Decimal("31.9".parse().unwrap())));
    let mut wrong = sizes;
    wrong["bmi"] = json!(20);
    assert_eq!(only(&start(wrong)).code, "computed_differs");
    assert!(!start(json!({"height_cm": 172})).answers.contains_key("bmi"));
}

#[test]
fn a_rule_between_answers_speaks_up_only_when_it_is_broken() {
    let pressure = |sys: Json, dia: Json| {
        start(json!({"bp_sys": sys, "bp_dia": dia, "bp_date": "2026-03-02", "bp_setting": "municipality"}))
    };
    let hard = |validated: &Validated| {
        validated.findings.iter().filter(|finding| finding.severity == Severity::Hard).count()
    };
    assert_eq!(hard(&pressure(json!(130), json!(80))), 0);
    assert_eq!(hard(&pressure(json!(90), json!(95))), 1);
    assert_eq!(hard(&pressure(json!(130), json!({"missing": "declined"}))), 0);
}
