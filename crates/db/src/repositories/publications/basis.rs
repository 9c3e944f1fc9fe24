//! What a municipality's cells were made from, kept inside the municipality: a cell stays until it differs enough.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::publication::{Cells, Exact, Protected, Released};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::exact::IndicatorKey;
use super::rows::{counts, part, stored};
use crate::engine::Tx;
use crate::error::Error;
use crate::sql;

/// The cells of one municipality, by indicator and period.
pub(super) type Basis = BTreeMap<(IndicatorKey, String), Cells>;

#[derive(FromQueryResult)]
struct LastRow {
    id: Uuid,
}

#[derive(FromQueryResult)]
struct Row {
    programme: String,
    indicator: String,
    version: String,
    period: String,
    split: String,
    level: String,
    exact_fulfilled: i32,
    exact_not_fulfilled: i32,
    fulfilled: Option<i32>,
    not_fulfilled: Option<i32>,
    as_of: NaiveDate,
}

/// The snapshot in which the municipality was published last: one that was begun and never put out is none.
pub(super) async fn published_last(tx: &Tx, code: &str) -> Result<Uuid, Error> {
    const LAST: &str = "SELECT id FROM published_snapshot WHERE published_at IS NOT NULL AND id IN \
        (SELECT snapshot FROM publication_basis WHERE municipality = $1) ORDER BY as_of DESC, attempt DESC LIMIT 1";
    let last: Option<LastRow> = sql::one(tx, LAST, [code.into()]).await?;
    Ok(last.map_or(Uuid::nil(), |last| last.id))
}

/// What a snapshot of the municipality was made from.
pub(super) async fn load(tx: &Tx, code: &str, snapshot: Uuid) -> Result<Basis, Error> {
    const ALL: &str = "SELECT programme, indicator, version, period, split, level, exact_fulfilled, \
        exact_not_fulfilled, fulfilled, not_fulfilled, as_of FROM publication_basis \
        WHERE municipality = $1 AND snapshot = $2";
    let mut basis = Basis::new();
    for row in sql::all::<Row>(tx, ALL, [code.into(), snapshot.into()]).await? {
        let released = row.released()?;
        let key = ((row.programme, row.indicator, row.version), row.period);
        basis.entry(key).or_default().insert((row.split, row.level), released);
    }
    Ok(basis)
}

/// Keeps what a snapshot is made from beside what was published last, which counts until the snapshot is out.
pub(super) async fn store(
    tx: &Tx,
    code: &str,
    snapshot: Uuid,
    published_last: Uuid,
    basis: &Basis,
) -> Result<(), Error> {
    const CLEAR: &str = "DELETE FROM publication_basis WHERE municipality = $1 AND snapshot <> $2";
    const INSERT: &str = "INSERT INTO publication_basis (municipality, snapshot, programme, indicator, version, \
        period, split, level, exact_fulfilled, exact_not_fulfilled, fulfilled, not_fulfilled, as_of) VALUES ";
    sql::execute(tx, CLEAR, [code.into(), published_last.into()]).await?;
    let mut rows: Vec<[Value; 13]> = Vec::new();
    for (((programme, indicator, version), period), cells) in basis {
        for ((split, level), cell) in cells {
            let (fulfilled, not_fulfilled) = counts(cell.protected.counts());
            rows.push([
                code.into(),
                snapshot.into(),
                programme.as_str().into(),
                indicator.as_str().into(),
                version.as_str().into(),
                period.as_str().into(),
                split.as_str().into(),
                level.as_str().into(),
                stored(cell.basis.fulfilled).into(),
                stored(cell.basis.not_fulfilled).into(),
                fulfilled.into(),
                not_fulfilled.into(),
                cell.as_of.into(),
            ]);
        }
    }
    Ok(sql::insert_rows(tx, INSERT, rows).await?)
}

impl Row {
    fn released(&self) -> Result<Released, Error> {
        let wrong = || Error::inconsistent("publication_basis", "a count");
        let count = |number: i32| u32::try_from(number).map_err(|_| wrong());
        Ok(Released {
            basis: Exact {
                fulfilled: count(self.exact_fulfilled)?,
                not_fulfilled: count(self.exact_not_fulfilled)?,
            },
            protected: part(self.fulfilled, self.not_fulfilled)
                .ok_or_else(wrong)?
                .map_or(Protected::Few, Protected::Counts),
            as_of: self.as_of,
        })
    }
}
