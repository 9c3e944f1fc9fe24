//! Where everything of a funnel goes.

use super::FunnelChart;
use crate::axis::{apart, counts, with_room};
use crate::canvas::{Anchor, Shape};
use crate::key::{Key, Sample, paragraph};
use crate::words::{LINE, TEXT, width_of};
use crate::{Role, Scale, Tone, look};

/// Positions of a funnel, in pixels from the upper left.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelGeometry {
    /// Left, top, right and bottom of the plot.
    pub plot: (f64, f64, f64, f64),
    /// The height of everything.
    pub height: f64,
    /// One place per unit.
    pub units: Vec<Option<(f64, f64)>>,
    /// Written shares and their heights.
    pub ticks: Vec<(f64, String)>,
    /// Written counts and their centres.
    pub counts: Vec<(f64, String)>,
    /// The curves.
    pub curves: Vec<Vec<(f64, f64)>>,
    /// The height of the centre.
    pub centre: Option<f64>,
    /// Words right of the plot and their heights.
    pub labels: Vec<(f64, String)>,
    pub(crate) own: Vec<(usize, (f64, f64), Anchor)>,
    pub(crate) key: Key,
    pub(crate) findings: Vec<(f64, String)>,
}

/// The radius of a mark.
pub(super) const MARK: f64 = 4.5;

impl FunnelChart {
    /// Computes the positions of everything.
    #[must_use]
    pub fn geometry(&self) -> FunnelGeometry {
        let width = self.sheet.width;
        let (findings, after_findings) = paragraph(&self.findings, 0.0, width);
        let key = Key::new(&self.entries(), after_findings, width);
        let top = after_findings + key.height + 8.0;
        let bottom = top + self.sheet.height;
        let places = || self.units.iter().filter_map(|unit| unit.place);
        let curves = || self.curves.iter().flat_map(|curve| &curve.points);
        let shares = places().map(|place| place.1).chain(curves().map(|point| point.1));
        let ends = self.axis.ends(shares.chain(self.centre.iter().map(|(share, _)| *share)));
        let y = Scale::new(ends, (bottom, top));
        let ticks = self.axis.ticks(ends, 5);
        let left = ticks.iter().map(|(_, words)| width_of(words, TEXT)).fold(0.0, f64::max) + 8.0;
        let beside = self.beside(y, (top, bottom));
        let right = width - beside.iter().map(|(_, words)| width_of(words, TEXT)).fold(0.0, f64::max) - 8.0;
        let largest = places().map(|place| place.0).chain(curves().map(|point| point.0)).fold(1.0, f64::max);
        let x = Scale::new((0.0, largest * 1.04), (left, right));
        let units: Vec<_> = self
            .units
            .iter()
            .map(|unit| unit.place.map(|(n, share)| (x.position(n), y.position(share))))
            .collect();
        let curves = self.curves.iter().map(|curve| {
            curve.points.iter().map(|(n, share)| (x.position(*n), y.position(*share))).collect()
        });
        FunnelGeometry {
            plot: (left, top, right, bottom),
            height: bottom + LINE * 2.0 + 8.0,
            ticks: ticks.into_iter().map(|(share, words)| (y.position(share), words)).collect(),
            counts: written(x, largest * 1.04, width),
            curves: curves.collect(),
            centre: self.centre.as_ref().map(|(share, _)| y.position(*share)),
            labels: beside,
            own: self.own(&units, (left, top, right, bottom)),
            units,
            key,
            findings,
        }
    }

    fn entries(&self) -> Vec<(Sample, &str)> {
        let has = |role: Role| self.units.iter().any(|unit| unit.place.is_some() && unit.role == role);
        let says = |tone: Tone| self.units.iter().any(|unit| unit.place.is_some() && unit.tone == tone);
        let mark = |(look, shape)| Sample::Mark(look, shape);
        let all = [
            (has(Role::Own), mark(Role::Own.mark()), &self.key.own),
            (has(Role::Cluster), mark(Role::Cluster.mark()), &self.key.cluster),
            (has(Role::Other), mark(Role::Other.mark()), &self.key.others),
            (says(Tone::Improvement), Sample::Mark(look::OTHER_MARK, Shape::Up), &self.key.better),
            (says(Tone::Concern), Sample::Mark(look::OTHER_MARK, Shape::Down), &self.key.worse),
        ];
        all.into_iter().filter(|(is, _, _)| *is).map(|(_, sample, words)| (sample, words.as_str())).collect()
    }

    /// The words of curves and centre right of the plot, moved apart.
    fn beside(&self, y: Scale, (top, bottom): (f64, f64)) -> Vec<(f64, String)> {
        let curves =
            self.curves.iter().filter_map(|curve| Some((curve.points.last()?.1, curve.label.clone())));
        let centre = self.centre.iter().map(|(share, words)| (*share, words.clone()));
        let words: Vec<(f64, String)> = curves.chain(centre).filter(|(_, words)| !words.is_empty()).collect();
        let heights: Vec<f64> = words.iter().map(|(share, _)| y.position(*share) + TEXT * 0.35).collect();
        let heights = apart(&heights, LINE * 0.9, (top + TEXT * 0.35, bottom + TEXT * 0.35));
        heights.into_iter().zip(words).map(|(height, (_, words))| (height, words)).collect()
    }

    /// Where the names of the own units stand: beside their marks, inside the plot, off every other mark.
    fn own(
        &self,
        units: &[Option<(f64, f64)>],
        (left, top, right, bottom): (f64, f64, f64, f64),
    ) -> Vec<(usize, (f64, f64), Anchor)> {
        let own = self.units.iter().zip(units).enumerate().filter(|(_, (unit, _))| unit.role == Role::Own);
        own.filter_map(|(index, (unit, place))| {
            let ((x, y), wide) = ((*place)?, width_of(&unit.words.label, TEXT));
            if wide == 0.0 {
                return None;
            }
            let away = MARK + 5.0;
            let (above, below) = (y - away, y + away + TEXT * 0.8);
            let candidates = [
                (x + away, y + TEXT * 0.35, Anchor::Start),
                (x - away, y + TEXT * 0.35, Anchor::End),
                (x, above, Anchor::Middle),
                (x, below, Anchor::Middle),
                (x + MARK, above, Anchor::Start),
                (x + MARK, below, Anchor::Start),
                (x - MARK, above, Anchor::End),
                (x - MARK, below, Anchor::End),
                (x, above - LINE, Anchor::Middle),
                (x, below + LINE, Anchor::Middle),
            ];
            let start = |x: f64, anchor: Anchor| match anchor {
                Anchor::Start => x,
                Anchor::Middle => x - wide / 2.0,
                Anchor::End => x - wide,
            };
            let inside = |&(x, y, anchor): &(f64, f64, Anchor)| {
                let start = start(x, anchor);
                start >= left && start + wide <= right && y - TEXT >= top && y <= bottom - 2.0
            };
            let free = |&(x, y, anchor): &(f64, f64, Anchor)| {
                let start = start(x, anchor);
                units
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != index)
                    .filter_map(|(_, place)| *place)
                    .all(|(other_x, other_y)| {
                        other_x < start - MARK
                            || other_x > start + wide + MARK
                            || other_y < y - TEXT - MARK
                            || other_y > y + MARK + TEXT * 0.3
                    })
            };
            let best = candidates.iter().find(|place| inside(place) && free(place));
            let (x, y, anchor) = *best.or_else(|| candidates.iter().find(|place| inside(place)))?;
            Some((index, (x, y), anchor))
        })
        .collect()
    }
}

/// The written counts under the plot.
fn written(x: Scale, largest: f64, width: f64) -> Vec<(f64, String)> {
    let ticks = counts(largest, 6).into_iter();
    with_room(ticks.map(|(tick, words)| (x.position(tick), words)).collect(), width)
}
