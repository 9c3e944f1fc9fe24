//! What changes from start to end.

use std::collections::BTreeMap;

use crate::answers::Value;
use crate::expr::Facts;
use crate::programme::{ResultDefinition, ThresholdDefinition};
use crate::validation::holds;

/// One measure over several courses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// Courses with a number at the start and at the end.
    pub pairs: Vec<MeasuredPair>,
    /// Courses with an answer at the start and none at the end.
    pub unpaired: u64,
    /// Courses per code at the start and code at the end.
    pub moves: BTreeMap<(String, String), u64>,
    /// Per threshold of the definition, how many reached it.
    pub reached: Vec<Reached>,
}

/// The numbers of one course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasuredPair {
    /// At the start.
    pub start: f64,
    /// At the end.
    pub end: f64,
    /// Whether the first threshold is reached; absent when it does not concern the course.
    pub is_reached: Option<bool>,
}

/// How many reached a threshold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Courses it concerns.
    pub among: u64,
    /// Of them, courses that reached it.
    pub reached: u64,
}

/// Fewer pairs say nothing but who they are. Source: ux 2 (route 19).
const FEWEST_SHOWN: usize = 5;
/// Up to so many citizens a line each says most. Source: ux 3.11.
const MOST_SHOWN: usize = 40;

impl Measured {
    /// Counts one course.
    pub fn add(&mut self, measure: &ResultDefinition, facts: &Facts) {
        self.reached.resize(measure.thresholds.len(), Reached::default());
        let value = |variable| facts.answer(variable).and_then(|answer| answer.value());
        let Some(start) = value(&measure.start) else { return };
        let Some(end) = value(&measure.end) else {
            self.unpaired += 1;
            return;
        };
        let reached: Vec<Option<bool>> =
            measure.thresholds.iter().map(|threshold| is_reached(threshold, facts)).collect();
        for (is_reached, count) in reached.iter().zip(&mut self.reached) {
            count.among += u64::from(is_reached.is_some());
            count.reached += u64::from(*is_reached == Some(true));
        }
        match (start, end) {
            (Value::Text(start), Value::Text(end)) => {
                *self.moves.entry((start.clone(), end.clone())).or_default() += 1;
            }
            (start, end) => {
                let numbers = start.number().zip(end.number());
                let pair = numbers.map(|(start, end)| MeasuredPair {
                    start: start.to_f64(),
                    end: end.to_f64(),
                    is_reached: reached.first().copied().flatten(),
                });
                self.pairs.extend(pair);
            }
        }
    }

    /// Whether the pairs are shown one by one to who may see the courses behind a number.
    #[must_use]
    pub fn is_shown_by_citizen(&self) -> bool {
        (FEWEST_SHOWN..=MOST_SHOWN).contains(&self.pairs.len())
    }

    /// Courses with both answers.
    #[must_use]
    pub fn paired(&self) -> u64 {
        u64::try_from(self.pairs.len()).unwrap_or(u64::MAX).saturating_add(self.moves.values().sum())
    }
}

fn is_reached(threshold: &ThresholdDefinition, facts: &Facts) -> Option<bool> {
    if holds(threshold.among.as_ref(), facts) { threshold.reached.truth(facts).decided() } else { None }
}
