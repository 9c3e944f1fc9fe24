use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use db::rights::{Import, ReadForms, ReadIndicators, SearchCitizens};
use db::{AbandonImport, CitizenQuery, ImportError, ImportRecord, ImportReport, ImportedCitizen, Tally};
use domain::access::Role;
use domain::validation::{facts, validate};
use serde_json::Value as Json;

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, catalogue, end, invented, now, object, start};
use crate::on_both_engines;

/// A validated record of an invented citizen.
fn record(number: u32, key: &str, forms: &[(&str, Json)]) -> ImportRecord {
    let programme = Arc::clone(catalogue().current(PROGRAMME).unwrap());
    let citizen = invented(number);
    let mut known = facts([], now().date_naive());
    let mut validated = Vec::new();
    for (id, answers) in forms {
        let form = programme.form(id).unwrap();
        let result = validate(&programme, form, &object(answers.clone()), &known);
        assert!(result.is_complete(), "{:?}", result.findings);
        known.forms.insert((*id).into(), result.answers.clone());
        validated.push(((*id).to_owned(), result.answers));
    }
    ImportRecord {
        citizen: ImportedCitizen {
            cpr: citizen.cpr().clone(),
            name: Some(citizen.name().clone()),
            birth_date: citizen.birth_date(),
            sex: citizen.sex(),
        },
        course_key: key.to_owned(),
        forms: validated,
    }
}

fn whole(number: u32) -> ImportRecord {
    record(number, &format!("k{number}"), &[("start", start()), ("end", end())])
}

async fn import(fixture: &Fixture, records: Vec<ImportRecord>) -> Result<ImportReport, ImportError> {
    let caller = fixture.caller::<Import>(Role::Coordinator, SILKEBORG).await;
    let records = records.into_iter().map(Ok);
    fixture.db.imports(&caller).commit(PROGRAMME, records, now(), |_| {}).await
}

async fn counts(fixture: &Fixture) -> Vec<String> {
    let mut counts = Vec::new();
    for table in ["citizen", "citizen_name_token", "course", "form_version", "outcome", "tally"] {
        counts.extend(fixture.look(&format!("SELECT CAST(count(*) AS text) FROM {table}")).await);
    }
    counts
}

on_both_engines! {
    async fn imported_courses_are_counted_like_typed_ones(fixture: Fixture) {
        let typed = fixture.course(SILKEBORG, 900).await;
        fixture.submit(&typed, "start", start()).await;
        fixture.submit(&typed, "end", end()).await;
        let told = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&told);
        let caller = fixture.caller::<Import>(Role::Coordinator, SILKEBORG).await;
        let report = fixture.db.imports(&caller)
            .commit(PROGRAMME, (0..600).map(|n| Ok(whole(n))), now(), move |done| seen.store(done, Ordering::Relaxed))
            .await.unwrap();
        assert_eq!(report, ImportReport { courses: 600, forms: 1200, new_citizens: 600 });
        assert_eq!(told.load(Ordering::Relaxed), 600);
        let manager = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
        let overview = fixture.db.indicators(&manager).overview(PROGRAMME, None, "2026".parse().unwrap(), now().date_naive()).await.unwrap();
        for row in &overview.rows {
            let Tally { fulfilled, not_fulfilled, missing, excluded, pending } = row.tally;
            for count in [fulfilled, not_fulfilled, missing, excluded, pending] {
                assert!(count == 0 || count == 601, "{row:?}");
            }
        }
        assert_eq!(fixture.logged(SILKEBORG).await.iter().filter(|e| *e == "import.commit done").count(), 1);
    }

    async fn an_imported_course_can_be_read_and_its_citizen_found(fixture: Fixture) {
        import(&fixture, vec![whole(1)]).await.unwrap();
        let searcher = fixture.caller::<SearchCitizens>(Role::Clinician, SILKEBORG).await;
        let found = fixture.db.citizens(&searcher).search(&CitizenQuery::Name("prøve1".into())).await.unwrap();
        assert_eq!(found.citizens[0].cpr, *invented(1).cpr());
        let id = fixture.look(match fixture.postgres {
            Some(_) => "SELECT id::text FROM course",
            None => "SELECT lower(hex(id)) FROM course",
        }).await.remove(0);
        let reader = fixture.caller::<ReadForms>(Role::Clinician, SILKEBORG).await;
        let forms = fixture.db.forms(&reader).all(id.parse().unwrap()).await.unwrap();
        assert_eq!(forms.iter().map(|form| form.form.as_str()).collect::<Vec<_>>(), ["end", "start"]);
    }

    async fn a_known_citizen_is_not_registered_again_and_courses_are_numbered_on(fixture: Fixture) {
        let typed = fixture.citizen(SILKEBORG, 1).await;
        let mut records = vec![whole(1)];
        records.push(ImportRecord { course_key: "again".into(), ..whole(1) });
        records.push(record(1, "open", &[("start", start())]));
        let report = import(&fixture, records).await.unwrap();
        assert_eq!(report, ImportReport { courses: 3, forms: 5, new_citizens: 0 });
        let numbers = fixture.look("SELECT CAST(course_no AS text) FROM course ORDER BY course_no").await;
        assert_eq!(numbers, ["1", "2", "3"]);
        let searcher = fixture.caller::<SearchCitizens>(Role::Clinician, SILKEBORG).await;
        let found = fixture.db.citizens(&searcher).search(&CitizenQuery::Cpr(typed.cpr.clone())).await.unwrap();
        assert_eq!(found.citizens, [typed]);
    }

    async fn one_impossible_record_and_nothing_is_imported(fixture: Fixture) {
        import(&fixture, vec![whole(900), record(901, "open", &[("start", start())])]).await.unwrap();
        let before = counts(&fixture).await;
        let good = || (0..300).map(whole).collect::<Vec<_>>();
        let cases = [
            (ImportRecord { course_key: "k900".into(), ..whole(300) }, "course_key_exists"),
            (ImportRecord { course_key: "k299".into(), ..whole(300) }, "duplicate_course_key"),
            (ImportRecord { course_key: "k0".into(), ..whole(300) }, "course_key_exists"),
            (record(901, "second", &[("start", start())]), "course_already_open"),
            (ImportRecord { forms: Vec::from([whole(1).forms[1].clone(), ("unheard_of".into(), Default::default())]), ..whole(300) }, "illegal_transition"),
        ];
        for (bad, expected) in cases {
            let mut records = good();
            records.push(bad);
            let refused = import(&fixture, records).await;
            let Err(ImportError::Record { index: 300, code }) = refused else { panic!("{refused:?}") };
            assert_eq!(code, expected);
            assert_eq!(counts(&fixture).await, before);
        }
        let caller = fixture.caller::<Import>(Role::Coordinator, SILKEBORG).await;
        let broken = good().into_iter().map(Ok).chain([Err(AbandonImport)]);
        let abandoned = fixture.db.imports(&caller).commit(PROGRAMME, broken, now(), |_| {}).await;
        assert!(matches!(abandoned, Err(ImportError::Abandoned)));
        assert_eq!(counts(&fixture).await, before);
        assert_eq!(fixture.logged(SILKEBORG).await.iter().filter(|e| *e == "import.commit refused").count(), 6);
        import(&fixture, good()).await.unwrap();
    }

    async fn known_keys_are_found_before_the_import(fixture: Fixture) {
        import(&fixture, (0..3).map(whole).collect()).await.unwrap();
        let caller = fixture.caller::<Import>(Role::MunicipalAdmin, SILKEBORG).await;
        let keys: Vec<_> = (2..600).map(|number| format!("k{number}")).collect();
        assert_eq!(fixture.db.imports(&caller).known_keys(&keys).await.unwrap(), ["k2"]);
    }

    async fn an_empty_import_is_an_import_of_nothing(fixture: Fixture) {
        assert_eq!(import(&fixture, Vec::new()).await.unwrap(), ImportReport::default());
    }

    async fn citizens_without_a_name_are_shown_as_such(fixture: Fixture) {
        let mut nameless = whole(1);
        nameless.citizen.name = None;
        import(&fixture, vec![nameless]).await.unwrap();
        let searcher = fixture.caller::<SearchCitizens>(Role::Clinician, SILKEBORG).await;
        let found = fixture.db.citizens(&searcher).search(&CitizenQuery::Cpr(invented(1).cpr().clone())).await.unwrap();
        assert_eq!(found.citizens[0].name.as_str(), "Navn ukendt");
    }
}
