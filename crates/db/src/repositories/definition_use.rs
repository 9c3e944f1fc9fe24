//! How much a municipality uses the versions of a programme.

use sea_orm::{FromQueryResult, Value};

use super::Scoped;
use crate::error::Error;
use crate::rights::{ReviewDefinitions, Right};
use crate::sql;

/// How much the caller's municipality uses the versions of a programme.
#[derive(Debug)]
pub struct DefinitionUse<'c, R: Right>(pub(super) Scoped<'c, R>);

/// A form that has been recorded with a version of the definition.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct FormUse {
    /// The form's id.
    pub form: String,
    /// The version of the definition.
    pub definition: String,
    /// The courses that hold the form as that version recorded it, also where it was corrected later.
    pub courses: i64,
}

impl DefinitionUse<'_, ReviewDefinitions> {
    /// Every form of a programme that has been recorded, by version of the definition.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn of(&self, programme: &str) -> Result<Vec<FormUse>, Error> {
        const USED: &str = "SELECT v.form, v.definition, count(DISTINCT v.course_id) AS courses \
            FROM form_version v JOIN course c ON c.municipality = v.municipality AND c.id = v.course_id \
            WHERE v.municipality = $1 AND c.programme = $2 \
            GROUP BY v.definition, v.form ORDER BY v.definition, v.form";
        let values: [Value; 2] = [self.0.code()?.into(), programme.into()];
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let used = sql::all(&tx, USED, values).await?;
        tx.commit().await?;
        Ok(used)
    }
}
