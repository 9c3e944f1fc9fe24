//! The fair-comparison switch: as it would be with everybody's citizens, and small units pulled towards all.

use std::collections::BTreeMap;

use api_types::{ModelCardRow, ModelCardView};
use db::PublishedRow;
use domain::organisation::UnitId;
use domain::programme::Split;
use domain::text::Text;
use statistics::{Interval, Prior, Proportion, Rate, Reason, Reference, Stratum, StratumCount};

use super::words::{self, labelled};

/// The part of a unit's courses, in per cent, that must be in parts that are shown: else what is adjusted is not it.
const COVERED: u64 = 80;

/// A share after adjustment, 0–1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Estimate {
    pub(crate) share: f64,
    pub(crate) interval: Interval,
}

/// Adjusted shares by unit, and how they were made.
pub(crate) struct Adjustment {
    pub(crate) estimates: BTreeMap<UnitId, Estimate>,
    pub(crate) card: ModelCardView,
}

/// Adjusts every unit for one split: indirect standardisation with all of HjerteKom as the reference.
///
/// Reference and units are the published parts, so that everybody can compute the same again.
///
/// # Errors
/// Where the reference has nothing to compare with.
pub(crate) fn adjusted(
    split: &Split,
    rows: &[PublishedRow],
    wholes: &BTreeMap<UnitId, u32>,
) -> Result<Adjustment, Reason> {
    let mut parts: BTreeMap<UnitId, Vec<StratumCount>> = BTreeMap::new();
    for row in rows {
        if let Some(part) = row.cell.counts() {
            let stratum =
                Stratum { age_band: row.level.clone(), sex: String::new(), index_event: String::new() };
            let count = StratumCount { stratum, events: part.fulfilled(), total: part.total() };
            parts.entry(row.unit).or_default().push(count);
        }
    }
    let reference = Reference::new(parts.get(&UnitId::All).map(Vec::as_slice).unwrap_or_default())?;
    let covered = |unit: &UnitId, counts: &[StratumCount]| {
        let shown: u64 = counts.iter().map(|count| u64::from(count.total)).sum();
        wholes.get(unit).is_some_and(|whole| shown * 100 >= u64::from(*whole) * COVERED)
    };
    let estimates =
        parts.iter().filter(|(unit, counts)| covered(unit, counts)).filter_map(|(unit, counts)| {
            let adjusted = reference.adjust(counts).ok()?;
            Some((*unit, Estimate { share: adjusted.share, interval: adjusted.share_interval }))
        });
    Ok(Adjustment { estimates: estimates.collect(), card: card(split, &reference) })
}

fn card(split: &Split, reference: &Reference) -> ModelCardView {
    let card = reference.card();
    let rows = card.cells.iter().map(|cell| ModelCardRow {
        level: labelled(&cell.stratum.age_band, split.label_of(&cell.stratum.age_band)),
        denominator: cell.total,
        percent: percent(cell.share),
        is_pooled: cell.is_pooled,
    });
    ModelCardView {
        method: words::indirect_standardisation(),
        version: card.version,
        factor: labelled(&split.id, split.label.clone()),
        reference: Text::new("Hele HjerteKom, samme periode", "All of HjerteKom, same period"),
        rows: rows.collect(),
        discrimination: card.discrimination.ok().map(|c| (c * 100.0).round() / 100.0),
        limits: words::limits_of_adjustment(),
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
