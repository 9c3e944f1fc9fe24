//! The units most like the viewer's: by size and by who the citizens are, from published cells only.

use std::collections::{BTreeMap, BTreeSet};

use db::PublishedRow;
use domain::organisation::UnitId;

use super::adjust::Parts;

/// How many are marked.
const SIMILAR: usize = 4;

/// How a difference in who the citizens are weighs against one in size: ten percentage points as 1.2 times the size.
const MIX_WEIGHT: f64 = 2.0;

/// The municipalities nearest to the own one.
pub(crate) fn similar(own: UnitId, sizes: &BTreeMap<UnitId, u32>, parts: &[Parts]) -> BTreeSet<UnitId> {
    let Some(own_size) = sizes.get(&own) else { return BTreeSet::new() };
    let mixes: Vec<BTreeMap<UnitId, BTreeMap<&str, u32>>> =
        parts.iter().map(|parts| mix(&parts.rows)).collect();
    let distance = |unit: &UnitId, size: u32| {
        let of_size = (f64::from(size) / f64::from((*own_size).max(1))).ln().abs();
        let shares = mixes.iter().filter_map(|mix| difference(mix.get(&own)?, mix.get(unit)?));
        let (sum, count) = shares.fold((0.0, 0.0), |(sum, count), share| (sum + share, count + 1.0));
        let of_mix = if count > 0.0 { sum / count } else { 0.0 };
        of_size + MIX_WEIGHT * of_mix
    };
    let others = sizes.iter().filter(|(unit, _)| **unit != own && matches!(unit, UnitId::Municipality(_)));
    let mut others: Vec<(f64, UnitId)> = others.map(|(unit, size)| (distance(unit, *size), *unit)).collect();
    others.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    others.into_iter().take(SIMILAR).map(|(_, unit)| unit).collect()
}

/// The shown parts of every unit.
fn mix(rows: &[PublishedRow]) -> BTreeMap<UnitId, BTreeMap<&str, u32>> {
    let mut mix: BTreeMap<UnitId, BTreeMap<&str, u32>> = BTreeMap::new();
    for row in rows {
        if let Some(denominator) = row.cell.denominator() {
            mix.entry(row.unit).or_default().insert(row.level.as_str(), denominator);
        }
    }
    mix
}

/// How differently two units are made up: half the sum of differences of shares, 0–1.
fn difference(first: &BTreeMap<&str, u32>, second: &BTreeMap<&str, u32>) -> Option<f64> {
    let total = |mix: &BTreeMap<&str, u32>| f64::from(mix.values().sum::<u32>());
    let (all_first, all_second) = (total(first), total(second));
    if all_first == 0.0 || all_second == 0.0 {
        return None;
    }
    let levels: BTreeSet<&str> = first.keys().chain(second.keys()).copied().collect();
    let share = |mix: &BTreeMap<&str, u32>, level: &str, all: f64| {
        f64::from(mix.get(level).copied().unwrap_or(0)) / all
    };
    let apart =
        levels.iter().map(|level| (share(first, level, all_first) - share(second, level, all_second)).abs());
    Some(apart.sum::<f64>() / 2.0)
}
