//! A number that takes the place of another, and two records that turn out to be one person.
//!
//! Nothing is thrown away: the old number stays as a record of its own that points at the citizen, so that whoever
//! searches by it finds them, and every course that moves says whose it was. Both can be undone by hand from that.

use chrono::{DateTime, Utc};
use domain::citizen::{Citizen, CitizenFinding, Sex, check_new_number};
use domain::course::{Course, LifeEvent};
use domain::cpr::Cpr;
use domain::ids::CitizenId;
use sea_orm::Value;
use uuid::Uuid;

use super::row::{self, SealedCitizen, TAKE_PLACE};
use super::{Citizens, words};
use crate::audit::{self, Ended, Event};
use crate::caller::Identity;
use crate::database::Database;
use crate::engine::{Tx, job};
use crate::error::{Error, conflict};
use crate::key_ring::TenantKeys;
use crate::moment::{danish_day, storable};
use crate::repositories::course_events::{self, StoredEvent};
use crate::repositories::courses::{self, check_version};
use crate::repositories::health_records;
use crate::repositories::recompute::{lock, lock_citizen, recompute_citizen};
use crate::rights::WriteCitizens;
use crate::sql;

/// What became of giving a citizen another number.
#[derive(Clone, Debug)]
pub enum Merge {
    /// It was done, or, when rehearsed, can be.
    Done(Merged),
    /// The number cannot take the place of the other.
    Refused(CitizenFinding),
}

/// A citizen with another number.
#[derive(Clone, Debug)]
pub struct Merged {
    /// Whose record remains.
    pub citizen: Citizen,
    /// Whether the number had a record already, so that two became one.
    pub existed: bool,
    /// How many courses move.
    pub courses: usize,
}

impl Citizens<'_, WriteCitizens> {
    /// Gives a citizen with a replacement number another one. If the municipality knows that number, the two records
    /// become one and the courses move there.
    ///
    /// With `rehearse` nothing is written, and the answer says what would be.
    ///
    /// # Errors
    /// [`Error::Conflict`] `two_open_courses` when both have a running course of one programme; [`Error::Stale`] or
    /// [`Error::PreconditionRequired`] by `if_match`; [`Error::NotFound`].
    pub async fn merge(
        &self,
        id: CitizenId,
        number: &Cpr,
        if_match: Option<i64>,
        rehearse: bool,
        now: DateTime<Utc>,
    ) -> Result<Merge, Error> {
        let merging = Merging {
            id,
            number: number.clone(),
            if_match,
            rehearse,
            now: storable(now),
            code: self.0.code()?,
            keys: self.0.keys()?,
            who: self.0.who().clone(),
            database: self.0.database.clone(),
        };
        let work = job(move |tx| {
            Box::pin(async move {
                let action = if merging.rehearse { "citizen.validate_merge" } else { "citizen.merge" };
                let event = Event::new(action).object("citizen", id);
                let merge = match merging.run(tx).await? {
                    Ok(merge) => merge,
                    Err(error) => {
                        let is_known = !matches!(error, Error::NotFound);
                        let event = if is_known { event.citizen(id) } else { event };
                        return audit::refuse(tx, &merging.who, event, error).await;
                    }
                };
                let event = match &merge {
                    Merge::Done(merged) => event.citizen(merged.citizen.id).count(merged.courses),
                    Merge::Refused(_) => event.citizen(id).ended(Ended::Refused),
                };
                audit::append(tx, &merging.who, event).await?;
                if let (Merge::Done(merged), false) = (&merge, merging.rehearse) {
                    // Age and sex may be other ones.
                    let (catalogue, today) = (merging.database.catalogue(), danish_day(now));
                    recompute_citizen(tx, &merging.code, catalogue, merged.citizen.id, today).await?;
                }
                Ok(Ok(merge))
            })
        });
        self.0.database.store().save(self.0.tenant()?, work).await?
    }
}

struct Merging {
    id: CitizenId,
    number: Cpr,
    if_match: Option<i64>,
    rehearse: bool,
    now: DateTime<Utc>,
    code: String,
    keys: std::sync::Arc<TenantKeys>,
    who: Identity,
    database: Database,
}

impl Merging {
    async fn run(&self, tx: &Tx) -> Result<Result<Merge, Error>, Error> {
        let Some(row) = row::locked(tx, &self.code, self.id).await? else {
            return Ok(Err(Error::NotFound));
        };
        let citizen = row.open(&self.keys)?;
        if let Err(error) = check_version(self.if_match, citizen.version) {
            return Ok(Err(error));
        }
        if let Err(finding) = check_new_number(&citizen.cpr, &self.number) {
            return Ok(Ok(Merge::Refused(finding)));
        }
        let known = row::by_number(tx, &self.code, &self.keys, &self.number).await?;
        match known.map(|row| row.open(&self.keys)).transpose()? {
            Some(other) => self.join(tx, citizen, other).await,
            None => self.renumber(tx, citizen).await,
        }
    }

    /// The municipality does not know the number: the citizen gets it, and the old one points at them.
    async fn renumber(&self, tx: &Tx, old: Citizen) -> Result<Result<Merge, Error>, Error> {
        const RENUMBER: &str = "UPDATE citizen SET cpr_index = $3, cpr_sealed = $4, birth_date = $5, sex = $6, \
            changed_at = $7, version = version + 1 WHERE municipality = $1 AND id = $2 AND version = $8";
        let mut citizen = old.clone();
        citizen.id_type = self.number.kind();
        citizen.birth_date = self.number.birth_date().unwrap_or(old.birth_date);
        citizen.sex = self.number.sex().filter(|sex| *sex != Sex::Unknown).unwrap_or(old.sex);
        citizen.cpr = self.number.clone();
        let done = |citizen| Ok(Ok(Merge::Done(Merged { citizen, existed: false, courses: 0 })));
        if self.rehearse {
            return done(citizen);
        }
        let sealed = SealedCitizen::new(&self.keys, self.database.entropy(), &citizen)?;
        let (index, number) = sealed.number();
        let values: [Value; 8] = [
            self.code.as_str().into(),
            citizen.id.get().into(),
            index.into(),
            number.into(),
            citizen.birth_date.into(),
            citizen.sex.id().into(),
            self.now.into(),
            old.version.into(),
        ];
        // Somebody may register the number at this moment.
        let renumbered = sql::execute(tx, RENUMBER, values).await;
        if renumbered.map_err(conflict("citizen_already_registered"))? == 0 {
            return Ok(Err(Error::Stale { current: old.version + 1 }));
        }
        citizen.version += 1;
        self.keep_old_number(tx, &old).await?;
        lock_citizen(tx, &self.code, citizen.id).await?;
        done(citizen)
    }

    /// A record of the old number, without a name, that points at the citizen.
    async fn keep_old_number(&self, tx: &Tx, old: &Citizen) -> Result<(), Error> {
        let pointer = CitizenId::new(self.database.new_id(self.now)?);
        let parts = (pointer, &old.cpr, None, old.birth_date, old.sex);
        let sealed = SealedCitizen::from_parts(&self.keys, self.database.entropy(), parts)?;
        sealed.insert(tx, &self.code, self.now).await?;
        self.point(tx, pointer, old.id).await
    }

    /// The municipality knows the number: the courses move to that record, and the old one points at it.
    async fn join(&self, tx: &Tx, old: Citizen, other: Citizen) -> Result<Result<Merge, Error>, Error> {
        if row::locked(tx, &self.code, other.id).await?.is_none() {
            return Ok(Err(Error::NotFound));
        }
        if !self.rehearse {
            self.lock_courses(tx, [old.id, other.id]).await?;
        }
        let moving = courses::of_citizen(tx, &self.code, old.id).await?;
        let there = courses::of_citizen(tx, &self.code, other.id).await?;
        let clashes = |course: &Course| {
            let same = |other: &&Course| other.programme == course.programme && other.state.is_open();
            course.state.is_open() && there.iter().any(|other| same(&other))
        };
        if moving.iter().any(clashes) {
            return Ok(Err(Error::Conflict("two_open_courses")));
        }
        let count = moving.len();
        if !self.rehearse {
            self.move_courses(tx, moving, &there, (old.id, other.id)).await?;
            health_records::move_records(tx, &self.code, (old.id, other.id)).await?;
            self.point(tx, old.id, other.id).await?;
            words::delete(tx, &self.code, old.id).await?;
        }
        Ok(Ok(Merge::Done(Merged { citizen: other, existed: true, courses: count })))
    }

    /// Locks the courses of two citizens together; only what is read of them afterwards is what is moved.
    async fn lock_courses(&self, tx: &Tx, citizens: [CitizenId; 2]) -> Result<(), Error> {
        let mut all = Vec::new();
        for citizen in citizens {
            all.extend(courses::of_citizen(tx, &self.code, citizen).await?);
        }
        lock(tx, &self.code, all.into_iter().map(|course| course.id).collect()).await
    }

    async fn move_courses(
        &self,
        tx: &Tx,
        mut moving: Vec<Course>,
        there: &[Course],
        (from, to): (CitizenId, CitizenId),
    ) -> Result<(), Error> {
        const MOVE: &str = "UPDATE course SET citizen_id = $3, course_no = $4, changed_at = $5, version = version + 1, \
            revision = revision + 1 WHERE municipality = $1 AND id = $2";
        moving.sort_by_key(|course| (course.opened_on, course.course_no));
        let mut numbers = there.iter().map(|course| course.course_no).max().unwrap_or(0);
        for course in moving {
            numbers = numbers.saturating_add(1);
            let values: [Value; 5] = [
                self.code.as_str().into(),
                course.id.get().into(),
                to.get().into(),
                numbers.into(),
                self.now.into(),
            ];
            sql::execute(tx, MOVE, values).await?;
            let event = StoredEvent {
                version: course.version + 1,
                event: LifeEvent::CitizenMerged,
                on: danish_day(self.now),
                reason: None,
                before: course.state,
                after: course.state,
                recorded_by: self.who.display_name.clone(),
                recorded_at: self.now,
            };
            let whose: (_, _, Option<Uuid>) = (course.id, self.who.user_id, Some(from.get()));
            course_events::insert(tx, &self.database, &self.keys, &self.code, whose, event).await?;
        }
        Ok(())
    }

    /// Lets a record, and what pointed at it, point at the one that takes its place.
    async fn point(&self, tx: &Tx, from: CitizenId, to: CitizenId) -> Result<(), Error> {
        let values = [self.code.as_str().into(), from.get().into(), to.get().into(), self.now.into()];
        sql::execute(tx, TAKE_PLACE, values).await?;
        Ok(())
    }
}
