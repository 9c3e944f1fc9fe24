//! Saving a plan.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::course::CourseState;
use domain::ids::CourseId;
use domain::plan::{self, Plan};
use domain::programme::{Catalogue, Programme, Severity};
use domain::validation::Finding;

use super::PlanSaved;
use super::stored::{self, Content, Decided, StoredPlan};
use super::suggestions::{SuggestionEvent, add_events, fingerprint};
use crate::audit::{self, Ended, Event};
use crate::caller::Identity;
use crate::engine::job;
use crate::error::Error;
use crate::moment::{danish_day, storable};
use crate::repositories::Scoped;
use crate::repositories::courses::check_version;
use crate::repositories::forms::Case;
use crate::rights::WriteForms;
use crate::sql;

/// Everything but the writing is done outside the one writer; the key of the new version decides who was quicker.
pub(super) async fn save(
    scoped: &Scoped<'_, WriteForms>,
    course: CourseId,
    plan: &Plan,
    if_match: Option<i64>,
    now: DateTime<Utc>,
) -> Result<PlanSaved, Error> {
    let (database, code, who, keys) = (&scoped.database, scoped.code()?, scoped.who(), scoped.keys()?);
    let tx = database.store().snapshot(scoped.tenant()?).await?;
    let case = Case::load(&tx, &code, course, who.user_id, database.catalogue()).await?;
    let versions = stored::read(&tx, &keys, &code, course, Some(1)).await?;
    tx.commit().await?;
    let event = Event::new("plan.save").object("course", course);
    let Some(case) = case else {
        return refused(scoped, event.ended(Ended::NotFound), Err(Error::NotFound)).await;
    };
    let event = event.citizen(case.course.citizen);
    let stored = versions.and_then(|(_, mut versions)| versions.pop());
    let current = stored.as_ref().map_or(0, |stored| stored.version);
    let programme = database.catalogue().current(&case.course.programme).cloned().ok_or(Error::NotFound)?;
    let allowed = match check_version(if_match, current) {
        Ok(()) if case.course.state == CourseState::Closed => Err(Error::Conflict("illegal_transition")),
        checked => checked,
    };
    if let Err(error) = allowed {
        return refused(scoped, event.ended(Ended::Refused), Err(error)).await;
    }
    let findings = hard(database.catalogue(), &programme, plan);
    if !findings.is_empty() {
        return refused(scoped, event.ended(Ended::Refused), Ok(PlanSaved::Refused(findings))).await;
    }
    let plan = with_reasons(plan, &programme, &case, now);
    if let Some(stored) = stored.as_ref().filter(|stored| stored.plan == plan) {
        let unchanged = PlanSaved::Accepted(Box::new(stored.clone()));
        return refused(scoped, event.count(0), Ok(unchanged)).await;
    }
    let earlier = stored.as_ref().map(|stored| (&stored.plan, stored.decided.as_slice()));
    let (decided, events) = decided(&plan, earlier, who, storable(now));
    let new = StoredPlan {
        version: current + 1,
        programme: programme.id.clone(),
        definition: programme.version.clone(),
        plan,
        decided,
        saved_by: who.user_id,
        author: Some(who.display_name.clone()),
        saved_at: storable(now),
    };
    write(scoped, course, new, events, event.count(1)).await
}

async fn write(
    scoped: &Scoped<'_, WriteForms>,
    course: CourseId,
    new: StoredPlan,
    events: Vec<SuggestionEvent>,
    event: Event,
) -> Result<PlanSaved, Error> {
    let (code, who) = (scoped.code()?, scoped.who().clone());
    let content = Content { plan: new.plan.clone(), decided: new.decided.clone() };
    let key = (course, new.version);
    let sealed = content.seal(&*scoped.keys()?, scoped.database.entropy(), key)?;
    let when = (new.saved_by.get(), new.saved_at);
    let values = stored::values(&code, key, &new.definition, sealed, when);
    let work = job(move |tx| {
        Box::pin(async move {
            let insert = format!(
                "{}{} ON CONFLICT (municipality, course_id, version) DO NOTHING",
                stored::INSERT,
                sql::rows(1, values.len())
            );
            if sql::execute(tx, insert, values).await? == 0 {
                return audit::refuse(tx, &who, event, Error::Stale { current: new.version }).await;
            }
            let mut batch = sql::Batch::default();
            add_events(&mut batch, &code, course, &new.definition, when, &events);
            audit::append_to(&mut batch, tx, &who, event).await?;
            batch.run(tx).await?;
            Ok(Ok(PlanSaved::Accepted(Box::new(new))))
        })
    });
    scoped.database.store().write(scoped.tenant()?, work).await?
}

/// Logs what was not written, and answers.
async fn refused(
    scoped: &Scoped<'_, WriteForms>,
    event: Event,
    answer: Result<PlanSaved, Error>,
) -> Result<PlanSaved, Error> {
    scoped.database.log(scoped.who().clone(), event).await?;
    answer
}

/// What stops the plan. A code that an earlier version of the programme had may stay.
fn hard(catalogue: &Catalogue, programme: &Arc<Programme>, plan: &Plan) -> Vec<Finding> {
    let mut found = plan::check(&programme.planning, plan);
    found.retain(|finding| finding.severity == Severity::Hard);
    for earlier in catalogue.versions(&programme.id).filter(|earlier| earlier.version != programme.version) {
        if found.is_empty() {
            break;
        }
        let known = plan::check(&earlier.planning, plan);
        found.retain(|finding| finding.code != "unknown_code" || known.contains(finding));
    }
    found
}

/// Decisions with the answers they follow from, where the sender left them out.
fn with_reasons(plan: &Plan, programme: &Programme, case: &Case, now: DateTime<Utc>) -> Plan {
    let mut plan = plan.clone();
    if plan.decisions.iter().all(|decision| !decision.because.is_empty()) {
        return plan;
    }
    let facts = case.facts(danish_day(now));
    let suggested = programme.suggested(&facts);
    for decision in plan.decisions.iter_mut().filter(|decision| decision.because.is_empty()) {
        if let Some(suggested) = suggested.iter().find(|it| it.suggestion.id == decision.suggestion) {
            decision.because.clone_from(&suggested.because);
        }
    }
    plan
}

/// Who decided what and when; a decision that stood already keeps its own. With it, what is new.
fn decided(
    plan: &Plan,
    earlier: Option<(&Plan, &[Decided])>,
    who: &Identity,
    now: DateTime<Utc>,
) -> (Vec<Decided>, Vec<SuggestionEvent>) {
    let (mut decided, mut events) = (Vec::new(), Vec::new());
    for decision in &plan.decisions {
        let known = earlier.filter(|(plan, _)| plan.decisions.contains(decision));
        let known =
            known.and_then(|(_, decided)| decided.iter().find(|it| it.suggestion == decision.suggestion));
        if known.is_none() {
            events.push(SuggestionEvent {
                suggestion: decision.suggestion.clone(),
                because: fingerprint(&decision.because),
                kind: decision.decision.id(),
            });
        }
        decided.push(known.cloned().unwrap_or_else(|| Decided {
            suggestion: decision.suggestion.clone(),
            by: who.user_id,
            name: who.display_name.clone(),
            at: now,
        }));
    }
    (decided, events)
}
