//! What holds for every chart, at every width and in every theme.
//!
//! The drawings are written to `target/tmp/charts` to be looked at.

#![expect(clippy::unwrap_used, reason = "what is read here was written by the charts")]

mod samples;

use charts::Theme;

const WIDTHS: [f64; 4] = [340.0, 390.0, 720.0, 1100.0];
const THEMES: [Theme; 3] = [Theme::Page, Theme::Light, Theme::Dark];

/// A piece of text and the box it takes: left, top, right, bottom.
struct Words {
    text: String,
    area: (f64, f64, f64, f64),
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split('"').next()?.to_owned())
}

fn number(tag: &str, name: &str) -> f64 {
    attribute(tag, name).unwrap().parse().unwrap()
}

/// The width of a letter of IBM Plex Sans as a share of its size, roughly.
fn letter(character: char) -> f64 {
    if "ijltf.,:;()|! \u{a0}".contains(character) { 0.28 } else { 0.56 }
}

fn words_of(svg: &str) -> Vec<Words> {
    let mut shift = (0.0, 0.0);
    let mut words = Vec::new();
    for tag in svg.split('<').skip(1) {
        if let Some(place) = attribute(tag, "transform") {
            let (x, y) =
                place.trim_start_matches("translate(").trim_end_matches(')').split_once(' ').unwrap();
            shift = (x.parse().unwrap(), y.parse().unwrap());
        }
        if !tag.starts_with("text ") {
            continue;
        }
        let text = tag.split_once('>').unwrap().1.replace("&lt;", "<");
        let (x, y, size) = (number(tag, "x") + shift.0, number(tag, "y") + shift.1, number(tag, "font-size"));
        let width = text.chars().map(letter).sum::<f64>() * size;
        let left = match attribute(tag, "text-anchor").as_deref() {
            Some("middle") => x - width / 2.0,
            Some("end") => x - width,
            _ => x,
        };
        words.push(Words { text, area: (left, y - size * 0.75, left + width, y + size * 0.2) });
    }
    words
}

#[test]
fn no_words_lie_on_each_other_or_leave_the_drawing() {
    for width in WIDTHS {
        for theme in THEMES {
            for (name, draw) in samples::all(width) {
                let svg = draw(theme);
                let (all, height) = (number(&svg, "width"), number(&svg, "height"));
                let words = words_of(&svg);
                assert!(words.len() > 3, "{name}");
                for (index, one) in words.iter().enumerate() {
                    let (left, top, right, bottom) = one.area;
                    let inside = left >= -1.0 && top >= -1.0 && right <= all + 1.0 && bottom <= height + 1.0;
                    assert!(inside, "{name} {width}: '{}' leaves {all} × {height}: {:?}", one.text, one.area);
                    for other in &words[index + 1..] {
                        let apart = other.area.0 >= right
                            || other.area.2 <= left
                            || other.area.1 >= bottom
                            || other.area.3 <= top;
                        assert!(apart, "{name} {width}: '{}' lies on '{}'", one.text, other.text);
                    }
                }
            }
        }
    }
}

#[test]
fn nothing_inline_reaches_a_strict_style_policy_and_no_number_is_none() {
    for width in WIDTHS {
        for theme in THEMES {
            for (name, draw) in samples::all(width).into_iter().chain(samples::empty(width)) {
                let svg = draw(theme);
                assert!(
                    !svg.contains("style=") && !svg.contains("<style") && !svg.contains("<script"),
                    "{name}"
                );
                assert!(!svg.contains("NaN") && !svg.contains("inf"), "{name}: {svg}");
                assert!(svg.ends_with("</svg>"));
                assert_eq!(svg.matches("<g").count(), svg.matches("</g>").count(), "{name}");
            }
        }
    }
}

#[test]
fn a_page_gets_one_tab_stop_and_points_in_the_order_of_the_data() {
    for (name, draw) in samples::all(720.0) {
        let svg = draw(Theme::Page);
        assert_eq!(svg.matches(r#"tabindex="0""#).count(), 1, "{name}");
        assert!(svg.contains(r#"role="group" aria-label=""#), "{name}");
        let order: Vec<usize> = svg
            .split("data-point=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect();
        assert!(!order.is_empty() && order.is_sorted(), "{name}: {order:?}");
        assert_eq!(svg.matches(r#"role="img""#).count(), order.len(), "{name}");
        assert!(svg.split(r#"role="img" aria-label=""#).skip(1).all(|rest| !rest.starts_with('"')), "{name}");
        assert!(!svg.contains("fill=\"#"), "{name}: a page owns its colours");
    }
}

#[test]
fn a_file_stands_by_itself() {
    for (name, draw) in samples::all(720.0) {
        for theme in [Theme::Light, Theme::Dark] {
            let svg = draw(theme);
            assert!(svg.contains("<title>") && svg.contains("<desc>"), "{name}");
            assert!(svg.contains("Opgjort efter afslutningsdato") && svg.contains("Definition"), "{name}");
            assert!(!svg.contains("class=") && !svg.contains("tabindex"), "{name}");
        }
    }
}

#[test]
fn no_data_is_said_in_words_without_an_axis() {
    for (name, draw) in samples::empty(340.0) {
        for theme in THEMES {
            let svg = draw(theme);
            assert!(svg.contains("Ingen afsluttede forløb"), "{name}: {svg}");
            assert!(!svg.contains("<line") && !svg.contains("<polyline"), "{name}");
        }
        assert!(
            draw(Theme::Page).contains("Vælg en længere periode.\""),
            "{name}: it is in the chart's name"
        );
    }
}

#[test]
fn the_same_data_give_the_same_drawing() {
    for ((_, one), (_, other)) in samples::all(720.0).into_iter().zip(samples::all(720.0)) {
        assert_eq!(one(Theme::Light), other(Theme::Light));
    }
}

#[test]
fn the_drawings_can_be_looked_at() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts");
    std::fs::create_dir_all(&folder).unwrap();
    for width in [340.0, 720.0] {
        for (name, draw) in samples::all(width) {
            for (suffix, theme) in [("light", Theme::Light), ("dark", Theme::Dark), ("page", Theme::Page)] {
                std::fs::write(folder.join(format!("{name}-{width}-{suffix}.svg")), draw(theme)).unwrap();
            }
        }
    }
    let mut css = String::from(":root {\n");
    for (name, light, _) in charts::style_properties() {
        css.push_str(&format!("  {name}: {light};\n"));
    }
    css.push_str("}\n");
    css.push_str(&charts::style_rules());
    std::fs::write(folder.join("charts.css"), css).unwrap();
}
