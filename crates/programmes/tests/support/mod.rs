//! A small definition that tests change one thing in.

use programmes::SourceFile;

const PROGRAMME: &str = r#"[programme]
id = "small"
version = "1"
label = { da = "Lille", en = "Small" }
valid_from = "2026-01-01"
forms = ["start"]
"#;

const CODES: &str = r#"[[list]]
id = "colour"
source = "default"
code = [{ id = "red", label = { da = "rød", en = "red" } }, { id = "blue", label = { da = "blå", en = "blue" } }]
"#;

const START: &str = r#"[form]
id = "start"
slug = "start"
label = { da = "Start", en = "Start" }
dated_by = "met_on"

[[section]]
id = "all"
label = { da = "Alt", en = "All" }

[[section.variable]]
id = "met_on"
label = { da = "Dato", en = "Date" }
type = "date"
required = true
source = "default"

[[section.variable]]
id = "a"
label = { da = "A", en = "A" }
type = "integer"
source = "default"

[[section.variable]]
id = "b"
label = { da = "B", en = "B" }
type = "integer"
source = "default"

[[section.variable]]
id = "p"
label = { da = "P", en = "P" }
type = "boolean"
source = "default"

[[section.variable]]
id = "colour"
label = { da = "Farve", en = "Colour" }
type = "code"
codes = "colour"
source = "default"

[[check]]
id = "rule"
severity = "hard"
holds = "a < b"
variables = ["a"]
message = { da = "A skal være mindst.", en = "A must be the smaller." }
source = "default"
"#;

const INDICATORS: &str = r#"[[indicator]]
id = "red"
number = "1"
label = { da = "Røde", en = "Red ones" }
description = { da = "Andel røde", en = "Share of red ones" }
kind = "process"
direction = "up"
applies = "submitted(start)"
fulfilled = "start.colour == 'red'"
attributed_to = "start.met_on"
source = "default"

[[indicator.example]]
given = { "start.colour" = "red" }
expect = "fulfilled"

[set]
id = "small"
label = { da = "Lille sæt", en = "Small set" }
description = { da = "Til prøver", en = "For tests" }
owner = "municipality"
source = "K"
"#;

const PLAN: &str = r#"[[area]]
id = "body"
label = { da = "Krop", en = "Body" }
source = "default"

[[condition]]
id = "tired"
area = "body"
label = { da = "Træt", en = "Tired" }
source = "default"

[[delivery]]
id = "group"
label = { da = "Gruppe", en = "Group" }
source = "default"

[[intervention]]
id = "rest"
label = { da = "Hvile", en = "Rest" }
delivery = "group"
within_course = true
source = "default"

[[suggestion]]
id = "blue"
intervention = "rest"
condition = "tired"
when = "start.colour == 'blue'"
label = { da = "Borgeren er blå.", en = "The citizen is blue." }
source = "default"

[[suggestion.example]]
given = { "start.colour" = "blue" }
expect = "suggested"
"#;

/// The definition with `from` replaced by `to` in the file `name`.
///
/// # Panics
/// If `from` does not stand there exactly once, so that a test cannot pass by changing nothing.
pub(crate) fn changed(name: &str, from: &str, to: &str) -> Vec<SourceFile> {
    let files = [
        ("programme.toml", PROGRAMME),
        ("codes.toml", CODES),
        ("start.toml", START),
        ("indicators.toml", INDICATORS),
        ("plan.toml", PLAN),
    ];
    let change = |(file, text): (&str, &str)| {
        let text = if file == name {
            assert_eq!(text.matches(from).count(), 1, "`{from}` must stand once in {file}");
            text.replace(from, to)
        } else {
            text.to_owned()
        };
        SourceFile { path: format!("small/1/{file}"), text }
    };
    files.into_iter().map(change).collect()
}
