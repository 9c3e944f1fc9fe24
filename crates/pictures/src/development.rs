//! How one number per quarter develops: the chart of the numbers, and that of how far neighbours lie apart.

mod distances;
mod values;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

use api_types::{DataQuality, Development, DevelopmentPoint, Flow, NumberKind, Results};
use charts::{SeriesChart, SeriesPoint, SeriesSegment, SeriesWords, ValueAxis};
use chrono::{DateTime, Utc};
use domain::text::Language;

pub use self::distances::distances;
pub use self::values::development;
use crate::chart::{Draw, drawn};
use crate::said::{Scope, short_quarter};

/// A development with what it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Developed {
    /// What it is about, in the names of charts and files.
    pub id: String,
    /// Whose numbers.
    pub unit: String,
    /// When they were read.
    pub updated_at: DateTime<Utc>,
    /// The number, and what it is about.
    pub development: Development,
}

impl Developed {
    /// The median wait.
    #[must_use]
    pub fn of_flow(flow: &Flow) -> Self {
        Self {
            id: "ventetid".to_owned(),
            unit: flow.municipality.name.clone(),
            updated_at: flow.updated_at,
            development: flow.development.clone(),
        }
    }

    /// The mean change of a measure; answers from a list have none.
    #[must_use]
    pub fn of_results(results: &Results) -> Option<Self> {
        Some(Self {
            id: format!("resultater-{}", results.measure),
            unit: results.municipality.name.clone(),
            updated_at: results.updated_at,
            development: results.development.clone()?,
        })
    }

    /// The completeness of all forms.
    #[must_use]
    pub fn of_quality(quality: &DataQuality) -> Self {
        Self {
            id: "komplethed".to_owned(),
            unit: quality.municipality.name.clone(),
            updated_at: quality.updated_at,
            development: quality.development.clone(),
        }
    }

    /// Whether there is a number to draw.
    #[must_use]
    pub fn has_numbers(&self) -> bool {
        self.development.points.iter().any(|point| point.value.is_some())
    }

    /// Whether there is a distance to draw: without two numbers there is none.
    #[must_use]
    pub fn has_distances(&self) -> bool {
        self.development.points.iter().any(|point| point.range.is_some())
    }

    /// Whether the numbers are shares, whose axis may begin elsewhere than at 0.
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.development.kind == NumberKind::Share
    }

    /// How many are counted.
    fn counted(&self) -> u64 {
        self.development.points.iter().map(|point| point.n).sum()
    }

    /// What is said below a chart's title.
    fn subtitle(&self, language: Language) -> String {
        let points = &self.development.points;
        let Some((first, last)) = points.first().zip(points.last()) else { return String::new() };
        let scope = Scope { unit: self.unit.clone(), from: first.from, to: last.to };
        scope.subtitle(self.development.label.get(language), self.counted(), language)
    }
}

/// The words of a quarter at the axis.
fn short_label(point: &DevelopmentPoint, language: Language) -> String {
    short_quarter(&point.id, point.label.get(language), language)
}

/// The largest of some numbers; 0 of none.
fn highest(numbers: impl Iterator<Item = Option<f64>>) -> f64 {
    numbers.flatten().fold(0.0, f64::max)
}

/// What both charts of a development draw: one line of points with its limits.
struct Plot {
    axis: ValueAxis,
    findings: Vec<String>,
    points: Vec<SeriesPoint>,
    segment: SeriesSegment,
    lines: SeriesWords,
}

impl Plot {
    /// On a sheet of any width.
    fn draw(self) -> Draw {
        drawn(move |sheet| SeriesChart {
            sheet,
            axis: self.axis.clone(),
            findings: self.findings.clone(),
            name: String::new(),
            points: self.points.clone(),
            segments: vec![self.segment.clone()],
            lines: self.lines.clone(),
            target: None,
            others: Vec::new(),
            comments: Vec::new(),
        })
    }
}
