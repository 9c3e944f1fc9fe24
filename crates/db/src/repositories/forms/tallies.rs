//! Changes to tallies, gathered before they are written.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::outcome::OutcomeState;
use sea_orm::Value;

use super::case::{OutcomeKey, OutcomeValue};
use super::recount::Recount;
use crate::engine::Tx;
use crate::error::Error;
use crate::moment::month_of;
use crate::repositories::Tally;
use crate::sql::{self, Batch};

const TALLY_WIDTH: usize = 10;
const TALLY_INSERT: &str = "INSERT INTO tally (municipality, programme, indicator, version, month, fulfilled, \
    not_fulfilled, missing, excluded, pending) VALUES ";
const TALLY_UPSERT: &str = " ON CONFLICT (municipality, programme, indicator, version, month) DO UPDATE SET \
    fulfilled = tally.fulfilled + excluded.fulfilled, not_fulfilled = tally.not_fulfilled + excluded.not_fulfilled, \
    missing = tally.missing + excluded.missing, excluded = tally.excluded + excluded.excluded, \
    pending = tally.pending + excluded.pending";
const STRATUM_WIDTH: usize = 11;
const STRATUM_INSERT: &str = "INSERT INTO stratum_tally (municipality, programme, indicator, version, month, stratum, \
    fulfilled, not_fulfilled, missing, excluded, pending) VALUES ";
const STRATUM_UPSERT: &str = " ON CONFLICT (municipality, programme, indicator, version, month, stratum) DO UPDATE SET \
    fulfilled = stratum_tally.fulfilled + excluded.fulfilled, \
    not_fulfilled = stratum_tally.not_fulfilled + excluded.not_fulfilled, \
    missing = stratum_tally.missing + excluded.missing, excluded = stratum_tally.excluded + excluded.excluded, \
    pending = stratum_tally.pending + excluded.pending";

/// Rows of one statement; their parameters stay below what SQLite takes.
const ROWS: usize = 1000;

/// Where a tally is: programme, indicator, version and month.
type Cell = (String, String, String, NaiveDate);

/// Changes to tallies and to those of the strata. Ordered, so that two transactions never wait for each other's cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct TallyChanges {
    cells: BTreeMap<Cell, Tally>,
    strata: BTreeMap<(Cell, String), Tally>,
}

/// A statement with its values.
type Upsert = (String, Vec<Value>);

impl TallyChanges {
    /// Moves a course from where it was counted to where it belongs.
    pub(crate) fn add(&mut self, programme: &str, recount: &Recount) {
        for change in &recount.changes {
            self.count(programme, &change.key, change.before, -1);
            self.count(programme, &change.key, change.after, 1);
            if let Some(stratum) = &recount.before {
                self.count_stratum(programme, &change.key, change.before, (stratum.as_str(), -1));
            }
            self.count_stratum(programme, &change.key, change.after, (recount.after.as_str(), 1));
        }
        if !recount.moves() {
            return;
        }
        for (key, value) in &recount.kept {
            if let Some(stratum) = &recount.before {
                self.count_stratum(programme, key, Some(*value), (stratum.as_str(), -1));
            }
            self.count_stratum(programme, key, Some(*value), (recount.after.as_str(), 1));
        }
    }

    fn count(&mut self, programme: &str, key: &OutcomeKey, value: Option<OutcomeValue>, step: i64) {
        if let Some((cell, state)) = place(programme, key, value) {
            self.cells.entry(cell).or_default().count(state, step);
        }
    }

    fn count_stratum(
        &mut self,
        programme: &str,
        key: &OutcomeKey,
        value: Option<OutcomeValue>,
        (stratum, step): (&str, i64),
    ) {
        if let Some((cell, state)) = place(programme, key, value) {
            self.strata.entry((cell, stratum.to_owned())).or_default().count(state, step);
        }
    }

    /// Adds the changes of a few courses to a batch: one statement for the tallies, one for those of the strata.
    pub(crate) fn add_to(self, batch: &mut Batch, code: &str) {
        for (text, values) in self.upserts(code) {
            batch.add(&text, values);
        }
    }

    /// Applies the changes, of however many courses.
    pub(crate) async fn write(self, tx: &Tx, code: &str) -> Result<(), Error> {
        for (text, values) in self.upserts(code) {
            sql::execute(tx, text, values).await?;
        }
        Ok(())
    }

    fn upserts(self, code: &str) -> Vec<Upsert> {
        let is_change = |tally: &Tally| *tally != Tally::default();
        let cells = self.cells.into_iter().filter(|(_, tally)| is_change(tally));
        let cells: Vec<Vec<Value>> = cells.map(|(cell, tally)| row(code, &cell, None, tally)).collect();
        let strata = self.strata.into_iter().filter(|(_, tally)| is_change(tally));
        let strata: Vec<Vec<Value>> =
            strata.map(|((cell, stratum), tally)| row(code, &cell, Some(stratum), tally)).collect();
        let tallies = chunked(cells, TALLY_WIDTH, (TALLY_INSERT, TALLY_UPSERT));
        tallies.into_iter().chain(chunked(strata, STRATUM_WIDTH, (STRATUM_INSERT, STRATUM_UPSERT))).collect()
    }
}

fn chunked(rows: Vec<Vec<Value>>, width: usize, (insert, upsert): (&str, &str)) -> Vec<Upsert> {
    let statement = |chunk: &[Vec<Value>]| {
        let text = format!("{insert}{}{upsert}", sql::rows(chunk.len(), width));
        (text, chunk.concat())
    };
    rows.chunks(ROWS).map(statement).collect()
}

fn row(
    code: &str,
    (programme, indicator, version, month): &Cell,
    stratum: Option<String>,
    tally: Tally,
) -> Vec<Value> {
    let cell: [Value; 5] = [
        code.into(),
        programme.as_str().into(),
        indicator.as_str().into(),
        version.as_str().into(),
        (*month).into(),
    ];
    let Tally { fulfilled, not_fulfilled, missing, excluded, pending } = tally;
    let counts = [fulfilled, not_fulfilled, missing, excluded, pending].map(Value::from);
    cell.into_iter().chain(stratum.map(Value::from)).chain(counts).collect()
}

/// Where a course with this outcome counts, if it is dated, and as what.
fn place(programme: &str, key: &OutcomeKey, value: Option<OutcomeValue>) -> Option<(Cell, OutcomeState)> {
    let (state, day) = value?;
    let (indicator, version) = key.clone();
    Some(((programme.to_owned(), indicator, version, month_of(day?)), state))
}
