//! Making a snapshot: municipality by municipality inside its own rows, then the sums, then it is out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use chrono::{DateTime, NaiveDate, Utc};
use domain::municipality::MunicipalityCode;
use domain::organisation::{Organisation, UnitId};
use domain::publication::{self, Part, PeriodId, release};
use sea_orm::Value;
use uuid::Uuid;

use super::basis::{self, Basis};
use super::begin::{Unit, municipalities, rules_version};
use super::exact::exact;
use super::rows::{self, CELL_INSERT, CELL_WIDTH};
use super::sums;
use crate::database::Database;
use crate::engine::{Tx, job};
use crate::error::{Error, conflict};
use crate::moment::{danish_day, storable};
use crate::sql;
use crate::tenant::Tenant;

/// What became of a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicationResult {
    /// It is out.
    Published,
    /// There was one already; numbers are frozen for the month.
    AlreadyPublished,
    /// It was told to stop; the next run goes on where it stopped.
    Interrupted,
    /// Another server has begun a later one meanwhile, which this one could be compared with: it stays unseen.
    Overtaken,
}

/// A publication and how it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The snapshot.
    pub snapshot: Uuid,
    /// The last day of the courses in it.
    pub as_of: NaiveDate,
    /// What became of it.
    pub result: PublicationResult,
    /// Municipalities in it.
    pub municipalities: u32,
    /// Cells of municipalities that are new.
    pub released: u64,
    /// Cells of municipalities that stayed because too little had changed.
    pub kept: u64,
}

/// How far a publication is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicationProgress {
    /// The municipality that was done last.
    pub municipality: MunicipalityCode,
    /// Municipalities done.
    pub done: u32,
    /// Municipalities in all.
    pub all: u32,
}

impl Database {
    /// Publishes the snapshot of the last whole month, unless it is out; `force` makes another one, by the same rules.
    ///
    /// Interrupted, it can be run again and goes on with the municipalities that are not done. Several servers may run
    /// it at once.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn publish(
        &self,
        organisation: &Organisation,
        now: DateTime<Utc>,
        force: bool,
        mut progress: impl FnMut(PublicationProgress) -> ControlFlow<()> + Send,
    ) -> Result<Publication, Error> {
        let as_of = publication::as_of(danish_day(now));
        let newest = self.newest_attempt(as_of).await?;
        let mut publication = Publication {
            snapshot: Uuid::nil(),
            as_of,
            result: PublicationResult::Published,
            municipalities: 0,
            released: 0,
            kept: 0,
        };
        publication.snapshot = match newest {
            Some(newest) if newest.is_out && !force => {
                let result = PublicationResult::AlreadyPublished;
                return Ok(Publication { snapshot: newest.id, result, ..publication });
            }
            // What was begun by other rules is left alone: nobody ever sees it.
            Some(newest) if !newest.is_out && newest.rules_version == rules_version() => newest.id,
            newest => {
                self.begin(organisation, as_of, newest.map_or(1, |newest| newest.attempt + 1), now).await?
            }
        };
        let units = self.units_of(publication.snapshot).await?;
        let done = self.done(publication.snapshot).await?;
        let all = u32::try_from(units.len()).unwrap_or(u32::MAX);
        for municipality in units {
            if !done.contains(&municipality) {
                let (released, kept) = self.release(publication.snapshot, as_of, municipality).await?;
                publication.released += released;
                publication.kept += kept;
            }
            publication.municipalities += 1;
            let done = publication.municipalities;
            if progress(PublicationProgress { municipality, done, all }).is_break() {
                return Ok(Publication { result: PublicationResult::Interrupted, ..publication });
            }
        }
        if self.put_out(organisation, publication.snapshot, as_of, now).await? {
            Ok(publication)
        } else {
            Ok(Publication { result: PublicationResult::Overtaken, ..publication })
        }
    }

    /// The municipalities whose cells are there: all of one are written at once.
    async fn done(&self, snapshot: Uuid) -> Result<BTreeSet<MunicipalityCode>, Error> {
        const DONE: &str = "SELECT DISTINCT unit FROM published_cell WHERE snapshot = $1";
        let units: Vec<Unit> = sql::all(self.store().reader(), DONE, [snapshot.into()]).await?;
        Ok(municipalities(units)?.into_iter().collect())
    }

    /// Publishes one municipality's cells: reads its exact counts, and writes what may be seen of them.
    async fn release(
        &self,
        snapshot: Uuid,
        as_of: NaiveDate,
        municipality: MunicipalityCode,
    ) -> Result<(u64, u64), Error> {
        let code = municipality.to_string();
        let tx = self.store().snapshot(municipality.into()).await?;
        let published_last = basis::published_last(&tx, &code).await?;
        let before = basis::load(&tx, &code, published_last).await?;
        let mut after = Basis::new();
        let periods = publication::periods(as_of);
        for (id, period) in &periods {
            // The last twelve months of December are the calendar year: the same people, so the same cells.
            let same = *id != PeriodId::Rolling && periods.contains(&(PeriodId::Rolling, *period));
            for (key, now) in exact(&tx, &code, self.catalogue(), *period).await? {
                let rolling = (key.clone(), PeriodId::Rolling.to_string());
                let known = before.get(&(key.clone(), id.to_string()));
                let cells = match after.get(&rolling).filter(|_| same) {
                    Some(cells) => cells.clone(),
                    None => release(&now, known.unwrap_or(&BTreeMap::new()), as_of),
                };
                after.insert((key, id.to_string()), cells);
            }
        }
        tx.commit().await?;
        let stayed = after.iter().map(|(key, cells)| {
            let known = before.get(key);
            let same = |(place, cell): &(&(String, String), &publication::Released)| {
                known.and_then(|known| known.get(*place)) == Some(*cell)
            };
            cells.iter().filter(same).count() as u64
        });
        let kept: u64 = stayed.sum();
        let all: u64 = after.values().map(|cells| cells.len() as u64).sum();
        let released = all - kept;
        let rows = cells(snapshot, &UnitId::Municipality(municipality).to_string(), &after);
        let write = job(move |tx| {
            Box::pin(async move {
                if is_overtaken(tx, snapshot).await? {
                    return Err(Error::Conflict("request_in_progress"));
                }
                sql::insert_rows(tx, CELL_INSERT, rows).await.map_err(conflict("request_in_progress"))?;
                basis::store(tx, &code, snapshot, published_last, &after).await
            })
        });
        match self.store().write(Tenant::from(municipality), write).await {
            // Another server has just done it.
            Ok(()) | Err(Error::Conflict(_)) => Ok((released, kept)),
            Err(error) => Err(error),
        }
    }

    /// Adds the sums and lets the snapshot be seen, unless a later one has been begun.
    async fn put_out(
        &self,
        organisation: &Organisation,
        snapshot: Uuid,
        as_of: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<bool, Error> {
        const OUT: &str =
            "UPDATE published_snapshot SET published_at = $2 WHERE id = $1 AND published_at IS NULL";
        let rows = sums::of(self.store().reader(), snapshot, organisation, as_of).await?;
        let values: [Value; 2] = [snapshot.into(), storable(now).into()];
        let write = job(move |tx: &Tx| {
            Box::pin(async move {
                if is_overtaken(tx, snapshot).await? {
                    return Ok(false);
                }
                if sql::execute(tx, OUT, values).await? > 0 {
                    sql::insert_rows(tx, CELL_INSERT, rows).await?;
                }
                Ok(true)
            })
        });
        self.store().write_alone(Tenant::PLATFORM, write).await
    }
}

/// Whether a later snapshot has been begun. Only the one begun last is put out, so what its cells are compared with is
/// what was published last.
async fn is_overtaken(tx: &Tx, snapshot: Uuid) -> Result<bool, Error> {
    const LATER: &str = "SELECT later.id FROM published_snapshot later, published_snapshot this \
        WHERE this.id = $1 AND (later.as_of, later.attempt) > (this.as_of, this.attempt) LIMIT 1";
    sql::exists(tx, LATER, [snapshot.into()]).await
}

fn cells(snapshot: Uuid, unit: &str, basis: &Basis) -> Vec<[Value; CELL_WIDTH]> {
    let mut rows = Vec::new();
    for (((programme, indicator, version), period), cells) in basis {
        for ((split, level), cell) in cells {
            let part = cell.protected.counts();
            let counts = (part, part.map_or(0, Part::total), u32::from(part.is_some()));
            let place = [programme, indicator, version, period, split, level].map(String::as_str);
            rows.push(rows::values(snapshot, place, unit, counts, cell.as_of));
        }
    }
    rows
}
