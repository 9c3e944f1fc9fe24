//! The courses behind the numbers of data quality.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::answers::MissingReason;
use domain::expr::VariableRef;
use domain::ids::{CitizenId, CourseId};

use super::looked::{LookedFor, Matter, Sought};
use super::{DataQuality, timely};
use crate::audit::Event;
use crate::engine::Tx;
use crate::error::Error;
use crate::repositories::Scoped;
use crate::repositories::citizens::by_id;
use crate::repositories::cohort::{self, Cohort};
use crate::rights::{ReadCoursesBehindNumbers, Right};

/// A page of courses something is the matter with.
#[derive(Clone, Debug)]
pub struct Lacking {
    /// The courses, the oldest form first.
    pub courses: Vec<LackingCourse>,
    /// How many there are on all pages.
    pub total: usize,
}

/// A course something is the matter with.
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
    /// The date of the first form it is about; for a link of the chain the day the course is counted by.
    pub dated_on: NaiveDate,
    /// The fields it is about; none for a link of the chain.
    pub fields: Vec<VariableRef>,
    /// Why the first of them has no value, if that was said.
    pub reason: Option<MissingReason>,
}

/// Found, but not opened yet.
struct Found {
    course: CourseId,
    citizen: CitizenId,
    matter: Matter,
    reason: Option<MissingReason>,
}

impl DataQuality<'_, ReadCoursesBehindNumbers> {
    /// The courses something is the matter with.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme, form, variable or link that is not there.
    pub async fn lacking(
        &self,
        programme: &str,
        looked_for: LookedFor<'_>,
        skip: usize,
        limit: usize,
    ) -> Result<Lacking, Error> {
        let programme = self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        looked_for.check(programme)?;
        let code = self.0.code()?;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let attended = match looked_for.sought {
            Sought::Link(_) => timely::attended(&tx, &code, &programme.id).await?,
            _ => HashSet::new(),
        };
        let mut found: Vec<Found> = Vec::new();
        cohort::each(&self.0, &tx, programme, Cohort::Alive(looked_for.period), |mut member| {
            let came = attended.contains(&member.id);
            if let Some(matter) = looked_for.find(programme, &mut member, came) {
                let reason = matter.fields.first().and_then(|field| member.facts.answer(field)?.missing());
                found.push(Found { course: member.id, citizen: member.citizen, matter, reason });
            }
            Ok(())
        })
        .await?;
        found.sort_by_key(|found| (found.matter.on, found.course));
        let total = found.len();
        let page: Vec<Found> = found.into_iter().skip(skip).take(limit).collect();
        let courses = open(&self.0, &tx, page).await?;
        let shown = courses.iter().map(|course| course.citizen);
        let event = Event::new("quality.courses")
            .object("variable", looked_for.sought)
            .citizens(shown)
            .count(courses.len());
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
            dated_on: found.matter.on,
            fields: found.matter.fields,
            reason: found.reason,
        });
    }
    Ok(courses)
}
