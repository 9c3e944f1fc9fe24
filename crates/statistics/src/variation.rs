//! Two words about a series: how it varies, and whether it can be trusted to reach its target.
//!
//! Source: `spec/ux.md` 3.3, after NHS England's variation and assurance icons.

use serde::{Deserialize, Serialize};

use crate::control::{ControlSegment, Limits};
use crate::series::{BASELINE, Point};
use crate::{Reason, Runs, Side, nhs_signals};

/// Which way is better for the citizens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// Larger values.
    Higher,
    /// Smaller values.
    Lower,
    /// Neither; the measure only describes.
    Neither,
}

/// How a series varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Variation {
    /// More than chance, for the better (*forbedring*).
    Improvement,
    /// More than chance, for the worse (*bekymring*).
    Concern,
    /// No more than chance (*tilfældig variation*).
    CommonCause,
    /// More than chance, without a direction (*ændring uden retning*).
    Undirected,
}

/// Whether the process reaches its target by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    /// Chance alone does not take it below the target (*når målet stabilt*).
    Stable,
    /// It depends on chance (*rammer målet tilfældigt*).
    HitAndMiss,
    /// Not without changing something (*når ikke målet uden ændringer*).
    Never,
}

impl Variation {
    /// The variation of a signal on `side`.
    #[must_use]
    pub fn of_side(side: Side, better: Better) -> Self {
        match (side, better) {
            (Side::Above, Better::Higher) | (Side::Below, Better::Lower) => Self::Improvement,
            (Side::Above, Better::Lower) | (Side::Below, Better::Higher) => Self::Concern,
            (_, Better::Neither) => Self::Undirected,
        }
    }

    /// The variation that run rules found.
    ///
    /// A long run that lasts until the latest useful point gives the direction. Too few crossings, or a long run that
    /// has ended, are a change without one: the series did not behave as chance, but now is on neither side. Default.
    #[must_use]
    pub fn of_runs(runs: &Runs, better: Better) -> Self {
        match runs.long.last() {
            Some(run) if run.last == runs.latest => Self::of_side(run.side, better),
            _ if runs.is_signal() => Self::Undirected,
            _ => Self::CommonCause,
        }
    }
}

impl ControlSegment {
    /// How the segment varies: the latest complete point outside its limits decides, then the runs.
    ///
    /// An earlier point outside is a change without a direction.
    ///
    /// # Errors
    /// The reason why neither limits nor runs could be judged.
    pub fn variation(&self, latest: usize, better: Better) -> Result<Variation, Reason> {
        if let Some(point) = self.outside.iter().find(|point| point.index == latest) {
            return Ok(Variation::of_side(point.side, better));
        }
        let by_runs = self.runs.as_ref().map(|runs| Variation::of_runs(runs, better));
        match by_runs {
            Ok(Variation::CommonCause) if !self.outside.is_empty() => Ok(Variation::Undirected),
            Ok(variation) => Ok(variation),
            Err(_) if !self.outside.is_empty() => Ok(Variation::Undirected),
            Err(reason) => Err(*reason),
        }
    }

    /// How the segment of `points` varies by NHS England's rules: the first rule that the latest complete point breaks
    /// decides. A signal that has ended is a change without a direction.
    ///
    /// # Errors
    /// Why there are no limits, where the other rules find nothing either.
    pub fn nhs_variation(
        &self,
        points: &[Point<f64>],
        latest: usize,
        better: Better,
    ) -> Result<Variation, Reason> {
        let signals = nhs_signals(points, self);
        let now = signals.iter().find(|signal| (signal.first..=signal.last).contains(&latest));
        match (now, &self.limits) {
            (Some(signal), _) => Ok(Variation::of_side(signal.side, better)),
            (None, _) if !signals.is_empty() => Ok(Variation::Undirected),
            (None, Ok(_)) => Ok(Variation::CommonCause),
            (None, Err(reason)) => Err(*reason),
        }
    }

    /// Whether the process reaches `target` by itself, from the limits at the `latest` complete point.
    ///
    /// # Errors
    /// [`Reason::TooFewPoints`] below twelve points, or why this chart does not suit the data.
    pub fn assurance(&self, latest: usize, target: f64, better: Better) -> Result<Assurance, Reason> {
        if self.is_trial {
            return Err(Reason::TooFewPoints {
                needed: crate::reason::count(BASELINE),
                found: crate::reason::count(self.baseline),
            });
        }
        self.suited?;
        let limits = match &self.limits {
            Ok(_) => self.limits_at(latest).ok_or(Reason::Empty)?,
            Err(reason) => return Err(*reason),
        };
        Ok(assurance(limits, target, better))
    }
}

fn assurance(limits: Limits, target: f64, better: Better) -> Assurance {
    match better {
        Better::Higher if target < limits.lower => Assurance::Stable,
        Better::Higher if target > limits.upper => Assurance::Never,
        Better::Lower if target > limits.upper => Assurance::Stable,
        Better::Lower if target < limits.lower => Assurance::Never,
        _ => Assurance::HitAndMiss,
    }
}
