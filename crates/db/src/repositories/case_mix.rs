//! Who the citizens of a municipality are.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::citizen::age_on;
use domain::organisation::UnitId;
use domain::period::Period;
use domain::programme::{Programme, Split, Stratum};
use domain::publication::PeriodId;
use sea_orm::{FromQueryResult, Value};

use super::Scoped;
use super::publications::{Published, PublishedKey, Snapshot};
use crate::error::Error;
use crate::rights::{ReadIndicators, Right};
use crate::sql;

/// Who the citizens are.
#[derive(Debug)]
pub struct CaseMix<'c, R: Right>(pub(super) Scoped<'c, R>);

/// The courses that started in a period, by who their citizens are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseMixCounts {
    /// Courses.
    pub courses: u64,
    /// Per split of the definition, courses per level; `unknown` where none holds.
    pub splits: Vec<BTreeMap<String, u64>>,
    /// Courses per age in whole years on the day the course started.
    pub ages: BTreeMap<u32, u64>,
}

/// Who the citizens of all municipalities are, as published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedMix {
    /// The snapshot it is read from.
    pub snapshot: Snapshot,
    /// Per split and level the share in whole per cent; a split of which anything is hidden is not there.
    pub shares: BTreeMap<(String, String), u8>,
}

#[derive(FromQueryResult)]
struct Row {
    stratum: Option<String>,
    started_on: NaiveDate,
    birth_date: NaiveDate,
}

impl CaseMix<'_, ReadIndicators> {
    /// The courses that started in a period, by the splits of the current definition and by age.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme that is not loaded.
    pub async fn count(&self, programme: &str, period: Period) -> Result<CaseMixCounts, Error> {
        const STARTED: &str = "SELECT c.stratum, c.started_on, z.birth_date FROM course c \
            JOIN citizen z ON z.municipality = c.municipality AND z.id = c.citizen_id \
            WHERE c.municipality = $1 AND c.programme = $2 AND c.started_on BETWEEN $3 AND $4";
        let programme = self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        let values: [Value; 4] =
            [self.0.code()?.into(), programme.id.as_str().into(), period.from().into(), period.to().into()];
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let rows: Vec<Row> = sql::all(&tx, STARTED, values).await?;
        tx.commit().await?;
        let mut counts =
            CaseMixCounts { splits: vec![BTreeMap::new(); programme.splits.len()], ..Default::default() };
        for row in rows {
            counts.courses += 1;
            let stratum = Stratum::stored(row.stratum.unwrap_or_default());
            for (split, levels) in programme.splits.iter().zip(&mut counts.splits) {
                *levels.entry(stratum.level(programme, &split.id).to_owned()).or_default() += 1;
            }
            let age = u32::try_from(age_on(row.birth_date, row.started_on)).unwrap_or(0);
            *counts.ages.entry(age).or_default() += 1;
        }
        Ok(counts)
    }

    /// Who the citizens of all municipalities are in the last twelve months that were published; `None` before the
    /// first publication, or where the definition does not say which indicator everybody counts in.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme that is not loaded.
    pub async fn published(&self, programme: &str) -> Result<Option<PublishedMix>, Error> {
        let programme = self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        let Some(population) = &programme.management.population else { return Ok(None) };
        let published = Published::to_staff(self.0.database.clone());
        let Some(snapshot) = published.snapshots(1).await?.pop() else { return Ok(None) };
        let mut shares = BTreeMap::new();
        for split in programme.splits.iter().filter(|split| split.published) {
            shares.extend(divided(&published, &snapshot, programme, population, split).await?);
        }
        Ok(Some(PublishedMix { snapshot, shares }))
    }
}

/// The shares of the levels of one split; none when one of them is hidden.
async fn divided(
    published: &Published,
    snapshot: &Snapshot,
    programme: &Programme,
    population: &str,
    split: &Split,
) -> Result<Vec<((String, String), u8)>, Error> {
    let key = PublishedKey {
        programme: programme.id.clone(),
        indicator: population.to_owned(),
        version: programme.version.clone(),
        period: PeriodId::Rolling,
        split: split.id.clone(),
    };
    let cells = published.cells(snapshot.id, &key).await?;
    let counts: Option<Vec<(&str, u64)>> = split
        .levels
        .iter()
        .map(|level| {
            let cell = cells.iter().find(|cell| cell.unit == UnitId::All && cell.level == level.id)?;
            Some((level.id.as_str(), u64::from(cell.cell.denominator()?)))
        })
        .collect();
    let counts = counts.unwrap_or_default();
    let total: u64 = counts.iter().map(|(_, count)| count).sum();
    let percent = |count: u64| u8::try_from((200 * count + total) / (2 * total.max(1))).unwrap_or(100);
    Ok(counts
        .into_iter()
        .map(|(level, count)| ((split.id.clone(), level.to_owned()), percent(count)))
        .collect())
}
