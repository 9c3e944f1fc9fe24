//! The open model card: what it takes, with a unit's published numbers, to compute an adjusted one again.

use serde::{Deserialize, Serialize};

use super::fit::share_of;
use super::{Group, Reference};
use crate::Reason;

/// One level of a factor in the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelCard {
    /// Which.
    pub level: String,
    /// Whether it was too thin for a share of its own and was pooled with others.
    pub is_pooled: bool,
    /// Courses behind the share, those it was pooled with included.
    pub total: u32,
    /// Events among them.
    pub events: u32,
    /// The share that is matched, 0–1.
    pub share: f64,
}

impl Reference {
    /// The levels, factor by factor in the order given.
    #[must_use]
    pub fn levels(&self) -> Vec<Vec<LevelCard>> {
        let of = |group: &Group, level: &String| LevelCard {
            level: level.clone(),
            is_pooled: group.total < super::FEWEST_IN_LEVEL || group.levels.len() > 1,
            total: group.total,
            events: group.events,
            share: group.share(),
        };
        let factor = |groups: &Vec<Group>| {
            groups.iter().flat_map(|group| group.levels.iter().map(move |level| of(group, level))).collect()
        };
        self.factors.iter().map(factor).collect()
    }

    /// How well the factors tell courses with the event from those without: the c-statistic, 0.5 is a coin's.
    ///
    /// The probability that a course with the event is of a combination with a higher share than one without; ties
    /// count half. With several factors as the model has it, not as observed.
    ///
    /// # Errors
    /// [`Reason::NoVariation`] where no course has the event, or all have.
    pub fn discrimination(&self) -> Result<f64, Reason> {
        let mut cells: Vec<(f64, f64)> = self
            .combined(&self.weights(), None)
            .into_iter()
            .map(|(weight, odds)| (weight, share_of(odds)))
            .collect();
        cells.sort_by(|a, b| a.1.total_cmp(&b.1));
        let with: f64 = cells.iter().map(|(weight, share)| weight * share).sum();
        let without: f64 = cells.iter().map(|(weight, share)| weight * (1.0 - share)).sum();
        if with <= 0.0 || without <= 0.0 {
            return Err(Reason::NoVariation);
        }
        let (mut pairs, mut below) = (0.0, 0.0);
        for group in cells.chunk_by(|a, b| a.1 == b.1) {
            let events: f64 = group.iter().map(|(weight, share)| weight * share).sum();
            let others: f64 = group.iter().map(|(weight, share)| weight * (1.0 - share)).sum();
            pairs += events * (below + others / 2.0);
            below += others;
        }
        // Rounding may add a little to 1.
        Ok((pairs / with / without).min(1.0))
    }
}
