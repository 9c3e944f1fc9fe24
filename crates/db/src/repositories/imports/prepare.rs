//! Working out what to store for a record: everything that needs no database.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::course::{Course, CourseState};
use domain::expr::Facts;
use domain::ids::{CitizenId, CourseId, UserId};
use domain::municipality::MunicipalityCode;
use domain::programme::{Catalogue, Programme};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::{AbandonImport, CHUNK, ImportError, ImportRecord};
use crate::database::Database;
use crate::error::Error;
use crate::key_ring::TenantKeys;
use crate::repositories::citizens::{SealedCitizen, name_tokens};
use crate::repositories::forms::{Recount, all_outcomes, date, state_after};

pub(super) struct Context {
    pub(super) municipality: MunicipalityCode,
    pub(super) programme: Arc<Programme>,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) keys: Arc<TenantKeys>,
    pub(super) database: Database,
    pub(super) author: UserId,
    pub(super) now: DateTime<Utc>,
    pub(super) today: NaiveDate,
}

/// A record, ready to be stored.
pub(super) struct Prepared {
    pub(super) index: u64,
    pub(super) citizen: SealedCitizen,
    pub(super) name_tokens: Vec<Vec<u8>>,
    /// Its citizen and number are known only when it is stored.
    pub(super) course: Course,
    pub(super) key: String,
    pub(super) forms: Vec<PreparedForm>,
    pub(super) recount: Recount,
}

pub(super) struct PreparedForm {
    pub(super) id: Uuid,
    pub(super) form: String,
    pub(super) answers: String,
    pub(super) definition: String,
    pub(super) author: UserId,
}

pub(super) type Chunk = Result<Vec<Prepared>, ImportError>;

/// Prepares records chunk by chunk until there are no more, one is impossible or nobody wants them.
pub(super) fn run(
    context: &Context,
    records: impl Iterator<Item = Result<ImportRecord, AbandonImport>>,
    chunks: &mpsc::Sender<Chunk>,
) {
    let mut prepared = Vec::with_capacity(CHUNK);
    for (record, index) in records.zip(0..) {
        match record
            .map_err(|AbandonImport| ImportError::Abandoned)
            .and_then(|record| prepare(context, index, record))
        {
            Ok(record) => prepared.push(record),
            Err(error) => return drop(chunks.blocking_send(Err(error))),
        }
        if prepared.len() == CHUNK {
            let full = std::mem::replace(&mut prepared, Vec::with_capacity(CHUNK));
            if chunks.blocking_send(Ok(full)).is_err() {
                return;
            }
        }
    }
    drop(chunks.blocking_send(Ok(prepared)));
}

fn prepare(context: &Context, index: u64, record: ImportRecord) -> Result<Prepared, ImportError> {
    let (database, now) = (&context.database, context.now);
    let ImportRecord { citizen, course_key, forms } = record;
    let citizen_id = CitizenId::new(database.new_id(now)?);
    let parts = (citizen_id, &citizen.cpr, citizen.name.as_ref(), citizen.birth_date, citizen.sex);
    let sealed = SealedCitizen::from_parts(&context.keys, database.entropy(), parts)?;
    let mut course = Course {
        id: CourseId::new(database.new_id(now)?),
        municipality: context.municipality,
        citizen: citizen_id,
        programme: context.programme.id.clone(),
        programme_version: context.programme.version.clone(),
        course_no: 1,
        state: CourseState::FIRST,
        key: Some(course_key.clone()),
        opened_on: context.today,
        started_on: None,
        ended_on: None,
        version: 1,
    };
    let facts = Facts { as_of: context.today, ..Facts::default() };
    let mut facts = facts.of_citizen(citizen.birth_date, None).of_sex(citizen.sex);
    let mut stored = Vec::with_capacity(forms.len());
    for (form, answers) in forms {
        course.state = state_after(course.state, &form, &answers)
            .map_err(|_| ImportError::Record { index, code: "illegal_transition" })?;
        stored.push(PreparedForm {
            id: database.new_id(now)?,
            answers: serde_json::to_string(&answers)
                .map_err(|cause| Error::inconsistent("form_version", cause))?,
            definition: context.programme.version.clone(),
            author: context.author,
            form: form.clone(),
        });
        facts.forms.insert(form, answers);
    }
    date(&mut course, &context.programme, &facts);
    course.opened_on = opened_on(context, &facts);
    Ok(Prepared {
        index,
        name_tokens: citizen.name.map_or_else(Vec::new, |name| name_tokens(&context.keys, name.as_str())),
        citizen: sealed,
        recount: recount(context, &facts),
        course,
        key: course_key,
        forms: stored,
    })
}

/// The day the first form of the workflow is dated, for a course that was opened elsewhere.
fn opened_on(context: &Context, facts: &Facts) -> NaiveDate {
    let dated = context.programme.forms.iter().find_map(|form| form.date_of(facts.forms.get(&form.id)?));
    dated.map_or(context.today, |date| date.min(context.today))
}

fn recount(context: &Context, facts: &Facts) -> Recount {
    let outcomes = all_outcomes(&context.catalogue, &context.programme.id, facts);
    Recount::first(&context.catalogue, &context.programme.id, outcomes, facts)
}
