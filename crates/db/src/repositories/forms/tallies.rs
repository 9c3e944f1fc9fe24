//! Changes to tallies, gathered before they are written.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::outcome::OutcomeState;
use domain::programme::Stratum;
use sea_orm::Value;

use super::case::{OutcomeKey, OutcomeValue};
use super::recount::{Belonging, Recount};
use crate::engine::Tx;
use crate::error::Error;
use crate::moment::month_of;
use crate::repositories::Tally;
use crate::sql::{self, Batch};

/// The columns that say which tally a row is, in every table; then comes which part of it.
const CELL: [&str; 5] = ["municipality", "programme", "indicator", "version", "month"];
const COUNTS: [&str; 5] = ["fulfilled", "not_fulfilled", "missing", "excluded", "pending"];

/// Rows of one statement; their parameters stay below what SQLite takes.
const ROWS: usize = 1000;

/// A table of tallies: all courses, or the same courses in parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Table {
    Whole,
    Strata,
    Sites,
}

impl Table {
    const ALL: [Self; 3] = [Self::Whole, Self::Strata, Self::Sites];

    const fn name(self) -> &'static str {
        match self {
            Self::Whole => "tally",
            Self::Strata => "stratum_tally",
            Self::Sites => "site_tally",
        }
    }

    /// The column that tells the parts of a cell apart.
    const fn column(self) -> Option<&'static str> {
        match self {
            Self::Whole => None,
            Self::Strata => Some("stratum"),
            Self::Sites => Some("site"),
        }
    }

    /// The part a course is in; none where the table does not count it.
    fn part(self, belonging: &Belonging) -> Option<&str> {
        match self {
            Self::Whole => Some(""),
            Self::Strata => belonging.stratum.as_ref().map(Stratum::as_str),
            Self::Sites => belonging.site.as_deref(),
        }
    }

    /// Adds so many rows to what is there.
    fn upsert(self, rows: usize) -> String {
        let table = self.name();
        let key: Vec<_> = CELL.into_iter().chain(self.column()).collect();
        let (width, key, counts) = (key.len() + COUNTS.len(), key.join(", "), COUNTS.join(", "));
        let added = COUNTS.map(|count| format!("{count} = {table}.{count} + excluded.{count}")).join(", ");
        format!(
            "INSERT INTO {table} ({key}, {counts}) VALUES {} ON CONFLICT ({key}) DO UPDATE SET {added}",
            sql::rows(rows, width)
        )
    }
}

/// Where a tally is: programme, indicator, version and month.
type Cell = (String, String, String, NaiveDate);

/// A cell and the part of it.
type Part = (Cell, String);

/// Changes to tallies, table by table. Ordered, so that two transactions never wait for each other's cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct TallyChanges(BTreeMap<Table, BTreeMap<Part, Tally>>);

/// A statement with its values.
type Upsert = (String, Vec<Value>);

impl TallyChanges {
    /// Moves a course from where it was counted to where it belongs.
    pub(crate) fn add(&mut self, programme: &str, recount: &Recount) {
        for table in Table::ALL {
            let (before, after) = (table.part(&recount.before), table.part(&recount.after));
            for change in &recount.changes {
                self.count((table, before, -1), programme, &change.key, change.before);
                self.count((table, after, 1), programme, &change.key, change.after);
            }
            if before == after {
                continue;
            }
            for (key, value) in &recount.kept {
                self.count((table, before, -1), programme, key, Some(*value));
                self.count((table, after, 1), programme, key, Some(*value));
            }
        }
    }

    fn count(
        &mut self,
        (table, part, step): (Table, Option<&str>, i64),
        programme: &str,
        key: &OutcomeKey,
        value: Option<OutcomeValue>,
    ) {
        let Some(part) = part else { return };
        if let Some((cell, state)) = place(programme, key, value) {
            let cells = self.0.entry(table).or_default();
            cells.entry((cell, part.to_owned())).or_default().count(state, step);
        }
    }

    /// Adds the changes of a few courses to a batch: one statement for each table.
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
        let of_table = |(table, cells): (Table, BTreeMap<Part, Tally>)| {
            let changed = cells.into_iter().filter(|(_, tally)| *tally != Tally::default());
            let rows: Vec<_> = changed.map(|(part, tally)| row(code, table, part, tally)).collect();
            let statement = |chunk: &[Vec<Value>]| (table.upsert(chunk.len()), chunk.concat());
            rows.chunks(ROWS).map(statement).collect::<Vec<_>>()
        };
        self.0.into_iter().flat_map(of_table).collect()
    }
}

fn row(
    code: &str,
    table: Table,
    ((programme, indicator, version, month), part): Part,
    tally: Tally,
) -> Vec<Value> {
    let cell: [Value; 5] = [code.into(), programme.into(), indicator.into(), version.into(), month.into()];
    let Tally { fulfilled, not_fulfilled, missing, excluded, pending } = tally;
    let counts = [fulfilled, not_fulfilled, missing, excluded, pending].map(Value::from);
    cell.into_iter().chain(table.column().map(|_| part.into())).chain(counts).collect()
}

/// Where a course with this outcome counts, if it is dated, and as what.
fn place(programme: &str, key: &OutcomeKey, value: Option<OutcomeValue>) -> Option<(Cell, OutcomeState)> {
    let (state, day) = value?;
    let (indicator, version) = key.clone();
    Some(((programme.to_owned(), indicator, version, month_of(day?)), state))
}
