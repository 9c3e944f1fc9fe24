use db::Error;
use db::rights::{ReadForms, WriteForms};
use domain::access::Role;
use serde_json::json;

use crate::fixture::{Fixture, SILKEBORG, VIBORG, minutes, nobody, now, object, start};
use crate::on_both_engines;

on_both_engines! {
    async fn a_draft_is_saved_as_typed_and_read_by_its_author_only(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let token = fixture.session(Role::Clinician, SILKEBORG).await;
        let writer = fixture.by_token::<WriteForms>(token, now()).await.unwrap();
        let reader = fixture.by_token::<ReadForms>(token, now()).await.unwrap();
        assert_eq!(fixture.db.drafts(&reader).get(course.id, "start").await.unwrap(), None);
        let typed = object(json!({ "smoking_status": "nonsense", "weight_kg": "8x" }));
        let drafts = fixture.db.drafts(&writer);
        assert_eq!(drafts.put(course.id, "start", &typed, None, now()).await.unwrap(), 1);
        let draft = fixture.db.drafts(&reader).get(course.id, "start").await.unwrap().unwrap();
        assert_eq!((draft.answers, draft.version, draft.saved_at), (typed, 1, now()));
        let colleague = fixture.caller::<ReadForms>(Role::Coordinator, SILKEBORG).await;
        assert_eq!(fixture.db.drafts(&colleague).get(course.id, "start").await.unwrap(), None);
    }

    async fn saving_a_draft_needs_the_version_it_was_typed_on(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let drafts = fixture.db.drafts(&writer);
        let typed = object(json!({ "smoking_status": "daily" }));
        assert_eq!(drafts.put(course.id, "start", &typed, None, now()).await.unwrap(), 1);
        assert!(matches!(drafts.put(course.id, "start", &typed, None, now()).await, Err(Error::PreconditionRequired)));
        assert_eq!(drafts.put(course.id, "start", &typed, Some(1), now()).await.unwrap(), 2);
        assert!(matches!(drafts.put(course.id, "start", &typed, Some(1), now()).await, Err(Error::Stale { current: 2 })));
        drafts.discard(course.id, "start").await.unwrap();
        assert!(matches!(drafts.put(course.id, "start", &typed, Some(2), now()).await, Err(Error::Stale { current: 0 })));
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
