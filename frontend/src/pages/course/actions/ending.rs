//! Beginning the end form with what is known already: how the course ended, and when.

use api_types::{AnswerMap, CourseView, DraftView, FormVersionView, PutDraft};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use crate::session::{Session, use_session};

/// The end form, and where it is.
const FORM: (&str, &str) = ("end", "slut");

/// Puts how the course ended into the draft of its end form and opens it. What was typed before stays, but for that.
pub(in crate::pages) fn start_ending() -> Callback<(CourseView, &'static str, Option<NaiveDate>)> {
    let (session, navigate) = (use_session(), use_navigate());
    Callback::new(move |(course, end_type, on): (CourseView, &'static str, Option<NaiveDate>)| {
        let (session, navigate) = (session.clone(), navigate.clone());
        spawn_local(async move {
            prefill(&session, &course, end_type, on).await;
            // Whatever came of the draft, the form is where it goes on.
            navigate(
                &format!("/forloeb/{}/{}", course.id, FORM.1),
                leptos_router::NavigateOptions::default(),
            );
        });
    })
}

async fn prefill(session: &Session, course: &CourseView, end_type: &str, on: Option<NaiveDate>) {
    let client = session.client();
    let draft = session.watch(client.draft(course.id, FORM.0).await).ok().flatten();
    let revision = draft.as_ref().map(|draft| draft.revision);
    let submitted = match draft {
        Some(_) => None,
        None => session.watch(client.form(course.id, FORM.0).await).ok().flatten(),
    };
    let mut draft = begun(draft, submitted.map(|form| form.latest));
    draft.answers = with_ending(draft.answers, end_type, on);
    let _ = session.watch(client.put_draft(course.id, FORM.0, draft, revision).await);
}

/// What there is of the form: its draft as it stands, or else what was submitted.
fn begun(draft: Option<DraftView>, submitted: Option<FormVersionView>) -> PutDraft {
    if let Some(draft) = draft {
        let DraftView { answers, confirmed, reason, clashes, based_on, definition_version, .. } = draft;
        return PutDraft { answers, confirmed, reason, clashes, based_on, definition_version, writer: None };
    }
    let submitted = submitted.map(|form| PutDraft {
        answers: form.answers,
        based_on: Some(form.version),
        definition_version: Some(form.definition_version),
        ..PutDraft::default()
    });
    submitted.unwrap_or_default()
}

/// Death and transfer end a course by an event; the reason for a drop-out is the clinician's to say.
///
/// Source: S:31 (end reasons), the check `ended_by_event`.
fn with_ending(mut answers: AnswerMap, end_type: &str, on: Option<NaiveDate>) -> AnswerMap {
    answers.insert("end_type".to_owned(), end_type.into());
    if matches!(end_type, "died" | "transferred") {
        answers.insert("end_reason".to_owned(), "event_termination".into());
    }
    if let Some(on) = on {
        answers.insert("end_date".to_owned(), on.to_string().into());
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_keeps_its_reason_its_clashes_and_what_it_began_with() {
        let draft: DraftView = serde_json::from_value(serde_json::json!({
            "form": "end", "answers": {"weight_kg": 82.5}, "reason": "Fejl i vægten",
            "confirmed": [{"code": "improbable", "variable": "weight_kg", "value": 82.5}], "clashes": {"weight_kg": 85}, "based_on": 3,
            "definition_version": "2026.1", "revision": 9, "saved_at": "2026-11-22T10:00:00Z", "saved_by": "Grete",
        }))
        .unwrap();
        let put = begun(Some(draft.clone()), None);
        assert_eq!(
            (&put.answers, &put.reason, &put.clashes),
            (&draft.answers, &draft.reason, &draft.clashes)
        );
        assert_eq!((&put.confirmed, put.based_on), (&draft.confirmed, Some(3)));
        assert_eq!(put.definition_version, draft.definition_version);
    }

    #[test]
    fn a_correction_begins_with_the_submitted_version() {
        let submitted: FormVersionView = serde_json::from_value(serde_json::json!({
            "version": 2, "definition_version": "2026.1", "answers": {"end_type": "completed"},
            "submitted_at": "2026-11-22T10:00:00Z", "submitted_by": "Grete",
        }))
        .unwrap();
        let put = begun(None, Some(submitted));
        assert_eq!((put.based_on, put.definition_version.as_deref()), (Some(2), Some("2026.1")));
        assert_eq!(put.answers["end_type"], "completed");
        assert_eq!(begun(None, None).answers, AnswerMap::new());
    }

    #[test]
    fn what_was_typed_stays_and_the_ending_is_filled_in() {
        let before = AnswerMap::from_iter([
            ("end_type".to_owned(), "completed".into()),
            ("weight_kg".to_owned(), 82.5.into()),
        ]);
        let answers = with_ending(before, "died", "2026-11-22".parse().ok());
        let expected = serde_json::json!({
            "end_type": "died", "end_reason": "event_termination", "end_date": "2026-11-22", "weight_kg": 82.5,
        });
        assert_eq!(serde_json::Value::Object(answers), expected);
        let dropped = with_ending(AnswerMap::new(), "dropped_out", None);
        assert_eq!(serde_json::Value::Object(dropped), serde_json::json!({"end_type": "dropped_out"}));
    }
}
