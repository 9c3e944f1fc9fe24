//! One proportion on a 0–100 strip: the value, its 95 % interval and the target.

use crate::svg::Svg;
use crate::{Scale, Table};

/// A bullet-like strip. All numbers are shares, 0–1.
#[derive(Clone, Debug, PartialEq)]
pub struct IntervalStrip {
    /// What a screen reader says instead of the picture.
    pub name: String,
    /// The point estimate and its interval `(value, low, high)`; `None` where nothing was counted.
    pub estimate: Option<(f64, f64, f64)>,
    /// The target, if there is one.
    pub target: Option<f64>,
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
}

/// Horizontal positions of the marks, in pixels from the left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StripGeometry {
    /// Where 0 and 1 are.
    pub axis: (f64, f64),
    /// Value, lower and upper end.
    pub estimate: Option<(f64, f64, f64)>,
    /// The target.
    pub target: Option<f64>,
}

/// Room for half a dot at 0 and 1.
const MARGIN: f64 = 6.0;

impl IntervalStrip {
    /// Computes the positions of all marks.
    #[must_use]
    pub fn geometry(&self) -> StripGeometry {
        let axis = (MARGIN, self.width - MARGIN);
        let x = Scale::new((0.0, 1.0), axis);
        StripGeometry {
            axis,
            estimate: self
                .estimate
                .map(|(value, low, high)| (x.position(value), x.position(low), x.position(high))),
            target: self.target.map(|target| x.position(target)),
        }
    }

    /// Draws the strip.
    ///
    /// Classes: `strip`, `strip-axis`, `strip-interval`, `strip-value`, `strip-target`.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let geometry = self.geometry();
        let middle = self.height / 2.0;
        let mut svg = Svg::new("strip", &self.name, self.width, self.height);
        let (start, end) = geometry.axis;
        svg.rect("strip-axis", (start, middle - 3.0), (end - start, 6.0), 3.0);
        if let Some((_, low, high)) = geometry.estimate {
            svg.rect("strip-interval", (low, middle - 3.0), (high - low, 6.0), 3.0);
        }
        if let Some(target) = geometry.target {
            svg.line("strip-target", (target, 2.0), (target, self.height - 2.0));
        }
        if let Some((value, _, _)) = geometry.estimate {
            svg.circle("strip-value", (value, middle), 5.0);
        }
        svg.finish()
    }

    /// The same numbers as a table: one row per mark, with the words and the number format given.
    #[must_use]
    pub fn to_table(&self, words: &StripWords<'_>, percent: impl Fn(f64) -> String) -> Table {
        let mut rows = Vec::new();
        if let Some((value, low, high)) = self.estimate {
            rows.push(vec![words.value.to_owned(), percent(value)]);
            rows.push(vec![words.low.to_owned(), percent(low)]);
            rows.push(vec![words.high.to_owned(), percent(high)]);
        }
        if let Some(target) = self.target {
            rows.push(vec![words.target.to_owned(), percent(target)]);
        }
        Table {
            caption: self.name.clone(),
            columns: vec![words.measure.to_owned(), words.number.to_owned()],
            rows,
        }
    }
}

/// The words of a strip's table, in the language of the page.
#[derive(Clone, Copy, Debug)]
pub struct StripWords<'a> {
    /// Header of the first column.
    pub measure: &'a str,
    /// Header of the second column.
    pub number: &'a str,
    /// The point estimate.
    pub value: &'a str,
    /// Lower end of the interval.
    pub low: &'a str,
    /// Upper end of the interval.
    pub high: &'a str,
    /// The target.
    pub target: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip() -> IntervalStrip {
        IntervalStrip {
            name: "78 %".to_owned(),
            estimate: Some((0.78, 0.72, 0.83)),
            target: Some(0.6),
            width: 212.0,
            height: 24.0,
        }
    }

    #[test]
    fn nothing_and_all_are_the_ends_of_the_axis() {
        let mut strip = strip();
        strip.estimate = Some((0.5, 0.0, 1.0));
        let geometry = strip.geometry();
        assert_eq!(geometry.estimate, Some((106.0, geometry.axis.0, geometry.axis.1)));
    }

    #[test]
    fn a_target_left_of_the_value_is_drawn_left_of_it() {
        let geometry = strip().geometry();
        assert!(geometry.target < geometry.estimate.map(|marks| marks.0));
    }

    #[test]
    fn without_courses_only_axis_and_target_are_drawn() {
        let mut strip = strip();
        strip.estimate = None;
        let svg = strip.to_svg();
        assert!(svg.contains("strip-target") && !svg.contains("strip-value"), "{svg}");
    }

    #[test]
    fn the_table_has_the_numbers_of_the_picture() {
        let words = StripWords {
            measure: "Mål",
            number: "Tal",
            value: "Andel",
            low: "Nedre",
            high: "Øvre",
            target: "Standard",
        };
        let table = strip().to_table(&words, |share| format!("{:.0} %", share * 100.0));
        let expected = [["Andel", "78 %"], ["Nedre", "72 %"], ["Øvre", "83 %"], ["Standard", "60 %"]];
        assert_eq!(table.rows, expected);
    }
}
