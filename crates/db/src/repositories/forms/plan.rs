//! What a submission will write, worked out before anything is written.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::answers::{Answer, Answers, Value as AnswerValue};
use domain::course::{Course, CourseEvent, CourseState};
use domain::expr::Facts;
use domain::ids::CourseId;
use domain::programme::{Catalogue, Programme};
use domain::validation::{Confirmation, Finding, unconfirmed, validate};
use sea_orm::ConnectionTrait;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::{Case, Recount, Submission, Submitted, TallyChanges, all_outcomes, apply, refused};
use crate::audit::{self, Ended, Event};
use crate::caller::Identity;
use crate::engine::Tx;
use crate::error::Error;
use crate::key_ring::TenantKeys;
use crate::repositories::confirmed::{self, Confirmed};
use crate::repositories::courses::{FormMark, ListedCourse, check_version};
use crate::repositories::drafts;
use crate::repositories::outcomes::{CourseOutcome, explained_own};
use crate::sql::Batch;

/// One request to submit a form.
#[derive(Clone)]
pub(super) struct Request {
    pub(super) code: String,
    pub(super) course: CourseId,
    pub(super) form: String,
    pub(super) confirmed: Vec<Confirmation>,
    /// The version of the caller's draft that the answers include.
    pub(super) draft: Option<i64>,
    pub(super) form_version_id: Uuid,
    pub(super) if_match: Option<i64>,
    pub(super) reason_sealed: Option<Vec<u8>>,
    pub(super) now: DateTime<Utc>,
    pub(super) today: NaiveDate,
    pub(super) who: Identity,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) keys: Arc<TenantKeys>,
}

/// What there is to do.
pub(super) enum Planned {
    /// To write this.
    Write(Box<Plan>),
    /// To answer this, and log that.
    Nothing(Result<Submission, Error>, Box<Event>),
}

/// What a submission writes, given the revision it was planned on.
pub(crate) struct Plan {
    pub(super) before: i64,
    pub(super) course: Course,
    pub(super) listed: ListedCourse,
    pub(super) version: i64,
    pub(super) answers: Answers,
    pub(super) json: String,
    pub(super) findings: Vec<Finding>,
    /// What is kept of what was confirmed, as JSON.
    pub(super) confirmed: Option<String>,
    pub(super) outcomes: Vec<CourseOutcome>,
    pub(super) recount: Recount,
}

pub(super) async fn plan(
    connection: &impl ConnectionTrait,
    request: &Request,
    answers: &Map<String, Json>,
) -> Result<Planned, Error> {
    let case = Case::load(connection, &request.code, request.course, request.who.user_id, &request.catalogue)
        .await?;
    let not_found = || Planned::Nothing(Err(Error::NotFound), Box::new(refused(request, Ended::NotFound)));
    let Some(case) = case else { return Ok(not_found()) };
    let programme = request.catalogue.current(&case.course.programme).cloned();
    let Some(programme) = programme.filter(|programme| programme.form(&request.form).is_some()) else {
        return Ok(not_found());
    };
    let event = refused(request, Ended::Refused).citizen(case.course.citizen);
    let confirmed = confirmed_now(connection, request).await?;
    Ok(match write(case, &programme, request, answers, confirmed) {
        Ok(Ok(plan)) => Planned::Write(Box::new(plan)),
        Ok(Err(findings)) => Planned::Nothing(Ok(Submission::Refused(findings)), Box::new(event)),
        Err(error @ Error::Inconsistent { .. }) => return Err(error),
        Err(error) => Planned::Nothing(Err(error), Box::new(event)),
    })
}

/// What the request confirms, with who and when: what a draft has kept already keeps its own.
async fn confirmed_now(
    connection: &impl ConnectionTrait,
    request: &Request,
) -> Result<Vec<Confirmed>, Error> {
    if request.confirmed.is_empty() {
        return Ok(Vec::new());
    }
    let (keys, who) = (&request.keys, &request.who);
    let known =
        drafts::confirmed_in(connection, keys, &request.code, request.course, &request.form, who).await?;
    Ok(confirmed::stamp(&known, &request.confirmed, who, request.now))
}

fn write(
    case: Case,
    programme: &Programme,
    request: &Request,
    answers: &Map<String, Json>,
    confirmed: Vec<Confirmed>,
) -> Result<Result<Plan, Vec<Finding>>, Error> {
    let version = case.forms.get(&request.form).map_or(0, |form| form.version);
    check_version(request.if_match, version)?;
    if !case.course.state.accepts_form(&request.form) {
        return Err(Error::Conflict("illegal_transition"));
    }
    let Some(form) = programme.form(&request.form) else {
        return Err(Error::NotFound);
    };
    let mut facts = case.facts(request.today);
    let validated = validate(programme, form, answers, &facts);
    if !validated.is_complete() {
        return Ok(Err(validated.findings));
    }
    let earlier = case.forms.get(&request.form).map(|form| form.confirmed.clone()).unwrap_or_default();
    let confirmed = confirmed::added(earlier, confirmed, &validated);
    let known: Vec<Confirmation> = confirmed.iter().map(|confirmed| confirmed.what.clone()).collect();
    let mut course = case.course.clone();
    course.state = state_after(course.state, &request.form, &validated.answers)?;
    course.version += 1;
    facts.forms.insert(request.form.clone(), validated.answers.clone());
    date(&mut course, programme, &facts);
    let outcomes = all_outcomes(&request.catalogue, &course.programme, &facts);
    let json = serde_json::to_string(&validated.answers)
        .map_err(|cause| Error::inconsistent("form_version", cause))?;
    let mut listed = case.shown(&request.keys, course.clone(), request.now)?;
    let mark = FormMark {
        version: version + 1,
        submitted_at: Some(request.now),
        submitted_by: Some(request.who.display_name.clone()),
        draft_saved_at: None,
    };
    listed.forms.insert(request.form.clone(), mark);
    Ok(Ok(Plan {
        before: case.revision,
        listed,
        version: version + 1,
        json,
        recount: Recount::of(&case, &request.catalogue, &outcomes, &facts),
        findings: unconfirmed(validated.findings, &validated.answers, &known),
        confirmed: confirmed::write("form_version", &confirmed)?,
        answers: validated.answers,
        outcomes: explained_own(programme, &facts),
        course,
    }))
}

/// The state of a course after a form with these answers.
pub(crate) fn state_after(state: CourseState, form: &str, answers: &Answers) -> Result<CourseState, Error> {
    let end_type = match answers.get("end_type") {
        Some(Answer::Value(AnswerValue::Text(code))) => Some(code.as_str()),
        _ => None,
    };
    let event = CourseEvent::from_form(form, end_type).map_err(|_| Error::Conflict("illegal_transition"))?;
    state.after(event).map_err(|_| Error::Conflict("illegal_transition"))
}

/// The variable that dates an end without a final meeting.
const END_DATE: &str = "end_date";

/// Copies the days of the referral, the first meeting and the end from the forms, for filtering. Without a referral the
/// course is as old as its record.
pub(crate) fn date(course: &mut Course, programme: &Programme, facts: &Facts) {
    course.opened_on = dated(programme, facts, "referral").unwrap_or(course.opened_on);
    course.started_on = dated(programme, facts, "start");
    course.ended_on = dated(programme, facts, "end").or_else(|| answered(facts, "end", END_DATE));
}

/// The day of the first meeting of a course that is running, by its forms: begun, and ended by none of them.
pub(crate) fn running_since(programme: &Programme, facts: &Facts) -> Option<NaiveDate> {
    dated(programme, facts, "start").filter(|_| !facts.forms.contains_key("end"))
}

/// The day that dates a form.
fn dated(programme: &Programme, facts: &Facts, form: &str) -> Option<NaiveDate> {
    answered(facts, form, &programme.form(form)?.dated_by)
}

fn answered(facts: &Facts, form: &str, variable: &str) -> Option<NaiveDate> {
    facts.forms.get(form)?.get(variable)?.value()?.date()
}

impl Plan {
    /// What carrying the plan out would answer, with the version that is current.
    pub(super) fn rehearsed(self) -> Submitted {
        Submitted {
            version: self.version - 1,
            answers: self.answers,
            findings: self.findings,
            course: self.course,
            listed: self.listed,
            outcomes: self.outcomes,
        }
    }

    /// Writes the plan, or nothing (`None`) when the course is no longer what it was planned on.
    pub(super) async fn carry_out(self, tx: &Tx, request: &Request) -> Result<Option<Submission>, Error> {
        let Self { course, .. } = &self;
        if !apply::claim(tx, course, &self.recount.after, self.before, request.now).await? {
            return Ok(None);
        }
        let (mut batch, mut tallies) = (Batch::default(), TallyChanges::default());
        apply::insert_form(&mut batch, &self, request)?;
        apply::change_outcomes(&mut batch, &mut tallies, &request.code, course, &self.recount);
        let (form, who) = (&request.form, &request.who);
        drafts::add_delete(&mut batch, &request.code, course.id, form, who, request.draft);
        tallies.add_to(&mut batch, &request.code);
        let event = Event::new("form.submit")
            .object("form", format!("{}/{}", request.course, request.form))
            .citizen(course.citizen)
            .count(1);
        // The batch writes tallies: only it may follow (`crate::audit` has the order).
        audit::append_to(&mut batch, tx, &request.who, event).await?;
        batch.run(tx).await?;
        Ok(Some(Submission::Accepted(Box::new(Submitted {
            version: self.version,
            answers: self.answers,
            findings: self.findings,
            course: self.course,
            listed: self.listed,
            outcomes: self.outcomes,
        }))))
    }
}
