//! Every class the style sheets name is one that the pages give: what no page needs any more is deleted.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where classes are given.
const GIVEN: [&str; 4] = ["src", "static", "../crates/charts/src", "../crates/pictures/src"];

/// The files of a folder and the folders in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The content of the files with one of these endings.
fn texts(folder: &str, endings: &[&str]) -> Vec<String> {
    let files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let is_meant = |path: &PathBuf| endings.iter().any(|ending| path.to_string_lossy().ends_with(ending));
    files.iter().filter(|path| is_meant(path)).map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// The classes in the selectors of a style sheet.
fn named(sheet: &str) -> BTreeSet<String> {
    let mut plain = String::new();
    for (index, part) in sheet.split("/*").enumerate() {
        plain += if index == 0 { part } else { part.split_once("*/").map_or("", |(_, after)| after) };
    }
    let before_braces = plain.split('{').map(|text| text.rsplit([';', '}']).next().unwrap_or(text));
    let selectors = before_braces.filter(|text| !text.trim_start().starts_with('@'));
    let classes = selectors.flat_map(|selector| selector.split('.').skip(1));
    let names = classes.map(|class| class.split(|sign| !is_of_name(sign)).next().unwrap_or_default());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The words of the lines in which a class may be given: in a string, or as `class:name`.
fn given(source: &str) -> BTreeSet<String> {
    let lines = source.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
    let lines = lines.filter(|line| line.contains('"') || line.contains("class:"));
    lines.flat_map(|line| line.split(|sign| !is_of_name(sign))).map(str::to_owned).collect()
}

fn is_of_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '-' || sign == '_'
}

#[test]
fn every_class_of_the_style_sheets_is_given_somewhere() {
    let named: BTreeSet<String> =
        texts("static/css", &[".css"]).iter().flat_map(|sheet| named(sheet)).collect();
    let sources = GIVEN.iter().flat_map(|folder| texts(folder, &[".rs", ".js", ".html"]));
    let given: BTreeSet<String> = sources.flat_map(|source| given(&source)).collect();
    assert!(named.len() > 300, "{} classes", named.len());
    let unused: Vec<&String> = named.difference(&given).collect();
    assert!(unused.is_empty(), "no page gives these classes; write a name out where it is given: {unused:?}");
}

#[test]
fn classes_are_found_in_selectors_only() {
    let sheet = "/* .old */.a > .b-c:hover, p.d { margin: .5rem }\n@media (max-width: 40.5rem) { .e::before { top: 0.5em } }";
    assert_eq!(named(sheet).into_iter().collect::<Vec<_>>(), ["a", "b-c", "d", "e"]);
    let source = "// \"gone\"\nlet row = spread();\nview! { <p class=\"one two-three\" class:four=is> }";
    let given = given(source);
    assert!(["one", "two-three", "four"].iter().all(|name| given.contains(*name)));
    assert!(!given.contains("gone") && !given.contains("spread"));
}
