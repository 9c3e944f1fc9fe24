use proptest::prelude::*;
use serde_json::json;

use super::*;

fn map(json: Json) -> Map<String, Json> {
    json.as_object().cloned().unwrap()
}

#[test]
fn whoever_changed_a_field_decides_it() {
    let base = map(json!({"a": 1, "b": 1, "c": 1, "d": 1}));
    let mine = map(json!({"a": 2, "b": 1, "d": 1, "e": 5}));
    let theirs = map(json!({"a": 1, "b": 3, "c": 1, "f": 6}));
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.answers, map(json!({"a": 2, "b": 3, "e": 5, "f": 6})));
    assert_eq!(merged.clashes, []);
}

#[test]
fn a_field_changed_to_different_values_keeps_mine_and_shows_both() {
    let base = map(json!({"weight_kg": 80, "smoking": "daily", "note": "x"}));
    let mine = map(json!({"weight_kg": 82.5, "smoking": "former"}));
    let theirs = map(json!({"weight_kg": 84, "smoking": "former", "note": "y"}));
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.answers, map(json!({"weight_kg": 82.5, "smoking": "former"})));
    let clash = |variable: &str, base, mine, theirs| Clash { variable: variable.into(), base, mine, theirs };
    let expected = [
        clash("note", Some(json!("x")), None, Some(json!("y"))),
        clash("weight_kg", Some(json!(80)), Some(json!(82.5)), Some(json!(84))),
    ];
    assert_eq!(merged.clashes, expected);
}

#[test]
fn two_first_submissions_with_the_same_answers_do_not_clash() {
    let mine = map(json!({"weight_kg": 82, "risks": ["a", "b"], "ldl": {"missing": "not_measured"}}));
    let theirs = map(json!({"weight_kg": 82.0, "risks": ["b", "a"], "ldl": {"missing": "not_measured"}}));
    assert_eq!(merge(&Map::new(), &mine, &theirs), Merged { answers: mine, clashes: vec![] });
}

#[test]
fn half_typed_text_is_merged_like_an_answer() {
    let base = map(json!({"weight_kg": 80}));
    let mine = map(json!({"weight_kg": {"typed": "8"}}));
    assert_eq!(merge(&base, &mine, &base).answers, mine);
    let merged = merge(&base, &mine, &map(json!({"weight_kg": 81})));
    assert_eq!((merged.answers, merged.clashes.len()), (mine, 1));
}

#[test]
fn differences_name_the_fields() {
    let one = map(json!({"a": 1, "b": null, "c": 2}));
    let other = map(json!({"a": 1.0, "c": 3, "d": 4}));
    assert_eq!(differences(&one, &other), ["c", "d"]);
}

/// Answers to few fields with few values, so that the sides often touch the same.
fn answers() -> impl Strategy<Value = Map<String, Json>> {
    let value = prop_oneof![
        (0..3_i64).prop_map(Json::from),
        "[xy]".prop_map(Json::from),
        Just(json!({"missing": "declined"})),
        Just(json!({"typed": "8,"})),
        prop::collection::vec("[ab]", 0..2).prop_map(Json::from),
    ];
    prop::collection::btree_map("[a-f]", value, 0..6).prop_map(|map| map.into_iter().collect())
}

proptest! {
    #[test]
    fn one_side_alone_decides_everything(base in answers(), mine in answers()) {
        prop_assert_eq!(merge(&base, &mine, &base), Merged { answers: mine.clone(), clashes: vec![] });
        prop_assert_eq!(merge(&base, &base, &mine), Merged { answers: mine.clone(), clashes: vec![] });
        prop_assert_eq!(merge(&base, &mine, &mine), Merged { answers: mine, clashes: vec![] });
    }

    #[test]
    fn nothing_anybody_entered_disappears(base in answers(), mine in answers(), theirs in answers()) {
        let merged = merge(&base, &mine, &theirs);
        for (side, is_mine) in [(&mine, true), (&theirs, false)] {
            for (variable, value) in side {
                if base.get(variable) == Some(value) {
                    continue;
                }
                let is_shown = merged.clashes.iter().any(|clash| {
                    let shown = if is_mine { &clash.mine } else { &clash.theirs };
                    clash.variable == *variable && shown.as_ref() == Some(value)
                });
                prop_assert!(merged.answers.get(variable) == Some(value) || is_shown, "{variable} lost");
            }
        }
    }

    #[test]
    fn nothing_is_invented_and_both_sides_see_the_same_clashes(
        base in answers(), mine in answers(), theirs in answers()
    ) {
        let merged = merge(&base, &mine, &theirs);
        for (variable, value) in &merged.answers {
            prop_assert!(mine.get(variable) == Some(value) || theirs.get(variable) == Some(value));
        }
        let mirrored = merge(&base, &theirs, &mine);
        let fields = |merged: &Merged| -> Vec<String> {
            merged.clashes.iter().map(|clash| clash.variable.clone()).collect()
        };
        prop_assert_eq!(fields(&merged), fields(&mirrored));
        if merged.clashes.is_empty() {
            prop_assert_eq!(merged.answers, mirrored.answers);
        }
    }

    #[test]
    fn merging_once_more_changes_nothing(base in answers(), mine in answers(), theirs in answers()) {
        let merged = merge(&base, &mine, &theirs);
        let again = merge(&theirs, &merged.answers, &theirs);
        prop_assert_eq!(again, Merged { answers: merged.answers, clashes: vec![] });
    }
}
