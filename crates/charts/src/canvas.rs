//! Writing a chart as SVG, for a page or as a file.

use std::fmt::Write as _;

use crate::look::{self, Look};
use crate::svg::{escape, list, number};
use crate::theme::Theme;
use crate::words::{Sheet, TEXT, wrapped};

/// Which side of its point a text stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// The shape of a mark; with the colour it says the same thing twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Circle,
    Up,
    Down,
    Diamond,
    Square,
}

/// A chart under construction. Positions are those of the chart's own geometry.
pub(crate) struct Canvas {
    text: String,
    theme: Theme,
}

/// The size of a file's title.
const TITLE: f64 = 16.0;
/// Room at the edges of a file.
const EDGE: f64 = 16.0;

/// Draws a chart of `height` pixels: first what only decorates, then the points that can be reached.
///
/// `describe` is what a file says about itself; a page has it in words beside the chart.
pub(crate) fn picture(
    sheet: &Sheet,
    theme: Theme,
    kind: &str,
    height: f64,
    decorate: impl FnOnce(&mut Canvas),
    points: impl FnOnce(&mut Canvas),
) -> String {
    let mut canvas = Canvas { text: String::new(), theme };
    let footer = canvas.open(sheet, kind, height);
    canvas.text.push_str(r#"<g aria-hidden="true">"#);
    decorate(&mut canvas);
    canvas.text.push_str("</g>");
    points(&mut canvas);
    canvas.close(sheet, footer)
}

/// Draws the words that stand where there is nothing to draw.
pub(crate) fn no_data(sheet: &Sheet, theme: Theme, kind: &str) -> String {
    let lines = wrapped(&sheet.empty, sheet.width - EDGE * 2.0, TEXT * 1.17);
    let height = 48.0 + crate::words::height_of(lines.len()) * 1.17;
    let words = |canvas: &mut Canvas| {
        for (row, line) in lines.iter().enumerate() {
            let at = (sheet.width / 2.0, 36.0 + crate::words::height_of(row) * 1.17);
            canvas.words(look::SOFT, Anchor::Middle, at, TEXT * 1.17, line);
        }
    };
    let name = Sheet { title: format!("{}. {}", sheet.title, sheet.empty), ..sheet.clone() };
    picture(if theme == Theme::Page { &name } else { sheet }, theme, kind, height, words, |_| {})
}

impl Canvas {
    /// Opens the document. Gives where a file's notes begin, below the chart.
    fn open(&mut self, sheet: &Sheet, kind: &str, height: f64) -> f64 {
        let name = escape(&sheet.title);
        if !self.theme.is_file() {
            let (width, height_text) = (number(sheet.width), number(height));
            self.push(format_args!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" class="chart-svg chart-{kind}" role="group" aria-label="{name}" tabindex="0" width="{width}" height="{height_text}" viewBox="0 0 {width} {height_text}">"#
            ));
            return height;
        }
        let inner = sheet.width;
        let title = wrapped(&sheet.title, inner, TITLE);
        let subtitle = wrapped(&sheet.subtitle, inner, TEXT * 1.1);
        let notes: usize = sheet.notes.iter().map(|note| wrapped(note, inner, TEXT).len()).sum();
        let head = crate::words::number_of(title.len()) * TITLE * 1.3
            + crate::words::height_of(subtitle.len()) * 1.1
            + EDGE * 1.5;
        let (width, all) =
            (sheet.width + EDGE * 2.0, head + height + EDGE * 1.5 + crate::words::height_of(notes));
        let (width, all) = (number(width), number(all));
        let about =
            escape(&[std::slice::from_ref(&sheet.subtitle), sheet.notes.as_slice()].concat().join(" "));
        self.push(format_args!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" role="img" font-family="'IBM Plex Sans', 'Segoe UI', Arial, sans-serif" width="{width}" height="{all}" viewBox="0 0 {width} {all}"><title>{name}</title><desc>{about}</desc>"#
        ));
        let ground = look::GROUND.attributes(self.theme);
        self.push(format_args!(r#"<rect {ground} width="{width}" height="{all}"/>"#));
        let mut y = EDGE + TITLE * 0.8;
        for line in &title {
            self.words(look::STRONG, Anchor::Start, (EDGE, y), TITLE, line);
            y += TITLE * 1.3;
        }
        for line in &subtitle {
            self.words(look::SOFT, Anchor::Start, (EDGE, y), TEXT * 1.1, line);
            y += crate::words::LINE * 1.1;
        }
        self.push(format_args!(r#"<g transform="translate({} {})">"#, number(EDGE), number(head)));
        height
    }

    fn close(mut self, sheet: &Sheet, height: f64) -> String {
        if self.theme.is_file() {
            let mut y = height + crate::words::LINE;
            for line in sheet.notes.iter().flat_map(|note| wrapped(note, sheet.width, TEXT)) {
                self.words(look::SOFT, Anchor::Start, (0.0, y), TEXT, &line);
                y += crate::words::LINE;
            }
            self.text.push_str("</g>");
        }
        self.text.push_str("</svg>");
        self.text
    }

    /// A point of the chart: in a page it can be reached and is announced. `around` is centre and size of its target.
    pub(crate) fn point(
        &mut self,
        index: usize,
        announcement: &str,
        around: ((f64, f64), (f64, f64)),
        shapes: impl FnOnce(&mut Self),
    ) {
        let ((x, y), (width, height)) = around;
        if self.theme.is_file() {
            shapes(self);
            return;
        }
        self.push(format_args!(
            r#"<g class="chart-point" role="img" aria-label="{}" tabindex="-1" data-point="{index}"><g aria-hidden="true">"#,
            escape(announcement)
        ));
        self.rect(look::HIT, (x - width / 2.0, y - height / 2.0), (width, height), 3.0);
        shapes(self);
        self.text.push_str("</g></g>");
    }

    /// Words with their baseline at a point. No words draw nothing.
    pub(crate) fn words(&mut self, look: Look, anchor: Anchor, at: (f64, f64), size: f64, words: &str) {
        if words.is_empty() {
            return;
        }
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let look = look.attributes(self.theme);
        self.push(format_args!(
            r#"<text {look}{anchor} x="{}" y="{}" font-size="{}">{}</text>"#,
            number(at.0),
            number(at.1),
            number(size),
            escape(words)
        ));
    }

    /// A straight line.
    pub(crate) fn line(&mut self, look: Look, from: (f64, f64), to: (f64, f64)) {
        let look = look.attributes(self.theme);
        let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
        self.push(format_args!(r#"<line {look} x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#));
    }

    /// Connected points. Fewer than two draw nothing.
    pub(crate) fn polyline(&mut self, look: Look, points: &[(f64, f64)]) {
        if points.len() > 1 {
            let look = look.attributes(self.theme);
            let points = list(points);
            self.push(format_args!(r#"<polyline {look} stroke-linejoin="round" points="{points}"/>"#));
        }
    }

    /// A rectangle. One without area draws nothing.
    pub(crate) fn rect(&mut self, look: Look, corner: (f64, f64), size: (f64, f64), radius: f64) {
        if size.0 <= 0.0 || size.1 <= 0.0 {
            return;
        }
        let look = look.attributes(self.theme);
        let (x, y, width, height) = (number(corner.0), number(corner.1), number(size.0), number(size.1));
        self.push(format_args!(
            r#"<rect {look} x="{x}" y="{y}" width="{width}" height="{height}" rx="{}"/>"#,
            number(radius)
        ));
    }

    /// Slanted lines over a rectangle: something is hidden here, and paper shows it too.
    pub(crate) fn hatch(&mut self, (left, top): (f64, f64), (width, height): (f64, f64)) {
        let step = 6.0;
        let mut at = step - height;
        while at < width {
            // From the lower edge up to the right, cut to the rectangle.
            let start = at.max(0.0);
            let end = (at + height).min(width);
            if end > start {
                let (lower, upper) = (top + height - (start - at), top + height - (end - at));
                self.line(look::HATCH, (left + start, lower), (left + end, upper));
            }
            at += step;
        }
    }

    /// A mark of a shape; `size` is the radius of a circle of the same weight.
    pub(crate) fn mark(&mut self, look: Look, shape: Shape, (x, y): (f64, f64), size: f64) {
        let polygon = |corners: &[(f64, f64)]| {
            corners.iter().map(|(dx, dy)| (x + dx * size, y + dy * size)).collect::<Vec<_>>()
        };
        let corners = match shape {
            Shape::Circle => {
                let look = look.attributes(self.theme);
                self.push(format_args!(
                    r#"<circle {look} cx="{}" cy="{}" r="{}"/>"#,
                    number(x),
                    number(y),
                    number(size)
                ));
                return;
            }
            Shape::Up => polygon(&[(0.0, -1.35), (1.25, 0.9), (-1.25, 0.9)]),
            Shape::Down => polygon(&[(0.0, 1.35), (1.25, -0.9), (-1.25, -0.9)]),
            Shape::Diamond => polygon(&[(0.0, -1.35), (1.35, 0.0), (0.0, 1.35), (-1.35, 0.0)]),
            Shape::Square => polygon(&[(-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)]),
        };
        let look = look.attributes(self.theme);
        self.push(format_args!(r#"<polygon {look} points="{}"/>"#, list(&corners)));
    }

    /// A diamond from end to end of an interval, widest at its value.
    pub(crate) fn wide_diamond(&mut self, look: Look, ends: (f64, f64), value: f64, y: f64, size: f64) {
        // A narrow interval is still to be seen.
        let (low, high) = (ends.0.min(value - 4.0), ends.1.max(value + 4.0));
        let look = look.attributes(self.theme);
        let corners = list(&[(low, y), (value, y - size), (high, y), (value, y + size)]);
        self.push(format_args!(r#"<polygon {look} points="{corners}"/>"#));
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.text.write_fmt(element);
    }
}
