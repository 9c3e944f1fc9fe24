//! A citizen view, a closing note or a repeated form that is wrong does not load.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use programmes::SourceFile;
use support::changed;

const MEASURES: &str = r#"[sentences]
beyond = { da = "Mere end {noticeable}.", en = "More than {noticeable}." }
reached = { da = "Netop {noticeable}.", en = "Just {noticeable}." }
below = { da = "Mindre end {noticeable}.", en = "Less than {noticeable}." }
worse = { da = "Tal om det.", en = "Talk about it." }
next = { da = "Vi ser igen.", en = "We look again." }
more = { da = "{change} mere", en = "{change} more" }
less = { da = "{change} mindre", en = "{change} less" }
unchanged = { da = "som før", en = "as before" }
about_unchanged = { da = "cirka som før", en = "about as before" }
better = { da = "bedre", en = "better" }

[[measure]]
id = "walk"
label = { da = "Tur", en = "Walk" }
variable = "a"
better = "higher"
unit = { one = { da = "meter", en = "metre" }, many = { da = "meter", en = "metres" } }
noticeable = { change = 25, told = true, source = "S:41" }
higher = { da = "Du går {change} mere.", en = "You walk {change} more." }
lower = { da = "Du går {change} mindre.", en = "You walk {change} less." }
same = { da = "Du går det samme.", en = "You walk the same." }
first = { da = "Du går {now}.", en = "You walk {now}." }
meaning = { da = "Jo mere, jo bedre.", en = "The more, the better." }
source = "S:7"

[[measure]]
id = "hue"
label = { da = "Farve", en = "Colour" }
variable = "colour"
better = "higher"
levels = [{ code = "red", label = { da = "rød", en = "red" } }, { code = "blue", label = { da = "blå", en = "blue" } }]
higher = { da = "Du er {now}.", en = "You are {now}." }
lower = { da = "Du er {now}.", en = "You are {now}." }
same = { da = "Du er {now}.", en = "You are {now}." }
first = { da = "Du er {now}.", en = "You are {now}." }
meaning = { da = "Sådan ser du ud.", en = "This is how you look." }
source = "default"
"#;

const AGAIN: &str = r#"[form]
id = "again"
same_as = "start"
label = { da = "Igen", en = "Again" }
slug = "igen"
suggest = { colour = ["=blue"] }
"#;

const CLOSING: &str = r#"[closing]
referral = ["start.colour"]
interventions = []
results = []
status = ["again.a"]
"#;

/// The small definition with a second form, measures and a closing note, one text of one file changed.
fn files(name: &str, from: &str, to: &str) -> Vec<SourceFile> {
    let mut files = changed("programme.toml", r#"forms = ["start"]"#, r#"forms = ["start", "again"]"#);
    for (file, text) in [("measures.toml", MEASURES), ("again.toml", AGAIN), ("closing.toml", CLOSING)] {
        files.push(SourceFile { path: format!("small/1/{file}"), text: text.to_owned() });
    }
    for file in &mut files {
        if file.path.ends_with(&format!("/{name}")) {
            assert_eq!(file.text.matches(from).count(), 1, "`{from}` must stand once in {name}");
            file.text = file.text.replace(from, to);
        }
    }
    files
}

fn refusal(name: &str, from: &str, to: &str) -> String {
    programmes::load(&files(name, from, to)).unwrap_err().to_string()
}

#[test]
fn the_unchanged_definition_loads() {
    let loaded = programmes::load(&files("again.toml", "igen", "igen")).unwrap();
    assert_eq!(loaded.programme.citizen_view.measures.len(), 2);
    let again = loaded.programme.form("again").unwrap();
    assert_eq!((again.slug.as_str(), again.dated_by.as_str()), ("igen", "met_on"));
    assert_eq!(again.checks[0].holds.expr.to_string(), "again.a < again.b", "its rules read its own answers");
}

#[test]
fn a_measure_of_something_that_is_not_asked_is_refused() {
    let error = refusal("measures.toml", r#"variable = "a""#, r#"variable = "weight""#);
    assert_eq!(error, "small/1/measures.toml:13: no form has the variable weight");
    let error = refusal("measures.toml", r#"variable = "a""#, r#"variable = "met_on""#);
    assert!(error.ends_with("met_on is neither a number nor coded"), "{error}");
}

#[test]
fn a_sentence_that_cannot_be_said_is_refused() {
    let error =
        refusal("measures.toml", r#"da = "Du går {change} mere.""#, r#"da = "Du går {chance} mere.""#);
    assert!(
        error.contains("cannot say {chance}") && error.contains("do not have the same places"),
        "{error}"
    );
    let error = refusal("measures.toml", r#"en = "This is how you look.""#, r#"en = """#);
    assert!(error.ends_with("a Danish and an English text are needed"), "{error}");
    let error =
        refusal("measures.toml", r#"da = "Jo mere, jo bedre.", en"#, r#"da = "Jo mere {level}.", en"#);
    assert!(error.contains("cannot say {level}"), "{error}");
}

#[test]
fn a_text_that_is_hard_to_read_is_refused() {
    let hard = "Gangdistancen udtrykker rehabiliteringens samlede resultater";
    let error = refusal("measures.toml", "Jo mere, jo bedre", hard);
    assert!(error.contains("has LIX") && error.contains("citizens read at most 35"), "{error}");
}

#[test]
fn a_number_told_to_citizens_needs_a_cited_source() {
    let error = refusal("measures.toml", r#"source = "S:41""#, r#"source = "default""#);
    assert!(error.ends_with("a noticeable change that is told needs a unit and a cited source"), "{error}");
    let error = refusal("measures.toml", "change = 25", "change = 0");
    assert!(error.ends_with("a noticeable change is larger than 0 and has a source"), "{error}");
}

#[test]
fn levels_that_do_not_fit_the_variable_are_refused() {
    let error = refusal("measures.toml", r#"{ code = "blue""#, r#"{ code = "green""#);
    assert!(error.ends_with("colour is coded, so every level names one of its codes"), "{error}");
    let error = refusal("measures.toml", r#"code = "red""#, "from = 1");
    assert!(error.contains("colour is coded"), "{error}");
}

#[test]
fn a_form_that_repeats_nothing_is_refused() {
    let error = refusal("again.toml", r#"same_as = "start""#, r#"same_as = "end""#);
    assert_eq!(error, "small/1/again.toml:3: there is no form end before this one");
    let error = refusal("again.toml", "suggest = { colour", "suggest = { shade");
    assert_eq!(error, "small/1/again.toml:6: start has no shade");
    let error = refusal("again.toml", r#""=blue""#, r#""=green""#);
    assert!(error.ends_with("=green cannot be suggested for colour"), "{error}");
    let error = refusal("again.toml", r#"slug = "igen""#, "slug = \"igen\"\ndated_by = \"met_on\"");
    assert!(error.contains("unknown field `dated_by`"), "{error}");
}

#[test]
fn what_is_wrong_in_a_repeated_form_is_told_once() {
    let error = refusal("start.toml", "a < b", "a < weight");
    let lines: Vec<_> = error.lines().collect();
    assert_eq!(lines.len(), 2, "one for each form, because the name of the form is in the reason: {error}");
    assert!(lines.iter().all(|line| line.starts_with("small/1/start.toml:")), "{error}");
    let error = refusal("start.toml", "a < b", "a <");
    assert_eq!(error.lines().count(), 1, "{error}");
}

#[test]
fn a_closing_note_about_something_that_is_not_asked_is_refused() {
    let error = refusal("closing.toml", "start.colour", "start.shade");
    assert_eq!(error, "small/1/closing.toml:2: there is no variable start.shade");
    let error = refusal("closing.toml", "results = []", r#"results = ["a"]"#);
    assert!(error.ends_with("a is not in both start and end"), "{error}");
}
