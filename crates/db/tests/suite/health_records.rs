//! Records of hospital, laboratory and general practice: what they change about how courses count.

use std::sync::Arc;

use db::rights::{
    Import, ReadAccessLog, ReadCourses, ReadIndicators, ReadOutcomes, WriteCitizens, WriteForms,
};
use db::{CourseFilter, CourseOutcome, Gap, ImportedRecord, Merge, RecordsReport, Tally};
use domain::access::Role;
use domain::citizen::{NewCitizen, NewCitizenInput, Sex};
use domain::course::Course;
use domain::health_record::{HealthRecord, Provider, Sector};
use domain::outcome::OutcomeState;
use serde_json::json;

use crate::fixture::{Fixture, SILKEBORG, VIBORG, end, invented, now, object, start};
use crate::on_both_engines;

fn record(key: &str, code: &str, on: &str) -> HealthRecord {
    HealthRecord {
        key: key.into(),
        sector: Sector::Hospital,
        provider: Provider::Public,
        code: code.into(),
        diagnosis: Some("DI214".into()),
        on: on.parse().unwrap(),
        value: None,
        unit: None,
    }
}

fn ldl(key: &str, on: &str, value: &str) -> HealthRecord {
    let (value, unit) = (Some(value.parse().unwrap()), Some("mmol/L".to_owned()));
    HealthRecord { sector: Sector::Laboratory, diagnosis: None, value, unit, ..record(key, "NPU01568", on) }
}

fn about(number: u32, record: HealthRecord) -> ImportedRecord {
    ImportedRecord { cpr: invented(number).cpr().clone(), record, is_withdrawn: false }
}

async fn import(fixture: &Fixture, records: Vec<ImportedRecord>) -> RecordsReport {
    let caller = fixture.caller::<Import>(Role::Coordinator, SILKEBORG).await;
    fixture.db.health_records(&caller).import(records, now()).await.unwrap()
}

/// What the log says of imports, one after the other: of each the whole, and then the citizens in the order of counts.
async fn imports(fixture: &Fixture) -> Vec<String> {
    let query = format!(
        "SELECT CASE WHEN citizen_id IS NULL THEN 'all ' ELSE 'one ' END || result_count FROM access_log \
         WHERE municipality = '{SILKEBORG}' AND action = 'health_record.import' ORDER BY seq"
    );
    let mut events = fixture.look(&query).await;
    let is_one = |event: &String| event.starts_with("one");
    events.chunk_by_mut(|a, b| is_one(a) == is_one(b)).for_each(<[String]>::sort);
    events
}

/// A contact of a citizen of a municipality.
pub(crate) async fn import_one(fixture: &Fixture, municipality: &str, number: u32) {
    let caller = fixture.caller::<Import>(Role::Coordinator, municipality).await;
    let contact = about(number, record(&format!("H{number}"), "BVDY0", "2026-01-15"));
    let report = fixture.db.health_records(&caller).import(vec![contact], now()).await.unwrap();
    assert_eq!(report.added, 1);
}

async fn outcome(fixture: &Fixture, course: &Course, indicator: &str) -> CourseOutcome {
    let caller = fixture.caller::<ReadOutcomes>(Role::Clinician, &course.municipality.to_string()).await;
    let outcomes = fixture.db.outcomes(&caller).of_course(course.id, now()).await.unwrap();
    outcomes.into_iter().find(|found| found.outcome.indicator == indicator).unwrap()
}

/// What is stored about an indicator: its rows, and what the tallies add up to.
async fn stored(fixture: &Fixture, indicator: &str) -> (Vec<String>, Tally) {
    let rows = fixture
        .look(&format!("SELECT state FROM outcome WHERE indicator = '{indicator}' ORDER BY state"))
        .await;
    let caller = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
    let year = "2026".parse().unwrap();
    let set = Some("dhrd_2023");
    let overview =
        fixture.db.indicators(&caller).overview("hjertekom", set, year, now().date_naive()).await.unwrap();
    (rows, overview.rows.iter().find(|row| row.indicator == indicator).unwrap().tally)
}

/// A completed course of a citizen referred after an infarction.
async fn completed(fixture: &Fixture, municipality: &str, number: u32) -> Course {
    let course = begun(fixture, municipality, number).await;
    fixture.submit(&course, "end", end()).await;
    course
}

/// A course of a citizen referred after an infarction that has only begun.
async fn begun(fixture: &Fixture, municipality: &str, number: u32) -> Course {
    let course = fixture.course(municipality, number).await;
    let referral = json!({
        "referral_date": "2026-01-05", "referral_source": "hospital", "index_event": "stemi",
        "index_date": "2026-01-02", "referral_diagnosis": "DI214",
    });
    fixture.submit(&course, "referral", referral).await;
    fixture.submit(&course, "start", start()).await;
    course
}

const ONE: Tally = Tally { fulfilled: 0, not_fulfilled: 0, missing: 0, excluded: 0, pending: 0 };

on_both_engines! {
    async fn records_that_come_while_a_form_is_submitted_count(fixture: Fixture) {
        let mut fixture = fixture;
        let course = begun(&fixture, SILKEBORG, 1).await;
        import(&fixture, vec![about(1, record("H1", "BUGA1", "2026-02-01"))]).await;
        let importer = Arc::new(fixture.caller::<Import>(Role::Coordinator, SILKEBORG).await);
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        // Behind the one query that a submission is planned from.
        fixture.once_behind("LEFT JOIN form_version f", move |db| {
            let importer = Arc::clone(&importer);
            async move {
                let records = vec![about(1, ldl("L1", "2026-05-01", "1.3"))];
                let report = db.health_records(&importer).import(records, now()).await.unwrap();
                assert_eq!((report.added, report.courses), (1, 0), "nothing counts differently yet");
            }
        }).await;
        let answers = object(end());
        fixture.db.forms(&writer).submit(course.id, "end", &answers, None, None, now()).await.unwrap();
        assert_eq!(stored(&fixture, "dhrd23_ldl").await, (vec!["fulfilled".into()], Tally { fulfilled: 1, ..ONE }));
    }

    async fn imported_records_decide_what_the_courses_of_their_citizens_count_as(fixture: Fixture) {
        let course = completed(&fixture, SILKEBORG, 1).await;
        let other = completed(&fixture, SILKEBORG, 2).await;
        assert_eq!(stored(&fixture, "dhrd23_ldl").await, (vec![], ONE));
        let report = import(&fixture, vec![about(1, ldl("L1", "2026-05-01", "1.3"))]).await;
        assert_eq!(report, RecordsReport { added: 1, courses: 1, ..RecordsReport::default() });
        assert_eq!(stored(&fixture, "dhrd23_ldl").await, (vec!["fulfilled".into()], Tally { fulfilled: 1, ..ONE }));

        let explained = outcome(&fixture, &course, "dhrd23_ldl").await;
        assert_eq!(explained.outcome.state, OutcomeState::Fulfilled);
        assert_eq!(explained.outcome.attributed_on, Some("2026-05-01".parse().unwrap()));
        assert_eq!(explained.records["ldl"], [ldl("L1", "2026-05-01", "1.3")], "the record is shown");
        assert_eq!(outcome(&fixture, &other, "dhrd23_ldl").await.outcome.state, OutcomeState::Outside);
        assert!(outcome(&fixture, &course, "smokefree").await.records.is_empty());
    }

    async fn a_record_sent_again_takes_the_place_of_the_earlier_one_or_changes_nothing(fixture: Fixture) {
        completed(&fixture, SILKEBORG, 1).await;
        let first = || vec![about(1, ldl("L1", "2026-05-01", "1.3")), about(1, record("H1", "BUGA1", "2026-02-01"))];
        assert_eq!(import(&fixture, first()).await.added, 2);
        let again = import(&fixture, first()).await;
        assert_eq!(again, RecordsReport { unchanged: 2, ..RecordsReport::default() });
        let corrected = import(&fixture, vec![about(1, ldl("L1", "2026-05-01", "2.3"))]).await;
        assert_eq!(corrected, RecordsReport { replaced: 1, courses: 1, ..RecordsReport::default() });
        assert_eq!(stored(&fixture, "dhrd23_ldl").await.1, Tally { not_fulfilled: 1, ..ONE });
        assert_eq!(fixture.look("SELECT CAST(count(*) AS text) FROM health_record").await, ["2"]);

        let withdrawn = ImportedRecord { is_withdrawn: true, ..about(1, ldl("L1", "2026-05-01", "2.3")) };
        let report = import(&fixture, vec![withdrawn.clone()]).await;
        assert_eq!(report, RecordsReport { withdrawn: 1, courses: 1, ..RecordsReport::default() });
        assert_eq!(stored(&fixture, "dhrd23_ldl").await.1, Tally { missing: 1, ..ONE }, "something else was imported");
        assert_eq!(import(&fixture, vec![withdrawn]).await.unchanged, 1);
    }

    async fn what_was_not_imported_is_named_as_missing(fixture: Fixture) {
        let course = completed(&fixture, SILKEBORG, 1).await;
        import(&fixture, vec![about(1, record("H1", "BUGA1", "2026-02-01"))]).await;
        assert_eq!(stored(&fixture, "dhrd23_ldl").await.0, ["missing"]);
        let reader = fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
        let filter = CourseFilter { with_missing: true, ..CourseFilter::default() };
        let listed = fixture.db.courses(&reader).list(&filter, None, 50).await.unwrap().courses;
        assert_eq!(listed[0].course.id, course.id);
        let named = |gap: &Gap| gap.indicator == "dhrd23_ldl" && (gap.form.as_str(), gap.variable.as_str()) == ("records", "ldl");
        assert!(listed[0].gaps.iter().any(named), "{:?}", listed[0].gaps);
    }

    async fn nothing_is_kept_about_people_the_municipality_does_not_know(fixture: Fixture) {
        completed(&fixture, VIBORG, 1).await;
        let records = vec![about(1, record("H1", "BVDY0", "2026-01-15")), about(7, record("H2", "BVDY0", "2026-01-15"))];
        let report = import(&fixture, records).await;
        assert_eq!(report, RecordsReport { unknown: 2, ..RecordsReport::default() }, "another municipality's citizen is not known here");
        assert_eq!(fixture.look("SELECT CAST(count(*) AS text) FROM health_record").await, ["0"]);
        assert_eq!(fixture.logged(SILKEBORG).await.last().unwrap(), "health_record.import done");
    }

    async fn every_citizen_an_import_is_about_is_in_the_log(fixture: Fixture) {
        for number in 1..=3 {
            completed(&fixture, SILKEBORG, number).await;
        }
        let first = || vec![
            about(1, ldl("L1", "2026-05-01", "1.3")), about(1, record("H1", "BUGA1", "2026-02-01")),
            about(2, ldl("L2", "2026-05-01", "1.3")), about(7, ldl("L7", "2026-05-01", "1.3")),
        ];
        import(&fixture, first()).await;
        assert_eq!(imports(&fixture).await, ["all 3", "one 1", "one 2"], "none about who is not known");
        import(&fixture, first()).await;
        assert_eq!(imports(&fixture).await[3..], ["all 0", "one 0", "one 0"], "nothing was changed");
        // The number was another one's after all: both citizens hear of it.
        import(&fixture, vec![about(3, ldl("L2", "2026-05-01", "1.3"))]).await;
        assert_eq!(imports(&fixture).await[6..], ["all 1", "one 1", "one 1"]);
        let taken_back = ImportedRecord { is_withdrawn: true, ..about(3, ldl("L9", "2026-05-01", "1.3")) };
        import(&fixture, vec![taken_back]).await;
        assert_eq!(imports(&fixture).await[9..], ["all 0", "one 0"], "that somebody is known was seen");
        let auditor = fixture.caller::<ReadAccessLog>(Role::Auditor, SILKEBORG).await;
        assert!(fixture.db.access_log(&auditor).verify().await.unwrap().is_whole());
    }

    async fn a_course_that_comes_later_counts_by_the_records_that_were_there(fixture: Fixture) {
        fixture.citizen(SILKEBORG, 1).await;
        import(&fixture, vec![about(1, ldl("L1", "2026-05-01", "1.3"))]).await;
        let caller = fixture.caller::<Import>(Role::Coordinator, SILKEBORG).await;
        let citizen = invented(1);
        let programme = crate::fixture::catalogue();
        let programme = programme.current("hjertekom").unwrap();
        let mut known = domain::validation::facts([], now().date_naive());
        let mut forms = Vec::new();
        for (id, answers) in [("start", start()), ("end", end())] {
            let answers = crate::fixture::object(answers);
            let found = domain::validation::validate(programme, programme.form(id).unwrap(), &answers, &known);
            known.forms.insert(id.into(), found.answers.clone());
            forms.push((id.to_owned(), found.answers));
        }
        let mut referral = domain::answers::Answers::new();
        let text = |text: &str| domain::answers::Answer::Value(domain::answers::Value::Text(text.into()));
        referral.insert("index_event".into(), text("stemi"));
        forms.insert(0, ("referral".into(), referral));
        let imported = db::ImportRecord {
            citizen: db::ImportedCitizen {
                cpr: citizen.cpr().clone(), name: None, birth_date: citizen.birth_date(), sex: citizen.sex(),
            },
            course_key: "k1".into(),
            forms,
        };
        fixture.db.imports(&caller).commit("hjertekom", [Ok(imported)].into_iter(), now(), |_| {}).await.unwrap();
        assert_eq!(stored(&fixture, "dhrd23_ldl").await, (vec!["fulfilled".into()], Tally { fulfilled: 1, ..ONE }));
        // A form submitted by hand finds them as well.
        let typed = completed(&fixture, SILKEBORG, 2).await;
        import(&fixture, vec![about(2, ldl("L2", "2026-05-01", "1.9"))]).await;
        assert_eq!(outcome(&fixture, &typed, "dhrd23_ldl").await.outcome.state, OutcomeState::NotFulfilled);
    }

    async fn records_follow_a_citizen_whose_replacement_number_gives_way(fixture: Fixture) {
        let course = completed(&fixture, SILKEBORG, 1).await;
        let input = NewCitizenInput {
            cpr: "1102501AB3",
            name: "Ada Prøve Fremmed",
            birth_date: Some("1950-02-11".parse().unwrap()),
            sex: Some(Sex::Female),
        };
        let stranger = NewCitizen::check(&input, now().date_naive()).unwrap();
        let caller = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
        let stranger = fixture.db.citizens(&caller).register(&stranger, now()).await.unwrap();
        let sent = |key: &str, on: &str, value: &str| {
            ImportedRecord { cpr: stranger.cpr.clone(), record: ldl(key, on, value), is_withdrawn: false }
        };
        import(&fixture, vec![sent("L1", "2026-04-01", "1.3")]).await;
        let number = invented(1).cpr().clone();
        let merged = fixture.db.citizens(&caller).merge(stranger.id, &number, Some(stranger.version), false, now()).await;
        assert!(matches!(merged.unwrap(), Merge::Done(_)));
        assert_eq!(outcome(&fixture, &course, "dhrd23_ldl").await.outcome.state, OutcomeState::Fulfilled);
        assert_eq!(stored(&fixture, "dhrd23_ldl").await.1, Tally { fulfilled: 1, ..ONE });
        let old_number = import(&fixture, vec![sent("L2", "2026-05-01", "1.9")]).await;
        assert_eq!((old_number.added, old_number.courses), (1, 1), "the old number still finds the citizen");
    }
}
