use db::rights::{ReadCitizens, RevealCpr, SearchCitizens, WriteCitizens};
use db::{CitizenQuery, Error};
use domain::access::Role;
use domain::ids::CitizenId;
use uuid::Uuid;

use crate::fixture::{Fixture, SILKEBORG, VIBORG, invented, now};
use crate::on_both_engines;

on_both_engines! {
    async fn a_registered_citizen_is_found_by_number_name_and_birth_date(fixture: Fixture) {
        let citizen = fixture.citizen(SILKEBORG, 4).await;
        fixture.citizen(SILKEBORG, 5).await;
        let caller = fixture.caller::<SearchCitizens>(Role::Clinician, SILKEBORG).await;
        let citizens = fixture.db.citizens(&caller);
        for query in [
            CitizenQuery::Cpr(citizen.cpr.clone()),
            CitizenQuery::Name("TESTESEN  prøve4".into()),
            CitizenQuery::Name("åse".into()),
            CitizenQuery::BirthDate(citizen.birth_date),
        ] {
            let found = citizens.search(&query).await.unwrap();
            assert_eq!(found.citizens.as_slice(), std::slice::from_ref(&citizen), "{query:?}");
            assert_eq!(found.total, 1);
        }
        let both = citizens.search(&CitizenQuery::Name("Testesen".into())).await.unwrap();
        assert_eq!(both.citizens.len(), 2);
        let none = citizens.search(&CitizenQuery::Name("Teste".into())).await.unwrap();
        assert!(none.citizens.is_empty(), "a part of a word is not a word");
        assert!(citizens.search(&CitizenQuery::Name(" - ".into())).await.unwrap().citizens.is_empty());
    }

    async fn a_number_is_registered_once_per_municipality(fixture: Fixture) {
        let citizen = fixture.citizen(SILKEBORG, 4).await;
        let caller = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
        let again = fixture.db.citizens(&caller).register(&invented(4), now()).await;
        assert!(matches!(again, Err(Error::Conflict("citizen_already_registered"))), "{again:?}");
        let elsewhere = fixture.citizen(VIBORG, 4).await;
        assert_ne!(citizen.id, elsewhere.id, "the same person in two municipalities is two citizens");
    }

    async fn the_same_number_has_unlinkable_indexes_in_two_municipalities(fixture: Fixture) {
        fixture.citizen(SILKEBORG, 4).await;
        fixture.citizen(VIBORG, 4).await;
        let query = match fixture.postgres {
            Some(_) => "SELECT DISTINCT encode(cpr_index, 'hex') FROM citizen",
            None => "SELECT DISTINCT hex(cpr_index) FROM citizen",
        };
        assert_eq!(fixture.look(query).await.len(), 2);
    }

    async fn a_citizen_of_another_municipality_does_not_exist(fixture: Fixture) {
        let foreign = fixture.citizen(VIBORG, 4).await;
        let reader = fixture.caller::<ReadCitizens>(Role::Clinician, SILKEBORG).await;
        assert_eq!(fixture.db.citizens(&reader).find(foreign.id).await.unwrap(), None);
        let unknown = CitizenId::new(Uuid::from_u128(1));
        assert_eq!(fixture.db.citizens(&reader).find(unknown).await.unwrap(), None);
        let searcher = fixture.caller::<SearchCitizens>(Role::Clinician, SILKEBORG).await;
        let found = fixture.db.citizens(&searcher).search(&CitizenQuery::Cpr(foreign.cpr)).await.unwrap();
        assert!(found.citizens.is_empty());
    }

    async fn every_operation_on_citizens_writes_exactly_one_event(fixture: Fixture) {
        let citizen = fixture.citizen(SILKEBORG, 4).await;
        let before = fixture.logged(SILKEBORG).await.len();
        let reader = fixture.caller::<ReadCitizens>(Role::Clinician, SILKEBORG).await;
        fixture.db.citizens(&reader).find(citizen.id).await.unwrap();
        fixture.db.citizens(&reader).find(CitizenId::new(Uuid::nil())).await.unwrap();
        let revealer = fixture.caller::<RevealCpr>(Role::Clinician, SILKEBORG).await;
        fixture.db.citizens(&revealer).reveal(citizen.id).await.unwrap();
        let searcher = fixture.caller::<SearchCitizens>(Role::Clinician, SILKEBORG).await;
        fixture.db.citizens(&searcher).search(&CitizenQuery::Cpr(citizen.cpr)).await.unwrap();
        let events = fixture.logged(SILKEBORG).await.split_off(before);
        assert_eq!(
            events,
            ["citizen.read done", "citizen.read not_found", "citizen.reveal_cpr done", "citizen.search done"]
        );
    }

    async fn neither_number_nor_name_is_anywhere_in_the_database(fixture: Fixture) {
        let citizen = fixture.citizen(SILKEBORG, 4).await;
        let searcher = fixture.caller::<SearchCitizens>(Role::Clinician, SILKEBORG).await;
        fixture.db.citizens(&searcher).search(&CitizenQuery::Cpr(citizen.cpr.clone())).await.unwrap();
        fixture.db.citizens(&searcher).search(&CitizenQuery::Name("Testesen".into())).await.unwrap();
        if fixture.postgres.is_some() {
            let rows = fixture.look("SELECT t::text FROM citizen t UNION ALL SELECT t::text FROM access_log t").await;
            assert!(rows.iter().all(|row| !row.contains(&citizen.cpr.reveal()) && !row.contains("Testesen")));
            return;
        }
        for entry in std::fs::read_dir(fixture.folder.path()).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
            assert!(!has(citizen.cpr.reveal().as_bytes()), "the number is in a file");
            assert!(!has(b"Testesen") && !has(b"testesen"), "the name is in a file");
        }
    }

    async fn ciphertext_moved_to_another_row_or_column_is_refused(fixture: Fixture) {
        let one = fixture.citizen(SILKEBORG, 4).await;
        let other = fixture.citizen(SILKEBORG, 5).await;
        let reader = fixture.caller::<ReadCitizens>(Role::Clinician, SILKEBORG).await;
        let (first, second) = (literal(&fixture, one.id), literal(&fixture, other.id));
        fixture.tamper(&format!(
            "UPDATE citizen SET name_sealed = (SELECT name_sealed FROM citizen z WHERE z.id = {second}) WHERE id = {first}"
        )).await;
        let refused = fixture.db.citizens(&reader).find(one.id).await;
        assert!(matches!(refused, Err(Error::Inconsistent { table: "citizen", .. })), "{refused:?}");
        assert!(fixture.db.citizens(&reader).find(other.id).await.is_ok());
        fixture.tamper("UPDATE citizen SET cpr_sealed = name_sealed").await;
        for id in [one.id, other.id] {
            let refused = fixture.db.citizens(&reader).find(id).await;
            assert!(matches!(refused, Err(Error::Inconsistent { table: "citizen", .. })), "{refused:?}");
        }
    }
}

/// An id as the engine writes it.
fn literal(fixture: &Fixture, id: CitizenId) -> String {
    match fixture.postgres {
        Some(_) => format!("'{id}'"),
        None => format!("x'{}'", id.get().simple()),
    }
}
