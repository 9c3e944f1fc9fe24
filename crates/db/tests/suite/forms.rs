use std::collections::BTreeMap;

use db::rights::{ReadCourses, ReadForms, ReadIndicators, ReadOutcomes, WriteForms};
use db::{Error, Submission};
use domain::access::Role;
use domain::course::CourseState;
use domain::outcome::OutcomeState;
use domain::period::Period;
use serde_json::json;

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, end, nobody, now, object, start};
use crate::on_both_engines;

on_both_engines! {
    async fn a_submitted_form_is_stored_counted_and_moves_the_course_on(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let started = fixture.submit(&course, "start", start()).await;
        assert_eq!((started.version, started.course.state), (1, CourseState::InProgress));
        assert_eq!(started.course.started_on, Some("2026-01-12".parse().unwrap()));
        let ended = fixture.submit(&course, "end", end()).await;
        assert_eq!(ended.course.state, CourseState::Ended);
        assert_eq!(ended.course.ended_on, Some("2026-05-20".parse().unwrap()));
        let states: BTreeMap<_, _> = ended.outcomes.iter().map(|o| (o.outcome.indicator.as_str(), o.outcome.state)).collect();
        assert_eq!(states["smokefree"], OutcomeState::Fulfilled);
        assert_eq!(states["sessions80"], OutcomeState::Fulfilled);
        assert_eq!(states["capacity10"], OutcomeState::Fulfilled);
        assert_eq!(states["depression_end"], OutcomeState::NotFulfilled);

        let reader = fixture.caller::<ReadForms>(Role::Clinician, SILKEBORG).await;
        let stored = fixture.db.forms(&reader).get(course.id, "end").await.unwrap().unwrap();
        assert_eq!((stored.version, &stored.answers), (1, &ended.answers));
        assert_eq!(stored.submitted_at, now());
        assert_eq!(fixture.db.forms(&reader).all(course.id).await.unwrap().len(), 2);
    }

    async fn a_course_is_as_old_as_its_referral(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let referral = json!({
            "referral_date": "2026-01-02", "referral_source": "hospital", "index_event": "nstemi",
            "referral_diagnosis": "DI214",
        });
        fixture.submit(&course, "referral", referral).await;
        let reader = fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
        let read = fixture.db.courses(&reader).find(course.id).await.unwrap().unwrap();
        assert_eq!(read.opened_on, "2026-01-02".parse().unwrap());
    }

    async fn a_submission_shows_the_course_as_reading_it_again_would(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let token = fixture.session(Role::Clinician, SILKEBORG).await;
        let writer = fixture.by_token::<WriteForms>(token, now()).await.unwrap();
        let typed = object(json!({ "smoking_status": "former" }));
        for form in ["start", "end"] {
            fixture.db.drafts(&writer).put(course.id, form, &typed, None, now()).await.unwrap();
        }
        let answers = object(start());
        let forms = fixture.db.forms(&writer);
        let submission = forms.submit(course.id, "start", &answers, None, None, now()).await.unwrap();
        let Submission::Accepted(submitted) = submission else { panic!("{submission:?}") };
        let read = fixture.db.courses(&writer).changed(course.id).await.unwrap();
        let shown = &submitted.listed;
        assert_eq!((&shown.course, &shown.citizen), (&read.course, &read.citizen));
        assert_eq!((&shown.forms, shown.changed_at), (&read.forms, read.changed_at));
        assert_eq!(shown.forms["start"].draft_saved_at, None);
        assert_eq!(shown.forms["end"].draft_saved_at, Some(now()));
    }

    async fn the_overview_counts_a_course_the_moment_it_is_saved(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        fixture.submit(&course, "end", end()).await;
        let caller = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
        let year: Period = "2026".parse().unwrap();
        let overview = fixture.db.indicators(&caller).overview(PROGRAMME, None, year, now().date_naive()).await.unwrap();
        let smokefree = overview.rows.iter().find(|row| row.indicator == "smokefree").unwrap();
        assert_eq!((smokefree.tally.fulfilled, smokefree.tally.denominator()), (1, 1));
        let other = fixture.caller::<ReadIndicators>(Role::Manager, VIBORG).await;
        let overview = fixture.db.indicators(&other).overview(PROGRAMME, None, year, now().date_naive()).await.unwrap();
        assert!(overview.rows.iter().all(|row| row.tally == db::Tally::default()));
    }

    async fn a_correction_is_a_new_version_and_moves_the_course_between_tallies(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        fixture.submit(&course, "end", end()).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let mut answers = object(end());
        answers.insert("smoking_status".into(), json!("daily"));
        answers.remove("quit_date");
        answers.insert("final_meeting_date".into(), json!("2026-03-02"));
        let forms = fixture.db.forms(&writer);
        let submission = forms.submit(course.id, "end", &answers, None, Some(1), now()).await.unwrap();
        let Submission::Accepted(submitted) = submission else { panic!("{submission:?}") };
        assert_eq!(submitted.version, 2);

        let caller = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
        let overview = fixture.db.indicators(&caller).overview(PROGRAMME, None, "2026".parse().unwrap(), now().date_naive()).await.unwrap();
        let smokefree = overview.rows.iter().find(|row| row.indicator == "smokefree").unwrap();
        assert_eq!((smokefree.tally.fulfilled, smokefree.tally.not_fulfilled), (0, 1));
        let quarters: Vec<_> = smokefree.quarters.iter().map(|(_, tally)| tally.not_fulfilled).collect();
        assert_eq!(quarters.len(), 24);
        assert_eq!(quarters[20..], [1, 0, 0, 0], "the last quarter is the one the period ends in: 2026-Q4");

        let reader = fixture.caller::<ReadForms>(Role::Clinician, SILKEBORG).await;
        let history = fixture.db.forms(&reader).history(course.id, "end").await.unwrap();
        assert_eq!(history.iter().map(|form| form.version).collect::<Vec<_>>(), [2, 1]);
        assert_ne!(history[0].answers, history[1].answers);
    }

    async fn a_submission_needs_the_version_it_was_based_on(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let forms = fixture.db.forms(&writer);
        let answers = object(start());
        let missing = forms.submit(course.id, "start", &answers, None, None, now()).await;
        assert!(matches!(missing, Err(Error::PreconditionRequired)));
        let stale = forms.submit(course.id, "start", &answers, None, Some(7), now()).await;
        assert!(matches!(stale, Err(Error::Stale { current: 1 })));
        let events = fixture.logged(SILKEBORG).await;
        assert_eq!(events[events.len() - 2..], ["form.submit refused", "form.submit refused"]);
    }

    async fn fifty_identical_parallel_submissions_make_one_version(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let forms = fixture.db.forms(&writer);
        let answers = object(start());
        let submissions = (0..50).map(|_| forms.submit(course.id, "start", &answers, None, None, now()));
        let results = futures::future::join_all(submissions).await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
        let reader = fixture.caller::<ReadForms>(Role::Clinician, SILKEBORG).await;
        assert_eq!(fixture.db.forms(&reader).history(course.id, "start").await.unwrap().len(), 1);
    }

    async fn parallel_submissions_to_one_course_leave_right_tallies(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let forms = fixture.db.forms(&writer);
        let (answers, start_again) = (object(end()), object(start()));
        let (one, two) = futures::join!(
            forms.submit(course.id, "end", &answers, None, None, now()),
            forms.submit(course.id, "start", &start_again, None, Some(1), now()),
        );
        assert!(matches!((one.unwrap(), two.unwrap()), (Submission::Accepted(_), Submission::Accepted(_))));
        let sums = fixture.look(
            "SELECT CAST(sum(fulfilled + not_fulfilled + missing + excluded + pending) AS text) FROM tally \
             GROUP BY indicator, version",
        ).await;
        assert!(sums.iter().all(|sum| sum == "1"), "{sums:?}");
    }

    async fn impossible_or_incomplete_answers_are_refused_and_nothing_is_written(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let forms = fixture.db.forms(&writer);
        for answers in [json!({}), json!({ "initial_meeting_date": "2026-02-30" }), json!({ "unheard_of": 1 })] {
            let answers = object(answers);
            let submission = forms.submit(course.id, "start", &answers, None, None, now()).await.unwrap();
            let Submission::Refused(findings) = submission else { panic!("accepted") };
            assert!(!findings.is_empty());
            let validated = forms.validate(course.id, "start", &answers, now()).await.unwrap();
            assert_eq!(validated.findings, findings);
        }
        assert!(fixture.look("SELECT form FROM form_version").await.is_empty());
        assert!(fixture.look("SELECT indicator FROM outcome").await.is_empty());
        assert_eq!(fixture.logged(SILKEBORG).await.iter().filter(|e| *e == "form.submit refused").count(), 3);
    }

    async fn a_form_the_state_does_not_accept_is_a_conflict(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let answers = object(json!({ "followup_date": "2026-06-01", "timepoint": "m3", "smoking_status": "never" }));
        let early = fixture.db.forms(&writer).submit(course.id, "followup", &answers, None, None, now()).await;
        assert!(matches!(early, Err(Error::Conflict("illegal_transition"))), "{early:?}");
    }

    async fn forms_of_a_foreign_course_or_an_unknown_form_are_not_found(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        let reader = fixture.caller::<ReadForms>(Role::Clinician, VIBORG).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, VIBORG).await;
        let answers = object(start());
        for id in [course.id, nobody()] {
            assert!(matches!(fixture.db.forms(&reader).get(id, "start").await, Err(Error::NotFound)));
            assert!(matches!(fixture.db.forms(&reader).history(id, "start").await, Err(Error::NotFound)));
            assert!(matches!(fixture.db.forms(&reader).all(id).await, Err(Error::NotFound)));
            let forms = fixture.db.forms(&writer);
            assert!(matches!(forms.submit(id, "start", &answers, None, Some(1), now()).await, Err(Error::NotFound)));
            assert!(matches!(forms.validate(id, "start", &answers, now()).await, Err(Error::NotFound)));
        }
        let own = fixture.caller::<ReadForms>(Role::Clinician, SILKEBORG).await;
        assert!(matches!(fixture.db.forms(&own).get(course.id, "unheard_of").await, Err(Error::NotFound)));
        assert_eq!(fixture.db.forms(&own).get(course.id, "end").await.unwrap(), None);
    }

    async fn an_outcome_is_explained_rule_by_rule(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        fixture.submit(&course, "end", end()).await;
        let caller = fixture.caller::<ReadOutcomes>(Role::Clinician, SILKEBORG).await;
        let outcomes = fixture.db.outcomes(&caller).of_course(course.id, now()).await.unwrap();
        let programme = fixture.db.catalogue().current(PROGRAMME).unwrap();
        assert_eq!(outcomes.len(), programme.indicators.len());
        let smokefree = outcomes.iter().find(|o| o.outcome.indicator == "smokefree").unwrap();
        assert_eq!(smokefree.outcome.state, OutcomeState::Fulfilled);
        assert!(!smokefree.trace.is_empty());
        let foreign = fixture.caller::<ReadOutcomes>(Role::Clinician, VIBORG).await;
        assert!(matches!(fixture.db.outcomes(&foreign).of_course(course.id, now()).await, Err(Error::NotFound)));
    }

    async fn answers_the_definition_would_not_accept_are_a_loud_error(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        if fixture.postgres.is_none() {
            fixture.tamper("DROP TRIGGER form_version_no_update").await;
        }
        fixture.tamper("UPDATE form_version SET answers = '{\"smoking_status\": \"sometimes\"}'").await;
        let reader = fixture.caller::<ReadForms>(Role::Clinician, SILKEBORG).await;
        let refused = fixture.db.forms(&reader).get(course.id, "start").await;
        let Err(Error::Inconsistent { table: "form_version", cause }) = refused else { panic!("{refused:?}") };
        assert!(cause.contains("smoking_status") && !cause.contains("sometimes"), "{cause}");
    }

    async fn why_a_form_was_changed_is_stored_encrypted_and_read_back(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let (reason, forms) = ("Åse Hansen ringede: forkert vægt", fixture.db.forms(&writer));
        forms.submit(course.id, "start", &object(start()), Some(reason), Some(1), now()).await.unwrap();
        assert_eq!(fixture.look("SELECT reason FROM form_version WHERE reason IS NOT NULL").await, [] as [&str; 0]);
        let sealed = fixture.bytes("form_version", "reason_sealed").await;
        assert!(sealed.len() == 1 && !sealed[0].contains(&hex::encode("Hansen")), "{sealed:?}");
        let reader = fixture.caller::<ReadForms>(Role::Clinician, SILKEBORG).await;
        let read = async || {
            let history = fixture.db.forms(&reader).history(course.id, "start").await.unwrap();
            history.into_iter().map(|version| version.reason).collect::<Vec<_>>()
        };
        assert_eq!(read().await, [Some(reason.to_owned()), None]);
        let all = fixture.db.forms(&reader).all(course.id).await.unwrap();
        assert_eq!(all[0].reason.as_deref(), Some(reason));

        // A row from before it was encrypted.
        if fixture.postgres.is_none() {
            fixture.tamper("DROP TRIGGER form_version_no_update").await;
        }
        fixture.tamper("UPDATE form_version SET reason = 'Målt om' WHERE version = 1").await;
        assert_eq!(read().await, [Some(reason.to_owned()), Some("Målt om".to_owned())]);
    }
}
