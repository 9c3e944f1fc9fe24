//! Reading submitted forms.

use domain::ids::{CitizenId, CourseId};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::stored::{self, FormRow, StoredForm};
use super::{Case, Forms};
use crate::audit::{Ended, Event};
use crate::error::Error;
use crate::rights::ReadForms;
use crate::sql;

#[derive(FromQueryResult)]
struct Row {
    citizen_id: Uuid,
    programme: String,
    #[sea_orm(nested)]
    form: Option<FormRow>,
}

impl Forms<'_, ReadForms> {
    /// The newest version of a form, or `None` if it has not been submitted.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a course of another municipality or a form the programme does not have.
    pub async fn get(&self, course: CourseId, form: &str) -> Result<Option<StoredForm>, Error> {
        let mut versions = self.versions(course, form, Some(1), "form.read").await?;
        Ok(versions.pop())
    }

    /// All versions of a form, newest first.
    ///
    /// # Errors
    /// As [`Forms::get`].
    pub async fn history(&self, course: CourseId, form: &str) -> Result<Vec<StoredForm>, Error> {
        self.versions(course, form, None, "form.history").await
    }

    /// The newest version of every submitted form of a course, in the order of their ids.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a course of another municipality.
    pub async fn all(&self, course: CourseId) -> Result<Vec<StoredForm>, Error> {
        let database = &self.0.database;
        let tx = database.store().snapshot(self.0.tenant()?).await?;
        let case =
            Case::load(&tx, &self.0.code()?, course, self.0.who().user_id, database.catalogue()).await?;
        let event = Event::new("form.list").object("course", course);
        let event = match &case {
            Some(case) => event.citizen(case.course.citizen).count(case.forms.len()),
            None => event.ended(Ended::NotFound),
        };
        database.finish(tx, self.0.who(), event).await?;
        let keys = self.0.keys()?;
        case.ok_or(Error::NotFound)?.forms.into_values().map(|form| form.opened(&keys)).collect()
    }

    async fn versions(
        &self,
        course: CourseId,
        form: &str,
        limit: Option<i64>,
        action: &'static str,
    ) -> Result<Vec<StoredForm>, Error> {
        let database = &self.0.database;
        let query = format!(
            "SELECT c.citizen_id, c.programme, {} FROM course c \
             LEFT JOIN form_version f ON f.municipality = c.municipality AND f.course_id = c.id AND f.form = $3 \
             LEFT JOIN user_account u ON u.id = f.submitted_by \
             WHERE c.municipality = $1 AND c.id = $2 ORDER BY f.version DESC LIMIT $4",
            stored::COLUMNS
        );
        let values: [Value; 4] =
            [self.0.code()?.into(), course.get().into(), form.into(), limit.unwrap_or(i64::MAX).into()];
        let tx = database.store().snapshot(self.0.tenant()?).await?;
        let rows: Vec<Row> = sql::all(&tx, query, values).await?;
        let first = rows.first().map(|row| (CitizenId::new(row.citizen_id), row.programme.clone()));
        let has_form =
            |programme: &str| database.catalogue().versions(programme).any(|p| p.form(form).is_some());
        let known = first.filter(|(_, programme)| has_form(programme));
        let forms: Vec<FormRow> = rows.into_iter().filter_map(|row| row.form).collect();
        let event = Event::new(action).object("form", format!("{course}/{form}"));
        let event = match &known {
            Some((citizen, _)) => event.citizen(*citizen).count(forms.len()),
            None => event.ended(Ended::NotFound),
        };
        database.finish(tx, self.0.who(), event).await?;
        let (_, programme) = known.ok_or(Error::NotFound)?;
        let keys = self.0.keys()?;
        let read = |form: FormRow| form.stored(&programme, database.catalogue())?.opened(&keys);
        forms.into_iter().map(read).collect()
    }
}
