//! Courses on their way from one municipality to another.
//!
//! The sender packs everything the course consists of and seals it for the receiver, whose keys are the only ones that
//! open it. The receiver unpacks it into rows of its own. Neither reads a row of the other's tables; both logs tell.

mod offer;
mod package;
mod receive;
mod row;

use chrono::{DateTime, NaiveDate, Utc};
use domain::citizen::Sex;
use domain::course::{CourseState, TransferState};
use domain::ids::{CitizenId, CourseId, TransferId};
use domain::municipality::MunicipalityCode;

use super::Scoped;
use crate::audit::{self, Event};
use crate::engine::job;
use crate::error::Error;
use crate::moment::storable;
use crate::rights::{ReadCourses, Right, WriteCourses};
use crate::sql;

pub(super) use row::of_course;

/// Transfers from and to the caller's municipality.
#[derive(Debug)]
pub struct Transfers<'c, R: Right>(pub(super) Scoped<'c, R>);

/// An offer of a course, as one of its two parties sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// The offer's id.
    pub id: TransferId,
    /// Whether the caller's municipality is the receiver.
    pub is_incoming: bool,
    /// The other municipality.
    pub other: MunicipalityCode,
    /// The course's programme.
    pub programme: String,
    /// How far it has come.
    pub state: TransferState,
    /// The citizen's id, where the citizen is the caller's own.
    pub citizen_id: Option<CitizenId>,
    /// Whose course it is; unknown to a receiver who has not taken it over when the offer is gone.
    pub citizen: Option<TransferCitizen>,
    /// The caller's own course: the one that was sent, or the one that was received.
    pub course: Option<CourseId>,
    /// Where that course is now.
    pub course_state: Option<CourseState>,
    /// Whether the course was changed after it was packed.
    pub is_outdated: bool,
    /// What the sender wrote.
    pub note: Option<String>,
    /// What the receiver answered; for the sender.
    pub answer: Option<String>,
    /// The name of who sent it.
    pub offered_by: String,
    /// When it was packed.
    pub offered_at: DateTime<Utc>,
    /// The name of who answered or withdrew it.
    pub answered_by: Option<String>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
}

/// As much of a citizen as is needed to recognise them.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TransferCitizen {
    /// Full name.
    pub name: String,
    /// The masked number.
    pub cpr_masked: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Sex.
    pub sex: Sex,
}

/// What became of an answer.
type Answered<T> = Result<(T, row::TransferRow), Error>;

impl Transfers<'_, ReadCourses> {
    /// The newest 200 transfers from and to the caller's municipality, newest first.
    ///
    /// # Errors
    /// When the database cannot be asked, or the log cannot be written.
    pub async fn list(&self) -> Result<Vec<Transfer>, Error> {
        let (keys, code) = (self.0.keys()?, self.0.code()?);
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let transfers = row::list(&tx, &code, &keys).await?;
        let shown = transfers.iter().filter_map(|transfer| transfer.citizen_id);
        let event = Event::new("transfer.list").citizens(shown).count(transfers.len());
        self.0.database.finish(tx, self.0.who(), event).await?;
        Ok(transfers)
    }
}

impl Transfers<'_, WriteCourses> {
    /// Offers a course to another municipality, or packs it anew for the one it is offered to.
    ///
    /// # Errors
    /// [`Error::Conflict`] `illegal_transition` for a course that has ended, `transfer_pending` while another
    /// municipality has the offer; [`Error::NotFound`].
    pub async fn offer(
        &self,
        course: CourseId,
        to: MunicipalityCode,
        note: &str,
        now: DateTime<Utc>,
    ) -> Result<TransferId, Error> {
        let offer = offer::Offer {
            id: TransferId::new(self.0.database.new_id(now)?),
            sender: self.0.municipality()?,
            receiver: to,
            course,
            note: note.to_owned(),
            now: storable(now),
            who: self.0.who().clone(),
            database: self.0.database.clone(),
        };
        let work = job(move |tx| {
            Box::pin(async move {
                let made = offer.make(tx).await?;
                let event = Event::new("transfer.offer").object("course", course).criterion(to.to_string());
                let (id, citizen) = match made {
                    Ok(made) => made,
                    Err(error) => return audit::refuse(tx, &offer.who, event, error).await,
                };
                audit::append(tx, &offer.who, event.citizen(citizen).count(1)).await?;
                Ok(Ok(id))
            })
        });
        self.0.database.store().write(self.0.tenant()?, work).await?
    }

    /// Takes an offered course over: it becomes one of the caller's municipality, with its history. Both
    /// municipalities' logs tell it.
    ///
    /// # Errors
    /// [`Error::Conflict`] `transfer_answered`, or `course_already_open` when the citizen has a course of the programme
    /// that is running; [`Error::NotFound`] for a transfer that was not offered to the caller's municipality.
    pub async fn accept(&self, id: TransferId, now: DateTime<Utc>) -> Result<CourseId, Error> {
        let receiving = self.receiving(id, now)?;
        let work = job(move |tx| {
            Box::pin(async move {
                let answered = receiving.accept(tx).await?;
                let event = Event::new("transfer.accept").object("transfer", id);
                let own = |event: Event, received: &receive::Received| event.citizen(received.citizen);
                let received = receiving.logged(tx, event, own, answered).await?;
                if let Ok(received) = &received {
                    receiving.count(tx, received.course).await?;
                }
                Ok(received.map(|received| received.course))
            })
        });
        self.0.database.store().save(self.0.tenant()?, work).await?
    }

    /// Says no to an offered course. Both municipalities' logs tell it.
    ///
    /// # Errors
    /// [`Error::Conflict`] `transfer_answered`; [`Error::NotFound`].
    pub async fn decline(&self, id: TransferId, answer: &str, now: DateTime<Utc>) -> Result<(), Error> {
        let (receiving, answer) = (self.receiving(id, now)?, answer.to_owned());
        let work = job(move |tx| {
            Box::pin(async move {
                let answered = receiving.decline(tx, &answer).await?;
                let event = Event::new("transfer.decline").object("transfer", id);
                receiving.logged(tx, event, |event, ()| event, answered).await
            })
        });
        self.0.database.store().write(self.0.tenant()?, work).await?
    }

    fn receiving(&self, id: TransferId, now: DateTime<Utc>) -> Result<receive::Receiving, Error> {
        Ok(receive::Receiving {
            id,
            receiver: self.0.municipality()?,
            now: storable(now),
            who: self.0.who().clone(),
            database: self.0.database.clone(),
        })
    }

    /// Takes an offer back before it is answered.
    ///
    /// # Errors
    /// [`Error::Conflict`] `transfer_answered`; [`Error::NotFound`].
    pub async fn withdraw(&self, id: TransferId, now: DateTime<Utc>) -> Result<(), Error> {
        const WITHDRAW: &str = "UPDATE transfer SET state = 'withdrawn', summary_sealed = NULL, \
            package_sealed = NULL, answered_name = $3, answered_at = $4 WHERE id = $1 AND sender = $2";
        let (who, code, now) = (self.0.who().clone(), self.0.code()?, storable(now));
        let work = job(move |tx| {
            Box::pin(async move {
                let event = Event::new("transfer.withdraw").object("transfer", id);
                let Some(row) = row::sent(tx, &code, id).await? else {
                    return audit::refuse(tx, &who, event, Error::NotFound).await;
                };
                let event = event.citizen(row.sender_citizen());
                if !row.is_offered() {
                    return audit::refuse(tx, &who, event, Error::Conflict("transfer_answered")).await;
                }
                let name = who.display_name.as_str();
                let values = [id.get().into(), code.as_str().into(), name.into(), now.into()];
                sql::execute(tx, WITHDRAW, values).await?;
                audit::append(tx, &who, event.count(1)).await?;
                Ok(Ok(()))
            })
        });
        self.0.database.store().write(self.0.tenant()?, work).await?
    }

    /// A transfer that the caller has just changed, as it is shown. The change has been logged.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is none of the caller's municipality.
    pub async fn changed(&self, id: TransferId) -> Result<Transfer, Error> {
        let (keys, code) = (self.0.keys()?, self.0.code()?);
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let found = row::one(&tx, &code, &keys, id).await?;
        tx.commit().await?;
        found.ok_or(Error::NotFound)
    }
}
