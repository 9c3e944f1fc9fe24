//! Time travel: what is counted from the forms that had been submitted up to a day.

use chrono::{DateTime, NaiveDate, Utc};
use domain::citizen::Sex;
use domain::expr::Facts;
use domain::ids::CourseId;
use domain::outcome::{OutcomeState, outcome};
use domain::programme::{Programme, site, stratum};
use domain::validation::facts;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::{Counted, Indicators};
use crate::engine::Tx;
use crate::error::Error;
use crate::moment::end_of;
use crate::repositories::forms::{StoredForm, newest_until};
use crate::repositories::{Scoped, health_records};
use crate::rights::{ReadIndicators, Right};
use crate::sql;

/// Courses read together.
const CHUNK: i64 = 400;
/// The most courses of a municipality that are looked at again; more take too long for somebody who waits.
const MAX_COURSES: i64 = 20_000;

#[derive(FromQueryResult)]
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
        let indicator = programme.indicator(indicator).ok_or(Error::NotFound)?;
        let mut counted = Vec::new();
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        each_known(&self.0, &tx, &programme.id, at_end_of, |facts| {
            let seen = facts.seen_by(programme);
            let outcome = outcome(programme, indicator, &seen);
            if let (Some(on), true) = (outcome.attributed_on, outcome.state != OutcomeState::Outside) {
                let (stratum, site) = (stratum(programme, &seen), site(programme, &seen));
                counted.push(Counted { on, state: outcome.state, stratum, site });
            }
        })
        .await?;
        tx.commit().await?;
        counted.sort_by_key(|course| course.on);
        Ok(counted)
    }
}

/// Hands what was known about every course at the end of a day to `each`; nothing about those without a form.
///
/// # Errors
/// [`Error::Conflict`] `too_many_courses`.
pub(super) async fn each_known<R: Right>(
    scoped: &Scoped<'_, R>,
    tx: &Tx,
    programme: &str,
    at_end_of: NaiveDate,
    mut each: impl FnMut(&Facts) + Send,
) -> Result<(), Error> {
    const COUNT: &str = "SELECT count(*) AS rows FROM course WHERE municipality = $1 AND programme = $2";
    let (code, until) = (scoped.code()?, end_of(at_end_of));
    if sql::count(tx, COUNT, [code.as_str().into(), programme.into()]).await? > MAX_COURSES {
        return Err(Error::Conflict("too_many_courses"));
    }
    let mut after = Uuid::nil();
    loop {
        let courses = next(tx, &code, programme, after, until).await?;
        let Some(last) = courses.last() else { return Ok(()) };
        after = last.id;
        let ids: Vec<_> = courses.iter().map(|row| (CourseId::new(row.id), programme)).collect();
        let mut forms = newest_until(tx, &code, &ids, scoped.database.catalogue(), Some(until)).await?;
        for row in courses {
            if let Some(forms) = forms.remove(&CourseId::new(row.id)) {
                each(&row.facts(forms, at_end_of)?);
            }
        }
    }
}

impl CourseRow {
    /// What was known, from the forms of that time.
    fn facts(&self, forms: Vec<StoredForm>, day: NaiveDate) -> Result<Facts, Error> {
        let sex = self.sex.parse().unwrap_or(Sex::Unknown);
        let death = self.death_date.filter(|death| *death <= day);
        let mut facts = facts(forms.into_iter().map(StoredForm::into_counted), day);
        facts.records = health_records::read_all(self.records.as_deref().unwrap_or_default())?;
        Ok(facts.of_citizen(self.birth_date, death).of_sex(sex))
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
