//! The marks of a series chart.

use super::SeriesChart;
use super::geometry::{FLAG, SeriesCentre, SeriesGeometry};
use crate::canvas::{Anchor, Canvas, Shape, no_data, picture};
use crate::look;
use crate::words::{LINE, TEXT};
use crate::{Scale, Theme};

impl SeriesChart {
    /// Draws the chart; without data it says so in words.
    #[must_use]
    pub fn to_svg(&self, theme: Theme) -> String {
        if self.is_empty() {
            return no_data(&self.sheet, theme, "series");
        }
        let geometry = self.geometry();
        picture(
            &self.sheet,
            theme,
            "series",
            geometry.height,
            |canvas| self.ground(canvas, &geometry),
            |canvas| self.marks(canvas, &geometry),
        )
    }

    fn ground(&self, canvas: &mut Canvas, geometry: &SeriesGeometry) {
        let (left, top, right, bottom) = geometry.plot;
        for (y, line) in &geometry.findings {
            canvas.words(look::STRONG, Anchor::Start, (0.0, *y), TEXT, line);
        }
        geometry.key.draw(canvas);
        for (y, words) in &geometry.ticks {
            canvas.line(look::GRID, (left, *y), (right, *y));
            canvas.words(look::TICK, Anchor::End, (left - 6.0, y + TEXT * 0.35), TEXT, words);
        }
        canvas.line(look::AXIS, (left, bottom), (right, bottom));
        if self.axis.cut.is_some() {
            // The usual sign of an axis that does not begin at 0.
            let zigzag = [(0.0, 4.0), (-4.0, 1.0), (4.0, -3.0), (0.0, -6.0)];
            let zigzag: Vec<_> = zigzag.iter().map(|(x, y)| (left + x, bottom - 8.0 + y)).collect();
            canvas.polyline(look::BREAK, &zigzag);
        }
        let column = (right - left) / crate::words::number_of(self.points.len().max(1));
        for (point, place) in self.points.iter().zip(&geometry.points) {
            if point.is_hidden {
                canvas.hatch((place.x - column / 2.0, top), (column, bottom - top));
            }
        }
        for (index, x) in &geometry.labels {
            if let Some(point) = self.points.get(*index) {
                canvas.words(look::TICK, Anchor::Middle, (*x, bottom + LINE), TEXT, &point.words.label);
            }
        }
        for (number, (x, flag, is_break)) in geometry.flags.iter().enumerate() {
            let look = if *is_break { look::BREAK } else { look::GUIDE };
            canvas.line(look, (*x, top - 4.0), (*x, bottom));
            let middle = (*flag, top - 6.0 - FLAG);
            canvas.mark(look::FLAG, if *is_break { Shape::Square } else { Shape::Circle }, middle, FLAG);
            let at = (middle.0, middle.1 + TEXT * 0.33);
            canvas.words(look::WORDS, Anchor::Middle, at, TEXT * 0.9, &(number + 1).to_string());
        }
        for label in &geometry.named {
            canvas.polyline(
                label.look,
                &[(right, label.end), (right + 5.0, label.end), (right + 14.0, label.at)],
            );
            let at = (right + 18.0, label.at + TEXT * 0.35);
            canvas.words(look::WORDS, Anchor::Start, at, TEXT, &label.words);
        }
        for (y, line) in &geometry.notes {
            canvas.words(look::SOFT, Anchor::Start, (0.0, *y), TEXT, line);
        }
        self.lines(canvas, geometry);
    }

    fn lines(&self, canvas: &mut Canvas, geometry: &SeriesGeometry) {
        let (left, _, right, _) = geometry.plot;
        let y = self.heights(geometry);
        for step in &geometry.limits {
            let look = if step.is_trial { look::LIMIT_TRIAL } else { look::LIMIT };
            canvas.polyline(look, &step.points);
        }
        for SeriesCentre { from, to, segment } in &geometry.centres {
            let is_signal = self.segments.get(*segment).is_some_and(|segment| segment.is_signal);
            canvas.line(if is_signal { look::CENTRE_SIGNAL } else { look::CENTRE }, *from, *to);
        }
        if let Some((target, _)) = self.target {
            canvas.line(look::TARGET, (left, y.position(target)), (right, y.position(target)));
        }
        for other in &self.others {
            let values = other.values.iter().copied().chain(std::iter::repeat(None));
            let places: Vec<Option<(f64, f64)>> = geometry
                .points
                .iter()
                .zip(values)
                .map(|(place, value)| Some((place.x, y.position(value?))))
                .collect();
            for run in places.split(Option::is_none) {
                canvas.polyline(other.role.line(), &run.iter().flatten().copied().collect::<Vec<_>>());
            }
            let (look, shape) = other.role.mark();
            for place in places.into_iter().flatten() {
                canvas.mark(look, shape, place, 2.5);
            }
        }
        for run in &geometry.runs {
            let places = run.iter().filter_map(|index| geometry.points.get(*index));
            let points: Vec<_> = places.filter_map(|place| Some((place.x, place.y?))).collect();
            canvas.polyline(look::OWN_LINE, &points);
        }
    }

    fn marks(&self, canvas: &mut Canvas, geometry: &SeriesGeometry) {
        let (left, top, right, bottom) = geometry.plot;
        let column = (right - left) / crate::words::number_of(self.points.len().max(1));
        let size = (column * 0.4).clamp(2.0, 4.5);
        for (index, (point, place)) in self.points.iter().zip(&geometry.points).enumerate() {
            let middle = (place.x, place.y.unwrap_or((top + bottom) / 2.0));
            let target = (column.clamp(6.0, 24.0), 24.0);
            canvas.point(index, &point.words.announcement, (middle, target), |canvas| {
                let (look, shape) = point.tone.mark();
                let Some(y) = place.y else { return };
                if point.is_incomplete {
                    canvas.mark(look::HOLLOW_MARK, Shape::Circle, (place.x, y), size);
                } else {
                    canvas.mark(look, shape, (place.x, y), size);
                }
            });
        }
    }

    /// The scale of values that the geometry was computed with.
    fn heights(&self, geometry: &SeriesGeometry) -> Scale {
        let (_, top, _, bottom) = geometry.plot;
        Scale::new(geometry.ends, (bottom, top))
    }
}
