//! Writing SVG text: numbers short, text escaped, nothing inline.

use std::fmt::Write as _;

/// One decimal is a tenth of a pixel: enough for any screen, and short.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let short = text.strip_suffix(".0").unwrap_or(&text);
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// Escapes text for an attribute value or an element.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // No XML may hold these, and a whole picture would be unreadable for one of them.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                escaped.push(char::REPLACEMENT_CHARACTER);
            }
            other => escaped.push(other),
        }
    }
    escaped
}

/// An SVG document under construction.
pub(crate) struct Svg {
    text: String,
}

impl Svg {
    /// Opens a document of `width` × `height` pixels that is announced as one image called `name`.
    pub(crate) fn new(class: &str, name: &str, width: f64, height: f64) -> Self {
        let (width, height) = (number(width), number(height));
        let name = escape(name);
        let text = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="{class}" role="img" aria-label="{name}" width="{width}" height="{height}" viewBox="0 0 {width} {height}">"#
        );
        Self { text }
    }

    /// Opens a document that screen readers skip: its words stand beside it.
    pub(crate) fn silent(class: &str, width: f64, height: f64) -> Self {
        let (width, height) = (number(width), number(height));
        let text = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="{class}" aria-hidden="true" width="{width}" height="{height}" viewBox="0 0 {width} {height}">"#
        );
        Self { text }
    }

    /// Words, with their baseline at a point.
    pub(crate) fn text(&mut self, class: &str, at: (f64, f64), size: f64, words: &str) {
        self.push(format_args!(
            r#"<text class="{class}" x="{}" y="{}" font-size="{}">{}</text>"#,
            number(at.0),
            number(at.1),
            number(size),
            escape(words)
        ));
    }

    /// A filled shape.
    pub(crate) fn polygon(&mut self, class: &str, points: &[(f64, f64)]) {
        self.push(format_args!(r#"<polygon class="{class}" points="{}"/>"#, list(points)));
    }

    /// A straight line.
    pub(crate) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.push(format_args!(
            r#"<line class="{class}" x1="{}" y1="{}" x2="{}" y2="{}"/>"#,
            number(from.0),
            number(from.1),
            number(to.0),
            number(to.1)
        ));
    }

    /// A circle.
    pub(crate) fn circle(&mut self, class: &str, centre: (f64, f64), radius: f64) {
        self.push(format_args!(
            r#"<circle class="{class}" cx="{}" cy="{}" r="{}"/>"#,
            number(centre.0),
            number(centre.1),
            number(radius)
        ));
    }

    /// A rectangle with rounded corners.
    pub(crate) fn rect(&mut self, class: &str, corner: (f64, f64), size: (f64, f64), radius: f64) {
        self.push(format_args!(
            r#"<rect class="{class}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>"#,
            number(corner.0),
            number(corner.1),
            number(size.0),
            number(size.1),
            number(radius)
        ));
    }

    /// Connected points, drawn as one line. Fewer than two draw nothing.
    pub(crate) fn polyline(&mut self, class: &str, points: &[(f64, f64)]) {
        if points.len() < 2 {
            return;
        }
        self.push(format_args!(r#"<polyline class="{class}" points="{}"/>"#, list(points)));
    }

    /// Closes the document.
    pub(crate) fn finish(mut self) -> String {
        self.text.push_str("</svg>");
        self.text
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.text.write_fmt(element);
    }
}

/// Points as SVG writes them.
pub(crate) fn list(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_minus_zero() {
        assert_eq!(number(12.0), "12");
        assert_eq!(number(12.34), "12.3");
        assert_eq!(number(-0.01), "0");
    }

    #[test]
    fn text_cannot_leave_its_attribute() {
        let svg = Svg::new("x", r#"a"b<c>&'d"#, 1.0, 1.0).finish();
        assert!(svg.contains(r#"aria-label="a&quot;b&lt;c&gt;&amp;&#39;d""#), "{svg}");
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(escape("a\u{1}b\u{b}c\u{ffff}d\te\u{1f600}"), "a\u{fffd}b\u{fffd}c\u{fffd}d\te\u{1f600}");
    }
}
