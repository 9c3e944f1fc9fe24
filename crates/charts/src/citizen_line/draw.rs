//! The line as SVG.

use super::{Arrow, CitizenLine, LETTER, LINE};
use crate::svg::Svg;
use crate::words::number_of;

impl CitizenLine {
    /// Draws the line. Screen readers skip it: sentence, table and the words of the selected point stand beside it.
    ///
    /// Classes: `citizen-line-chart`, `citizen-band`, `citizen-edge`, `citizen-words`, `citizen-axis`,
    /// `citizen-from-start`, `citizen-line-path`, `citizen-dot`, `citizen-dot-now`, `citizen-ring`, `citizen-mark`,
    /// `citizen-date`, `citizen-arrow`, `citizen-better`.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let mut svg = Svg::silent("citizen-line-chart", self.width, self.height);
        let geometry = self.geometry();
        let (left, top, right, bottom) = geometry.plot;
        for ((upper, lower), level) in geometry.bands.iter().zip(&self.levels) {
            if level.advised {
                svg.rect("citizen-band", (left, *upper), (right - left, lower - upper), 0.0);
            }
            // The lowest edge is the axis itself.
            if *lower < bottom - 0.5 {
                svg.line("citizen-edge", (left, *lower), (right, *lower));
            }
        }
        self.draw_words(&mut svg, &geometry.words, &geometry.bands, geometry.plot);
        svg.line("citizen-axis", (left, bottom), (right, bottom));
        svg.line("citizen-axis", (left, top), (left, bottom));
        if let (Some(first), true) = (geometry.points.first(), geometry.points.len() > 1) {
            svg.line("citizen-from-start", *first, (right, first.1));
        }
        svg.polyline("citizen-line-path", &geometry.points);
        let last = geometry.points.len().saturating_sub(1);
        for (index, point) in geometry.points.iter().enumerate() {
            if self.selected == Some(index) {
                svg.circle("citizen-ring", *point, self.text * 0.75);
            }
            let class = if index == last { "citizen-dot citizen-dot-now" } else { "citizen-dot" };
            svg.circle(class, *point, self.text * 0.4);
        }
        self.draw_marks(&mut svg, &geometry.points, geometry.plot);
        for index in &geometry.dates {
            if let (Some(point), Some((x, _))) = (self.points.get(*index), geometry.points.get(*index)) {
                let at = (*x, bottom + self.text * 1.45);
                svg.text("citizen-date", at, self.text * 0.9, &point.date);
            }
        }
        self.draw_arrow(&mut svg, geometry.plot);
        svg.finish()
    }

    /// A word-sized version for a table: the line, its dots and the advised band.
    ///
    /// Classes as above, with `citizen-spark` on the picture.
    #[must_use]
    pub fn to_spark_svg(&self, width: f64, height: f64) -> String {
        let small = Self { width, height, text: 1.0, levels: self.levels.clone(), ..self.clone() };
        let (x, y) =
            (small.columns(5.0, width - 5.0), crate::Scale::new(small.domain(), (height - 5.0, 5.0)));
        let points: Vec<_> =
            small.points.iter().zip(&x).map(|(point, x)| (*x, y.position(point.value))).collect();
        let mut svg = Svg::silent("citizen-spark", width, height);
        for ((upper, lower), level) in small.bands(y).into_iter().zip(&small.levels) {
            if level.advised {
                svg.rect("citizen-band", (0.0, upper), (width, lower - upper), 0.0);
            }
        }
        svg.polyline("citizen-line-path", &points);
        let last = points.len().saturating_sub(1);
        for (index, point) in points.iter().enumerate() {
            let (class, radius) =
                if index == last { ("citizen-dot citizen-dot-now", 3.5) } else { ("citizen-dot", 2.5) };
            svg.circle(class, *point, radius);
        }
        svg.finish()
    }

    /// Words beside the axis: in the middle of their level, or at the ends of the axis.
    fn draw_words(
        &self,
        svg: &mut Svg,
        words: &[Vec<String>],
        bands: &[(f64, f64)],
        (left, top, _, bottom): (f64, f64, f64, f64),
    ) {
        let line = self.text * LINE;
        for (index, lines) in words.iter().enumerate() {
            let below_first = number_of(lines.len().saturating_sub(1)) * line;
            let first = match bands.get(index) {
                Some((upper, lower)) => (upper + lower) / 2.0 - below_first / 2.0 + self.text * 0.35,
                None if index == 0 => bottom - below_first,
                None => top + self.text * 0.8,
            };
            for (row, words) in lines.iter().enumerate() {
                let at = (left - self.text * 0.6, first + number_of(row) * line);
                svg.text("citizen-words", at, self.text * 0.95, words);
            }
        }
    }

    /// What is written at the points: above them, or below where the line comes down to them.
    fn draw_marks(
        &self,
        svg: &mut Svg,
        points: &[(f64, f64)],
        (left, top, right, bottom): (f64, f64, f64, f64),
    ) {
        for (index, (point, (x, y))) in self.points.iter().zip(points).enumerate() {
            if point.mark.is_empty() {
                continue;
            }
            let half = number_of(point.mark.chars().count()) * self.text * LETTER / 2.0;
            let x = if half * 2.0 < right - left {
                x.clamp(left + half, right - half)
            } else {
                (left + right) / 2.0
            };
            let neighbour = if index == 0 { points.get(1) } else { points.get(index - 1) };
            let from_above = neighbour.is_some_and(|(_, other)| other < y);
            let room_below = y + self.text * 1.7 < bottom;
            let below = (from_above && room_below) || y - self.text * 1.7 < top - self.text * 1.9;
            let offset = if below { self.text * 1.5 } else { -self.text * 0.8 };
            svg.text("citizen-mark", (x, y + offset), self.text, &point.mark);
        }
    }

    /// The arrow to the right of the plot, and its word.
    fn draw_arrow(&self, svg: &mut Svg, (_, top, right, bottom): (f64, f64, f64, f64)) {
        let Some((arrow, word)) = &self.better else { return };
        let (x, head) = (right + self.text * 1.2, self.text * 0.42);
        let (tail, tip) = match arrow {
            Arrow::Up => (bottom, top + self.text * 0.6),
            Arrow::Down => (top + self.text * 0.6, bottom),
        };
        let back = if *arrow == Arrow::Up { tip + head * 1.8 } else { tip - head * 1.8 };
        svg.line("citizen-arrow", (x, tail), (x, back));
        svg.polygon("citizen-arrow-head", &[(x, tip), (x - head, back), (x + head, back)]);
        svg.text("citizen-better", (self.width - 2.0, top - self.text * 0.5), self.text * 0.95, word);
    }
}
