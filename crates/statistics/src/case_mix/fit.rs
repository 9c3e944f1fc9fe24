//! Fitting main effects to margins.

use super::{Group, Reference, shifted};
use crate::Reason;
use crate::distribution::bisect;

/// Log odds beyond which a share is 0 or 1 to every digit.
pub(super) const FAR: f64 = 40.0;

/// How near to the observed share of a level the fitted one comes.
const NEAR: f64 = 1e-12;

/// Rounds over all factors. Factors that are spread independently hardly disturb each other: ten do.
const MOST_ROUNDS: u32 = 200;

/// The longest step of a log odds.
const LONGEST_STEP: f64 = 2.0;

impl Reference {
    /// Finds α and every β: those at which each level's mean share over the combinations it is part of,
    /// `Σ_c w_c · p(α + β + …)`, is the observed one. One Newton step for each level in turn, until none moves.
    pub(super) fn fit(&mut self) -> Result<(), Reason> {
        let share = self.share();
        self.base = log_odds(share);
        if share <= 0.0 || share >= 1.0 {
            return Ok(());
        }
        let is_single = self.factors.len() == 1;
        let wanted: Vec<Vec<f64>> =
            self.factors.iter().map(|groups| levelled(groups, share, is_single)).collect();
        if is_single {
            self.base = 0.0;
        }
        for (groups, wanted) in self.factors.iter_mut().zip(&wanted) {
            for (group, wanted) in groups.iter_mut().zip(wanted) {
                group.effect = log_odds(*wanted) - self.base;
            }
        }
        if is_single {
            return Ok(());
        }
        for _ in 0..MOST_ROUNDS {
            if self.round(&wanted) < NEAR {
                return Ok(());
            }
        }
        Err(Reason::NotFinite)
    }

    /// Moves every level once, and tells how far the furthest was off.
    fn round(&mut self, wanted: &[Vec<f64>]) -> f64 {
        let mut furthest: f64 = 0.0;
        for (factor, wanted) in wanted.iter().enumerate() {
            let others = self.combined(&self.weights(), Some(factor));
            let Some(groups) = self.factors.get_mut(factor) else { continue };
            for (group, wanted) in groups.iter_mut().zip(wanted) {
                let (mut mean, mut slope) = (0.0, 0.0);
                for (weight, odds) in &others {
                    let share = share_of(odds + group.effect);
                    mean += weight * share;
                    slope += weight * share * (1.0 - share);
                }
                let off = wanted - mean;
                furthest = furthest.max(off.abs());
                group.effect += (off / slope.max(f64::MIN_POSITIVE)).clamp(-LONGEST_STEP, LONGEST_STEP);
            }
        }
        furthest
    }

    /// The reference's own spread over the levels of each factor.
    pub(super) fn weights(&self) -> Vec<Vec<f64>> {
        self.factors.iter().map(|groups| groups.iter().map(|group| group.weight).collect()).collect()
    }

    /// Weight and log odds of every combination of levels, spread independently; without one factor if wanted.
    pub(super) fn combined(&self, mix: &[Vec<f64>], without: Option<usize>) -> Vec<(f64, f64)> {
        let mut all = vec![(1.0, self.base)];
        for (factor, (groups, weights)) in self.factors.iter().zip(mix).enumerate() {
            if Some(factor) == without {
                continue;
            }
            let levels: Vec<(&Group, f64)> =
                groups.iter().zip(weights.iter().copied()).filter(|(_, weight)| *weight > 0.0).collect();
            all = all
                .iter()
                .flat_map(|(weight, odds)| {
                    levels.iter().map(move |(group, own)| (weight * own, odds + group.effect))
                })
                .collect();
        }
        all
    }
}

/// The shares of a factor's levels, shifted so that together they are the share of the whole.
fn levelled(groups: &[Group], share: f64, is_single: bool) -> Vec<f64> {
    let of = |group: &Group| if is_single { group.share() } else { group.inner_share() };
    let mean =
        |delta: f64| -> f64 { groups.iter().map(|group| group.weight * shifted(of(group), delta)).sum() };
    let delta =
        if (mean(0.0) - share).abs() < NEAR { 0.0 } else { bisect(-FAR, FAR, |delta| mean(delta) < share) };
    groups.iter().map(|group| shifted(of(group), delta)).collect()
}

fn log_odds(share: f64) -> f64 {
    (share / (1.0 - share)).ln()
}

/// The share with these log odds, 0–1.
pub(super) fn share_of(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}
