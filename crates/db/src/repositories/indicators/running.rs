//! Courses that have begun and not ended.

use chrono::NaiveDate;
use domain::period::Period;
use sea_orm::FromQueryResult;

use crate::engine::Tx;
use crate::error::Error;
use crate::sql;

/// The running courses of a municipality: all that miss their end form, and those that had begun by the end of a period.
#[derive(Clone, Copy, Debug, Default, FromQueryResult)]
pub(in crate::repositories) struct Running {
    /// Begun before the day from which an end form is missing.
    pub(in crate::repositories) end_due: i64,
    /// Begun by the end of the period.
    pub(in crate::repositories) begun: i64,
    /// Both.
    pub(in crate::repositories) begun_end_due: i64,
}

impl Running {
    /// Counts one more running course.
    pub(super) fn count(&mut self, started_on: NaiveDate, period: Period, end_due: NaiveDate) {
        let (is_due, has_begun) = (started_on < end_due, started_on <= period.to());
        self.end_due += i64::from(is_due);
        self.begun += i64::from(has_begun);
        self.begun_end_due += i64::from(is_due && has_begun);
    }
}

/// Counts the running courses; their end form is missing if they began before `end_due`.
pub(in crate::repositories) async fn running(
    tx: &Tx,
    (code, programme): (&str, &str),
    period: Period,
    end_due: NaiveDate,
) -> Result<Running, Error> {
    // Every condition is one of the index `course_running`, and nothing else is read.
    const COUNT: &str = "SELECT count(CASE WHEN started_on < $3 THEN 1 END) AS end_due, \
        count(CASE WHEN started_on <= $4 THEN 1 END) AS begun, \
        count(CASE WHEN started_on < $3 AND started_on <= $4 THEN 1 END) AS begun_end_due \
        FROM course WHERE municipality = $1 AND is_open = TRUE AND programme = $2 \
        AND state IN ('in_progress', 'paused') AND started_on <= $5";
    let latest = period.to().max(end_due);
    let values = [code.into(), programme.into(), end_due.into(), period.to().into(), latest.into()];
    let running = sql::one(tx, COUNT, values).await?;
    running.ok_or_else(|| Error::inconsistent("course", "nothing was counted"))
}
