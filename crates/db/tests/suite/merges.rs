//! Replacement numbers that give way to better ones, and death.

use std::sync::Arc;

use db::rights::{ReadCitizens, ReadCourses, SearchCitizens, WriteCitizens, WriteCourses};
use db::{CitizenQuery, Error, Merge, Merged};
use domain::access::Role;
use domain::citizen::{Citizen, NewCitizen, NewCitizenInput, Sex};
use domain::course::{CourseState, LifeEvent};
use domain::cpr::Cpr;

use crate::course_events::{event, record};
use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, now};
use crate::on_both_engines;

const XECPR: &str = "1102501AB3";
const NUMBER: &str = "710250-1233";

/// A citizen with a national replacement number, which has letters.
async fn stranger(fixture: &Fixture) -> Citizen {
    let input = NewCitizenInput {
        cpr: XECPR,
        name: "Ada Prøve Fremmed",
        birth_date: Some("1950-02-11".parse().unwrap()),
        sex: Some(Sex::Female),
    };
    register(fixture, &input).await
}

async fn register(fixture: &Fixture, input: &NewCitizenInput<'_>) -> Citizen {
    let new = NewCitizen::check(input, now().date_naive()).unwrap();
    let caller = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
    fixture.db.citizens(&caller).register(&new, now()).await.unwrap()
}

async fn merge(fixture: &Fixture, citizen: &Citizen, number: &str, rehearse: bool) -> Result<Merge, Error> {
    let caller = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
    let number: Cpr = number.parse().unwrap();
    fixture.db.citizens(&caller).merge(citizen.id, &number, Some(citizen.version), rehearse, now()).await
}

fn done(merge: Result<Merge, Error>) -> Merged {
    match merge.unwrap() {
        Merge::Done(merged) => merged,
        Merge::Refused(finding) => panic!("refused: {}", finding.code),
    }
}

async fn search(fixture: &Fixture, query: CitizenQuery) -> Vec<Citizen> {
    let caller = fixture.caller::<SearchCitizens>(Role::Clinician, SILKEBORG).await;
    fixture.db.citizens(&caller).search(&query).await.unwrap().citizens
}

on_both_engines! {
    async fn a_replacement_number_becomes_another_and_is_still_found(fixture: Fixture) {
        let citizen = stranger(&fixture).await;
        let rehearsed = done(merge(&fixture, &citizen, NUMBER, true).await);
        assert!(!rehearsed.existed);
        assert_eq!(search(&fixture, CitizenQuery::Cpr(XECPR.parse().unwrap())).await, std::slice::from_ref(&citizen), "nothing was written");
        let merged = done(merge(&fixture, &citizen, NUMBER, false).await).citizen;
        assert_eq!((merged.id, merged.version, merged.cpr.reveal().as_str()), (citizen.id, 2, "7102501233"));
        assert_eq!((merged.birth_date.to_string().as_str(), merged.sex), ("1950-02-11", Sex::Male), "as the number states");
        for number in [XECPR, NUMBER] {
            let found = search(&fixture, CitizenQuery::Cpr(number.parse().unwrap())).await;
            assert_eq!(found, std::slice::from_ref(&merged), "{number}");
        }
        let found = search(&fixture, CitizenQuery::BirthDate(merged.birth_date)).await;
        assert_eq!(found, std::slice::from_ref(&merged), "the old number is no citizen of its own");
        let again = merge(&fixture, &merged, "710250-1241", false).await.unwrap();
        assert!(matches!(again, Merge::Refused(finding) if finding.code == "not_a_better_number"));
        let taken = NewCitizenInput { cpr: XECPR, name: "Ada", birth_date: Some(merged.birth_date), sex: None };
        let caller = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
        let new = NewCitizen::check(&taken, now().date_naive()).unwrap();
        let known = fixture.db.citizens(&caller).register(&new, now()).await;
        assert!(matches!(known, Err(Error::Conflict("citizen_already_registered"))), "{known:?}");
    }

    async fn two_records_of_one_person_become_one_and_the_courses_move(fixture: Fixture) {
        let citizen = stranger(&fixture).await;
        let input = NewCitizenInput { cpr: NUMBER, name: "Ada Prøve", birth_date: None, sex: None };
        let other = register(&fixture, &input).await;
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let course = fixture.db.courses(&caller).open(citizen.id, PROGRAMME, now()).await.unwrap();
        let earlier = fixture.db.courses(&caller).open(other.id, PROGRAMME, now()).await.unwrap();
        record(&fixture, &earlier, LifeEvent::Rejected, Some("Dobbelt oprettet")).await;
        let rehearsed = done(merge(&fixture, &citizen, NUMBER, true).await);
        assert_eq!((rehearsed.existed, rehearsed.courses), (true, 1));
        let merged = done(merge(&fixture, &citizen, NUMBER, false).await);
        assert_eq!(merged.citizen.id, other.id);
        let reader = fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
        let moved = fixture.db.courses(&reader).find(course.id).await.unwrap().unwrap();
        assert_eq!((moved.citizen, moved.course_no, moved.version), (other.id, 2, 2));
        let life = fixture.db.course_events(&reader).of_course(course.id).await.unwrap();
        assert_eq!(life.events[0].event, LifeEvent::CitizenMerged);
        let reading = fixture.caller::<ReadCitizens>(Role::Clinician, SILKEBORG).await;
        let found = fixture.db.citizens(&reading).find(citizen.id).await.unwrap().unwrap();
        assert_eq!(found.id, other.id, "the old address leads to the citizen");
        assert!(search(&fixture, CitizenQuery::Name("Fremmed".into())).await.is_empty());
        let reopened = fixture.db.courses(&caller).open(citizen.id, PROGRAMME, now()).await;
        assert!(matches!(reopened, Err(Error::NotFound)), "{reopened:?}");
        assert!(fixture.logged(SILKEBORG).await.contains(&"citizen.merge done".to_owned()));
    }

    async fn two_running_courses_of_one_programme_are_not_joined(fixture: Fixture) {
        let citizen = stranger(&fixture).await;
        let input = NewCitizenInput { cpr: NUMBER, name: "Ada Prøve", birth_date: None, sex: None };
        let other = register(&fixture, &input).await;
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        for owner in [citizen.id, other.id] {
            fixture.db.courses(&caller).open(owner, PROGRAMME, now()).await.unwrap();
        }
        for rehearse in [true, false] {
            let refused = merge(&fixture, &citizen, NUMBER, rehearse).await;
            assert!(matches!(refused, Err(Error::Conflict("two_open_courses"))), "{refused:?}");
        }
        assert_eq!(search(&fixture, CitizenQuery::Cpr(XECPR.parse().unwrap())).await[0].id, citizen.id);
    }

    async fn a_citizen_of_another_municipality_is_neither_merged_nor_dead(fixture: Fixture) {
        let citizen = fixture.citizen(SILKEBORG, 1).await;
        let foreign = fixture.caller::<WriteCitizens>(Role::Clinician, VIBORG).await;
        let citizens = fixture.db.citizens(&foreign);
        let number: Cpr = NUMBER.parse().unwrap();
        let merged = citizens.merge(citizen.id, &number, Some(1), false, now()).await;
        assert!(matches!(merged, Err(Error::NotFound)));
        let dead = citizens.record_death(citizen.id, Some(now().date_naive()), Some(1), now()).await;
        assert!(matches!(dead, Err(Error::NotFound)));
    }

    async fn nobody_dies_before_they_are_born(fixture: Fixture) {
        let citizen = fixture.citizen(SILKEBORG, 1).await;
        let caller = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
        let citizens = fixture.db.citizens(&caller);
        let early = citizens.record_death(citizen.id, citizen.birth_date.pred_opt(), Some(1), now()).await;
        assert!(matches!(early, Err(Error::Conflict("death_before_birth"))), "{early:?}");
        assert_eq!(fixture.logged(SILKEBORG).await.last().unwrap(), "citizen.record_death refused");
        citizens.record_death(citizen.id, Some(citizen.birth_date), Some(1), now()).await.unwrap();
    }

    async fn who_has_died_gets_no_new_course_and_no_older(fixture: Fixture) {
        let citizen = fixture.citizen(SILKEBORG, 1).await;
        let caller = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
        let citizens = fixture.db.citizens(&caller);
        let day = "2026-06-01".parse().unwrap();
        let stale = citizens.record_death(citizen.id, Some(day), Some(7), now()).await;
        assert!(matches!(stale, Err(Error::Stale { current: 1 })));
        let dead = citizens.record_death(citizen.id, Some(day), Some(1), now()).await.unwrap();
        assert_eq!((dead.death_date, dead.version), (Some(day), 2));
        assert_eq!(dead.age_on("2040-01-01".parse().unwrap()), dead.age_on(day));
        let opener = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let refused = fixture.db.courses(&opener).open(citizen.id, PROGRAMME, now()).await;
        assert!(matches!(refused, Err(Error::Conflict("citizen_died"))), "{refused:?}");
        let rehearsed = fixture.db.courses(&opener).rehearse(citizen.id, PROGRAMME).await;
        assert!(matches!(rehearsed, Err(Error::Conflict("citizen_died"))));
        citizens.record_death(citizen.id, None, Some(2), now()).await.unwrap();
        fixture.db.courses(&opener).open(citizen.id, PROGRAMME, now()).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_course_that_is_changed_while_its_citizen_is_merged_moves_as_it_is_then() {
    let mut fixture = Fixture::postgres().await;
    let citizen = stranger(&fixture).await;
    let input = NewCitizenInput { cpr: NUMBER, name: "Ada Prøve", birth_date: None, sex: None };
    register(&fixture, &input).await;
    let caller = Arc::new(fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await);
    let course = fixture.db.courses(&caller).open(citizen.id, PROGRAMME, now()).await.unwrap();
    let (recorder, id) = (Arc::clone(&caller), course.id);
    // Behind the first look at the courses that will move.
    let record = move |db: db::Database| {
        let recorder = Arc::clone(&recorder);
        async move {
            let invited = event(LifeEvent::Invited, None);
            db.course_events(&recorder).record(id, &invited, Some(1), now()).await.unwrap();
        }
    };
    fixture.once_behind("FROM course c WHERE c.municipality = $1 AND c.citizen_id = $2", record).await;
    let merged = done(merge(&fixture, &citizen, NUMBER, false).await);
    assert_eq!(merged.courses, 1);
    let reader = fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
    let life = fixture.db.course_events(&reader).of_course(id).await.unwrap();
    let events: Vec<_> = life.events.iter().map(|event| (event.version, event.event, event.after)).collect();
    let (invited, moved) = (LifeEvent::Invited, LifeEvent::CitizenMerged);
    assert_eq!(events, [(2, invited, CourseState::Invited), (3, moved, CourseState::Invited)]);
}
