//! Sets of indicators and derived variables that a definition may not have.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has to fail")]

mod support;

use programmes::SourceFile;

const RECORDS: &str = r#"[records]
label = { da = "Data", en = "Data" }

[[variable]]
id = "seen"
label = { da = "Set", en = "Seen" }
type = "boolean"
pick = "exists"
codes = ["BVDY0"]
around = "start.met_on"
from_days = -30
source = "default"
"#;

const SET: &str = r#"[set]
id = "other"
label = { da = "Andet", en = "Other" }
description = { da = "Flere", en = "More" }
owner = "hospital"
source = "default"

[[indicator]]
id = "blue"
number = "2"
label = { da = "Blå", en = "Blue" }
description = { da = "Andel blå", en = "Share of blue ones" }
kind = "process"
direction = "up"
applies = "submitted(start) && submitted(records)"
fulfilled = "records.seen"
attributed_to = "start.met_on"
source = "default"

[[indicator.example]]
given = { "start.met_on" = "2026-02-01" }
records = [{ sector = "hospital", code = "BVDY04", on = "2026-01-02" }]
expect = "fulfilled"
"#;

/// The small definition with a second set and derived variables, one thing changed.
fn files(changed: &str, from: &str, to: &str) -> Vec<SourceFile> {
    let mut files = support::changed("programme.toml", "valid_from", "valid_from");
    for (path, text) in [("records.toml", RECORDS), ("indicators/other.toml", SET)] {
        files.push(SourceFile { path: format!("small/1/{path}"), text: text.to_owned() });
    }
    let file = files.iter_mut().find(|file| file.path.ends_with(changed)).unwrap();
    assert!(file.text.contains(from), "`{from}` must stand in {changed}");
    file.text = file.text.replacen(from, to, 1);
    files
}

fn refusal(changed: &str, from: &str, to: &str) -> String {
    programmes::load(&files(changed, from, to)).unwrap_err().to_string()
}

#[test]
fn sets_come_in_the_order_the_programme_lists_them() {
    let listed = "valid_from = \"2026-01-01\"\nsets = [\"other\", \"small\"]";
    let loaded = programmes::load(&files("programme.toml", "valid_from = \"2026-01-01\"", listed)).unwrap();
    let ids: Vec<_> = loaded.programme.sets.iter().map(|set| set.id.as_str()).collect();
    assert_eq!(ids, ["other", "small"]);
    let own: Vec<_> = loaded.programme.own_indicators().map(|own| own.id.as_str()).collect();
    assert_eq!(own, ["blue"]);
    let unlisted = programmes::load(&files("records.toml", "seen", "seen")).unwrap().programme;
    assert_eq!(unlisted.sets[0].id, "small", "the file of the programme's own set comes first");
}

#[test]
fn a_set_without_label_source_or_name_is_refused() {
    assert!(refusal("other.toml", "da = \"Andet\"", "da = \" \"").contains("a Danish and an English text"));
    let error = refusal("other.toml", "source = \"default\"", "source = \" \"");
    assert_eq!(error, "small/1/indicators/other.toml:2: the source is missing");
    assert!(refusal("other.toml", "owner = \"hospital\"\n", "").contains("missing field `owner`"));
    assert!(
        refusal("other.toml", "id = \"other\"", "id = \"small\"").contains("the set small is defined twice")
    );
    assert!(refusal("other.toml", "[set]", "[sets]").contains("unknown field `sets`"));
}

#[test]
fn an_indicator_of_an_unknown_set_is_refused() {
    let error = refusal("other.toml", "id = \"blue\"", "id = \"blue\"\nset = \"nothing\"");
    assert_eq!(error, "small/1/indicators/other.toml:10: there is no set nothing");
    let listed = "valid_from = \"2026-01-01\"\nsets = [\"small\", \"nothing\", \"other\"]";
    assert!(
        refusal("programme.toml", "valid_from = \"2026-01-01\"", listed).contains("there is no set nothing")
    );
    let listed = "valid_from = \"2026-01-01\"\nsets = [\"small\"]";
    let error = refusal("programme.toml", "valid_from = \"2026-01-01\"", listed);
    assert!(error.contains("the set other is not listed here"), "{error}");
}

#[test]
fn a_derived_variable_must_fit_what_is_picked() {
    for (from, to, expected) in [
        ("pick = \"exists\"", "pick = \"latest\"", "seen is not of the type that is picked"),
        ("codes = [\"BVDY0\"]", "codes = []", "seen needs at least one code"),
        ("BVDY0", "bvdy0", "`bvdy0` is not a code"),
        ("from_days = -30\n", "", "seen needs around and from_days or to_days"),
        ("from_days = -30", "from_days = 5\nto_days = 1", "the window of seen ends before it begins"),
        ("start.met_on", "start.a", "`start.a` is a number, but a date is needed here"),
        ("da = \"Set\"", "da = \"\"", "a Danish and an English text are needed"),
    ] {
        let error = refusal("records.toml", from, to);
        assert!(error.contains(expected), "{expected} in {error}");
    }
    let error = refusal("other.toml", "records.seen", "records.unseen");
    assert!(error.contains("there is no variable records.unseen"), "{error}");
}

#[test]
fn a_worked_example_with_records_must_hold() {
    let error = refusal("other.toml", "2026-01-02", "2026-01-01");
    assert!(error.contains("gives not_fulfilled, but fulfilled is expected"), "31 days before: {error}");
}
