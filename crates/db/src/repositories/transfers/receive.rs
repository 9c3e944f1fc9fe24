//! The receiver's part: unpacking a course into rows of its own.

use chrono::{DateTime, Utc};
use domain::attendance::Session;
use domain::citizen::{Citizen, Name};
use domain::course::Course;
use domain::cpr::Cpr;
use domain::ids::{CitizenId, CourseId, SessionId, TransferId};
use domain::municipality::MunicipalityCode;
use sea_orm::Value;
use uuid::Uuid;

use super::Answered;
use super::package::{Package, PackedCitizen, PackedForm, PackedSession};
use super::row::{self, TransferRow, place, unreadable};
use crate::audit::{self, Event};
use crate::caller::Identity;
use crate::database::Database;
use crate::engine::Tx;
use crate::error::{Error, conflict};
use crate::key_ring::TenantKeys;
use crate::moment::danish_day;
use crate::repositories::citizens::{self, SealedCitizen};
use crate::repositories::courses;
use crate::repositories::forms::{Belonging, seal_reason};
use crate::repositories::recompute::recompute_within;
use crate::repositories::{attendance, course_events, plans};
use crate::sql;
use crate::tenant::Tenant;

/// An answer in the making.
pub(super) struct Receiving {
    pub(super) id: TransferId,
    pub(super) receiver: MunicipalityCode,
    pub(super) now: DateTime<Utc>,
    pub(super) who: Identity,
    pub(super) database: Database,
}

/// What was received: the receiver's own citizen and course.
pub(super) struct Received {
    pub(super) citizen: CitizenId,
    pub(super) course: CourseId,
}

impl Receiving {
    /// Unpacks the course, with new ids.
    pub(super) async fn accept(&self, tx: &Tx) -> Result<Answered<Received>, Error> {
        let row = match self.offered(tx).await? {
            Ok(row) => row,
            Err(error) => return Ok(Err(error)),
        };
        let keys = self.database.keys(self.receiver.into());
        let key = [row.id.as_bytes().to_vec()];
        let sealed = row.package_sealed.as_deref().ok_or_else(|| unreadable("an offer without a package"))?;
        let package = keys.open(place("package", &key), sealed)?;
        // The reason is left out: it could repeat what is in it.
        let package: Package =
            serde_json::from_slice(&package).map_err(|_| unreadable("the package cannot be read"))?;
        let received = match self.unpack(tx, &keys, package).await? {
            Ok(received) => received,
            Err(error) => return Ok(Err(error)),
        };
        self.answer(tx, "accepted", None, Some(received.course)).await?;
        Ok(Ok((received, row)))
    }

    /// Counts a course that was received. Comes after the entries in the logs ([`audit`] has the order).
    pub(super) async fn count(&self, tx: &Tx, course: CourseId) -> Result<(), Error> {
        self.database.store().rescope(tx, Tenant::from(self.receiver)).await?;
        let (code, today) = (self.receiver.to_string(), danish_day(self.now));
        recompute_within(tx, &code, self.database.catalogue(), vec![course], today).await?;
        Ok(())
    }

    /// Says no, with a reason that is sealed for the sender.
    pub(super) async fn decline(&self, tx: &Tx, answer: &str) -> Result<Answered<()>, Error> {
        let row = match self.offered(tx).await? {
            Ok(row) => row,
            Err(error) => return Ok(Err(error)),
        };
        let key = [row.id.as_bytes().to_vec()];
        let theirs = self.database.keys(row.sender()?.into());
        let sealed = theirs.seal(self.database.entropy(), place("answer", &key), answer.as_bytes())?;
        self.answer(tx, "declined", Some(sealed), None).await?;
        Ok(Ok(((), row)))
    }

    /// Logs an answer with both municipalities, or with the receiver that it came to nothing. Only
    /// [`count`](Self::count) comes after it; `own` adds to the receiver's event what the sender's does not have.
    pub(super) async fn logged<T>(
        &self,
        tx: &Tx,
        event: Event,
        own: fn(Event, &T) -> Event,
        answered: Answered<T>,
    ) -> Result<Result<T, Error>, Error> {
        let (answer, row) = match answered {
            Ok(answered) => answered,
            Err(error) => return audit::refuse(tx, &self.who, event, error).await,
        };
        let theirs = event.clone().citizen(row.sender_citizen()).count(1);
        self.log_both(tx, own(event, &answer).count(1), &row, theirs).await?;
        Ok(Ok(answer))
    }

    /// Writes both logs, in one order for everybody, so that nobody waits in a circle.
    async fn log_both(&self, tx: &Tx, own: Event, row: &TransferRow, theirs: Event) -> Result<(), Error> {
        let sender = row.sender()?;
        let as_sender = Identity { municipality: Some(sender), ..self.who.clone() };
        let mut logs = [(self.receiver, &self.who, own), (sender, &as_sender, theirs)];
        logs.sort_by_key(|(municipality, ..)| *municipality);
        for (municipality, who, event) in logs {
            self.database.store().rescope(tx, Tenant::from(municipality)).await?;
            audit::append(tx, who, event).await?;
        }
        Ok(())
    }

    async fn offered(&self, tx: &Tx) -> Result<Result<TransferRow, Error>, Error> {
        Ok(match row::offered_to(tx, &self.receiver.to_string(), self.id).await? {
            None => Err(Error::NotFound),
            Some(row) if !row.is_offered() => Err(Error::Conflict("transfer_answered")),
            Some(row) => Ok(row),
        })
    }

    /// Closes the offer; what was sealed for the receiver goes.
    async fn answer(
        &self,
        tx: &Tx,
        state: &str,
        answer: Option<Vec<u8>>,
        course: Option<CourseId>,
    ) -> Result<(), Error> {
        const ANSWER: &str = "UPDATE transfer SET state = $3, answer_sealed = $4, received_course = $5, \
            answered_name = $6, answered_at = $7, summary_sealed = NULL, package_sealed = NULL \
            WHERE id = $1 AND receiver = $2";
        let values: [Value; 7] = [
            self.id.get().into(),
            self.receiver.to_string().into(),
            state.into(),
            answer.into(),
            course.map(CourseId::get).into(),
            self.who.display_name.as_str().into(),
            self.now.into(),
        ];
        sql::execute(tx, ANSWER, values).await?;
        Ok(())
    }

    async fn unpack(
        &self,
        tx: &Tx,
        keys: &TenantKeys,
        package: Package,
    ) -> Result<Result<Received, Error>, Error> {
        let code = self.receiver.to_string();
        let packed = &package.course;
        // The reason is left out: it could repeat a part of the number.
        let cpr: Cpr = package.citizen.cpr.parse().map_err(|_| unreadable("cpr is no CPR number"))?;
        let known = citizens::by_number(tx, &code, keys, &cpr).await?.map(|row| CitizenId::new(row.id));
        let earlier = match known {
            Some(known) => courses::of_citizen(tx, &code, known).await?,
            None => Vec::new(),
        };
        let same = || earlier.iter().filter(|course| course.programme == packed.programme);
        if packed.state.is_open() && same().any(|course| course.state.is_open()) {
            return Ok(Err(Error::Conflict("course_already_open")));
        }
        let course_no = same().map(|course| course.course_no).max().unwrap_or(0).saturating_add(1);
        let citizen = match known {
            Some(known) => known,
            None => self.register(tx, &code, keys, cpr, &package.citizen).await?,
        };
        let packed = package.course;
        let course = Course {
            id: CourseId::new(self.database.new_id(self.now)?),
            municipality: self.receiver,
            citizen,
            course_no,
            programme: packed.programme,
            programme_version: packed.definition,
            state: packed.state,
            key: None,
            opened_on: packed.opened_on,
            started_on: packed.started_on,
            ended_on: packed.ended_on,
            version: packed.version,
        };
        let insert = format!("{}{}", courses::INSERT, sql::rows(1, courses::WIDTH));
        let values = courses::values(&course, &Belonging::default(), self.now);
        sql::execute(tx, insert, values).await.map_err(conflict("course_already_open"))?;
        for form in package.forms {
            self.insert_form(tx, keys, course.id, form).await?;
        }
        for event in package.events {
            let whose = (course.id, self.who.user_id, None);
            course_events::insert(tx, &self.database, keys, &code, whose, event.into()).await?;
        }
        let sessions = package.sessions.into_iter().map(|session| self.session(course.id, session));
        let sessions = sessions.collect::<Result<Vec<_>, _>>()?;
        let by = (self.who.user_id, self.now);
        attendance::receive(tx, &self.database, keys, &code, &sessions, by).await?;
        plans::moving::receive(tx, &self.database, keys, &code, course.id, package.plans).await?;
        Ok(Ok(Received { citizen, course: course.id }))
    }

    /// Makes the receiver's own record of a citizen it does not know.
    async fn register(
        &self,
        tx: &Tx,
        code: &str,
        keys: &TenantKeys,
        cpr: Cpr,
        packed: &PackedCitizen,
    ) -> Result<CitizenId, Error> {
        // The reason is left out: it could repeat a part of the name.
        let name: Name = packed.name.parse().map_err(|_| unreadable("name is no name"))?;
        let citizen = Citizen {
            id: CitizenId::new(self.database.new_id(self.now)?),
            municipality: self.receiver,
            id_type: cpr.kind(),
            cpr,
            name,
            birth_date: packed.birth_date,
            death_date: packed.death_date,
            sex: packed.sex,
            version: 1,
        };
        let sealed = SealedCitizen::new(keys, self.database.entropy(), &citizen)?;
        citizens::store(tx, code, keys, sealed, &citizen, self.now).await?;
        Ok(citizen.id)
    }

    async fn insert_form(
        &self,
        tx: &Tx,
        keys: &TenantKeys,
        course: CourseId,
        form: PackedForm,
    ) -> Result<(), Error> {
        const INSERT: &str = "INSERT INTO form_version (municipality, course_id, form, version, id, definition, \
            answers, submitted_by, submitted_at, reason_sealed, confirmed, author) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        let (code, id) = (self.receiver.to_string(), self.database.new_id(self.now)?);
        let seal = |reason: &str| seal_reason(keys, self.database.entropy(), id, reason);
        let values: [Value; 12] = [
            code.into(),
            course.get().into(),
            form.form.into(),
            form.version.into(),
            id.into(),
            form.definition.into(),
            form.answers.into(),
            // Whoever it was has no account here; the name stands beside it.
            Uuid::nil().into(),
            form.submitted_at.into(),
            form.reason.as_deref().map(seal).transpose()?.into(),
            form.confirmed.into(),
            // Empty where nobody knows any more: that there is one says that the form was received.
            form.author.unwrap_or_default().into(),
        ];
        sql::execute(tx, INSERT, values).await?;
        Ok(())
    }

    fn session(&self, course: CourseId, packed: PackedSession) -> Result<Session, Error> {
        let starts_at = packed.starts_at.as_deref().map(str::parse).transpose();
        Ok(Session {
            id: SessionId::new(self.database.new_id(self.now)?),
            course,
            group: None,
            held_on: packed.held_on,
            starts_at: starts_at.map_err(unreadable)?,
            kind: packed.kind,
            delivery: packed.delivery,
            title: packed.title,
            status: packed.status,
            note: packed.note,
            version: 1,
        })
    }
}
