//! How files come to mention each other by their hashed names.

use super::Assets;

fn link(files: &[(&str, &str)]) -> Result<Vec<(String, String)>, String> {
    let mut assets = Assets::new();
    for (name, text) in files {
        assets.sources.insert((*name).to_owned(), text.as_bytes().to_vec());
    }
    let files = assets.link().map_err(|failure| failure.to_string())?;
    let text = |bytes| String::from_utf8(bytes).expect("text");
    Ok(files.into_iter().map(|asset| (asset.path, text(asset.bytes))).collect())
}

fn ending<'a>(files: &'a [(String, String)], ending: &str) -> &'a (String, String) {
    files.iter().find(|(path, _)| path.ends_with(ending)).expect("a file with that ending")
}

#[test]
fn files_mention_each_other_by_their_hashed_names() {
    let files = link(&[
        ("index.html", r#"<link href="{{css}}"><script src='{{boot}}'></script><a href="/kurser">"#),
        ("boot.js", r#"import start from "{{js}}"; start({module_or_path: "{{wasm}}", x: {{}: 1}});"#),
        ("frontend.js", "export default 1; let x = `{{key}}`"),
        ("frontend_bg.wasm", "wasm"),
        ("css/app.css", r#"@font-face { src: url("../fonts/a.woff2") url(../fonts/a.woff2#x) }"#),
        ("fonts/a.woff2", "font"),
    ])
    .expect("linked");
    let (font, _) = ending(&files, ".woff2");
    assert!(font.starts_with("assets/a-") && font.len() == "assets/a-.woff2".len() + 16, "{font}");
    let (css, style) = ending(&files, ".css");
    assert_eq!(*style, format!(r#"@font-face {{ src: url("/{font}") url(/{font}) }}"#));
    let (boot, script) = files.iter().find(|(path, _)| path.contains("boot-")).expect("boot.js");
    let (js, _) = files.iter().find(|(path, _)| path.contains("frontend-")).expect("the glue");
    let (wasm, _) = ending(&files, ".wasm");
    assert!(script.contains(&format!("\"/{js}\"")) && script.contains(&format!("\"/{wasm}\"")), "{script}");
    let (_, page) = ending(&files, "index.html");
    assert_eq!(*page, format!(r#"<link href="/{css}"><script src='/{boot}'></script><a href="/kurser">"#));
}

#[test]
fn a_placeholder_may_be_a_stem_or_words_of_a_path_and_style_sheets_are_joined() {
    let files = link(&[
        ("index.html", "{{icon}} {{font_regular}}"),
        ("icon.svg", "<svg/>"),
        ("fonts/Plex-Regular.woff2", "1"),
        ("fonts/Plex-SemiBold.woff2", "2"),
        ("css/20-base.css", "/* A note. */\nb {\n  top: 0;\n\n}\n"),
        ("css/10-fonts.css", "a { src: url({{font_semibold}}) }"),
        ("licences/ofl.txt", "licence"),
    ])
    .expect("linked");
    let (_, page) = ending(&files, "index.html");
    assert!(page.starts_with("/assets/icon-") && page.contains("/assets/Plex-Regular-"), "{page}");
    let (_, style) = ending(&files, ".css");
    assert!(
        style.starts_with("a { src: url(/assets/Plex-SemiBold-") && style.ends_with(") }\nb {\ntop: 0;\n}"),
        "{style}"
    );
    assert_eq!(ending(&files, ".txt").0, "licences/ofl.txt");
}

#[test]
fn a_changed_font_changes_the_name_of_the_style_sheet() {
    let style = ("app.css", "a { src: url(a.woff2) }");
    let with = |font| link(&[("index.html", ""), style, ("a.woff2", font)]).expect("linked");
    assert_ne!(ending(&with("one"), ".css").0, ending(&with("two"), ".css").0);
}

#[test]
fn a_placeholder_without_a_file_and_a_circle_are_refused() {
    let error = link(&[("index.html", "{{missing.svg}}")]).expect_err("no such file");
    assert!(error.contains("missing.svg"), "{error}");
    let circle = [("index.html", ""), ("a.svg", "url(b.svg)"), ("b.svg", "url(a.svg)")];
    assert!(link(&circle).expect_err("a circle").contains("mentions itself"));
    assert!(link(&[("app.css", "")]).expect_err("no page").contains("index.html"));
}
