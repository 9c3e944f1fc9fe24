//! The sender's part: packing a course and sealing it for the receiver.

use chrono::{DateTime, Utc};
use domain::course::Course;
use domain::ids::{CitizenId, CourseId, TransferId};
use domain::municipality::MunicipalityCode;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::TransferCitizen;
use super::package::Package;
use super::row::{Summary, place, unreadable};
use crate::caller::Identity;
use crate::database::Database;
use crate::engine::Tx;
use crate::error::{Error, conflict};
use crate::repositories::{citizens, courses};
use crate::sql;

/// An offer in the making.
pub(super) struct Offer {
    pub(super) id: TransferId,
    pub(super) sender: MunicipalityCode,
    pub(super) receiver: MunicipalityCode,
    pub(super) course: CourseId,
    pub(super) note: String,
    pub(super) now: DateTime<Utc>,
    pub(super) who: Identity,
    pub(super) database: Database,
}

/// What is sealed of an offer: the first two for the receiver, the last for the sender.
struct Sealed {
    summary: Vec<u8>,
    package: Vec<u8>,
    note: Vec<u8>,
}

#[derive(FromQueryResult)]
struct Pending {
    id: Uuid,
    receiver: String,
}

impl Offer {
    /// Makes the offer, or packs the course anew for the same receiver.
    pub(super) async fn make(&self, tx: &Tx) -> Result<Result<(TransferId, CitizenId), Error>, Error> {
        const LOCK: &str = "SELECT id FROM course WHERE municipality = $1 AND id = $2";
        const PENDING: &str = "SELECT id, receiver FROM transfer \
            WHERE sender = $1 AND course_id = $2 AND state = 'offered'";
        let code = self.sender.to_string();
        let key = || -> [Value; 2] { [code.as_str().into(), self.course.get().into()] };
        // Nobody may change the course while it is packed.
        sql::exists(tx, format!("{LOCK}{}", sql::for_update(tx)), key()).await?;
        let Some(course) = courses::find(tx, &code, self.course).await? else {
            return Ok(Err(Error::NotFound));
        };
        let course = course.course()?;
        if !course.state.can_be_transferred() {
            return Ok(Err(Error::Conflict("illegal_transition")));
        }
        let pending: Option<Pending> = sql::one(tx, PENDING, key()).await?;
        if pending.as_ref().is_some_and(|pending| pending.receiver != self.receiver.to_string()) {
            return Ok(Err(Error::Conflict("transfer_pending")));
        }
        let id = pending.as_ref().map_or(self.id, |pending| TransferId::new(pending.id));
        let sealed = self.seal(tx, &code, id, &course).await?;
        match pending {
            Some(_) => self.renew(tx, id, &course, sealed).await?,
            None => self.insert(tx, id, &course, sealed).await?,
        }
        Ok(Ok((id, course.citizen)))
    }

    async fn seal(&self, tx: &Tx, code: &str, id: TransferId, course: &Course) -> Result<Sealed, Error> {
        let own = self.database.keys(self.sender.into());
        let citizen = citizens::by_id(tx, code, course.citizen).await?;
        let citizen = citizen.ok_or_else(|| unreadable("a course without a citizen"))?.open(&own)?;
        let package = Package::pack(tx, code, &own, course, &citizen).await?;
        let summary = Summary {
            citizen: TransferCitizen {
                name: package.citizen.name.clone(),
                cpr_masked: citizen.cpr.masked(),
                birth_date: citizen.birth_date,
                sex: citizen.sex,
            },
            note: self.note.clone(),
        };
        let (theirs, key) = (self.database.keys(self.receiver.into()), [id.get().as_bytes().to_vec()]);
        let entropy = self.database.entropy();
        let package = serde_json::to_vec(&package).map_err(unreadable)?;
        let summary = serde_json::to_vec(&summary).map_err(unreadable)?;
        Ok(Sealed {
            summary: theirs.seal(entropy, place("summary", &key), &summary)?,
            package: theirs.seal(entropy, place("package", &key), &package)?,
            note: own.seal(entropy, place("note", &key), self.note.as_bytes())?,
        })
    }

    async fn insert(&self, tx: &Tx, id: TransferId, course: &Course, sealed: Sealed) -> Result<(), Error> {
        const INSERT: &str = "INSERT INTO transfer (id, sender, receiver, programme, course_id, citizen_id, \
            course_version, state, summary_sealed, package_sealed, note_sealed, offered_name, offered_at) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'offered', $8, $9, $10, $11, $12)";
        let values: [Value; 12] = [
            id.get().into(),
            self.sender.to_string().into(),
            self.receiver.to_string().into(),
            course.programme.as_str().into(),
            course.id.get().into(),
            course.citizen.get().into(),
            course.version.into(),
            sealed.summary.into(),
            sealed.package.into(),
            sealed.note.into(),
            self.who.display_name.as_str().into(),
            self.now.into(),
        ];
        sql::execute(tx, INSERT, values).await.map_err(conflict("transfer_pending"))?;
        Ok(())
    }

    async fn renew(&self, tx: &Tx, id: TransferId, course: &Course, sealed: Sealed) -> Result<(), Error> {
        const RENEW: &str = "UPDATE transfer SET course_version = $3, summary_sealed = $4, package_sealed = $5, \
            note_sealed = $6, offered_name = $7, offered_at = $8 WHERE id = $1 AND sender = $2 AND state = 'offered'";
        let values: [Value; 8] = [
            id.get().into(),
            self.sender.to_string().into(),
            course.version.into(),
            sealed.summary.into(),
            sealed.package.into(),
            sealed.note.into(),
            self.who.display_name.as_str().into(),
            self.now.into(),
        ];
        match sql::execute(tx, RENEW, values).await? {
            0 => Err(Error::Conflict("transfer_answered")),
            _ => Ok(()),
        }
    }
}
