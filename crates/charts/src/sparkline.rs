//! A word-sized time series: twelve quarters, a centre line and a dot on the newest.

use crate::svg::Svg;
use crate::{Scale, Table};

/// One period of a sparkline.
#[derive(Clone, Debug, PartialEq)]
pub struct SparklinePoint {
    /// The period's name, e.g. `2. kvartal 2026`.
    pub label: String,
    /// The share, 0–1, or `None` where nothing was counted: the line then has a gap.
    pub value: Option<f64>,
    /// The value as it is written, e.g. `78 % (28 af 36)`.
    pub text: String,
    /// Whether the period can still gain courses. It is drawn hollow and left out of the centre line.
    pub incomplete: bool,
}

/// A sparkline over proportions.
#[derive(Clone, Debug, PartialEq)]
pub struct Sparkline {
    /// What a screen reader says instead of the picture.
    pub name: String,
    /// The periods, oldest first.
    pub points: Vec<SparklinePoint>,
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
}

/// Where the marks of a sparkline go.
#[derive(Clone, Debug, PartialEq)]
pub struct SparklineGeometry {
    /// Runs of neighbouring points that have a value.
    pub runs: Vec<Vec<(f64, f64)>>,
    /// Points without a neighbour on either side: a line cannot show them.
    pub lone: Vec<(f64, f64)>,
    /// Height of the centre line, the median of complete periods. `None` below two of them.
    pub centre: Option<f64>,
    /// The newest point and whether it is incomplete.
    pub last: Option<((f64, f64), bool)>,
}

/// Room for the dot and the line's thickness at every edge.
const MARGIN: f64 = 4.0;

/// A domain narrower than this is widened, so that a quiet series looks quiet.
const SMALLEST_DOMAIN: f64 = 0.3;

impl Sparkline {
    /// Computes the positions of all marks.
    #[must_use]
    pub fn geometry(&self) -> SparklineGeometry {
        let last_index = self.points.len().saturating_sub(1);
        let x = Scale::new((0.0, as_position(last_index)), (MARGIN, self.width - MARGIN));
        let y = Scale::new(self.domain(), (self.height - MARGIN, MARGIN));
        let mut runs: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
        for (index, point) in self.points.iter().enumerate() {
            match (point.value, runs.last_mut()) {
                (Some(value), Some(run)) => {
                    run.push((x.position(as_position(index)), y.position(value)));
                }
                (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
                _ => {}
            }
        }
        runs.retain(|run| !run.is_empty());
        let last = self.points.iter().enumerate().rev().find_map(|(index, point)| {
            let value = point.value?;
            Some(((x.position(as_position(index)), y.position(value)), point.incomplete))
        });
        let lone = runs.iter().filter(|run| run.len() == 1).flatten().copied().collect();
        runs.retain(|run| run.len() > 1);
        SparklineGeometry { runs, lone, centre: self.median().map(|value| y.position(value)), last }
    }

    /// Draws the sparkline.
    ///
    /// Classes: `spark`, `spark-centre`, `spark-line`, `spark-dot`, `spark-dot-hollow`.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let geometry = self.geometry();
        let mut svg = Svg::new("spark", &self.name, self.width, self.height);
        if let Some(centre) = geometry.centre {
            svg.line("spark-centre", (MARGIN, centre), (self.width - MARGIN, centre));
        }
        for run in &geometry.runs {
            svg.polyline("spark-line", run);
        }
        for point in &geometry.lone {
            svg.circle("spark-dot", *point, 1.5);
        }
        if let Some((point, incomplete)) = geometry.last {
            svg.circle(if incomplete { "spark-dot-hollow" } else { "spark-dot" }, point, 3.0);
        }
        svg.finish()
    }

    /// The same numbers as a table with the two column headers given.
    #[must_use]
    pub fn to_table(&self, period: &str, value: &str) -> Table {
        Table {
            caption: self.name.clone(),
            columns: vec![period.to_owned(), value.to_owned()],
            rows: self.points.iter().map(|p| vec![p.label.clone(), p.text.clone()]).collect(),
        }
    }

    /// The median of the complete periods that have a value.
    fn median(&self) -> Option<f64> {
        let mut values: Vec<f64> =
            self.points.iter().filter(|p| !p.incomplete).filter_map(|p| p.value).collect();
        values.sort_by(f64::total_cmp);
        let middle = values.len() / 2;
        match values.len() {
            0 | 1 => None,
            length if length % 2 == 1 => values.get(middle).copied(),
            _ => Some((values.get(middle - 1)? + values.get(middle)?) / 2.0),
        }
    }

    /// The drawn domain: the values' own, at least [`SMALLEST_DOMAIN`] wide, inside 0–1.
    fn domain(&self) -> (f64, f64) {
        let values = || self.points.iter().filter_map(|p| p.value);
        let low = values().fold(1.0_f64, f64::min);
        let high = values().fold(0.0_f64, f64::max);
        let spare = (SMALLEST_DOMAIN - (high - low)).max(0.0) / 2.0;
        let low = (low - spare).clamp(0.0, 1.0 - SMALLEST_DOMAIN);
        (low, (high + spare).clamp(low + SMALLEST_DOMAIN, 1.0))
    }
}

/// An index as a number on an axis; a sparkline has far fewer points than 2³².
fn as_position(index: usize) -> f64 {
    f64::from(u32::try_from(index).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
