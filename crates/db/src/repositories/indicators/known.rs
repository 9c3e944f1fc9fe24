//! Time travel: an indicator from the forms that had been submitted up to a day.

use chrono::{DateTime, NaiveDate, Utc};
use domain::citizen::Sex;
use domain::expr::Facts;
use domain::ids::CourseId;
use domain::outcome::{OutcomeState, outcome};
use domain::programme::{Programme, stratum};
use domain::validation::facts;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::{Counted, Indicators};
use crate::engine::Tx;
use crate::error::Error;
use crate::moment::begin_of;
use crate::repositories::forms::newest_until;
use crate::repositories::health_records;
use crate::rights::ReadIndicators;
use crate::sql;

/// Courses read together.
const CHUNK: i64 = 400;
/// The most courses of a municipality that are looked at again; more take too long for somebody who waits.
const MAX_COURSES: i64 = 20_000;

#[derive(Clone, FromQueryResult)]
struct CourseRow {
    id: Uuid,
    birth_date: NaiveDate,
    death_date: Option<NaiveDate>,
    sex: String,
    /// What had been imported about the citizen, as one text.
    records: Option<String>,
}

impl Indicators<'_, ReadIndicators> {
    /// What every course counted as in an indicator at the end of a day, from the versions of its forms that had been
    /// submitted by then, oldest date first. What is known about the citizen is what is known today.
    ///
    /// Nothing is stored for this: every course is read again, at most 20,000.
    ///
    /// # Errors
    /// [`Error::Conflict`] `too_many_courses` in a municipality with more.
    pub async fn as_known(
        &self,
        programme: &Programme,
        indicator: &str,
        at_end_of: NaiveDate,
    ) -> Result<Vec<Counted>, Error> {
        const COUNT: &str = "SELECT count(*) AS rows FROM course WHERE municipality = $1 AND programme = $2";
        let indicator = programme.indicator(indicator).ok_or(Error::NotFound)?;
        let (code, until) = (self.0.code()?, begin_of(at_end_of.succ_opt().unwrap_or(at_end_of)));
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let key: [Value; 2] = [code.as_str().into(), programme.id.as_str().into()];
        if sql::count(&tx, COUNT, key).await? > MAX_COURSES {
            return Err(Error::Conflict("too_many_courses"));
        }
        let (mut counted, mut after) = (Vec::new(), Uuid::nil());
        loop {
            let courses = next(&tx, &code, &programme.id, after, until).await?;
            let Some(last) = courses.last() else { break };
            after = last.id;
            for facts in self.facts(&tx, &code, programme, courses, (at_end_of, until)).await? {
                let seen = facts.seen_by(programme);
                let outcome = outcome(programme, indicator, &seen);
                if let (Some(on), true) = (outcome.attributed_on, outcome.state != OutcomeState::Outside) {
                    counted.push(Counted { on, state: outcome.state, stratum: stratum(programme, &seen) });
                }
            }
        }
        tx.commit().await?;
        counted.sort_by_key(|course| course.on);
        Ok(counted)
    }

    /// What was known about courses; nothing about those without a form.
    async fn facts(
        &self,
        tx: &Tx,
        code: &str,
        programme: &Programme,
        courses: Vec<CourseRow>,
        (day, until): (NaiveDate, DateTime<Utc>),
    ) -> Result<Vec<Facts>, Error> {
        let ids: Vec<_> = courses.iter().map(|row| (CourseId::new(row.id), programme.id.as_str())).collect();
        let mut forms = newest_until(tx, code, &ids, self.0.database.catalogue(), Some(until)).await?;
        let mut known = Vec::with_capacity(courses.len());
        for row in courses {
            let Some(forms) = forms.remove(&CourseId::new(row.id)) else { continue };
            let sex = row.sex.parse().unwrap_or(Sex::Unknown);
            let death = row.death_date.filter(|death| *death <= day);
            let mut facts = facts(forms.into_iter().map(|form| (form.form, form.answers)), day);
            facts.records = health_records::read_all(row.records.as_deref().unwrap_or_default())?;
            known.push(facts.of_citizen(row.birth_date, death).of_sex(sex));
        }
        Ok(known)
    }
}

async fn next(
    tx: &Tx,
    code: &str,
    programme: &str,
    after: Uuid,
    until: DateTime<Utc>,
) -> Result<Vec<CourseRow>, Error> {
    let query = format!(
        "SELECT c.id, z.birth_date, z.death_date, z.sex, {} FROM course c \
         JOIN citizen z ON z.municipality = c.municipality AND z.id = c.citizen_id \
         WHERE c.municipality = $1 AND c.programme = $2 AND c.id > $3 ORDER BY c.id LIMIT $4",
        health_records::records_of("c.citizen_id AND h.imported_at < $5")
    );
    let values: [Value; 5] = [code.into(), programme.into(), after.into(), CHUNK.into(), until.into()];
    sql::all(tx, query, values).await
}
