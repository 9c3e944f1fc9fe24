//! The courses that were asked a question and have no answer to it.

use chrono::NaiveDate;
use domain::answers::MissingReason;
use domain::expr::VariableRef;
use domain::ids::{CitizenId, CourseId};
use domain::management::{Asked, asked};
use domain::period::Period;

use super::DataQuality;
use crate::audit::Event;
use crate::engine::Tx;
use crate::error::Error;
use crate::repositories::Scoped;
use crate::repositories::citizens::by_id;
use crate::repositories::cohort::{self, Cohort};
use crate::rights::{ReadCoursesBehindNumbers, Right};

/// A page of courses that lack an answer.
#[derive(Clone, Debug)]
pub struct Lacking {
    /// The courses, the oldest form first.
    pub courses: Vec<LackingCourse>,
    /// How many there are on all pages.
    pub total: usize,
}

/// A course that lacks an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LackingCourse {
    /// The course.
    pub course: CourseId,
    /// The citizen.
    pub citizen: CitizenId,
    /// The citizen's name.
    pub name: String,
    /// The citizen's date of birth.
    pub birth_date: NaiveDate,
    /// The date of the form.
    pub dated_on: NaiveDate,
    /// Why there is no value, if that was said.
    pub reason: Option<MissingReason>,
}

/// Found, but not opened yet.
struct Found {
    dated_on: NaiveDate,
    course: CourseId,
    citizen: CitizenId,
    reason: Option<MissingReason>,
}

impl DataQuality<'_, ReadCoursesBehindNumbers> {
    /// The courses whose form, dated in the period, was asked `variable` and has no value for it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme, form or variable that is not there.
    pub async fn lacking(
        &self,
        programme: &str,
        variable: &VariableRef,
        period: Period,
        skip: usize,
        limit: usize,
    ) -> Result<Lacking, Error> {
        let programme = self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        let form = programme.form(&variable.form).ok_or(Error::NotFound)?;
        form.variable(&variable.variable).ok_or(Error::NotFound)?;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let mut found: Vec<Found> = Vec::new();
        cohort::each(&self.0, &tx, programme, Cohort::Alive(period), |member| {
            let answers = member.facts.forms.get(&form.id);
            let day = answers.and_then(|answers| form.date_of(answers)).filter(|day| period.contains(*day));
            let asked = asked(form, &variable.variable, &member.facts);
            if let Some(dated_on) = day.filter(|_| matches!(asked, Some(Asked::Empty | Asked::Explained))) {
                let reason = member.facts.answer(variable).and_then(|answer| answer.missing());
                found.push(Found { dated_on, course: member.id, citizen: member.citizen, reason });
            }
            Ok(())
        })
        .await?;
        found.sort_by_key(|found| (found.dated_on, found.course));
        let total = found.len();
        let page: Vec<Found> = found.into_iter().skip(skip).take(limit).collect();
        let courses = open(&self.0, &tx, page).await?;
        let shown = courses.iter().map(|course| course.citizen);
        let event =
            Event::new("quality.courses").object("variable", variable).citizens(shown).count(courses.len());
        self.0.database.finish(tx, self.0.who(), event).await?;
        Ok(Lacking { courses, total })
    }
}

async fn open<R: Right>(
    scoped: &Scoped<'_, R>,
    tx: &Tx,
    page: Vec<Found>,
) -> Result<Vec<LackingCourse>, Error> {
    let (keys, code) = (scoped.keys()?, scoped.code()?);
    let mut courses = Vec::with_capacity(page.len());
    for found in page {
        let row = by_id(tx, &code, found.citizen).await?;
        let citizen =
            row.ok_or_else(|| Error::inconsistent("course", "its citizen is missing"))?.open(&keys)?;
        courses.push(LackingCourse {
            course: found.course,
            citizen: found.citizen,
            name: citizen.name.to_string(),
            birth_date: citizen.birth_date,
            dated_on: found.dated_on,
            reason: found.reason,
        });
    }
    Ok(courses)
}
