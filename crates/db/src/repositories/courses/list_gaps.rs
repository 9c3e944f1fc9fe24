//! Which answers the indicators of a course wait for.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::answers::Answer;
use domain::expr::{Facts, Truth};
use domain::ids::CourseId;
use domain::outcome::{OutcomeState, outcome, trace};
use domain::programme::{Indicator, Programme};
use domain::validation::facts;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::ListedCourse;
use crate::engine::Tx;
use crate::error::Error;
use crate::moment::danish_day;
use crate::repositories::forms::{StoredForm, newest};
use crate::repositories::{Scoped, health_records};
use crate::rights::Right;
use crate::sql;

/// An answer without which an indicator cannot be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The indicator's id.
    pub indicator: String,
    /// The form's id.
    pub form: String,
    /// The variable's id.
    pub variable: String,
}

#[derive(FromQueryResult)]
struct RecordsRow {
    course_id: Uuid,
    records: Option<String>,
}

/// Adds to courses the answers that the programme's own indicators wait for, else those the other sets wait for; by the
/// definition that is current, and by the same facts as they are counted.
pub(super) async fn attach<R: Right>(
    scoped: &Scoped<'_, R>,
    tx: &Tx,
    listed: &mut [ListedCourse],
) -> Result<(), Error> {
    let (code, catalogue) = (scoped.code()?, scoped.database.catalogue());
    let courses: Vec<_> =
        listed.iter().map(|listed| (listed.course.id, listed.course.programme.as_str())).collect();
    let mut forms = newest(tx, &code, &courses, catalogue).await?;
    let mut records = records(tx, &code, listed).await?;
    let today = danish_day(scoped.who().at);
    for listed in listed {
        let Some(programme) = catalogue.current(&listed.course.programme) else { continue };
        let forms = forms.remove(&listed.course.id).unwrap_or_default();
        let records = records.remove(&listed.course.id).unwrap_or_default();
        let facts = facts_of(listed, forms, &records, today)?;
        listed.gaps = gaps(programme, &facts.seen_by(programme));
    }
    Ok(())
}

/// What was imported about the citizens of courses, as it is stored.
async fn records(tx: &Tx, code: &str, listed: &[ListedCourse]) -> Result<HashMap<CourseId, String>, Error> {
    if listed.is_empty() {
        return Ok(HashMap::new());
    }
    let query = format!(
        "SELECT c.id AS course_id, {} FROM course c WHERE c.municipality = $1 AND c.id IN ({})",
        health_records::records_of("c.citizen_id"),
        sql::list(2, listed.len())
    );
    let ids = listed.iter().map(|listed| Value::from(listed.course.id.get()));
    let values: Vec<Value> = std::iter::once(Value::from(code)).chain(ids).collect();
    let rows: Vec<RecordsRow> = sql::all(tx, query, values).await?;
    Ok(rows.into_iter().filter_map(|row| Some((CourseId::new(row.course_id), row.records?))).collect())
}

fn facts_of(
    listed: &ListedCourse,
    forms: Vec<StoredForm>,
    records: &str,
    today: NaiveDate,
) -> Result<Facts, Error> {
    let citizen = &listed.citizen;
    let mut facts = facts(forms.into_iter().map(StoredForm::into_counted), today);
    facts.records = health_records::read_all(records)?;
    Ok(facts.of_citizen(citizen.birth_date, citizen.death_date).of_sex(citizen.sex))
}

fn gaps(programme: &Programme, facts: &Facts) -> Vec<Gap> {
    let own = gaps_of(programme, programme.own_indicators(), facts);
    if own.is_empty() { gaps_of(programme, programme.indicators.iter(), facts) } else { own }
}

fn gaps_of<'a>(
    programme: &Programme,
    indicators: impl Iterator<Item = &'a Indicator>,
    facts: &Facts,
) -> Vec<Gap> {
    let missing =
        indicators.filter(|indicator| outcome(programme, indicator, facts).state == OutcomeState::Missing);
    let mut gaps: Vec<Gap> = Vec::new();
    for indicator in missing {
        // The last rule is the one that could not be decided.
        let Some(rule) = trace(indicator, facts).pop() else { continue };
        let open = rule.steps.into_iter().filter(|step| step.truth == Truth::Unknown);
        for read in open.flat_map(|step| step.reads) {
            if matches!(read.answer, Some(Answer::Value(_))) {
                continue;
            }
            let gap = Gap {
                indicator: indicator.id.clone(),
                form: read.variable.form,
                variable: read.variable.variable,
            };
            if !gaps.contains(&gap) {
                gaps.push(gap);
            }
        }
    }
    gaps
}
