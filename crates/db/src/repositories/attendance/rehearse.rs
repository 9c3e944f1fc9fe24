//! Writes of the register that are only checked: everything is looked at as it would be, and nothing is written.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::attendance::AttendanceStatus;
use domain::ids::{CitizenId, CourseId, GroupSessionId, SessionId};

use super::{Attendance, groups, owner, owners, row};
use crate::audit::{Ended, Event};
use crate::engine::Tx;
use crate::error::Error;
use crate::repositories::courses::check_version;
use crate::rights::WriteCourses;

/// A write of the register, as far as it can be refused.
#[derive(Clone, Copy, Debug)]
pub enum RegisterWrite<'a> {
    /// [`Attendance::add`].
    Add(CourseId),
    /// [`Attendance::change`], with the version it builds on.
    Change(CourseId, SessionId, Option<i64>),
    /// [`Attendance::add_group`].
    AddGroup(&'a [CourseId]),
    /// [`Attendance::record_group`], with the version it builds on.
    RecordGroup(GroupSessionId, &'a BTreeMap<CourseId, AttendanceStatus>, Option<i64>),
}

impl Attendance<'_, WriteCourses> {
    /// Checks a write without carrying it out.
    ///
    /// # Errors
    /// What the write itself would say.
    pub async fn rehearse(&self, write: RegisterWrite<'_>, now: DateTime<Utc>) -> Result<(), Error> {
        let code = self.0.code()?;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let event = match write {
            RegisterWrite::Add(course) => Event::new("attendance.validate").object("course", course),
            RegisterWrite::Change(_, session, _) => {
                Event::new("attendance.validate").object("session", session)
            }
            RegisterWrite::AddGroup(_) => Event::new("group_session.validate"),
            RegisterWrite::RecordGroup(group, ..) => {
                Event::new("group_session.validate").object("group_session", group)
            }
        };
        let allowed = check(&tx, &code, write, now).await?;
        let event = match &allowed {
            Ok(citizen) => citizen.iter().fold(event, |event, citizen| event.citizen(*citizen)),
            Err(error) => event.ended(Ended::of(error)),
        };
        self.0.database.finish(tx, self.0.who(), event).await?;
        allowed.map(drop)
    }
}

/// Whether the write would be carried out, and for whom when it is about one citizen; a failure to look is the outer
/// error.
async fn check(
    tx: &Tx,
    code: &str,
    write: RegisterWrite<'_>,
    now: DateTime<Utc>,
) -> Result<Result<Option<CitizenId>, Error>, Error> {
    Ok(match write {
        RegisterWrite::Add(course) => {
            let owner = owner(tx, code, course).await?.ok_or(Error::NotFound);
            owner.and_then(|owner| owner.check().map(|()| Some(owner.citizen())))
        }
        RegisterWrite::Change(course, id, if_match) => {
            let owner = owner(tx, code, course).await?;
            let row = row::find(tx, code, id).await?.filter(|row| row.is_of(course));
            owner.zip(row).ok_or(Error::NotFound).and_then(|(owner, row)| {
                owner.check()?;
                check_version(if_match, row.version)?;
                Ok(Some(owner.citizen()))
            })
        }
        RegisterWrite::AddGroup(courses) => {
            groups::all_there(&owners(tx, code, courses).await?, courses).map(|()| None)
        }
        RegisterWrite::RecordGroup(id, attendance, if_match) => {
            let group = groups::look_at(tx, code, id).await?;
            let courses: Vec<CourseId> = attendance.keys().copied().collect();
            let owners = owners(tx, code, &courses).await?;
            let group = group.ok_or(Error::NotFound);
            group.and_then(|group| group.takes(&owners, attendance, if_match, now).map(|()| None))
        }
    })
}
