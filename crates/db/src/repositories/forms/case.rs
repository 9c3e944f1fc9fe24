//! A course with everything that decides what it counts as.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::course::Course;
use domain::expr::Facts;
use domain::ids::CourseId;
use domain::outcome::OutcomeState;
use domain::programme::Catalogue;
use domain::validation::facts;
use sea_orm::{FromQueryResult, Value};

use super::stored::{self, FormRow, StoredForm};
use crate::engine::Tx;
use crate::error::Error;
use crate::repositories::courses::{COLUMNS, CourseRow};
use crate::sql;

/// What an outcome is known by: indicator and version of the definition.
pub(crate) type OutcomeKey = (String, String);
/// What is stored of an outcome.
pub(crate) type OutcomeValue = (OutcomeState, Option<NaiveDate>);

/// A course, the newest version of each of its forms and its stored outcomes, as of one revision.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) course: Course,
    pub(crate) revision: i64,
    pub(crate) forms: BTreeMap<String, StoredForm>,
    pub(crate) outcomes: BTreeMap<OutcomeKey, OutcomeValue>,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    course: CourseRow,
    #[sea_orm(nested)]
    form: Option<FormRow>,
}

#[derive(FromQueryResult)]
struct OutcomeRow {
    indicator: String,
    version: String,
    state: String,
    attributed_on: Option<NaiveDate>,
}

impl Case {
    /// Loads a course, or `None` if there is none or it belongs to another municipality.
    pub(crate) async fn load(
        tx: &Tx,
        code: &str,
        id: CourseId,
        catalogue: &Catalogue,
    ) -> Result<Option<Self>, Error> {
        let query = format!(
            "SELECT {COLUMNS}, {} FROM course c \
             LEFT JOIN form_version f ON f.municipality = c.municipality AND f.course_id = c.id AND f.version = \
               (SELECT max(l.version) FROM form_version l WHERE l.municipality = c.municipality \
                AND l.course_id = c.id AND l.form = f.form) \
             LEFT JOIN user_account u ON u.id = f.submitted_by \
             WHERE c.municipality = $1 AND c.id = $2",
            stored::COLUMNS
        );
        let key: [Value; 2] = [code.into(), id.get().into()];
        let rows: Vec<Row> = sql::all(tx, query, key.clone()).await?;
        let Some(first) = rows.first() else {
            return Ok(None);
        };
        let (course, revision) = (first.course.course()?, first.course.revision);
        let forms = rows.into_iter().filter_map(|row| row.form);
        let forms = forms
            .map(|form| {
                form.stored(&course.programme, catalogue)
                    .map(|form| (form.form.clone(), form))
            })
            .collect::<Result<_, Error>>()?;
        let outcomes = sql::all::<OutcomeRow>(
            tx,
            "SELECT indicator, version, state, attributed_on FROM outcome WHERE municipality = $1 AND course_id = $2",
            key,
        )
        .await?;
        let outcomes = outcomes
            .into_iter()
            .map(OutcomeRow::entry)
            .collect::<Result<_, _>>()?;
        Ok(Some(Self {
            course,
            revision,
            forms,
            outcomes,
        }))
    }

    /// What is known about the course on a day.
    pub(crate) fn facts(&self, as_of: NaiveDate) -> Facts {
        facts(
            self.forms
                .values()
                .map(|form| (form.form.clone(), form.answers.clone())),
            as_of,
        )
    }
}

impl OutcomeRow {
    fn entry(self) -> Result<(OutcomeKey, OutcomeValue), Error> {
        let state = OutcomeState::from_id(&self.state)
            .ok_or_else(|| Error::inconsistent("outcome", format!("state {:?}", self.state)))?;
        Ok(((self.indicator, self.version), (state, self.attributed_on)))
    }
}
