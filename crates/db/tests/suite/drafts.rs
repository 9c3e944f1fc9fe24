use db::rights::{ReadForms, WriteForms};
use db::{Answered, Error, NewDraft, Writer};
use domain::access::Role;
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use crate::fixture::{Fixture, SILKEBORG, VIBORG, minutes, nobody, now, object, start};
use crate::on_both_engines;

/// The version of a draft that is saved for the first time.
fn first() -> i64 {
    now().timestamp_millis()
}

/// The save with this number of the window with this number.
fn from_window(answers: &Map<String, Json>, window: u128, sequence: i64) -> NewDraft<'_> {
    NewDraft { writer: Some(Writer { id: Uuid::from_u128(window), sequence }), ..answers.into() }
}

on_both_engines! {
    async fn a_draft_is_saved_as_typed_and_read_by_its_author_only(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let token = fixture.session(Role::Clinician, SILKEBORG).await;
        let writer = fixture.by_token::<WriteForms>(token, now()).await.unwrap();
        let reader = fixture.by_token::<ReadForms>(token, now()).await.unwrap();
        assert_eq!(fixture.db.drafts(&reader).get(course.id, "start").await.unwrap(), None);
        let typed = object(json!({ "smoking_status": "nonsense", "weight_kg": "8x" }));
        let drafts = fixture.db.drafts(&writer);
        assert_eq!(drafts.put(course.id, "start", &typed, None, now()).await.unwrap().version, first());
        let draft = fixture.db.drafts(&reader).get(course.id, "start").await.unwrap().unwrap();
        assert_eq!((draft.answers, draft.version, draft.saved_at), (typed, first(), now()));
        let colleague = fixture.caller::<ReadForms>(Role::Coordinator, SILKEBORG).await;
        assert_eq!(fixture.db.drafts(&colleague).get(course.id, "start").await.unwrap(), None);
    }

    async fn saving_a_draft_needs_the_version_it_was_typed_on(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let drafts = fixture.db.drafts(&writer);
        let typed = object(json!({ "smoking_status": "daily" }));
        assert_eq!(drafts.put(course.id, "start", &typed, None, now()).await.unwrap().version, first());
        assert!(matches!(drafts.put(course.id, "start", &typed, None, now()).await, Err(Error::PreconditionRequired)));
        let second = drafts.put(course.id, "start", &typed, Some(first()), now()).await.unwrap().version;
        assert_eq!(second, first() + 1);
        let stale = drafts.put(course.id, "start", &typed, Some(first()), now()).await;
        assert!(matches!(stale, Err(Error::Stale { current }) if current == second));
        assert!(matches!(drafts.discard(course.id, "start", None).await, Err(Error::PreconditionRequired)));
        assert!(matches!(drafts.discard(course.id, "start", Some(first())).await, Err(Error::Stale { .. })));
        drafts.discard(course.id, "start", Some(second)).await.unwrap();
        drafts.discard(course.id, "start", Some(second)).await.unwrap();
        let gone = drafts.put(course.id, "start", &typed, Some(second), now()).await;
        assert!(matches!(gone, Err(Error::Stale { current: 0 })));
    }

    async fn a_draft_that_was_thrown_away_leaves_no_version_that_a_new_one_could_have(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let (drafts, typed) = (fixture.db.drafts(&writer), object(json!({ "smoking_status": "daily" })));
        let mut version = drafts.put(course.id, "start", &typed, None, now()).await.unwrap().version;
        version = drafts.put(course.id, "start", &typed, Some(version), now()).await.unwrap().version;
        drafts.discard(course.id, "start", Some(version)).await.unwrap();
        let later = drafts.put(course.id, "start", &typed, None, now() + minutes(1)).await.unwrap().version;
        assert!(later > version);
    }

    async fn a_window_overtakes_itself_and_nobody_else(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let token = fixture.session(Role::Clinician, SILKEBORG).await;
        let writer = fixture.by_token::<WriteForms>(token, now()).await.unwrap();
        let reader = fixture.by_token::<ReadForms>(token, now()).await.unwrap();
        let drafts = fixture.db.drafts(&writer);
        let (half, whole) = (object(json!({ "weight_kg": {"typed": "8"} })), object(json!({ "weight_kg": 82 })));
        let put = async |draft, if_match| drafts.put(course.id, "start", draft, if_match, now()).await;
        put(from_window(&half, 1, 1), None).await.unwrap();
        // The answer never arrived: the window does not know the version.
        assert_eq!(put(from_window(&whole, 1, 2), None).await.unwrap().version, first() + 1);
        // The first save once more, later than the second on the way, is not a step back.
        assert!(matches!(put(from_window(&half, 1, 1), None).await, Err(Error::PreconditionRequired)));
        assert!(matches!(put(from_window(&half, 1, 2), Some(first())).await, Err(Error::Stale { .. })));
        assert!(matches!(put(from_window(&half, 2, 9), Some(first())).await, Err(Error::Stale { .. })));
        let draft = fixture.db.drafts(&reader).get(course.id, "start").await.unwrap().unwrap();
        assert_eq!((draft.answers, draft.writer), (whole, Some(Writer { id: Uuid::from_u128(1), sequence: 2 })));
    }

    async fn a_draft_keeps_everything_that_was_typed_and_says_what_it_builds_on(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let token = fixture.session(Role::Clinician, SILKEBORG).await;
        let writer = fixture.by_token::<WriteForms>(token, now()).await.unwrap();
        let reader = fixture.by_token::<ReadForms>(token, now()).await.unwrap();
        let (typed, clashes) = (object(json!({ "weight_kg": 82 })), object(json!({ "weight_kg": null })));
        let draft = NewDraft {
            reason: Some("Vægten var forkert"),
            clashes: Some(&clashes),
            based_on: Some(3),
            definition: Some("2026.1"),
            ..(&typed).into()
        };
        let saved = fixture.db.drafts(&writer).put(course.id, "start", draft, None, now()).await.unwrap();
        assert_eq!(saved.form_version, None);
        let read = fixture.db.drafts(&reader).get(course.id, "start").await.unwrap().unwrap();
        assert_eq!((read.answers, read.clashes), (typed.clone(), clashes));
        assert_eq!((read.reason.as_deref(), read.definition.as_deref()), (Some("Vægten var forkert"), Some("2026.1")));
        assert_eq!((read.based_on, read.form_version), (Some(3), None));

        fixture.submit(&course, "start", start()).await;
        let drafts = fixture.db.drafts(&writer);
        // The draft went with the form.
        let saved = drafts.put(course.id, "start", &typed, None, now()).await.unwrap();
        assert_eq!(saved.form_version, Some(1), "somebody submitted the form");
    }

    async fn a_draft_saved_after_what_was_submitted_stays(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let token = fixture.session(Role::Clinician, SILKEBORG).await;
        let writer = fixture.by_token::<WriteForms>(token, now()).await.unwrap();
        let reader = fixture.by_token::<ReadForms>(token, now()).await.unwrap();
        let (drafts, typed) = (fixture.db.drafts(&writer), object(json!({ "weight_kg": 82 })));
        let included = drafts.put(course.id, "start", &typed, None, now()).await.unwrap().version;
        let later = drafts.put(course.id, "start", &typed, Some(included), now()).await.unwrap().version;
        let (answers, forms) = (object(start()), fixture.db.forms(&writer));
        for (draft, if_match, stays) in [(Some(included), None, true), (Some(later), Some(1), false)] {
            let answered = Answered { draft, ..(&answers).into() };
            forms.submit(course.id, "start", answered, None, if_match, now()).await.unwrap();
            let draft = fixture.db.drafts(&reader).get(course.id, "start").await.unwrap();
            assert_eq!(draft.is_some(), stays);
        }
    }

    async fn parallel_saves_over_one_version_lose_nothing_silently(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let drafts = fixture.db.drafts(&writer);
        let typed = object(json!({ "smoking_status": "daily" }));
        let saves = (0..20).map(|_| drafts.put(course.id, "start", &typed, None, now()));
        let results = futures::future::join_all(saves).await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    }

    async fn a_draft_of_a_foreign_course_or_an_unknown_form_is_not_found(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, VIBORG).await;
        let reader = fixture.caller::<ReadForms>(Role::Clinician, VIBORG).await;
        let typed = object(json!({}));
        for (id, form) in [(course.id, "start"), (nobody(), "start")] {
            assert!(matches!(fixture.db.drafts(&reader).get(id, form).await, Err(Error::NotFound)));
            assert!(matches!(fixture.db.drafts(&writer).put(id, form, &typed, None, now()).await, Err(Error::NotFound)));
        }
        let own = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let unknown = fixture.db.drafts(&own).put(course.id, "unheard_of", &typed, None, now()).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
    }

    async fn submitting_deletes_the_authors_draft_and_a_week_deletes_any(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let typed = object(json!({ "smoking_status": "daily" }));
        fixture.db.drafts(&writer).put(course.id, "start", &typed, None, now()).await.unwrap();
        fixture.db.drafts(&writer).put(course.id, "end", &typed, None, now()).await.unwrap();
        fixture.submit(&course, "start", start()).await;
        let reader = fixture.caller::<ReadForms>(Role::Clinician, SILKEBORG).await;
        assert_eq!(fixture.db.drafts(&reader).get(course.id, "start").await.unwrap(), None);
        assert!(fixture.db.drafts(&reader).get(course.id, "end").await.unwrap().is_some());
        let week = minutes(7 * 24 * 60);
        assert_eq!(fixture.db.purge_drafts(now() + week).await.unwrap(), 0);
        assert_eq!(fixture.db.purge_drafts(now() + week + minutes(1)).await.unwrap(), 1);
    }
}
