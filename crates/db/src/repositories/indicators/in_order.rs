//! Courses in the order they count: what groups of ten are made of.

use chrono::NaiveDate;
use domain::outcome::OutcomeState;
use domain::period::Period;
use domain::programme::{Programme, Stratum};
use sea_orm::{FromQueryResult, Value};

use super::{Indicators, read_state};
use crate::error::Error;
use crate::rights::ReadIndicators;
use crate::sql;

/// A course that counts, without whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The date it counts at.
    pub on: NaiveDate,
    /// What it counts as.
    pub state: OutcomeState,
    /// Where it belongs.
    pub stratum: Stratum,
    /// Its unit, if it is stated.
    pub site: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    attributed_on: NaiveDate,
    state: String,
    stratum: Option<String>,
    site: Option<String>,
}

impl Indicators<'_, ReadIndicators> {
    /// The courses of a period that an indicator could be judged for or lacks an answer of, oldest first; of more than
    /// `limit` the newest.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn in_order(
        &self,
        programme: &Programme,
        indicator: &str,
        period: Period,
        limit: usize,
    ) -> Result<Vec<Counted>, Error> {
        const NEWEST: &str = "SELECT o.attributed_on, o.state, c.stratum, c.site FROM outcome o \
            JOIN course c ON c.municipality = o.municipality AND c.id = o.course_id \
            WHERE o.municipality = $1 AND o.programme = $2 AND o.attributed_on >= $3 AND o.attributed_on <= $4 \
            AND o.indicator = $5 AND o.version = $6 ORDER BY o.attributed_on DESC, o.course_id DESC LIMIT $7";
        let values: [Value; 7] = [
            self.0.code()?.into(),
            programme.id.as_str().into(),
            period.from().into(),
            period.to().into(),
            indicator.into(),
            programme.version.as_str().into(),
            i64::try_from(limit).unwrap_or(i64::MAX).into(),
        ];
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let rows: Vec<Row> = sql::all(&tx, NEWEST, values).await?;
        tx.commit().await?;
        rows.into_iter().rev().map(Row::counted).collect()
    }
}

impl Row {
    fn counted(self) -> Result<Counted, Error> {
        let stratum = Stratum::stored(self.stratum.unwrap_or_default());
        let state = read_state(&self.state)?;
        Ok(Counted { on: self.attributed_on, state, stratum, site: self.site })
    }
}
