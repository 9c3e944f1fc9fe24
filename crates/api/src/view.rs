//! From what the database knows to what is sent.

use api_types::{
    AccessLogEntry, AnswerMap, CitizenSummary, CourseView, FormState, FormStatus, FormVersionView,
    OutcomeView,
};
use chrono::NaiveDate;
use db::{AccessEvent, CourseOutcome, FormMark, ListedCourse, StoredForm};
use domain::answers::Answers;
use domain::citizen::Citizen;
use domain::programme::Catalogue;
use serde_json::Value;

use crate::error::Error;

/// A citizen in a list, as of today.
pub(crate) fn citizen(citizen: &Citizen, today: NaiveDate) -> CitizenSummary {
    CitizenSummary {
        id: citizen.id,
        name: citizen.name.as_str().to_owned(),
        cpr_masked: citizen.cpr.masked(),
        birth_date: citizen.birth_date,
        age: citizen.age_on(today),
        sex: citizen.sex,
    }
}

/// A course with the state of every form of its programme.
pub(crate) fn course(listed: ListedCourse, catalogue: &Catalogue, today: NaiveDate) -> CourseView {
    let ListedCourse { course, citizen: owner, mut forms, .. } = listed;
    // New forms use the newest definition, whatever the course was opened with.
    let programme = catalogue.current(&course.programme);
    let ids = programme.iter().flat_map(|programme| &programme.forms).map(|form| form.id.clone());
    let forms = ids.map(|id| status(forms.remove(&id).unwrap_or_default(), id)).collect();
    CourseView {
        id: course.id,
        citizen: citizen(&owner, today),
        programme: course.programme,
        programme_version: course.programme_version,
        course_no: course.course_no,
        state: course.state,
        opened_on: course.opened_on,
        started_on: course.started_on,
        ended_on: course.ended_on,
        version: course.version,
        forms,
    }
}

fn status(mark: FormMark, form: String) -> FormStatus {
    let state = match (mark.version, mark.draft_saved_at) {
        (0, None) => FormState::NotStarted,
        (0, Some(_)) => FormState::Draft,
        _ => FormState::Submitted,
    };
    FormStatus {
        form,
        state,
        version: mark.version,
        submitted_at: mark.submitted_at,
        submitted_by: mark.submitted_by,
        draft_saved_at: mark.draft_saved_at,
    }
}

/// Answers as a JSON object.
pub(crate) fn answers(answers: &Answers) -> Result<AnswerMap, Error> {
    match serde_json::to_value(answers) {
        Ok(Value::Object(map)) => Ok(map),
        _ => Err(Error::Internal("answers are no JSON object")),
    }
}

/// One submitted version of a form.
pub(crate) fn form_version(stored: StoredForm) -> Result<FormVersionView, Error> {
    Ok(FormVersionView {
        version: stored.version,
        answers: answers(&stored.answers)?,
        definition_version: stored.definition,
        submitted_at: stored.submitted_at,
        submitted_by: stored.author.unwrap_or_default(),
        reason: stored.reason,
    })
}

/// An outcome with the rules that decided it.
pub(crate) fn outcome(explained: CourseOutcome) -> OutcomeView {
    OutcomeView::new(explained.outcome, explained.trace)
}

/// One event of the access log.
pub(crate) fn access_event(event: AccessEvent) -> Result<AccessLogEntry, Error> {
    let unreadable = |_| Error::Internal("an event of the access log cannot be read");
    Ok(AccessLogEntry {
        seq: event.seq,
        at: event.at,
        username: event.username,
        role: event.role.parse().map_err(unreadable)?,
        purpose: event.purpose.parse().map_err(unreadable)?,
        action: event.action,
        object: event.object_kind.unwrap_or_default(),
        object_id: event.object_id,
        citizen_id: event.citizen_id.map(domain::ids::CitizenId::get),
        criterion: event.criterion,
        result_count: event.result_count,
        result: event.result,
        request_id: event.request_id,
    })
}
