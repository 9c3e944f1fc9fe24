use serde_json::json;

use super::*;
use crate::answers::{Answer, Answers, Value};
use crate::expr::{Comparison, Expr, Facts, Rule, VariableRef};
use crate::programme::{Code, ConditionCode, InterventionCode, Planning, Programme, Severity, Suggestion};
use crate::text::Text;

fn text() -> Text {
    Text::new("Tekst", "Text")
}

fn planning() -> Planning {
    let code = |id: &str| Code { id: id.into(), label: text(), synonyms: Vec::new(), codings: Vec::new() };
    let score = Expr::Variable(VariableRef::new("start", "score"));
    let low = Expr::Compare(Comparison::Less, Box::new(score), Box::new(Expr::Number("75".parse().unwrap())));
    Planning {
        areas: vec![code("behaviour")],
        conditions: vec![ConditionCode {
            id: "diet".into(),
            area: "behaviour".into(),
            label: text(),
            codings: Vec::new(),
            source: "default".into(),
        }],
        interventions: vec![InterventionCode {
            id: "dietitian".into(),
            label: text(),
            delivery: "group".into(),
            within_course: true,
            codings: Vec::new(),
            source: "default".into(),
        }],
        deliveries: vec![code("group"), code("individual")],
        goal_kinds: vec![code("reduced")],
        suggestions: vec![Suggestion {
            id: "poor_diet".into(),
            intervention: "dietitian".into(),
            condition: "diet".into(),
            when: Rule { text: "start.score < 75".into(), expr: low },
            label: text(),
            source: "default".into(),
        }],
    }
}

fn programme() -> Programme {
    Programme { planning: planning(), ..serde_json::from_value(bare()).unwrap() }
}

/// A programme that asks nothing.
fn bare() -> serde_json::Value {
    json!({
        "id": "p", "version": "1", "label": text(), "valid_from": "2026-01-01",
        "forms": [], "code_lists": {}, "indicators": [],
    })
}

fn facts(score: Option<i64>) -> Facts {
    let answers: Answers =
        score.into_iter().map(|score| ("score".into(), Answer::Value(Value::Integer(score)))).collect();
    Facts { forms: [("start".into(), answers)].into(), ..Facts::default() }
}

fn intervention(no: u32) -> PlannedIntervention {
    PlannedIntervention {
        no,
        code: "dietitian".into(),
        delivery: "group".into(),
        status: InterventionStatus::Planned,
        starts_on: None,
        ends_on: None,
        conditions: vec!["diet".into()],
        reason: None,
    }
}

fn goal(no: u32, text: &str) -> Goal {
    Goal {
        no,
        text: text.into(),
        condition: None,
        kind: None,
        target: None,
        evaluation: Evaluation::None,
        note: None,
    }
}

fn goals(goals: Vec<Goal>) -> Plan {
    Plan { goals, ..Plan::default() }
}

#[test]
fn enums_travel_by_their_ids() {
    use crate::wire::check::round_trips;
    round_trips(InterventionStatus::ALL, InterventionStatus::id, InterventionStatus::label);
    round_trips(Evaluation::ALL, Evaluation::id, Evaluation::label);
    round_trips(Verdict::ALL, Verdict::id, Verdict::label);
    round_trips(Standing::ALL, Standing::id, Standing::label);
}

#[test]
fn a_suggestion_names_the_answers_it_follows_from() {
    let programme = programme();
    let suggested = programme.suggested(&facts(Some(60)));
    assert_eq!(suggested.len(), 1);
    assert_eq!(
        suggested[0].because,
        [Reason { variable: VariableRef::new("start", "score"), value: json!(60) }]
    );
    assert!(programme.suggested(&facts(Some(75))).is_empty());
    assert!(programme.suggested(&facts(None)).is_empty(), "what cannot be decided is not suggested");
}

#[test]
fn a_decision_holds_for_the_answers_it_was_made_with() {
    let programme = programme();
    let standing = |plan: &Plan, score| plan.standing(&programme.suggested(&facts(Some(score)))[0]);
    let decide = |decision, score| Decision {
        suggestion: "poor_diet".into(),
        decision,
        reason: None,
        because: programme.suggested(&facts(Some(score)))[0].because.clone(),
    };
    let mut plan = Plan::default();
    assert_eq!(standing(&plan, 60), Standing::Open);
    plan.decisions = vec![decide(Verdict::Declined, 60)];
    assert_eq!(standing(&plan, 60), Standing::Declined);
    assert_eq!(standing(&plan, 40), Standing::Open, "it has become worse");
    plan.decisions = vec![decide(Verdict::Accepted, 60)];
    assert_eq!(standing(&plan, 60), Standing::Open, "accepted, but no longer in the plan");
    plan.interventions = vec![intervention(1)];
    assert_eq!(standing(&plan, 60), Standing::Accepted);
    assert_eq!(standing(&plan, 40), Standing::Planned);
}

#[test]
fn a_plan_that_lacks_words_is_saved_and_says_so() {
    let stopped = PlannedIntervention {
        status: InterventionStatus::Stopped,
        starts_on: "2026-02-02".parse().ok(),
        ends_on: "2026-02-01".parse().ok(),
        ..intervention(3)
    };
    let plan = Plan { interventions: vec![stopped], goals: vec![goal(1, " ")], ..Plan::default() };
    let found = check(&planning(), &plan);
    let places: Vec<_> =
        found.iter().map(|finding| (finding.variable.as_deref().unwrap(), finding.severity)).collect();
    assert_eq!(
        places,
        [
            ("interventions.3.reason", Severity::Missing),
            ("interventions.3.ends_on", Severity::Soft),
            ("goals.1.text", Severity::Missing),
        ]
    );
}

#[test]
fn codes_outside_the_definition_and_rows_that_stand_twice_are_refused() {
    let plan: Plan = serde_json::from_value(json!({
        "conditions": [{"code": "wings"}, {"code": "diet"}, {"code": "diet"}],
        "interventions": [
            {"no": 1, "code": "flying", "delivery": "rocket", "status": "planned", "conditions": ["wings"]},
            {"no": 1, "code": "dietitian", "delivery": "group", "status": "planned"},
        ],
        "goals": [{"no": 1, "text": "a".repeat(2001), "condition": "wings", "kind": "magic"}],
        "decisions": [{"suggestion": "nothing", "decision": "accepted"}],
    }))
    .unwrap();
    let found = check(&planning(), &plan);
    assert!(found.iter().all(|finding| finding.severity == Severity::Hard));
    let codes: Vec<_> = found.iter().map(|finding| finding.code.as_str()).collect();
    let unknown = codes.iter().filter(|code| **code == "unknown_code").count();
    assert_eq!((unknown, codes.iter().filter(|code| **code == "duplicate").count()), (7, 2), "{codes:?}");
    assert!(codes.contains(&"too_long"));
}

#[test]
fn unknown_fields_are_refused() {
    for wrong in [
        json!({"goals": [{"no": 1, "text": "a", "colour": "red"}]}),
        json!({"interventions": [{"no": -1, "code": "a", "delivery": "b", "status": "planned"}]}),
        json!({"interventions": [{"no": 1, "code": "a", "delivery": "b", "status": "done"}]}),
        json!({"plans": []}),
    ] {
        assert!(serde_json::from_value::<Plan>(wrong.clone()).is_err(), "{wrong}");
    }
}

#[test]
fn what_two_people_add_and_change_is_all_there() {
    let base = goals(vec![goal(1, "walk"), goal(2, "rest")]);
    let mine = goals(vec![goal(1, "walk daily"), goal(2, "rest"), goal(3, "mine")]);
    let theirs = goals(vec![goal(1, "walk"), goal(2, "rest well"), goal(3, "theirs")]);
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.clashes, 0);
    let texts: Vec<_> = merged.plan.goals.iter().map(|goal| (goal.no, goal.text.as_str())).collect();
    assert_eq!(texts, [(1, "walk daily"), (2, "rest well"), (3, "theirs"), (4, "mine")]);
}

#[test]
fn a_row_both_changed_is_mine_and_counted() {
    let base = goals(vec![goal(1, "walk")]);
    let merged = merge(&base, &goals(vec![goal(1, "run")]), &goals(vec![goal(1, "swim")]));
    assert_eq!((merged.plan, merged.clashes), (goals(vec![goal(1, "run")]), 1));
    let same = merge(&base, &goals(vec![goal(1, "run")]), &goals(vec![goal(1, "run")]));
    assert_eq!(same.clashes, 0);
}

#[test]
fn what_one_removed_is_gone_unless_the_other_changed_it() {
    let base = goals(vec![goal(1, "walk"), goal(2, "rest")]);
    let merged = merge(&base, &goals(vec![goal(2, "rest")]), &base);
    assert_eq!(merged.plan, goals(vec![goal(2, "rest")]));
    let merged = merge(&base, &base, &goals(vec![goal(1, "walk")]));
    assert_eq!(merged.plan, goals(vec![goal(1, "walk")]));
    let changed = goals(vec![goal(1, "walk far"), goal(2, "rest")]);
    assert_eq!(merge(&base, &goals(vec![goal(2, "rest")]), &changed).plan.goals.len(), 2);
    assert_eq!(merge(&base, &changed, &goals(vec![goal(2, "rest")])).plan.goals.len(), 2);
}
