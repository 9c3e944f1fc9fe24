use super::*;
use crate::answers::Answer;

/// A programme with a start, an end and a follow-up form that measure a walk, a score and smoking.
fn programme() -> Programme {
    let text = |words: &str| serde_json::json!({"da": words, "en": words});
    let both = |da: &str, en: &str| serde_json::json!({"da": da, "en": en});
    let variable = |id: &str, kind: &str| serde_json::json!({"id": id, "label": text(id), "type": kind, "source": "default"});
    let smoking = serde_json::json!({"id": "smoking", "label": text("Rygning"), "type": "code", "codes": "smoking", "source": "default"});
    let form = |id: &str| {
        serde_json::json!({"id": id, "slug": id, "label": text(&format!("{id} – mere")), "dated_by": "met_on", "checks": [],
            "sections": [{"id": "all", "label": text("Alt"), "variables": [
                variable("met_on", "date"), variable("walk_m", "integer"), variable("score", "integer"), smoking]}]})
    };
    let measure = |id: &str, variable: &str, better: &str, more: serde_json::Value| {
        let mut measure = serde_json::json!({"id": id, "label": text(id), "variable": variable, "better": better,
            "meaning": text("."), "source": "default"});
        measure.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        measure
    };
    serde_json::from_value(serde_json::json!({
        "id": "sample", "version": "1", "label": text("Prøve"), "valid_from": "2026-01-01",
        "forms": [form("start"), form("end"), form("followup")],
        "code_lists": {}, "indicators": [],
        "citizen_view": {
            "sentences": {
                "beyond": text("Mere end {noticeable}."), "reached": text("Netop {noticeable}."),
                "below": text("Mindre end {noticeable}."), "worse": text("Tal om det."), "next": text("Næste gang."),
                "more": both("{change} mere", "{change} more"), "less": both("{change} mindre", "{change} less"),
                "unchanged": text("som før"), "about_unchanged": text("omtrent som før"), "better": both("bedre", "better")},
            "measures": [
                measure("walk", "walk_m", "higher", serde_json::json!({
                    "unit": {"one": both("meter", "metre"), "many": both("meter", "metres")},
                    "noticeable": {"change": 25, "told": true, "source": "S:41"},
                    "higher": both("Du går {change} længere.", "You walk {change} further."),
                    "lower": text("Du går {change} kortere."), "same": text("Lige langt."),
                    "first": both("Du går {now}.", "You walk {now}.")})),
                measure("worry", "score", "lower", serde_json::json!({
                    "noticeable": {"change": 2, "source": "default"},
                    "levels": [{"label": text("ingen tegn")}, {"from": 8, "label": text("mulige tegn")},
                        {"from": 11, "label": text("tydelige tegn")}],
                    "higher": text("Flere tegn. Nu: {level}."), "lower": text("Færre tegn. Nu: {level}."),
                    "same": text("Som før. Nu: {level}."), "first": text("Nu: {level}.")})),
                measure("smoking", "smoking", "higher", serde_json::json!({
                    "levels": [{"code": "daily", "label": text("ryger")}, {"code": "former", "label": text("er holdt op")}],
                    "higher": text("Du {now}. Før: {start}."), "lower": text("Du {now}. Før: {start}."),
                    "same": text("Du {now}, som før."), "first": text("Du {now}.")})),
            ]}
    }))
    .unwrap()
}

/// A form, its day and its answers.
type Filled<'a> = (&'a str, &'a str, &'a [(&'a str, Value)]);

fn facts(forms: &[Filled<'_>]) -> Facts {
    let forms = forms.iter().map(|(form, day, values)| {
        let date = ("met_on".to_owned(), Answer::Value(Value::Date(day.parse().unwrap())));
        let values = values.iter().map(|(id, value)| ((*id).to_owned(), Answer::Value(value.clone())));
        ((*form).to_owned(), std::iter::once(date).chain(values).collect())
    });
    Facts { forms: forms.collect(), ..Facts::default() }
}

fn walked(metres: &[i64]) -> Progress {
    let forms = ["start", "end", "followup"];
    let days = ["2026-01-12", "2026-04-14", "2026-07-14"];
    let values: Vec<_> = metres.iter().map(|metres| [("walk_m", Value::Integer(*metres))]).collect();
    let forms: Vec<_> =
        values.iter().enumerate().map(|(at, value)| (forms[at], days[at], value.as_slice())).collect();
    progress(&programme(), &facts(&forms)).remove(0)
}

fn danish(progress: &Progress) -> Vec<&str> {
    progress.sentences.iter().map(|sentence| sentence.da.as_str()).collect()
}

#[test]
fn a_change_that_can_be_felt_is_told_with_how_much_that_is() {
    let better = walked(&[420, 482]);
    assert_eq!(better.verdict, Verdict::Better);
    assert_eq!(danish(&better), ["Du går 62\u{a0}meter længere.", "Mere end 25\u{a0}meter."]);
    assert_eq!(better.change.da, "62\u{a0}meter mere, bedre");
    assert_eq!(better.change.en, "62\u{a0}metres more, better");
    assert_eq!(danish(&walked(&[420, 445])), ["Du går 25\u{a0}meter længere.", "Netop 25\u{a0}meter."]);
}

#[test]
fn a_change_too_small_to_feel_is_told_as_such_and_not_judged() {
    let up = walked(&[420, 444]);
    assert_eq!((up.verdict, up.change.da.as_str()), (Verdict::Same, "omtrent som før"));
    assert_eq!(danish(&up), ["Du går 24\u{a0}meter længere.", "Mindre end 25\u{a0}meter."]);
    assert_eq!(danish(&walked(&[420, 410])), ["Du går 10\u{a0}meter kortere.", "Mindre end 25\u{a0}meter."]);
    let same = walked(&[420, 420]);
    assert_eq!((danish(&same), same.change.da.as_str()), (vec!["Lige langt."], "som før"));
}

#[test]
fn a_worse_result_is_told_and_somebody_talks_about_it() {
    let worse = walked(&[420, 390]);
    assert_eq!(worse.verdict, Verdict::Worse);
    assert_eq!(danish(&worse), ["Du går 30\u{a0}meter kortere.", "Mere end 25\u{a0}meter.", "Tal om det."]);
    assert_eq!(worse.change.da, "30\u{a0}meter mindre");
}

#[test]
fn one_measurement_says_that_the_next_one_shows_the_progress() {
    let first = walked(&[420]);
    assert_eq!((first.verdict, first.points.len()), (Verdict::First, 1));
    assert_eq!(danish(&first), ["Du går 420\u{a0}meter.", "Næste gang."]);
    assert_eq!(first.change, Text::default());
}

#[test]
fn the_start_is_compared_with_the_latest_measurement() {
    let followed = walked(&[420, 470, 450]);
    assert_eq!(danish(&followed)[0], "Du går 30\u{a0}meter længere.");
    let labels: Vec<_> = followed.points.iter().map(|point| point.label.da.as_str()).collect();
    assert_eq!(labels, ["start", "end", "followup"]);
}

#[test]
fn a_score_is_said_in_the_words_of_its_level() {
    let told = |before: i64, after: i64| {
        let (before, after) = ([("score", Value::Integer(before))], [("score", Value::Integer(after))]);
        progress(&programme(), &facts(&[("start", "2026-01-12", &before), ("end", "2026-04-14", &after)]))
            .remove(0)
    };
    let better = told(12, 7);
    let words: Vec<_> = better.points.iter().map(|point| point.words.da.as_str()).collect();
    assert_eq!(words, ["tydelige tegn", "ingen tegn"]);
    assert_eq!(danish(&better), ["Færre tegn. Nu: ingen tegn."]);
    assert_eq!(better.change.da, "bedre");
    assert_eq!(danish(&told(7, 8)), ["Som før. Nu: mulige tegn."], "one point is no change");
    assert_eq!(danish(&told(8, 11)), ["Flere tegn. Nu: tydelige tegn.", "Tal om det."]);
    assert_eq!(told(8, 11).change.da, "mulige tegn – tydelige tegn");
}

#[test]
fn a_coded_answer_is_a_measure_too_and_a_code_without_level_is_none() {
    let coded = |code: &str| [("smoking", Value::Text(code.to_owned()))];
    let (before, after, never) = (coded("daily"), coded("former"), coded("never"));
    let told =
        progress(&programme(), &facts(&[("start", "2026-01-12", &before), ("end", "2026-04-14", &after)]));
    assert_eq!(danish(&told[0]), ["Du er holdt op. Før: ryger."]);
    assert_eq!(told[0].verdict, Verdict::Better);
    assert!(progress(&programme(), &facts(&[("start", "2026-01-12", &never)])).is_empty());
}

#[test]
fn an_answer_that_is_missing_is_no_measurement() {
    let mut facts = facts(&[("start", "2026-01-12", &[])]);
    let missing = Answer::Missing { missing: crate::answers::MissingReason::NotMeasured };
    facts.forms.get_mut("start").unwrap().insert("walk_m".to_owned(), missing);
    assert!(progress(&programme(), &facts).is_empty());
}
