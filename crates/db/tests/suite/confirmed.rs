use db::rights::{ReadForms, WriteForms};
use db::{Answered, Confirmed, Submission, Submitted};
use domain::access::Role;
use domain::ids::CourseId;
use domain::validation::Confirmation;
use serde_json::{Value as Json, json};

use crate::fixture::{Fixture, SILKEBORG, minutes, now, object, start};
use crate::on_both_engines;

/// A start form of somebody who walks further than anybody usually does.
fn walks(metres: i64) -> Json {
    let mut answers = start();
    answers["six_mwt_m"] = metres.into();
    answers
}

fn confirmation(metres: i64) -> Confirmation {
    Confirmation { code: "improbable".into(), variable: Some("six_mwt_m".into()), value: Some(json!(metres)) }
}

/// Submits the start form as somebody of this role, some minutes after the tests begin.
async fn submit(
    fixture: &Fixture,
    (role, at): (Role, i64),
    course: CourseId,
    metres: i64,
    confirmed: &[Confirmation],
) -> Submitted {
    let writer = fixture.caller::<WriteForms>(role, SILKEBORG).await;
    let reader = fixture.caller::<ReadForms>(role, SILKEBORG).await;
    let version = fixture.db.forms(&reader).get(course, "start").await.unwrap().map(|form| form.version);
    let answers = object(walks(metres));
    let answered = Answered { confirmed, ..Answered::from(&answers) };
    let at = now() + minutes(at);
    let submission = fixture.db.forms(&writer).submit(course, "start", answered, None, version, at).await;
    match submission.unwrap() {
        Submission::Accepted(submitted) => *submitted,
        Submission::Refused(findings) => panic!("refused: {findings:?}"),
    }
}

async fn kept(fixture: &Fixture, course: CourseId) -> Vec<Confirmed> {
    let reader = fixture.caller::<ReadForms>(Role::Clinician, SILKEBORG).await;
    fixture.db.forms(&reader).get(course, "start").await.unwrap().unwrap().confirmed
}

const CLINICIAN: (Role, i64) = (Role::Clinician, 0);
const LATER: (Role, i64) = (Role::Coordinator, 60);

on_both_engines! {
    async fn what_is_improbable_comes_back_until_it_is_confirmed(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let asked = submit(&fixture, CLINICIAN, course.id, 900, &[]).await;
        assert_eq!(asked.findings.len(), 1);
        assert_eq!(asked.findings[0].code, "improbable");
        assert!(kept(&fixture, course.id).await.is_empty());
        let confirmed = submit(&fixture, LATER, course.id, 900, &[confirmation(900)]).await;
        assert!(confirmed.findings.is_empty(), "{:?}", confirmed.findings);
        let kept = kept(&fixture, course.id).await;
        assert_eq!(kept.len(), 1);
        assert_eq!((&kept[0].what, kept[0].at), (&confirmation(900), now() + minutes(60)));
        assert_eq!(kept[0].name, "Forløbs- og kvalitetskoordinator");
    }

    async fn the_same_value_is_not_asked_again_and_whoever_confirmed_it_first_did(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        submit(&fixture, CLINICIAN, course.id, 900, &[confirmation(900)]).await;
        assert!(submit(&fixture, LATER, course.id, 500, &[]).await.findings.is_empty());
        let again = submit(&fixture, LATER, course.id, 900, &[]).await;
        assert!(again.findings.is_empty(), "it was confirmed two versions ago");
        submit(&fixture, LATER, course.id, 900, &[confirmation(900)]).await;
        let kept = kept(&fixture, course.id).await;
        assert_eq!(kept.len(), 1);
        assert_eq!((kept[0].name.as_str(), kept[0].at), ("Sundhedsfaglig medarbejder", now()));
    }

    async fn another_value_is_another_question(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        submit(&fixture, CLINICIAN, course.id, 900, &[confirmation(900)]).await;
        assert_eq!(submit(&fixture, LATER, course.id, 901, &[]).await.findings.len(), 1);
        assert_eq!(submit(&fixture, LATER, course.id, 901, &[confirmation(900)]).await.findings.len(), 1);
        assert!(submit(&fixture, LATER, course.id, 901, &[confirmation(901)]).await.findings.is_empty());
        assert_eq!(kept(&fixture, course.id).await.len(), 2);
    }

    async fn what_nothing_is_asked_about_is_not_kept(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let other = Confirmation { variable: Some("weight_kg".into()), ..confirmation(900) };
        submit(&fixture, CLINICIAN, course.id, 400, &[confirmation(900), confirmation(400), other]).await;
        assert!(kept(&fixture, course.id).await.is_empty());
    }

    async fn a_draft_remembers_who_confirmed_what_and_when_until_it_is_submitted(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let reader = fixture.caller::<ReadForms>(Role::Clinician, SILKEBORG).await;
        let typed = object(walks(900));
        let confirmed = [confirmation(900)];
        let drafts = fixture.db.drafts(&writer);
        let with = Answered { confirmed: &confirmed, ..Answered::from(&typed) };
        let first = drafts.put(course.id, "start", with, None, now()).await.unwrap().version;
        drafts.put(course.id, "start", with, Some(first), now() + minutes(5)).await.unwrap();
        let draft = fixture.db.drafts(&reader).get(course.id, "start").await.unwrap().unwrap();
        assert_eq!(draft.confirmed.len(), 1);
        assert_eq!((&draft.confirmed[0].what, draft.confirmed[0].at), (&confirmation(900), now()));
        submit(&fixture, (Role::Clinician, 30), course.id, 900, &confirmed).await;
        assert_eq!(kept(&fixture, course.id).await, draft.confirmed);
    }

    async fn a_rehearsal_asks_what_a_submission_would(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let answers = object(walks(900));
        for (confirmed, asked) in [(vec![], 1), (vec![confirmation(900)], 0)] {
            let answered = Answered { confirmed: &confirmed, ..Answered::from(&answers) };
            let rehearsed = fixture.db.forms(&writer).rehearse(course.id, "start", answered, None, now()).await;
            let Submission::Accepted(rehearsed) = rehearsed.unwrap() else { panic!("refused") };
            assert_eq!(rehearsed.findings.len(), asked);
        }
        assert!(fixture.look("SELECT form FROM form_version").await.is_empty());
    }
}
