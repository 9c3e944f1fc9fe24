//! The fair-comparison switch: as it would be with everybody's citizens, and small units pulled towards all.

use std::collections::BTreeMap;

use api_types::ModelCardView;
use db::PublishedRow;
use domain::organisation::UnitId;
use domain::programme::{Split, UNKNOWN};
use domain::text::Text;
use statistics::{Interval, LevelCount, Prior, Proportion, Rate, Reason, Reference};

use super::card::card;
use super::words;

/// The part of a unit's courses, in per cent, that must be in parts of a split that are shown. The others are taken to be
/// in the parts that are not, divided as in the reference: what is not known is not adjusted for. Default.
pub(super) const COVERED: u64 = 40;

/// A share after adjustment, 0–1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Estimate {
    pub(crate) share: f64,
    pub(crate) interval: Interval,
}

/// Computed shares by unit, and why some units have none.
#[derive(Default)]
pub(crate) struct Estimates {
    pub(crate) shares: BTreeMap<UnitId, Estimate>,
    pub(crate) refused: BTreeMap<UnitId, Text>,
}

/// Adjusted shares, and how they were made.
pub(crate) struct Adjustment {
    pub(crate) estimates: Estimates,
    pub(crate) card: ModelCardView,
    /// What was adjusted for, and what was not.
    pub(crate) notes: Vec<Text>,
}

/// A published split with its cells.
pub(crate) struct Parts {
    pub(crate) split: Split,
    pub(crate) rows: Vec<PublishedRow>,
}

/// What is shown of a split: the levels of every unit.
struct Shown<'p> {
    split: &'p Split,
    units: BTreeMap<UnitId, Vec<LevelCount>>,
}

/// Adjusts every unit for all splits given, at once: indirect standardisation with all of HjerteKom as the reference.
///
/// Only published parts are used, so that everybody can compute the same again; those of unknown level are not published.
/// All units are adjusted for the same (see [`usable`]), and a unit that shows too little of it is not adjusted.
///
/// # Errors
/// In words, where the reference has nothing to compare with.
pub(crate) fn adjusted<'p>(
    parts: impl Iterator<Item = &'p Parts>,
    wholes: &BTreeMap<UnitId, Proportion>,
    compared: &[UnitId],
) -> Result<Adjustment, Text> {
    let all = *wholes.get(&UnitId::All).ok_or_else(|| words::why_not(Reason::Empty))?;
    let asked: Vec<Shown<'_>> = parts.map(Shown::of).collect();
    let compared: Vec<(UnitId, Proportion)> =
        compared.iter().filter_map(|unit| Some((*unit, *wholes.get(unit)?))).collect();
    let (used, left_out) = usable(asked, all, &compared);
    if used.is_empty() {
        return Err(words::cannot_be_adjusted(&[]));
    }
    let margins = |unit: UnitId| -> Vec<Vec<LevelCount>> {
        used.iter().map(|shown| shown.units.get(&unit).cloned().unwrap_or_default()).collect()
    };
    let reference = Reference::new(all, &margins(UnitId::All)).map_err(words::why_not)?;
    let mut estimates = Estimates::default();
    for (unit, whole) in wholes {
        let lacking: Vec<&Split> =
            used.iter().filter(|shown| !shown.covers(*unit, *whole)).map(|shown| shown.split).collect();
        if !lacking.is_empty() {
            estimates.refused.insert(*unit, words::cannot_be_adjusted(&lacking));
        } else if let Ok(adjusted) = reference.adjust(*whole, &margins(*unit)) {
            let estimate = Estimate { share: adjusted.share, interval: adjusted.share_interval };
            estimates.shares.insert(*unit, estimate);
        }
    }
    let of = |shown: &[Shown<'p>]| -> Vec<&'p Split> { shown.iter().map(|shown| shown.split).collect() };
    let (used, left_out) = (of(&used), of(&left_out));
    let mut notes = vec![words::adjusted_for(&used)];
    notes.extend((!left_out.is_empty()).then(|| words::left_out(&left_out)));
    Ok(Adjustment { estimates, card: card(&used, &left_out, &reference), notes })
}

/// Parts what is asked for into what all are adjusted for and what is left out for everybody.
///
/// Used is what the reference and at least half of the units compared show enough of; where nothing is, the one that most
/// units do.
fn usable<'p>(
    asked: Vec<Shown<'p>>,
    all: Proportion,
    compared: &[(UnitId, Proportion)],
) -> (Vec<Shown<'p>>, Vec<Shown<'p>>) {
    let units = |shown: &Shown<'_>| match shown.covers(UnitId::All, all) {
        true => compared.iter().filter(|(unit, whole)| shown.covers(*unit, *whole)).count(),
        false => 0,
    };
    let most = asked.iter().map(units).max().unwrap_or(0);
    let enough = most.min(compared.len().div_ceil(2)).max(1);
    asked.into_iter().partition(|shown| units(shown) >= enough)
}

impl<'p> Shown<'p> {
    fn of(parts: &'p Parts) -> Self {
        let mut units: BTreeMap<UnitId, Vec<LevelCount>> = BTreeMap::new();
        for row in parts.rows.iter().filter(|row| row.level != UNKNOWN) {
            if let Some(part) = row.cell.counts() {
                let count =
                    LevelCount { level: row.level.clone(), events: part.fulfilled(), total: part.total() };
                units.entry(row.unit).or_default().push(count);
            }
        }
        Self { split: &parts.split, units }
    }

    fn covers(&self, unit: UnitId, whole: Proportion) -> bool {
        let levels = self.units.get(&unit).map(Vec::as_slice).unwrap_or_default();
        let shown: u64 = levels.iter().map(|count| u64::from(count.total)).sum();
        shown * 100 >= u64::from(whole.total()) * COVERED
    }
}

/// Pulls small units towards the mean of all units of the level.
///
/// # Errors
/// Where there are too few units to learn how much units differ.
pub(crate) fn shrunken(units: &[(UnitId, Option<Proportion>)]) -> Result<BTreeMap<UnitId, Estimate>, Reason> {
    let rates: Vec<Rate> = units.iter().filter_map(|(_, share)| share.map(Rate::from)).collect();
    let prior = Prior::learn(&rates)?;
    let estimate = |(unit, share): &(UnitId, Option<Proportion>)| {
        let shrunken = prior.shrink(Rate::from((*share)?)).ok()?;
        Some((*unit, Estimate { share: shrunken.share, interval: shrunken.interval }))
    };
    Ok(units.iter().filter_map(estimate).collect())
}

/// A share in whole per cent.
pub(crate) fn percent(share: f64) -> u8 {
    // A share is between 0 and 1, and what is not becomes one of them.
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}
