//! From what the database knows to what is sent.

use api_types::{
    AccessLogEntry, AnswerMap, CitizenSummary, ConfirmationView, CourseView, FollowupDue, FormState,
    FormStatus, FormVersionView, GapView, GroupMemberView, GroupSessionView, OutcomeView, SessionView,
};
use chrono::NaiveDate;
use db::{
    AccessEvent, Confirmed, CourseOutcome, FormMark, Gap, GroupMember, GroupSession, ListedCourse, StoredForm,
};
use domain::answers::Answers;
use domain::attendance::Session;
use domain::citizen::Citizen;
use domain::course::CourseState;
use domain::followup;
use domain::programme::Catalogue;
use domain::validation::Confirmation;
use serde_json::Value;

use crate::error::Error;

/// A citizen in a list, as of today.
pub(crate) fn citizen(citizen: &Citizen, today: NaiveDate) -> CitizenSummary {
    CitizenSummary {
        id: citizen.id,
        name: citizen.name.as_str().to_owned(),
        cpr_masked: citizen.cpr.masked(),
        birth_date: citizen.birth_date,
        death_date: citizen.death_date,
        age: citizen.age_on(today),
        sex: citizen.sex,
    }
}

/// A course with the state of every form of its programme.
pub(crate) fn course(listed: ListedCourse, catalogue: &Catalogue, today: NaiveDate) -> CourseView {
    let ListedCourse { course, citizen: owner, mut forms, attendance, gaps, .. } = listed;
    // New forms use the newest definition, whatever the course was opened with.
    let programme = catalogue.current(&course.programme);
    let ids = programme.iter().flat_map(|programme| &programme.forms).map(|form| form.id.clone());
    let forms: Vec<_> = ids.map(|id| status(forms.remove(&id).unwrap_or_default(), id)).collect();
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
        followup_due: followup_due(course.state, course.ended_on, &forms, today),
        forms,
        training: attendance.training,
        sessions_due: attendance.due.into_iter().map(session).collect(),
        next_session: attendance.next.map(session),
        warnings: attendance.warnings,
        gaps: gaps.into_iter().map(gap).collect(),
    }
}

/// The follow-up that is due and has not been filled in.
fn followup_due(
    state: CourseState,
    ended_on: Option<NaiveDate>,
    forms: &[FormStatus],
    today: NaiveDate,
) -> Option<FollowupDue> {
    let followed = matches!(state, CourseState::Ended | CourseState::Followup);
    let due = followup::due(ended_on.filter(|_| followed)?, today)?;
    let form = forms.iter().find(|form| form.form == due.form)?;
    let is_open = form.state != FormState::Submitted;
    is_open.then(|| FollowupDue { form: due.form.to_owned(), due_on: due.due_on })
}

fn gap(gap: Gap) -> GapView {
    GapView { indicator: gap.indicator, form: gap.form, variable: gap.variable }
}

/// A session of one course.
pub(crate) fn session(session: Session) -> SessionView {
    SessionView {
        id: session.id,
        course_id: session.course,
        group_id: session.group,
        held_on: session.held_on,
        starts_at: session.starts_at,
        kind: session.kind,
        delivery: session.delivery,
        title: session.title,
        status: session.status,
        note: session.note,
        version: session.version,
    }
}

/// A session that several courses share, as of today.
pub(crate) fn group(group: GroupSession, today: NaiveDate) -> GroupSessionView {
    let member = |member: GroupMember| GroupMemberView {
        citizen: citizen(&member.citizen, today),
        session: session(member.session),
    };
    GroupSessionView {
        id: group.id,
        held_on: group.held_on,
        starts_at: group.starts_at,
        kind: group.kind,
        delivery: group.delivery,
        title: group.title,
        version: group.version,
        members: group.members.into_iter().map(member).collect(),
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
        confirmed: stored.confirmed.into_iter().map(confirmed).collect(),
    })
}

fn confirmed(stored: Confirmed) -> ConfirmationView {
    let Confirmed { what, name, at, .. } = stored;
    let Confirmation { code, variable, value } = what;
    ConfirmationView { code, variable, value, confirmed_by: name, confirmed_at: at }
}

/// An outcome with the rules that decided it.
pub(crate) fn outcome(explained: CourseOutcome) -> OutcomeView {
    OutcomeView::new(explained.outcome, explained.trace, &explained.records)
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
        citizens: event.citizens.into_iter().map(domain::ids::CitizenId::get).collect(),
        criterion: event.criterion,
        result_count: event.result_count,
        result: event.result,
        request_id: event.request_id,
    })
}
