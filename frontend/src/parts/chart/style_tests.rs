//! The style sheet of the marks says what the crate of the charts says.

use std::fmt::Write as _;

/// The style sheet as the crate would have it.
fn expected() -> String {
    let properties = charts::style_properties();
    let block = |indent: &str, is_dark: bool| {
        properties.iter().fold(String::new(), |mut text, (name, light, dark)| {
            let colour = if is_dark { dark } else { light }.to_lowercase();
            let _ = writeln!(text, "{indent}{name}: {colour};");
            text
        })
    };
    let (light, dark) = (block("  ", false), block("  ", true));
    let (inner_light, inner_dark) = (block("    ", false), block("    ", true));
    let paper = "  :root,\n  :root[data-theme],\n  :root:not([data-paper])";
    format!(
        "/* Written from crates/charts: colours by role, and how every mark looks. A test holds this file against it. */\n\
        :root {{\n{light}}}\n\
        @media (prefers-color-scheme: dark) {{\n  :root:not([data-theme=\"light\"]) {{\n{inner_dark}  }}\n}}\n\
        :root[data-theme=\"dark\"] {{\n{dark}}}\n\
        @media print {{\n{paper} {{\n{inner_light}  }}\n}}\n{}",
        charts::style_rules()
    )
}

#[test]
fn the_style_sheet_of_the_marks_is_what_the_crate_says() {
    let written = include_str!("../../../static/css/81-chart-marks.css");
    assert!(written == expected(), "static/css/81-chart-marks.css should be:\n{}", expected());
}

#[test]
fn every_colour_of_a_mark_has_a_system_colour_or_none_is_lost() {
    let forced = include_str!("../../../static/css/95-forced.css");
    for (name, ..) in charts::style_properties() {
        assert!(forced.contains(&format!("{name}: ")), "{name} in forced colours");
    }
}
