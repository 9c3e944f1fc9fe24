//! The client of the browser application understands every answer of the server.

use std::net::TcpListener;

use api_client::{Client, ClientError, Lacked, LackingAsk};
use api_types::{
    AnswerMap, BeginBaseline, CourseFilter, ImportMode, IndicatorCoursesAsk, OpenCourse, PeriodAsk,
    ProblemCode, RegisterCitizen, SearchCitizens, SeriesAsk, SeriesGrain, SetAim, SignalRules, SubmitForm,
    WriteComment,
};
use domain::access::Role;
use domain::outcome::OutcomeState;
use reqwest::header::{COOKIE, HeaderMap};
use serde_json::Value;

use crate::support::{Actor, Engine, TestApp, end, referral, start};

/// A client with an actor's session, speaking to a real server.
fn client(actor: &Actor, origin: &str) -> Client {
    let mut headers = HeaderMap::new();
    headers.insert(COOKIE, actor.cookie.clone().unwrap().parse().unwrap());
    Client::with_http(origin, reqwest::Client::builder().default_headers(headers).build().unwrap())
}

fn answers(value: Value) -> AnswerMap {
    value.as_object().unwrap().clone()
}

fn submit(value: Value) -> SubmitForm {
    SubmitForm { answers: answers(value), ..SubmitForm::default() }
}

#[actix_web::test]
async fn every_method_of_the_client_is_answered_with_what_it_expects() {
    let app = TestApp::on(Engine::Sqlite).await;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let server = app.serve(listener);
    let running = server.handle();
    actix_web::rt::spawn(server);
    let clinician = client(&app.clinician("0740").await, &origin);

    assert_eq!(clinician.me().await.unwrap().role, Role::Clinician);
    let programmes = clinician.programmes().await.unwrap();
    let programme = &programmes.items[0];
    assert_eq!(clinician.programme(&programme.id, &programme.version).await.unwrap().forms.len(), 6);
    let new =
        RegisterCitizen { cpr: "710350-1234".into(), name: "Bo Prøve".into(), birth_date: None, sex: None };
    let citizen = clinician.register_citizen(&new).await.unwrap().citizen;
    let search = SearchCitizens { name: Some("bo".into()), ..SearchCitizens::default() };
    assert_eq!(clinician.search_citizens(&search).await.unwrap().items, std::slice::from_ref(&citizen));
    let open = OpenCourse { citizen_id: citizen.id, programme: programme.id.clone() };
    let course = clinician.open_course(&open).await.unwrap().id;
    match clinician.open_course(&open).await {
        Err(ClientError::Problem(problem)) => assert_eq!(problem.code, ProblemCode::CourseAlreadyOpen),
        other => panic!("{other:?}"),
    }
    assert_eq!(clinician.citizen(citizen.id).await.unwrap().courses.len(), 1);
    assert_eq!(clinician.courses(CourseFilter::Open, None, 10).await.unwrap().total, 1);
    assert_eq!(clinician.draft(course, "start").await.unwrap(), None);
    let draft = clinician.put_draft(course, "start", answers(start()), None).await.unwrap();
    assert_eq!(clinician.draft(course, "start").await.unwrap(), Some(draft.clone()));
    clinician.discard_draft(course, "start", draft.revision).await.unwrap();
    assert_eq!(clinician.draft(course, "start").await.unwrap(), None);
    let kept = clinician.last_draft(course, "start", answers(start()), None).unwrap();
    assert_eq!(
        (kept.method, kept.path.as_str()),
        ("PUT", format!("/api/v1/courses/{course}/forms/start/draft").as_str())
    );
    assert_eq!(clinician.form(course, "referral").await.unwrap(), None);
    for (form, value) in [("referral", referral()), ("start", start()), ("end", end())] {
        clinician.submit_form(course, form, &submit(value), None, None).await.unwrap();
    }
    let submitted = clinician.submit_form(course, "end", &submit(end()), Some(1), Some("k1")).await.unwrap();
    let again = clinician.submit_form(course, "end", &submit(end()), Some(1), Some("k1")).await.unwrap();
    assert_eq!(again, submitted, "the same key is the same submission");
    assert_eq!((submitted.version, submitted.outcomes.len()), (2, 6));
    assert_eq!(clinician.form(course, "end").await.unwrap().unwrap().latest.version, 2);
    assert_eq!(clinician.form_history(course, "end").await.unwrap().versions.len(), 2);
    let plan = clinician.plan(course).await.unwrap();
    assert_eq!((plan.version, clinician.put_plan(course, &plan.plan, None).await.unwrap().version), (0, 1));
    assert_eq!(clinician.plan_history(course).await.unwrap().versions.len(), 1);
    assert!(!clinician.suggestions(course).await.unwrap().items.is_empty());
    let outcomes = clinician.outcomes(course).await.unwrap();
    assert!(
        outcomes.len() > 6 && submitted.outcomes.iter().all(|own| outcomes.contains(own)),
        "{outcomes:?}"
    );
    assert_eq!(clinician.course(course).await.unwrap(), submitted.course);
    let year = ("2026-01-01", "2026-12-31");
    let asked = PeriodAsk {
        programme: "hjertekom".into(),
        from: year.0.parse().unwrap(),
        to: year.1.parse().unwrap(),
        rules: SignalRules::Nhs,
    };
    assert_eq!(clinician.flow(&asked).await.unwrap().steps.len(), 4);
    assert!(clinician.result_measures("hjertekom").await.unwrap().items.len() > 5);
    assert_eq!(clinician.results("walk", &asked).await.unwrap().n_paired, 1);
    assert_eq!(clinician.case_mix("hjertekom", year.0, year.1).await.unwrap().n, 1);
    assert_eq!(clinician.data_quality(&asked).await.unwrap().quarters.len(), 4);
    let lacking = LackingAsk {
        programme: "hjertekom",
        sought: Lacked::Field { form: "start", variable: "weight_kg" },
        unit: Some("unknown"),
        from: year.0,
        to: year.1,
        cursor: None,
    };
    assert_eq!(clinician.lacking_courses(&lacking).await.unwrap().total, 1);
    for sought in [Lacked::AnyField, Lacked::Confirmation, Lacked::Link("session")] {
        let asked = LackingAsk { sought, ..lacking };
        assert_eq!(clinician.lacking_courses(&asked).await.unwrap().total, 1, "{sought:?}");
    }
    assert_eq!(clinician.overview("hjertekom", "2026-01-01", "2026-12-31").await.unwrap().rows.len(), 6);
    let grain = Some(SeriesGrain::GroupsOf10);
    let ask =
        SeriesAsk { programme: "hjertekom".into(), grain, split: Some("sex".into()), ..SeriesAsk::default() };
    assert_eq!(clinician.series("smokefree", &ask).await.unwrap().groups.len(), 2);
    let state = Some(OutcomeState::Fulfilled);
    let ask = IndicatorCoursesAsk { programme: "hjertekom".into(), state, ..IndicatorCoursesAsk::default() };
    assert_eq!(clinician.indicator_courses("smokefree", &ask).await.unwrap().courses[0].course_id, course);

    let coordinator = client(&app.actor(Role::Coordinator, Some("0740")).await, &origin);
    let of = ("hjertekom", "smokefree");
    let (from, due) = ("2026-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    let comment = WriteComment { on: from, text: "Nyt hold".into() };
    let comment = coordinator.comment(of.0, of.1, &comment).await.unwrap();
    assert_eq!(coordinator.aim(of.0, of.1, &SetAim { percent: 80, from, due }).await.unwrap().percent, 80);
    let baseline = BeginBaseline { from, reason: "Ny plan".into() };
    assert_eq!(coordinator.baseline(of.0, of.1, &baseline).await.unwrap().reason, "Ny plan");
    assert_eq!(coordinator.indicator_notes(of.0, of.1).await.unwrap().comments.first(), Some(&comment));
    coordinator.remove_comment(of.0, of.1, comment.id).await.unwrap();
    let settled = coordinator.indicator_settings("hjertekom").await.unwrap().items;
    assert_eq!(settled.iter().map(|one| one.indicator.as_str()).collect::<Vec<_>>(), ["smokefree"]);
    let used = coordinator.programme_use("hjertekom").await.unwrap().items;
    assert!(used.iter().any(|used| used.form == "start" && used.courses == 1), "{used:?}");
    coordinator.remove_aim(of.0, of.1).await.unwrap();
    assert_eq!(coordinator.indicator_notes(of.0, of.1).await.unwrap().aim, None);
    let report =
        coordinator.import("hjertekom", ImportMode::Validate, b"cpr;course_key\n".to_vec()).await.unwrap();
    assert!(!report.committed);
    let auditor = client(&app.actor(Role::Auditor, Some("0740")).await, &origin);
    assert!(auditor.access_log(None, 5).await.unwrap().next_cursor.is_some());
    clinician.log_out().await.unwrap();
    assert!(clinician.me().await.is_err());
    running.stop(false).await;
}
