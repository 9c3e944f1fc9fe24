//! One indicator from month to month, in all and by the levels of a split or by unit.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::period::Period;
use domain::programme::{Division, Programme, Split, SplitLevel, UNKNOWN};
use sea_orm::{FromQueryResult, Value};

use super::{Indicators, Tally};
use crate::engine::Tx;
use crate::error::Error;
use crate::moment::month_of;
use crate::repositories::Scoped;
use crate::repositories::indicator_notes::{self, Notes};
use crate::rights::{AnnotateIndicators, ReadIndicators, Right};
use crate::sql;

/// An indicator from month to month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndicatorHistory {
    /// All courses by the first day of each month, since there are any.
    pub months: BTreeMap<NaiveDate, Tally>,
    /// By level of the split, in its order, or by unit in the order of their numbers; `unknown` last, if there is any.
    pub levels: Vec<LevelMonths>,
    /// What is noted about the indicator.
    pub notes: Notes,
}

/// The courses of one level of a split, or of one unit, from month to month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LevelMonths {
    /// The level's id, or the unit's SOR number.
    pub level: String,
    /// By the first day of each month.
    pub months: BTreeMap<NaiveDate, Tally>,
}

#[derive(FromQueryResult)]
struct MonthRow {
    month: NaiveDate,
    #[sea_orm(nested)]
    tally: Tally,
}

#[derive(FromQueryResult)]
struct LevelRow {
    level: i32,
    month: NaiveDate,
    #[sea_orm(nested)]
    tally: Tally,
}

#[derive(FromQueryResult)]
struct SiteRow {
    site: String,
    month: NaiveDate,
    #[sea_orm(nested)]
    tally: Tally,
}

impl Indicators<'_, ReadIndicators> {
    /// An indicator of a definition version from month to month. What it is divided by is read for the months of a period
    /// only.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn history(
        &self,
        programme: &Programme,
        indicator: &str,
        divided: Option<(Division<'_>, Period)>,
    ) -> Result<IndicatorHistory, Error> {
        read(&self.0, programme, indicator, divided).await
    }
}

impl Indicators<'_, AnnotateIndicators> {
    /// The indicator that is noted about, from month to month.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn noted(&self, programme: &Programme, indicator: &str) -> Result<IndicatorHistory, Error> {
        read(&self.0, programme, indicator, None).await
    }
}

async fn read<R: Right>(
    scoped: &Scoped<'_, R>,
    programme: &Programme,
    indicator: &str,
    divided: Option<(Division<'_>, Period)>,
) -> Result<IndicatorHistory, Error> {
    const MONTHS: &str = "SELECT month, fulfilled, not_fulfilled, missing, excluded, pending FROM tally \
        WHERE municipality = $1 AND programme = $2 AND indicator = $3 AND version = $4";
    let code = scoped.code()?;
    let key: [Value; 4] = [
        code.as_str().into(),
        programme.id.as_str().into(),
        indicator.into(),
        programme.version.as_str().into(),
    ];
    let tx = scoped.database.store().snapshot(scoped.tenant()?).await?;
    let months: Vec<MonthRow> = sql::all(&tx, MONTHS, key.clone()).await?;
    let months = months.into_iter().map(|row| (row.month, row.tally)).collect();
    let levels = match divided {
        Some((Division::Split(split), period)) => {
            let levels = levels(&tx, key, (programme, split, period)).await?;
            with_unknown(levels, &months, period)
        }
        Some((Division::Sites(_), period)) => with_unknown(sites(&tx, key, period).await?, &months, period),
        None => Vec::new(),
    };
    let notes = indicator_notes::notes(&tx, &code, &programme.id, indicator).await?;
    tx.commit().await?;
    Ok(IndicatorHistory { months, levels, notes })
}

/// Adds the strata of each level up, a level at a time: so the months come in the order of the key and nothing has to be
/// sorted.
async fn levels(
    tx: &Tx,
    key: [Value; 4],
    (programme, split, period): (&Programme, &Split, Period),
) -> Result<Vec<LevelMonths>, Error> {
    let of_level = |place: usize| {
        format!(
            "SELECT {place} AS level, month, {} FROM stratum_tally WHERE municipality = $1 AND programme = $2 \
             AND indicator = $3 AND version = $4 AND month >= $5 AND month <= $6 AND stratum LIKE ${} ESCAPE '\\' \
             GROUP BY month",
            Tally::SUMS,
            place + 7
        )
    };
    let query = (0..split.levels.len()).map(of_level).collect::<Vec<_>>().join(" UNION ALL ");
    let days: [Value; 2] = [month_of(period.from()).into(), period.to().into()];
    let patterns = split.levels.iter().map(|level| Value::from(pattern(programme, split, &level.id)));
    let rows: Vec<LevelRow> = sql::all(tx, query, key.into_iter().chain(days).chain(patterns)).await?;
    let named = |level: &SplitLevel| LevelMonths { level: level.id.clone(), months: BTreeMap::new() };
    let mut levels: Vec<LevelMonths> = split.levels.iter().map(named).collect();
    for LevelRow { level, month, tally } in rows {
        let place = usize::try_from(level).unwrap_or(usize::MAX);
        if let Some(level) = levels.get_mut(place) {
            level.months.insert(month, tally);
        }
    }
    Ok(levels)
}

/// The units that courses of the period name, in the order of their numbers.
async fn sites(tx: &Tx, key: [Value; 4], period: Period) -> Result<Vec<LevelMonths>, Error> {
    const MONTHS: &str = "SELECT site, month, fulfilled, not_fulfilled, missing, excluded, pending FROM site_tally \
        WHERE municipality = $1 AND programme = $2 AND indicator = $3 AND version = $4 AND month >= $5 AND month <= $6";
    let days: [Value; 2] = [month_of(period.from()).into(), period.to().into()];
    let rows: Vec<SiteRow> = sql::all(tx, MONTHS, key.into_iter().chain(days)).await?;
    let mut sites: BTreeMap<String, BTreeMap<NaiveDate, Tally>> = BTreeMap::new();
    // What was there and has moved away leaves nothing behind but a row of zeros.
    for SiteRow { site, month, tally } in rows.into_iter().filter(|row| row.tally != Tally::default()) {
        sites.entry(site).or_default().insert(month, tally);
    }
    Ok(sites.into_iter().map(|(level, months)| LevelMonths { level, months }).collect())
}

/// What is in no level is unknown, also courses that are in none of these tallies yet.
fn with_unknown(
    mut levels: Vec<LevelMonths>,
    all: &BTreeMap<NaiveDate, Tally>,
    period: Period,
) -> Vec<LevelMonths> {
    let within = all.range(month_of(period.from())..=period.to());
    let mut unknown: BTreeMap<NaiveDate, Tally> = within.map(|(month, tally)| (*month, *tally)).collect();
    for (month, tally) in levels.iter().flat_map(|level| &level.months) {
        unknown.entry(*month).or_default().subtract(*tally);
    }
    if unknown.values().any(|tally| *tally != Tally::default()) {
        levels.push(LevelMonths { level: UNKNOWN.to_owned(), months: unknown });
    }
    levels
}

/// What the strata with a level look like: no other split has a level of that name, but its place is known as well.
fn pattern(programme: &Programme, split: &Split, level: &str) -> String {
    let place = programme.splits.iter().position(|known| known.id == split.id).unwrap_or(0);
    let before = if place == 0 { "" } else { "%/" };
    let after = if place + 1 == programme.splits.len() { "" } else { "/%" };
    format!("{before}{}{after}", level.replace('_', "\\_"))
}
