//! What the answers of a course call for, and what became of it.

use chrono::{DateTime, Utc};
use domain::ids::CourseId;
use domain::plan::{Plan, Standing};
use domain::programme::{Reason, Suggested};
use sea_orm::Value;
use sha2::{Digest, Sha256};

use super::stored;
use crate::audit::{Ended, Event};
use crate::engine::job;
use crate::error::Error;
use crate::moment::{danish_day, storable};
use crate::repositories::Scoped;
use crate::repositories::forms::Case;
use crate::rights::ReadForms;
use crate::sql::{self, Batch};

/// A suggestion that a course's answers call for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSuggestion {
    /// The suggestion's id.
    pub suggestion: String,
    /// The version of the programme whose rule it is.
    pub definition: String,
    /// The intervention it suggests.
    pub intervention: String,
    /// The condition the intervention is for.
    pub condition: String,
    /// The answers it follows from.
    pub because: Vec<Reason>,
    /// What has been decided.
    pub standing: Standing,
}

/// What became of a suggestion.
#[derive(Clone, Debug)]
pub(super) struct SuggestionEvent {
    pub(super) suggestion: String,
    pub(super) because: String,
    pub(super) kind: &'static str,
}

pub(super) const SHOWN: &str = "shown";

/// The suggestions of a course; what has not been shown with these answers before is stored as shown.
pub(super) async fn shown(
    scoped: &Scoped<'_, ReadForms>,
    course: CourseId,
    now: DateTime<Utc>,
) -> Result<Vec<OpenSuggestion>, Error> {
    let (database, code, who) = (&scoped.database, scoped.code()?, scoped.who());
    let tx = database.store().snapshot(scoped.tenant()?).await?;
    let case = Case::load(&tx, &code, course, who.user_id, database.catalogue()).await?;
    let versions = stored::read(&tx, &*scoped.keys()?, &code, course, Some(1)).await?;
    let event = Event::new("suggestion.read").object("course", course);
    let Some(case) = case else {
        database.finish(tx, who, event.ended(Ended::NotFound)).await?;
        return Err(Error::NotFound);
    };
    let plan = versions.and_then(|(_, mut versions)| versions.pop()).map(|stored| stored.plan);
    let programme = database.catalogue().current(&case.course.programme).cloned();
    let found = programme.map(|programme| {
        let facts = case.facts(danish_day(now));
        let plan = plan.unwrap_or_default();
        let suggested = programme.suggested(&facts);
        suggested.iter().map(|suggested| open(&programme.version, suggested, &plan)).collect()
    });
    let found: Vec<OpenSuggestion> = found.unwrap_or_default();
    let known = events_of(&tx, &code, course).await?;
    database.finish(tx, who, event.citizen(case.course.citizen).count(found.len())).await?;
    let is_new = |event: &SuggestionEvent| {
        !known.iter().any(|known| known.suggestion == event.suggestion && known.because == event.because)
    };
    let shown = found.iter().map(|open| SuggestionEvent {
        suggestion: open.suggestion.clone(),
        because: fingerprint(&open.because),
        kind: SHOWN,
    });
    let new: Vec<SuggestionEvent> = shown.filter(is_new).collect();
    if let (Some(first), false) = (found.first(), new.is_empty()) {
        let (user, definition) = (who.user_id.get(), first.definition.clone());
        let work = job(move |tx| {
            Box::pin(async move {
                let mut batch = Batch::default();
                add_events(&mut batch, &code, course, &definition, (user, storable(now)), &new);
                Ok(batch.run(tx).await?)
            })
        });
        database.store().write(scoped.tenant()?, work).await?;
    }
    Ok(found)
}

fn open(definition: &str, suggested: &Suggested<'_>, plan: &Plan) -> OpenSuggestion {
    OpenSuggestion {
        suggestion: suggested.suggestion.id.clone(),
        definition: definition.to_owned(),
        intervention: suggested.suggestion.intervention.clone(),
        condition: suggested.suggestion.condition.clone(),
        because: suggested.because.clone(),
        standing: plan.standing(suggested),
    }
}

#[derive(sea_orm::FromQueryResult)]
struct Known {
    suggestion: String,
    because: String,
}

/// What has been shown of a course.
async fn events_of(
    connection: &impl sea_orm::ConnectionTrait,
    code: &str,
    course: CourseId,
) -> Result<Vec<Known>, Error> {
    const READ: &str = "SELECT suggestion, because FROM suggestion_event \
        WHERE municipality = $1 AND course_id = $2 AND kind = $3";
    sql::all(connection, READ, [code.into(), course.get().into(), SHOWN.into()]).await
}

/// Adds events to a batch; one that is known already stays as it was.
pub(super) fn add_events(
    batch: &mut Batch,
    code: &str,
    course: CourseId,
    definition: &str,
    (user, at): (uuid::Uuid, DateTime<Utc>),
    events: &[SuggestionEvent],
) {
    const WIDTH: usize = 8;
    if events.is_empty() {
        return;
    }
    let insert = format!(
        "INSERT INTO suggestion_event (municipality, course_id, suggestion, because, kind, definition, user_id, \
         happened_at) VALUES {} ON CONFLICT (municipality, course_id, suggestion, because, kind) DO NOTHING",
        sql::rows(events.len(), WIDTH)
    );
    let values = events.iter().flat_map(|event| -> [Value; WIDTH] {
        [
            code.into(),
            course.get().into(),
            event.suggestion.as_str().into(),
            event.because.as_str().into(),
            event.kind.into(),
            definition.into(),
            user.into(),
            at.into(),
        ]
    });
    batch.add(&insert, values);
}

/// The answers a suggestion followed from, as a hash: the same for the same answers in any order.
pub(super) fn fingerprint(because: &[Reason]) -> String {
    let mut lines: Vec<String> =
        because.iter().map(|reason| format!("{}={}", reason.variable, reason.value)).collect();
    lines.sort();
    let digest = Sha256::digest(lines.join("\n").as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
