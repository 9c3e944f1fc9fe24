//! Courses that have begun and not ended.

use chrono::NaiveDate;
use domain::period::Period;
use sea_orm::FromQueryResult;

use crate::engine::Tx;
use crate::error::Error;
use crate::sql;

/// The running courses of a municipality: all that miss their end form, and those that had begun by the end of a period.
#[derive(Clone, Copy, Debug, Default)]
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

/// Courses that began before the first of two days, and from then on before the second.
#[derive(FromQueryResult)]
struct Begun {
    earlier: i64,
    later: i64,
}

/// Counts the running courses; their end form is missing if they began before `end_due`.
pub(in crate::repositories) async fn running(
    tx: &Tx,
    (code, programme): (&str, &str),
    period: Period,
    end_due: NaiveDate,
) -> Result<Running, Error> {
    // Each count is one piece of the index `course_running` per state, and no course is counted twice.
    const COUNT: &str = "SELECT (SELECT count(*) FROM course WHERE municipality = $1 AND is_open = TRUE \
        AND programme = $2 AND state IN ('in_progress', 'paused') AND started_on < $3) AS earlier, \
        (SELECT count(*) FROM course WHERE municipality = $1 AND is_open = TRUE AND programme = $2 \
        AND state IN ('in_progress', 'paused') AND started_on >= $3 AND started_on < $4) AS later";
    let behind = period.to().succ_opt().unwrap_or(period.to());
    let (first, second) = (end_due.min(behind), end_due.max(behind));
    let values = [code.into(), programme.into(), first.into(), second.into()];
    let begun: Option<Begun> = sql::one(tx, COUNT, values).await?;
    let Begun { earlier, later } =
        begun.ok_or_else(|| Error::inconsistent("course", "nothing was counted"))?;
    Ok(Running {
        end_due: earlier + if end_due > behind { later } else { 0 },
        begun: earlier + if behind > end_due { later } else { 0 },
        begun_end_due: earlier,
    })
}
