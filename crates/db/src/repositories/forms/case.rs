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
    /// `indicator|version|state|day` of every stored outcome, joined with `;`: one round trip instead of two.
    outcomes: Option<String>,
}

/// The outcomes of the course `c` as one text. Ids hold neither `|` nor `;`.
const OUTCOMES: &str = "(SELECT string_agg(o.indicator || '|' || o.version || '|' || o.state || '|' || \
    coalesce(CAST(o.attributed_on AS text), ''), ';') FROM outcome o \
    WHERE o.municipality = c.municipality AND o.course_id = c.id) AS outcomes";

impl Case {
    /// Loads a course, or `None` if there is none or it belongs to another municipality.
    pub(crate) async fn load(
        tx: &Tx,
        code: &str,
        id: CourseId,
        catalogue: &Catalogue,
    ) -> Result<Option<Self>, Error> {
        let query = format!(
            "SELECT {COLUMNS}, {}, {OUTCOMES} FROM course c \
             LEFT JOIN form_version f ON f.municipality = c.municipality AND f.course_id = c.id AND f.version = \
               (SELECT max(l.version) FROM form_version l WHERE l.municipality = c.municipality \
                AND l.course_id = c.id AND l.form = f.form) \
             LEFT JOIN user_account u ON u.id = f.submitted_by \
             WHERE c.municipality = $1 AND c.id = $2",
            stored::COLUMNS
        );
        let key: [Value; 2] = [code.into(), id.get().into()];
        let rows: Vec<Row> = sql::all(tx, query, key).await?;
        let Some(first) = rows.first() else {
            return Ok(None);
        };
        let (course, revision) = (first.course.course()?, first.course.revision);
        let outcomes = first.outcomes.as_deref().unwrap_or_default().split_terminator(';');
        let outcomes = outcomes.map(read_outcome).collect::<Result<_, _>>()?;
        let forms = rows.into_iter().filter_map(|row| row.form);
        let forms = forms
            .map(|form| form.stored(&course.programme, catalogue).map(|form| (form.form.clone(), form)))
            .collect::<Result<_, Error>>()?;
        Ok(Some(Self { course, revision, forms, outcomes }))
    }

    /// What is known about the course on a day.
    pub(crate) fn facts(&self, as_of: NaiveDate) -> Facts {
        facts(self.forms.values().map(|form| (form.form.clone(), form.answers.clone())), as_of)
    }
}

fn read_outcome(text: &str) -> Result<(OutcomeKey, OutcomeValue), Error> {
    let unreadable = || Error::inconsistent("outcome", format!("{text:?} is no outcome"));
    let mut parts = text.split('|');
    let mut part = || parts.next().ok_or_else(unreadable);
    let (indicator, version, state, day) = (part()?, part()?, part()?, part()?);
    let state = OutcomeState::from_id(state).ok_or_else(unreadable)?;
    let day = match day {
        "" => None,
        day => Some(day.parse().map_err(|_| unreadable())?),
    };
    Ok(((indicator.to_owned(), version.to_owned()), (state, day)))
}
