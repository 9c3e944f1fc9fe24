//! Waiting times: a dot per course, the median with its interval, and the target.

use crate::axis::{NumberFormat, ValueAxis, with_room};
use crate::canvas::{Anchor, Canvas, Shape, no_data, picture};
use crate::key::{Key, Sample};
use crate::words::{LINE, TEXT, number_of, width_of};
use crate::{PointWords, Scale, Sheet, Table, Theme, look};

/// A strip of waiting times.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingStrip {
    /// Title, size and what is said without data.
    pub sheet: Sheet,
    /// How days are written.
    pub format: NumberFormat,
    /// The courses.
    pub courses: Vec<WaitingCourse>,
    /// Longer waits are folded into one place at the end: from how many days, and its words, e.g. `over 180`.
    pub fold: (f64, String),
    /// The median.
    pub median: Option<WaitingMedian>,
    /// The target days and their words.
    pub target: Option<(f64, String)>,
}

/// The median of the waiting times.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaitingMedian {
    /// Days.
    pub days: f64,
    /// The ends of its interval, where there is one.
    pub interval: Option<(f64, f64)>,
    /// Its words, e.g. `Median 21 dage (17–26)`.
    pub words: String,
}

/// A course.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaitingCourse {
    /// Its words.
    pub words: PointWords,
    /// Days waited.
    pub days: f64,
}

/// Positions of a waiting strip, in pixels from the upper left.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingGeometry {
    /// Left, top, right and bottom of the plot, the folded place included.
    pub plot: (f64, f64, f64, f64),
    /// Where the folded place begins.
    pub fold: f64,
    /// The height of everything.
    pub height: f64,
    /// One dot per course.
    pub dots: Vec<(f64, f64)>,
    /// Median and the ends of its interval.
    pub median: Option<(f64, Option<(f64, f64)>)>,
    /// The target.
    pub target: Option<f64>,
    /// Written days and their centres.
    pub ticks: Vec<(f64, String)>,
    key: Key,
}

/// The width of the folded place.
const FOLD: f64 = 44.0;
/// The golden ratio: its multiples spread evenly however many there are, and the same way every time.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

impl WaitingStrip {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.courses.is_empty()
    }

    /// The same numbers as a table under these headers.
    #[must_use]
    pub fn to_table(&self, columns: &[&str]) -> Table {
        Table::of(&self.sheet, columns, self.courses.iter().map(|course| &course.words))
    }

    /// Computes the positions of everything.
    #[must_use]
    pub fn geometry(&self) -> WaitingGeometry {
        let width = self.sheet.width;
        let mut entries: Vec<(Sample, &str)> = Vec::new();
        entries
            .extend(self.median.iter().map(|median| (Sample::Line(look::ALL_LINE), median.words.as_str())));
        entries.extend(self.target.iter().map(|(_, words)| (Sample::Line(look::TARGET), words.as_str())));
        let key = Key::new(&entries, 0.0, width);
        let (left, right, top) = (8.0, width - 8.0, key.height + 4.0);
        let bottom = top + self.sheet.height;
        let is_folded = self.courses.iter().any(|course| course.days > self.fold.0);
        let longest =
            self.courses.iter().map(|course| course.days).chain(self.target.iter().map(|target| target.0));
        let longest = longest.filter(|days| days.is_finite()).fold(1.0, f64::max);
        let fold = if is_folded { right - FOLD } else { right };
        let axis = ValueAxis { domain: None, format: self.format.clone(), cut: None };
        // On a written number, so that no dot hangs over the end.
        let round = axis.ends([0.0, longest].into_iter()).1.min(self.fold.0);
        let ends = (0.0, if is_folded { self.fold.0 } else { round.max(1.0) });
        let x = Scale::new(ends, (left, if is_folded { fold - 10.0 } else { fold }));
        let place = |days: f64| if days > self.fold.0 { (fold + right) / 2.0 } else { x.position(days) };
        let dot = |(index, course): (usize, &WaitingCourse)| {
            let jitter = (number_of(index + 1) * GOLDEN).fract();
            // Dots of the folded place spread sideways too.
            let aside = if course.days > self.fold.0 {
                ((number_of(index + 1) * GOLDEN * GOLDEN).fract() - 0.5) * (FOLD - 14.0)
            } else {
                0.0
            };
            (place(course.days) + aside, top + 6.0 + jitter * (bottom - top - 12.0))
        };
        let ticks = axis.ticks(ends, 6);
        let mut written: Vec<(f64, String)> =
            ticks.into_iter().map(|(days, words)| (x.position(days), words)).collect();
        let folded = is_folded.then(|| {
            let half = width_of(&self.fold.1, TEXT) / 2.0;
            (((fold + right) / 2.0).min(width - half), half)
        });
        if let Some((at, half)) = folded {
            written.retain(|(x, words)| x + width_of(words, TEXT) / 2.0 + TEXT * 0.5 <= at - half);
        }
        let mut ticks = with_room(written, width);
        ticks.extend(folded.map(|(at, _)| (at, self.fold.1.clone())));
        let median = self
            .median
            .as_ref()
            .map(|median| (place(median.days), median.interval.map(|(low, high)| (place(low), place(high)))));
        WaitingGeometry {
            plot: (left, top, right, bottom),
            fold,
            height: bottom + LINE + 6.0,
            dots: self.courses.iter().enumerate().map(dot).collect(),
            median,
            target: self.target.as_ref().map(|(days, _)| place(*days)),
            ticks,
            key,
        }
    }

    /// Draws the chart; without courses it says so in words.
    #[must_use]
    pub fn to_svg(&self, theme: Theme) -> String {
        if self.is_empty() {
            return no_data(&self.sheet, theme, "waiting");
        }
        let geometry = self.geometry();
        let (left, top, right, bottom) = geometry.plot;
        let ground = |canvas: &mut Canvas| {
            geometry.key.draw(canvas);
            if let Some((_, Some((low, high)))) = geometry.median {
                canvas.rect(look::BAND, (low, top), (high - low, bottom - top), 0.0);
            }
            if geometry.fold < right {
                canvas.rect(look::TRACK, (geometry.fold, top), (right - geometry.fold, bottom - top), 3.0);
            }
            canvas.line(look::AXIS, (left, bottom), (right, bottom));
            for (x, words) in &geometry.ticks {
                canvas.words(look::TICK, Anchor::Middle, (*x, bottom + LINE), TEXT, words);
            }
        };
        let points = |canvas: &mut Canvas| {
            for (index, (course, at)) in self.courses.iter().zip(&geometry.dots).enumerate() {
                canvas.point(index, &course.words.announcement, (*at, (12.0, 12.0)), |canvas| {
                    canvas.mark(look::CHANCE_MARK, Shape::Circle, *at, 3.5);
                });
            }
            if let Some((median, _)) = geometry.median {
                canvas.line(look::ALL_LINE, (median, top), (median, bottom));
            }
            if let Some(target) = geometry.target {
                canvas.line(look::TARGET, (target, top), (target, bottom));
            }
        };
        picture(&self.sheet, theme, "waiting", geometry.height, ground, points)
    }
}

#[cfg(test)]
mod tests;
