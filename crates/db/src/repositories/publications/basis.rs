//! What a municipality's cells were made from, kept inside the municipality: a cell stays until it differs enough.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::publication::{Cells, Exact, Protected, Released};
use sea_orm::{FromQueryResult, Value};

use super::exact::IndicatorKey;
use super::rows::{counts, part};
use crate::engine::Tx;
use crate::error::Error;
use crate::sql;

/// The cells of one municipality, by indicator and period.
pub(super) type Basis = BTreeMap<(IndicatorKey, String), Cells>;

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

/// What was published last.
pub(super) async fn load(tx: &Tx, code: &str) -> Result<Basis, Error> {
    const ALL: &str = "SELECT programme, indicator, version, period, split, level, exact_fulfilled, \
        exact_not_fulfilled, fulfilled, not_fulfilled, as_of FROM publication_basis WHERE municipality = $1";
    let mut basis = Basis::new();
    for row in sql::all::<Row>(tx, ALL, [code.into()]).await? {
        let released = row.released()?;
        let key = ((row.programme, row.indicator, row.version), row.period);
        basis.entry(key).or_default().insert((row.split, row.level), released);
    }
    Ok(basis)
}

/// Puts what is published now in the place of what was.
pub(super) async fn store(tx: &Tx, code: &str, basis: &Basis) -> Result<(), Error> {
    const CLEAR: &str = "DELETE FROM publication_basis WHERE municipality = $1";
    const INSERT: &str = "INSERT INTO publication_basis (municipality, programme, indicator, version, period, split, \
        level, exact_fulfilled, exact_not_fulfilled, fulfilled, not_fulfilled, as_of) VALUES ";
    sql::execute(tx, CLEAR, [code.into()]).await?;
    let count = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let mut rows: Vec<[Value; 12]> = Vec::new();
    for (((programme, indicator, version), period), cells) in basis {
        for ((split, level), cell) in cells {
            let (fulfilled, not_fulfilled) = counts(cell.protected.counts());
            rows.push([
                code.into(),
                programme.as_str().into(),
                indicator.as_str().into(),
                version.as_str().into(),
                period.as_str().into(),
                split.as_str().into(),
                level.as_str().into(),
                count(cell.basis.fulfilled).into(),
                count(cell.basis.not_fulfilled).into(),
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
