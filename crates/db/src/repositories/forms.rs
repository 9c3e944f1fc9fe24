//! Submitted forms: append-only versions, and what submitting one sets in motion.

mod apply;
mod case;
mod newest;
mod plan;
mod read;
mod recount;
mod stored;
mod tallies;

use chrono::{DateTime, Utc};
use domain::answers::Answers;
use domain::course::Course;
use domain::ids::CourseId;
use domain::validation::{Confirmation, Finding, Validated, validate};
use serde_json::{Map, Value as Json};

use super::Scoped;
use super::confirmed::Answered;
use super::courses::ListedCourse;
use super::outcomes::CourseOutcome;
use crate::audit::{self, Ended, Event};
use crate::engine::{Engine, job};
use crate::error::Error;
use crate::moment::{danish_day, storable};
use crate::rights::{Right, WriteForms};

pub(crate) use apply::{
    FORM_INSERT, FORM_WIDTH, OUTCOME_INSERT, OUTCOME_WIDTH, change_outcomes, outcome_values,
};
pub(crate) use case::Case;
pub(crate) use newest::{answer_text, is_newest, newest, newest_until};
pub(crate) use plan::{date, running_since, state_after};
pub(crate) use recount::{Belonging, Recount, all_outcomes};
pub use stored::StoredForm;
pub(crate) use stored::{open_reason, seal_reason};
pub(crate) use tallies::TallyChanges;

/// How often a submission is planned anew because somebody changed the course in between.
const ATTEMPTS: usize = 5;

/// Submitted forms of the caller's municipality.
#[derive(Debug)]
pub struct Forms<'c, R: Right>(pub(super) Scoped<'c, R>);

/// What became of a submission.
#[derive(Clone, Debug)]
pub enum Submission {
    /// It is stored and counted.
    Accepted(Box<Submitted>),
    /// Something in it is impossible or missing; nothing was changed.
    Refused(Vec<Finding>),
}

/// A stored submission.
#[derive(Clone, Debug)]
pub struct Submitted {
    /// The form's version, from 1; sent as the ETag.
    pub version: i64,
    /// The answers as stored, computed variables included.
    pub answers: Answers,
    /// What is improbable and nobody has confirmed.
    pub findings: Vec<Finding>,
    /// The course after it.
    pub course: Course,
    /// The same as it is shown, without asking the database again.
    pub listed: ListedCourse,
    /// What the course counts as now in the programme's own indicators, and why.
    pub outcomes: Vec<CourseOutcome>,
}

impl Forms<'_, WriteForms> {
    /// Validates answers as [`Forms::submit`] would, and changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a course of another municipality or a form the programme does not have.
    pub async fn validate(
        &self,
        course: CourseId,
        form: &str,
        answers: &Map<String, Json>,
        now: DateTime<Utc>,
    ) -> Result<Validated, Error> {
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let case =
            Case::load(&tx, &self.0.code()?, course, self.0.who().user_id, self.0.database.catalogue())
                .await?;
        let validated = case.as_ref().and_then(|case| {
            let programme = self.0.database.catalogue().current(&case.course.programme)?;
            let form = programme.form(form)?;
            Some(validate(programme, form, answers, &case.facts(danish_day(now))))
        });
        let mut event = Event::new("form.validate").object("form", format!("{course}/{form}"));
        event = event.found(validated.is_some());
        if let Some(case) = &case {
            event = event.citizen(case.course.citizen);
        }
        self.0.database.finish(tx, self.0.who(), event).await?;
        validated.ok_or(Error::NotFound)
    }

    /// Validates answers and, if nothing is impossible or missing, appends them as the form's next version,
    /// recomputes the course's outcomes and the tallies they count in, moves the course on and deletes the caller's
    /// draft: all of it in one transaction, or nothing.
    ///
    /// `if_match` is the version the answers were based on; a first submission has none. A draft saved after the one
    /// the answers include stays. `reason` says why an earlier
    /// version is changed. What was confirmed about the answers is kept with who and when, version after version.
    ///
    /// # Errors
    /// [`Error::Stale`] when there is a newer version, [`Error::PreconditionRequired`] when there is a version and
    /// `if_match` is missing, [`Error::Conflict`] `illegal_transition` when the course's state does not accept the
    /// form, [`Error::NotFound`].
    pub async fn submit(
        &self,
        course: CourseId,
        form: &str,
        answered: impl Into<Answered<'_>>,
        reason: Option<&str>,
        if_match: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<Submission, Error> {
        let Answered { answers, confirmed, draft } = answered.into();
        let request = self.request((course, form), (confirmed, draft), reason, if_match, now)?;
        for _ in 0..ATTEMPTS {
            let submission = match self.0.database.engine() {
                Engine::Sqlite => self.submit_planned_outside(&request, answers).await?,
                Engine::Postgres => self.submit_in_one(&request, answers).await?,
            };
            if let Some(submission) = submission {
                return submission;
            }
        }
        Err(Error::Unavailable("the course is being changed by others".into()))
    }

    /// Does everything [`Forms::submit`] does except writing, and answers with the version that is current.
    ///
    /// # Errors
    /// As [`Forms::submit`].
    pub async fn rehearse(
        &self,
        course: CourseId,
        form: &str,
        answered: impl Into<Answered<'_>>,
        if_match: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<Submission, Error> {
        let Answered { answers, confirmed, draft } = answered.into();
        let request = self.request((course, form), (confirmed, draft), None, if_match, now)?;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let planned = plan::plan(&tx, &request, answers).await?;
        let event = Event::new("form.validate").object("form", format!("{course}/{form}"));
        let (answer, event) = match planned {
            plan::Planned::Write(plan) => {
                let event = event.citizen(plan.course.citizen).count(1);
                (Ok(Submission::Accepted(Box::new(plan.rehearsed()))), event)
            }
            plan::Planned::Nothing(answer, event) => (answer, *event),
        };
        self.0.database.finish(tx, self.0.who(), event).await?;
        answer
    }

    fn request(
        &self,
        (course, form): (CourseId, &str),
        (confirmed, draft): (&[Confirmation], Option<i64>),
        reason: Option<&str>,
        if_match: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<plan::Request, Error> {
        let (keys, form_version_id) = (self.0.keys()?, self.0.database.new_id(now)?);
        let seal = |reason| seal_reason(&keys, self.0.database.entropy(), form_version_id, reason);
        Ok(plan::Request {
            code: self.0.code()?,
            course,
            form: form.to_owned(),
            confirmed: confirmed.to_vec(),
            draft,
            form_version_id,
            if_match,
            reason_sealed: reason.map(seal).transpose()?,
            now: storable(now),
            today: danish_day(now),
            who: self.0.who().clone(),
            catalogue: self.0.database.catalogue().clone(),
            keys,
        })
    }

    /// SQLite: everything that takes time is done outside the one writer, which only checks that it still holds.
    async fn submit_planned_outside(
        &self,
        request: &plan::Request,
        answers: &Map<String, Json>,
    ) -> Result<Option<Result<Submission, Error>>, Error> {
        let (store, tenant) = (self.0.database.store(), self.0.tenant()?);
        // One query sees one state without a transaction around it.
        match plan::plan(store.reader(), request, answers).await? {
            plan::Planned::Write(plan) => {
                let request = request.clone();
                let work = job(move |tx| Box::pin(async move { plan.carry_out(tx, &request).await }));
                Ok(store.save(tenant, work).await?.map(Ok))
            }
            plan::Planned::Nothing(answer, event) => {
                self.0.database.log(self.0.who().clone(), *event).await?;
                Ok(Some(answer))
            }
        }
    }

    /// PostgreSQL: every transaction has a connection of its own, so planning inside it costs nobody else anything.
    async fn submit_in_one(
        &self,
        request: &plan::Request,
        answers: &Map<String, Json>,
    ) -> Result<Option<Result<Submission, Error>>, Error> {
        let (request, answers) = (request.clone(), answers.clone());
        let work = job(move |tx| {
            Box::pin(async move {
                match plan::plan(tx, &request, &answers).await? {
                    plan::Planned::Write(plan) => Ok(plan.carry_out(tx, &request).await?.map(Ok)),
                    plan::Planned::Nothing(answer, event) => {
                        audit::append(tx, &request.who, *event).await?;
                        Ok(Some(answer))
                    }
                }
            })
        });
        self.0.database.store().save(self.0.tenant()?, work).await
    }
}

/// The event of a submission that changed nothing.
fn refused(request: &plan::Request, ended: Ended) -> Event {
    Event::new("form.submit").object("form", format!("{}/{}", request.course, request.form)).ended(ended)
}
