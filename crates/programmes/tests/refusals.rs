//! A definition that is wrong does not load, and the error names file, line and reason.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use support::changed;

/// The one error that a change causes, as `file:line: reason`.
fn refusal(file: &str, from: &str, to: &str) -> String {
    let error = programmes::load(&changed(file, from, to)).unwrap_err();
    assert_eq!(error.0.len(), 1, "{error}");
    error.to_string()
}

#[test]
fn the_unchanged_definition_loads() {
    let loaded = programmes::load(&changed("start.toml", "a < b", "a < b")).unwrap();
    assert_eq!((loaded.counted.variables, loaded.counted.examples), (5, 2));
}

#[test]
fn an_unknown_variable_is_named() {
    let error = refusal("start.toml", "a < b", "a < weight");
    assert_eq!(error, "small/1/start.toml:46: `a < weight`: there is no variable start.weight");
}

#[test]
fn types_that_do_not_fit_are_refused() {
    let error = refusal("start.toml", "a < b", "a < met_on");
    assert_eq!(error, "small/1/start.toml:46: `a < met_on`: a number cannot be compared with a date");
    let error = refusal("start.toml", "a < b", "a + b");
    assert_eq!(error, "small/1/start.toml:46: `a + b` is a number, but true or false is needed here");
    let error = refusal("start.toml", "a < b", "colour < 'red'");
    assert!(error.ends_with("a code of colour has no order"), "{error}");
    let error = refusal("start.toml", "a < b", "p && a");
    assert!(error.ends_with("a number stands where true or false is needed"), "{error}");
}

#[test]
fn a_code_outside_the_list_is_refused() {
    let error = refusal("indicators.toml", "start.colour == 'red'", "start.colour == 'green'");
    assert_eq!(
        error,
        "small/1/indicators.toml:9: `start.colour == 'green'`: `green` is not a code of colour"
    );
    let error = refusal("indicators.toml", "start.colour == 'red'", "start.colour in ['red', 'gren']");
    assert!(error.ends_with("`gren` is not a code of colour"), "{error}");
}

#[test]
fn a_missing_translation_is_refused() {
    let error = refusal("start.toml", r#"{ da = "A", en = "A" }"#, r#"{ da = "A" }"#);
    assert_eq!(error, "small/1/start.toml:20: missing field `en`");
    let error = refusal("start.toml", r#"{ da = "A", en = "A" }"#, r#"{ da = "", en = "A" }"#);
    assert_eq!(error, "small/1/start.toml:19: a Danish and an English text are needed");
}

#[test]
fn a_missing_source_is_refused() {
    let error = refusal("indicators.toml", r#"source = "default""#, r#"source = " ""#);
    assert_eq!(error, "small/1/indicators.toml:2: the source is missing");
    let error = refusal("codes.toml", "source = \"default\"\n", "");
    assert_eq!(error, "small/1/codes.toml:1: missing field `source`");
}

#[test]
fn a_worked_example_that_fails_is_refused() {
    let error = refusal("indicators.toml", r#"expect = "fulfilled""#, r#"expect = "missing""#);
    let reason = "the worked example of red gives fulfilled, but missing is expected";
    assert_eq!(error, format!("small/1/indicators.toml:13: {reason}"));
    let error = refusal("indicators.toml", r#"{ "start.colour" = "red" }"#, r#"{ "start.colour" = "pink" }"#);
    assert!(error.contains("the example cannot be read"), "{error}");
}

#[test]
fn an_indicator_without_example_is_refused() {
    let example = "[[indicator.example]]\ngiven = { \"start.colour\" = \"red\" }\nexpect = \"fulfilled\"\n";
    let error = refusal("indicators.toml", example, "");
    assert_eq!(error, "small/1/indicators.toml:2: red has no worked example");
}

#[test]
fn unknown_keys_and_broken_expressions_are_refused() {
    let error = refusal("start.toml", r#"severity = "hard""#, "severity = \"hard\"\ncolour = 1");
    assert!(error.starts_with("small/1/start.toml:46: unknown field `colour`"), "{error}");
    let error = refusal("start.toml", "a < b", "a <");
    assert!(error.starts_with("small/1/start.toml:46: `a <` is not an expression"), "{error}");
    let error = refusal("start.toml", "a < b", "sqrt(a) < 2");
    assert!(error.ends_with("there is no function sqrt() with 1 arguments"), "{error}");
    let error = refusal("start.toml", "a < b", "[a, b].all(x, x < 3)");
    assert!(error.contains("only operators, lists, variables and the functions"), "{error}");
}

#[test]
fn a_form_without_its_date_is_refused() {
    let error = refusal("start.toml", r#"dated_by = "met_on""#, r#"dated_by = "a""#);
    assert_eq!(error, "small/1/start.toml:5: a is not a date of this form");
}

#[test]
fn a_plan_that_names_what_is_not_there_is_refused() {
    let error = refusal("plan.toml", "start.colour == 'blue'", "start.weight == 'blue'");
    assert_eq!(error, "small/1/plan.toml:28: `start.weight == 'blue'`: there is no variable start.weight");
    let error = refusal("plan.toml", "start.colour == 'blue'", "start.colour == 'green'");
    assert!(error.ends_with("`green` is not a code of colour"), "{error}");
    let error = refusal("plan.toml", r#"intervention = "rest""#, r#"intervention = "sleep""#);
    assert_eq!(error, "small/1/plan.toml:26: there is no intervention sleep");
    let error = refusal("plan.toml", r#"condition = "tired""#, r#"condition = "happy""#);
    assert_eq!(error, "small/1/plan.toml:27: there is no condition happy");
    let error = refusal("plan.toml", r#"area = "body""#, r#"area = "mind""#);
    assert_eq!(error, "small/1/plan.toml:8: there is no area mind");
    let error = refusal("plan.toml", r#"delivery = "group""#, r#"delivery = "post""#);
    assert_eq!(error, "small/1/plan.toml:20: there is no delivery post");
}

#[test]
fn a_plan_without_words_source_or_example_is_refused() {
    let error = refusal("plan.toml", r#"{ da = "Hvile", en = "Rest" }"#, r#"{ da = "Hvile", en = "" }"#);
    assert_eq!(error, "small/1/plan.toml:18: a Danish and an English text are needed");
    let label = "label = { da = \"Borgeren er blå.\", en = \"The citizen is blue.\" }\nsource = \"default\"";
    let error = refusal("plan.toml", label, &label.replace("default", ""));
    assert_eq!(error, "small/1/plan.toml:25: the source is missing");
    let error =
        refusal("plan.toml", "label = { da = \"Borgeren er blå.\", en = \"The citizen is blue.\" }\n", "");
    assert_eq!(error, "small/1/plan.toml:24: missing field `label`");
    let example =
        "\n[[suggestion.example]]\ngiven = { \"start.colour\" = \"blue\" }\nexpect = \"suggested\"\n";
    let error = refusal("plan.toml", example, "");
    assert_eq!(error, "small/1/plan.toml:25: blue has no worked example");
    let error = refusal("plan.toml", r#"id = "tired""#, "id = \"tired\"\ncolour = 1");
    assert!(error.starts_with("small/1/plan.toml:8: unknown field `colour`"), "{error}");
}

#[test]
fn a_suggested_answer_must_fit_its_variable() {
    let met_on = "type = \"date\"\nrequired = true\n";
    let with = |suggest: &str| format!("{met_on}suggest = [{suggest}]\n");
    assert!(programmes::load(&changed("start.toml", met_on, &with(r#""today""#))).is_ok());
    let error = refusal("start.toml", met_on, &with(r#""24""#));
    assert_eq!(error, "small/1/start.toml:16: 24 cannot be suggested for met_on");
    let error = refusal("start.toml", met_on, &with(r#""today", "start.a""#));
    assert_eq!(error, "small/1/start.toml:16: start.a cannot be suggested for met_on");
    let error = refusal("start.toml", met_on, &with(r#""tomorrow""#));
    assert!(error.starts_with("small/1/start.toml:16: write today, last, register.planned"), "{error}");
    let error =
        refusal("start.toml", "dated_by = \"met_on\"\n", "dated_by = \"met_on\"\nrecalls = [\"start.a\"]\n");
    assert_eq!(error, "small/1/start.toml:6: there is no earlier start.a to recall");
}

#[test]
fn a_worked_example_of_a_suggestion_that_fails_is_refused() {
    let error = refusal("plan.toml", r#"expect = "suggested""#, r#"expect = "undecided""#);
    let reason = "the worked example of blue gives suggested, but undecided is expected";
    assert_eq!(error, format!("small/1/plan.toml:32: {reason}"));
    let error = refusal("plan.toml", r#"expect = "suggested""#, r#"expect = "fulfilled""#);
    assert!(error.ends_with("`fulfilled` is none of suggested, not_suggested and undecided"), "{error}");
}
