//! Plans: what is planned on a course, version by version. Encrypted: goals and reasons are in people's own words.

pub(in crate::repositories) mod moving;
mod save;
mod stored;
mod suggestions;

use chrono::{DateTime, Utc};
use domain::ids::{CitizenId, CourseId};
use domain::plan::Plan;
use domain::validation::Finding;

use super::Scoped;
use crate::audit::{Ended, Event};
use crate::error::Error;
use crate::rights::{ReadForms, Right, WriteForms};

pub use stored::{Decided, StoredPlan};
pub use suggestions::OpenSuggestion;

/// Plans of the caller's municipality.
#[derive(Debug)]
pub struct Plans<'c, R: Right>(pub(super) Scoped<'c, R>);

/// What became of a plan that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanSaved {
    /// It is stored.
    Accepted(Box<StoredPlan>),
    /// It cannot be stored; nothing was changed.
    Refused(Vec<Finding>),
}

impl Plans<'_, ReadForms> {
    /// The newest version of a course's plan, or `None` if nothing has been planned.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a course of another municipality.
    pub async fn get(&self, course: CourseId) -> Result<Option<StoredPlan>, Error> {
        let mut versions = self.versions(course, Some(1), "plan.read").await?;
        Ok(versions.pop())
    }

    /// All versions of a course's plan, newest first.
    ///
    /// # Errors
    /// As [`Plans::get`].
    pub async fn history(&self, course: CourseId) -> Result<Vec<StoredPlan>, Error> {
        self.versions(course, None, "plan.history").await
    }

    async fn versions(
        &self,
        course: CourseId,
        limit: Option<i64>,
        action: &'static str,
    ) -> Result<Vec<StoredPlan>, Error> {
        let (database, code) = (&self.0.database, self.0.code()?);
        let tx = database.store().snapshot(self.0.tenant()?).await?;
        let found = stored::read(&tx, &*self.0.keys()?, &code, course, limit).await?;
        let event = Event::new(action).object("course", course);
        let event = match &found {
            Some((citizen, versions)) => event.citizen(CitizenId::new(*citizen)).count(versions.len()),
            None => event.ended(Ended::NotFound),
        };
        database.finish(tx, self.0.who(), event).await?;
        Ok(found.ok_or(Error::NotFound)?.1)
    }

    /// The suggestions that the course's answers call for, and where each stands. What is shown for the first time with
    /// these answers is remembered.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a course of another municipality.
    pub async fn suggestions(
        &self,
        course: CourseId,
        now: DateTime<Utc>,
    ) -> Result<Vec<OpenSuggestion>, Error> {
        suggestions::shown(&self.0, course, now).await
    }
}

impl Plans<'_, WriteForms> {
    /// Saves a plan as the course's next version. Who decided what about a suggestion is kept from version to version.
    /// A plan that is what is stored already is no new version.
    ///
    /// # Errors
    /// [`Error::Stale`] when there is a newer version than `if_match`, [`Error::PreconditionRequired`] when there is a
    /// version and `if_match` is missing, [`Error::Conflict`] `illegal_transition` for a course that is locked,
    /// [`Error::NotFound`].
    pub async fn put(
        &self,
        course: CourseId,
        plan: &Plan,
        if_match: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<PlanSaved, Error> {
        save::save(&self.0, course, plan, if_match, now).await
    }
}
