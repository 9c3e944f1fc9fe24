//! Outcomes that change without anybody saving: with the date, or with a new definition.

use std::fmt;
use std::ops::ControlFlow;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CitizenId, CourseId, UserId};
use domain::municipality::MunicipalityCode;
use domain::programme::Catalogue;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::courses;
use super::forms::{Case, Recount, TallyChanges, all_outcomes, change_outcomes};
use crate::audit;
use crate::database::Database;
use crate::engine::{Tx, job};
use crate::error::Error;
use crate::moment::danish_day;
use crate::sql;
use crate::tenant::Tenant;

/// Courses per transaction: short enough to let savers in between.
const CHUNK: i64 = 200;
/// How often courses that somebody else is saving are looked at again.
const ATTEMPTS: usize = 5;

/// What a recomputation did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recomputed {
    /// Courses looked at.
    pub courses: u64,
    /// Courses that count differently now.
    pub changed: u64,
}

/// How far a recomputation has come: this course and everything before it is done. Written `0740/<course>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecomputePlace {
    municipality: MunicipalityCode,
    course: CourseId,
}

impl fmt::Display for RecomputePlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.municipality, self.course)
    }
}

impl FromStr for RecomputePlace {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const SHAPE: &str = "a place is written <municipality>/<course>, as an interrupted run says it";
        let (municipality, course) = text.split_once('/').ok_or(SHAPE)?;
        let (municipality, course) = (municipality.parse().ok(), Uuid::parse_str(course).ok());
        let place = municipality.zip(course).ok_or(SHAPE)?;
        Ok(Self { municipality: place.0, course: CourseId::new(place.1) })
    }
}

/// Which courses are looked at.
#[derive(Clone, Copy)]
enum Which {
    Pending,
    All,
}

#[derive(FromQueryResult)]
struct Id {
    course_id: Uuid,
}

impl Database {
    /// Moves courses whose state depends on today's date; run every night after midnight.
    ///
    /// Progress is told after every chunk. Interrupted, it can simply be run again.
    ///
    /// # Errors
    /// When the database cannot be asked; when a row cannot be read, but the other municipalities are done then.
    pub async fn recompute_due(
        &self,
        now: DateTime<Utc>,
        mut progress: impl FnMut(Recomputed) + Send,
    ) -> Result<Recomputed, Error> {
        let told = move |done, _| {
            progress(done);
            ControlFlow::Continue(())
        };
        self.recompute(Which::Pending, danish_day(now), None, told).await
    }

    /// Recomputes every course, as after loading a new version of a definition.
    ///
    /// Progress is told after every chunk, with the place to go on from; `Break` ends the work there. What is done is
    /// kept, and doing a course twice changes nothing.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn recompute_all(
        &self,
        now: DateTime<Utc>,
        after: Option<RecomputePlace>,
        progress: impl FnMut(Recomputed, RecomputePlace) -> ControlFlow<()> + Send,
    ) -> Result<Recomputed, Error> {
        self.recompute(Which::All, danish_day(now), after, progress).await
    }

    /// How many courses there are for [`Database::recompute_all`], of every programme and municipality.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn count_courses(&self) -> Result<u64, Error> {
        const COUNT: &str = "SELECT count(*) AS rows FROM course WHERE municipality = $1";
        let mut total = 0;
        for municipality in MunicipalityCode::all() {
            let tx = self.store().snapshot(municipality.into()).await?;
            let count = sql::count(&tx, COUNT, [municipality.to_string().into()]).await?;
            tx.commit().await?;
            total += u64::try_from(count).unwrap_or(0);
        }
        Ok(total)
    }

    async fn recompute(
        &self,
        which: Which,
        as_of: NaiveDate,
        from: Option<RecomputePlace>,
        mut progress: impl FnMut(Recomputed, RecomputePlace) -> ControlFlow<()> + Send,
    ) -> Result<Recomputed, Error> {
        let mut done = Recomputed::default();
        let mut failure = None;
        let first = from.map(|place| place.municipality);
        for municipality in MunicipalityCode::all().filter(|code| first.is_none_or(|first| *code >= first)) {
            let after = from.filter(|place| place.municipality == municipality);
            let course = after.map_or(Uuid::nil(), |place| place.course.get());
            match self.recompute_in(which, (municipality, course), as_of, (&mut done, &mut progress)).await {
                Ok(ControlFlow::Continue(())) => {}
                Ok(ControlFlow::Break(())) => return Ok(done),
                // At night one municipality's row that cannot be read does not keep the others from theirs.
                Err(error @ Error::Inconsistent { .. }) if matches!(which, Which::Pending) => {
                    tracing::error!(%municipality, %error, "the courses of a municipality were not recomputed");
                    failure.get_or_insert(error);
                }
                Err(error) => return Err(error),
            }
        }
        failure.map_or(Ok(done), Err)
    }

    /// The courses of one municipality behind a place.
    async fn recompute_in(
        &self,
        which: Which,
        (municipality, mut after): (MunicipalityCode, Uuid),
        as_of: NaiveDate,
        (done, progress): (
            &mut Recomputed,
            &mut (impl FnMut(Recomputed, RecomputePlace) -> ControlFlow<()> + Send),
        ),
    ) -> Result<ControlFlow<()>, Error> {
        loop {
            let ids = self.next_courses(which, municipality, after).await?;
            let Some(course) = ids.last().copied() else { return Ok(ControlFlow::Continue(())) };
            after = course.get();
            done.courses += ids.len() as u64;
            done.changed += self.recompute_courses(municipality, ids, as_of).await?;
            if progress(*done, RecomputePlace { municipality, course }).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
    }

    async fn next_courses(
        &self,
        which: Which,
        municipality: MunicipalityCode,
        after: Uuid,
    ) -> Result<Vec<CourseId>, Error> {
        let query = match which {
            Which::Pending => {
                "SELECT DISTINCT course_id FROM outcome WHERE municipality = $1 AND state = 'pending' \
                 AND course_id > $2 ORDER BY course_id LIMIT $3"
            }
            Which::All => {
                "SELECT id AS course_id FROM course WHERE municipality = $1 AND id > $2 ORDER BY id LIMIT $3"
            }
        };
        let tx = self.store().snapshot(municipality.into()).await?;
        let values: [Value; 3] = [municipality.to_string().into(), after.into(), CHUNK.into()];
        let ids: Vec<Id> = sql::all(&tx, query, values).await?;
        tx.commit().await?;
        Ok(ids.into_iter().map(|id| CourseId::new(id.course_id)).collect())
    }

    async fn recompute_courses(
        &self,
        municipality: MunicipalityCode,
        ids: Vec<CourseId>,
        as_of: NaiveDate,
    ) -> Result<u64, Error> {
        let code = municipality.to_string();
        let tx = self.store().snapshot(municipality.into()).await?;
        let planned = plan(&tx, &code, self.catalogue(), ids, as_of).await?;
        tx.commit().await?;
        if planned.is_empty() {
            return Ok(0);
        }
        // Whoever has saved a course in between has recomputed it with that.
        let work = job(move |tx| Box::pin(async move { Ok(write(tx, &code, planned).await?.0) }));
        self.store().save(Tenant::from(municipality), work).await
    }
}

/// Recomputes courses in the transaction that has changed what they are counted by. Returns how many count differently.
///
/// Whoever saves one of them meanwhile does not see that change yet, so such a course is looked at again.
pub(super) async fn recompute_within(
    tx: &Tx,
    code: &str,
    catalogue: &Catalogue,
    courses: Vec<CourseId>,
    as_of: NaiveDate,
) -> Result<u64, Error> {
    let (mut left, mut changed) = (courses, 0);
    for _ in 0..ATTEMPTS {
        let planned = plan(tx, code, catalogue, left, as_of).await?;
        let (done, missed) = write(tx, code, planned).await?;
        changed += done;
        if missed.is_empty() {
            return Ok(changed);
        }
        left = missed;
    }
    Err(Error::Unavailable("the courses are being changed by others".into()))
}

/// Locks courses that will be recomputed in the transaction, before its entry in the access log ([`crate::audit`] has
/// the order). SQLite, which has one writer, locks nothing.
///
/// On both engines they are another revision afterwards: whoever has planned on what they were counted by until now plans
/// anew, also where nothing about them counts differently yet.
pub(super) async fn lock(tx: &Tx, code: &str, mut courses: Vec<CourseId>) -> Result<(), Error> {
    const TOGETHER: usize = 256;
    let for_update = sql::for_update(tx);
    courses.sort_unstable();
    for chunk in courses.chunks(TOGETHER) {
        let which = format!("municipality = $1 AND id IN ({})", sql::list(2, chunk.len()));
        let values = std::iter::once(Value::from(code)).chain(chunk.iter().map(|id| id.get().into()));
        let values: Vec<Value> = values.collect();
        if !for_update.is_empty() {
            let query = format!("SELECT id AS course_id FROM course WHERE {which} ORDER BY id{for_update}");
            sql::all::<Id>(tx, query, values.clone()).await?;
        }
        let update = format!("UPDATE course SET revision = revision + 1 WHERE {which}");
        sql::execute(tx, update, values).await?;
    }
    Ok(())
}

/// Locks every course of a citizen: see [`lock`].
pub(super) async fn lock_citizen(tx: &Tx, code: &str, citizen: CitizenId) -> Result<(), Error> {
    let courses = courses::of_citizen(tx, code, citizen).await?;
    lock(tx, code, courses.into_iter().map(|course| course.id).collect()).await
}

/// Recomputes every course of a citizen in the transaction that has changed something about them. Comes after the entry
/// in the access log, and [`lock_citizen`] before that.
pub(super) async fn recompute_citizen(
    tx: &Tx,
    code: &str,
    catalogue: &Catalogue,
    citizen: CitizenId,
    as_of: NaiveDate,
) -> Result<(), Error> {
    let courses = courses::of_citizen(tx, code, citizen).await?.into_iter().map(|course| course.id).collect();
    recompute_within(tx, code, catalogue, courses, as_of).await?;
    Ok(())
}

/// What is to be written of these courses.
async fn plan(
    tx: &Tx,
    code: &str,
    catalogue: &Catalogue,
    ids: Vec<CourseId>,
    as_of: NaiveDate,
) -> Result<Vec<(Case, Recount)>, Error> {
    // Nobody's drafts are of interest.
    let nobody = UserId::new(Uuid::nil());
    let mut planned = Vec::new();
    for id in ids {
        let Some(case) = Case::load(tx, code, id, nobody, catalogue).await? else {
            continue;
        };
        let facts = case.facts(as_of);
        let outcomes = all_outcomes(catalogue, &case.course.programme, &facts);
        let recount = Recount::of(&case, catalogue, &outcomes, &facts);
        if !recount.is_nothing() {
            planned.push((case, recount));
        }
    }
    Ok(planned)
}

/// Writes what is still as it was planned on. Returns how many courses that were, and which others.
async fn write(tx: &Tx, code: &str, planned: Vec<(Case, Recount)>) -> Result<(u64, Vec<CourseId>), Error> {
    const CLAIM: &str = "UPDATE course SET stratum = $4, site = $5, revision = revision + 1 \
        WHERE municipality = $1 AND id = $2 AND revision = $3";
    let (mut changed, mut missed) = (0, Vec::new());
    let mut tallies = TallyChanges::default();
    for (case, recount) in planned {
        let [stratum, site] = recount.after.values();
        let values: [Value; 5] =
            [code.into(), case.course.id.get().into(), case.revision.into(), stratum, site];
        if sql::execute(tx, CLAIM, values).await? == 0 {
            missed.push(case.course.id);
            continue;
        }
        let mut batch = sql::Batch::default();
        change_outcomes(&mut batch, &mut tallies, code, &case.course, &recount);
        batch.run(tx).await?;
        changed += 1;
    }
    // Also the night's work, which logs nothing, takes the chain before the tallies ([`crate::audit`] has the order).
    audit::lock(tx, code).await?;
    tallies.write(tx, code).await?;
    Ok((changed, missed))
}
