//! The marks of a funnel.

use super::geometry::{FunnelGeometry, MARK};
use super::{FunnelChart, FunnelPoint};
use crate::canvas::{Anchor, Canvas, Shape, no_data, picture};
use crate::words::{LINE, TEXT};
use crate::{Role, Theme, Tone, look};

impl FunnelChart {
    /// Draws the chart; without data it says so in words.
    #[must_use]
    pub fn to_svg(&self, theme: Theme) -> String {
        if self.is_empty() {
            return no_data(&self.sheet, theme, "funnel");
        }
        let geometry = self.geometry();
        let height = geometry.height;
        let ground = |canvas: &mut Canvas| self.ground(canvas, &geometry);
        picture(&self.sheet, theme, "funnel", height, ground, |canvas| self.marks(canvas, &geometry))
    }

    fn ground(&self, canvas: &mut Canvas, geometry: &FunnelGeometry) {
        let (left, _, right, bottom) = geometry.plot;
        for (y, line) in &geometry.findings {
            canvas.words(look::SOFT, Anchor::Start, (0.0, *y), TEXT, line);
        }
        geometry.key.draw(canvas);
        for (y, words) in &geometry.ticks {
            canvas.line(look::GRID, (left, *y), (right, *y));
            canvas.words(look::TICK, Anchor::End, (left - 6.0, y + TEXT * 0.35), TEXT, words);
        }
        canvas.line(look::AXIS, (left, bottom), (right, bottom));
        for (x, words) in &geometry.counts {
            canvas.words(look::TICK, Anchor::Middle, (*x, bottom + LINE), TEXT, words);
        }
        canvas.words(look::SOFT, Anchor::End, (right, bottom + LINE * 2.0), TEXT, &self.counted);
        if let Some(centre) = geometry.centre {
            canvas.line(look::CENTRE, (left, centre), (right, centre));
        }
        for (curve, points) in self.curves.iter().zip(&geometry.curves) {
            canvas.polyline(if curve.is_alarm { look::LIMIT } else { look::LIMIT_TRIAL }, points);
        }
        for (y, words) in &geometry.labels {
            canvas.words(look::SOFT, Anchor::Start, (right + 6.0, *y), TEXT, words);
        }
    }

    fn marks(&self, canvas: &mut Canvas, geometry: &FunnelGeometry) {
        for (index, (unit, place)) in self.units.iter().zip(&geometry.units).enumerate() {
            let Some(place) = place else { continue };
            canvas.point(index, &unit.words.announcement, (*place, (24.0, 24.0)), |canvas| {
                let (look, shape) = mark(unit);
                let size = if unit.role == Role::Own { MARK * 1.35 } else { MARK };
                canvas.mark(look, shape, *place, size);
            });
        }
        for (index, at, anchor) in &geometry.own {
            if let Some(unit) = self.units.get(*index) {
                canvas.words(look::LABEL, *anchor, *at, TEXT, &unit.words.label);
            }
        }
    }
}

/// The colour says whose it is, the shape whether it stands out.
fn mark(unit: &FunnelPoint) -> (look::Look, Shape) {
    let (look, shape) = unit.role.mark();
    match unit.tone {
        Tone::Chance => (look, shape),
        Tone::Improvement => (look, Shape::Up),
        Tone::Concern => (look, Shape::Down),
        Tone::Change => (look, Shape::Square),
    }
}
