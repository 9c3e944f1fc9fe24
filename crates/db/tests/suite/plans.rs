use db::rights::{ReadForms, WriteForms};
use db::{Error, PlanSaved, StoredPlan};
use domain::access::Role;
use domain::ids::CourseId;
use domain::plan::{Plan, Standing};
use serde_json::{Value as Json, json};

use crate::fixture::{Fixture, SILKEBORG, VIBORG, minutes, nobody, now, start};
use crate::on_both_engines;

/// What a clinician of the municipality saves as the course's plan.
pub(crate) async fn plan(fixture: &Fixture, municipality: &str, course: CourseId, plan: Json) -> StoredPlan {
    let writer = fixture.caller::<WriteForms>(Role::Clinician, municipality).await;
    let reader = fixture.caller::<ReadForms>(Role::Clinician, municipality).await;
    let version = fixture.db.plans(&reader).get(course).await.unwrap().map(|stored| stored.version);
    match fixture.db.plans(&writer).put(course, &read(plan), version, now()).await.unwrap() {
        PlanSaved::Accepted(stored) => *stored,
        PlanSaved::Refused(findings) => panic!("refused: {findings:?}"),
    }
}

/// A plan of one intervention, one condition, one goal and one decision.
pub(crate) fn smoker() -> Json {
    json!({
        "conditions": [{"code": "tobacco", "focus": true}],
        "interventions": [{"no": 1, "code": "smoking_cessation", "delivery": "group", "status": "planned"}],
        "goals": [{"no": 1, "text": "Røgfri inden sommerferien", "condition": "tobacco"}],
        "decisions": [{"suggestion": "daily_smoker", "decision": "accepted"}],
    })
}

pub(crate) fn read(plan: Json) -> Plan {
    serde_json::from_value(plan).unwrap()
}

async fn standings(fixture: &Fixture, course: CourseId) -> Vec<(String, Standing)> {
    let reader = fixture.caller::<ReadForms>(Role::Clinician, SILKEBORG).await;
    let found = fixture.db.plans(&reader).suggestions(course, now()).await.unwrap();
    found.into_iter().map(|open| (open.suggestion, open.standing)).collect()
}

async fn kept(fixture: &Fixture) -> Vec<String> {
    fixture
        .look("SELECT kind || ' ' || suggestion FROM suggestion_event ORDER BY suggestion, kind DESC")
        .await
}

on_both_engines! {
    async fn a_plan_is_kept_version_by_version_with_who_and_when(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let reader = fixture.caller::<ReadForms>(Role::Coordinator, SILKEBORG).await;
        let (plans, known) = (fixture.db.plans(&writer), fixture.db.plans(&reader));
        assert_eq!(known.get(course.id).await.unwrap(), None);
        let first = read(json!({"goals": [{"no": 1, "text": "Gå en tur hver dag"}]}));
        let saved = plans.put(course.id, &first, None, now()).await.unwrap();
        let PlanSaved::Accepted(saved) = saved else { panic!("{saved:?}") };
        assert_eq!((saved.version, saved.saved_by, saved.saved_at), (1, writer.user_id(), now()));
        assert_eq!(known.get(course.id).await.unwrap().unwrap(), *saved);
        let second = read(json!({"goals": [{"no": 1, "text": "Gå en tur hver dag", "evaluation": "reached"}]}));
        plans.put(course.id, &second, Some(1), now() + minutes(1)).await.unwrap();
        let history = known.history(course.id).await.unwrap();
        let versions: Vec<_> = history.iter().map(|stored| (stored.version, stored.plan.clone())).collect();
        assert_eq!(versions, [(2, second), (1, first)]);
    }

    async fn saving_a_plan_needs_the_version_it_was_made_from(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let plans = fixture.db.plans(&writer);
        let with = |text: &str| read(json!({"goals": [{"no": 1, "text": text}]}));
        plans.put(course.id, &with("a"), None, now()).await.unwrap();
        assert!(matches!(plans.put(course.id, &with("b"), None, now()).await, Err(Error::PreconditionRequired)));
        plans.put(course.id, &with("b"), Some(1), now()).await.unwrap();
        assert!(matches!(plans.put(course.id, &with("c"), Some(1), now()).await, Err(Error::Stale { current: 2 })));
    }

    async fn parallel_saves_over_one_version_lose_nothing_silently(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let plans = fixture.db.plans(&writer);
        let numbered: Vec<Plan> =
            (0..20).map(|number| read(json!({"goals": [{"no": 1, "text": number.to_string()}]}))).collect();
        let saves = numbered.iter().map(|plan| plans.put(course.id, plan, None, now()));
        let results = futures::future::join_all(saves).await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    }

    async fn the_same_plan_again_is_no_new_version(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        assert_eq!(plan(&fixture, SILKEBORG, course.id, smoker()).await.version, 1);
        assert_eq!(plan(&fixture, SILKEBORG, course.id, smoker()).await.version, 1);
    }

    async fn codes_that_the_definition_does_not_have_are_refused(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let plan = read(json!({"conditions": [{"code": "wings"}]}));
        let saved = fixture.db.plans(&writer).put(course.id, &plan, None, now()).await.unwrap();
        let PlanSaved::Refused(findings) = saved else { panic!("{saved:?}") };
        assert_eq!(findings[0].code, "unknown_code");
        assert!(fixture.look("SELECT definition FROM plan_version").await.is_empty());
    }

    async fn a_plan_of_a_foreign_course_is_not_found(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        plan(&fixture, SILKEBORG, course.id, smoker()).await;
        let reader = fixture.caller::<ReadForms>(Role::Clinician, VIBORG).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, VIBORG).await;
        for id in [course.id, nobody()] {
            assert!(matches!(fixture.db.plans(&reader).get(id).await, Err(Error::NotFound)));
            assert!(matches!(fixture.db.plans(&reader).history(id).await, Err(Error::NotFound)));
            assert!(matches!(fixture.db.plans(&reader).suggestions(id, now()).await, Err(Error::NotFound)));
            let put = fixture.db.plans(&writer).put(id, &read(smoker()), Some(1), now()).await;
            assert!(matches!(put, Err(Error::NotFound)));
        }
    }

    async fn nothing_of_a_plan_can_be_read_in_the_database(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        plan(&fixture, SILKEBORG, course.id, smoker()).await;
        let text = match fixture.postgres {
            Some(_) => "encode(plan_sealed, 'escape')",
            None => "CAST(plan_sealed AS text)",
        };
        let look = format!("SELECT CASE WHEN {text} LIKE '%sommerferien%' THEN 'seen' ELSE 'sealed' END FROM plan_version");
        assert_eq!(fixture.look(&look).await, ["sealed"]);
    }

    async fn answers_call_for_interventions_until_somebody_has_decided(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        assert!(standings(&fixture, course.id).await.is_empty(), "nothing is answered yet");
        fixture.submit(&course, "start", start()).await;
        let open = |id: &str| (id.to_owned(), Standing::Open);
        assert_eq!(standings(&fixture, course.id).await, [open("training"), open("daily_smoker")]);
        plan(&fixture, SILKEBORG, course.id, smoker()).await;
        let accepted = ("daily_smoker".to_owned(), Standing::Accepted);
        assert_eq!(standings(&fixture, course.id).await, [open("training"), accepted]);
        let mut declined = smoker();
        let no = json!({"suggestion": "training", "decision": "declined", "reason": "Træner i forvejen"});
        declined["decisions"].as_array_mut().unwrap().push(no);
        plan(&fixture, SILKEBORG, course.id, declined).await;
        assert_eq!(standings(&fixture, course.id).await[0].1, Standing::Declined);
    }

    async fn what_was_shown_accepted_and_declined_is_kept_once_with_who_and_when(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        standings(&fixture, course.id).await;
        standings(&fixture, course.id).await;
        assert_eq!(kept(&fixture).await, ["shown daily_smoker", "shown training"]);
        let stored = plan(&fixture, SILKEBORG, course.id, smoker()).await;
        assert_eq!(kept(&fixture).await, ["shown daily_smoker", "accepted daily_smoker", "shown training"]);
        let because = &stored.plan.decisions[0].because;
        assert_eq!(because.len(), 1, "the server adds what the suggestion follows from");
        assert_eq!(because[0].variable.to_string(), "start.smoking_status");
        assert_eq!((stored.decided[0].name.as_str(), stored.decided[0].at), ("Sundhedsfaglig medarbejder", now()));
        let writer = fixture.caller::<WriteForms>(Role::Coordinator, SILKEBORG).await;
        let mut changed = stored.plan.clone();
        changed.goals[0].text.push('!');
        let later = fixture.db.plans(&writer).put(course.id, &changed, Some(1), now() + minutes(5)).await.unwrap();
        let PlanSaved::Accepted(later) = later else { panic!("{later:?}") };
        assert_eq!(later.decided, stored.decided, "whoever decided, decided");
    }

    async fn other_answers_ask_again(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let mut answers = start();
        answers["alcohol_units_week"] = 12.into();
        fixture.submit(&course, "start", answers.clone()).await;
        let no = json!({"decisions": [{"suggestion": "alcohol", "decision": "declined"}]});
        plan(&fixture, SILKEBORG, course.id, no).await;
        let standing = |found: Vec<(String, Standing)>| found.into_iter().find(|(id, _)| id == "alcohol").unwrap().1;
        assert_eq!(standing(standings(&fixture, course.id).await), Standing::Declined);
        answers["alcohol_units_week"] = 20.into();
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let answers = crate::fixture::object(answers);
        fixture.db.forms(&writer).submit(course.id, "start", &answers, None, Some(1), now()).await.unwrap();
        assert_eq!(standing(standings(&fixture, course.id).await), Standing::Open);
        let shown = fixture.look("SELECT because FROM suggestion_event WHERE suggestion = 'alcohol' AND kind = 'shown'").await;
        assert_eq!(shown.len(), 2);
    }

    async fn plans_and_what_became_of_suggestions_cannot_be_changed(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        plan(&fixture, SILKEBORG, course.id, smoker()).await;
        let logged = fixture.logged(SILKEBORG).await;
        assert_eq!(logged.iter().filter(|line| line.as_str() == "plan.save done").count(), 1, "{logged:?}");
        if fixture.postgres.is_none() {
            let pool = fixture.raw_sqlite().await;
            for table in ["plan_version", "suggestion_event"] {
                for change in [format!("DELETE FROM {table}"), format!("UPDATE {table} SET definition = 'x'")] {
                    let refused = sqlx::raw_sql(sqlx::AssertSqlSafe(change)).execute(&pool).await.unwrap_err();
                    assert!(refused.to_string().contains("append-only"), "{refused}");
                }
            }
            pool.close().await;
        }
    }
}
