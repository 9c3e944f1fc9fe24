//! Units: a course counts in the one that its own municipality's start form names.

use std::ops::ControlFlow;

use db::rights::{
    ReadCourses, ReadCoursesBehindNumbers, ReadForms, ReadIndicators, WriteCitizens, WriteCourses,
};
use db::{BehindLevel, BehindNumber, Merge};
use domain::access::Role;
use domain::citizen::{NewCitizen, NewCitizenInput, Sex};
use domain::course::Course;
use domain::period::Period;
use domain::programme::Division;
use serde_json::{Value as Json, json};

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, catalogue, end, now, object, start};
use crate::on_both_engines;
use crate::strata::{CENTRE, TEAM, agree, save};

fn at(unit: &str) -> Json {
    let mut answers = start();
    answers["site_sor"] = json!(unit);
    answers
}

/// A finished course; without a unit if none is named.
async fn finished(fixture: &Fixture, municipality: &str, number: u32, unit: Option<&str>) -> Course {
    let course = fixture.course(municipality, number).await;
    fixture.submit(&course, "start", unit.map_or_else(start, at)).await;
    fixture.submit(&course, "end", end()).await;
    course
}

/// The units of a municipality with the courses of the year that count as smokefree, from the tallies and from the
/// courses, which must say the same.
async fn smokefree(fixture: &Fixture, municipality: &str) -> Vec<(String, i64)> {
    agree(fixture).await;
    let programme = catalogue();
    let programme = programme.current(PROGRAMME).unwrap();
    let caller = fixture.caller::<ReadIndicators>(Role::Manager, municipality).await;
    let indicators = fixture.db.indicators(&caller);
    let year: Period = "2026".parse().unwrap();
    let sites = Division::Sites(programme.management.sites.as_ref().unwrap());
    let history = indicators.history(programme, "smokefree", Some((sites, year))).await.unwrap();
    let of = |level: &db::LevelMonths| level.months.values().map(|tally| tally.fulfilled).sum::<i64>();
    let units: Vec<_> = history.levels.iter().map(|level| (level.level.clone(), of(level))).collect();
    let listed = indicators.in_order(programme, "smokefree", year, 100).await.unwrap();
    let known = indicators.as_known(programme, "smokefree", now().date_naive()).await.unwrap();
    for courses in [listed, known] {
        for (unit, count) in &units {
            let own = courses.iter().filter(|course| course.site.as_deref().unwrap_or("unknown") == unit);
            assert_eq!(i64::try_from(own.count()).unwrap(), *count, "{unit}");
        }
    }
    units
}

fn counts(counts: &[(&str, i64)]) -> Vec<(String, i64)> {
    counts.iter().map(|(unit, count)| ((*unit).to_owned(), *count)).collect()
}

on_both_engines! {
    async fn a_corrected_unit_takes_the_course_along_and_without_one_it_is_not_stated(fixture: Fixture) {
        let course = finished(&fixture, SILKEBORG, 1, Some(TEAM)).await;
        finished(&fixture, SILKEBORG, 2, Some(TEAM)).await;
        finished(&fixture, SILKEBORG, 3, None).await;
        finished(&fixture, VIBORG, 4, Some(TEAM)).await;
        assert_eq!(smokefree(&fixture, SILKEBORG).await, counts(&[(TEAM, 2), ("unknown", 1)]));
        save(&fixture, &course, "start", &object(at(CENTRE)), 1).await;
        assert_eq!(smokefree(&fixture, SILKEBORG).await, counts(&[(TEAM, 1), (CENTRE, 1), ("unknown", 1)]));
        save(&fixture, &course, "start", &object(start()), 2).await;
        assert_eq!(smokefree(&fixture, SILKEBORG).await, counts(&[(TEAM, 1), ("unknown", 2)]));
        assert_eq!(smokefree(&fixture, VIBORG).await, counts(&[(TEAM, 1)]), "the neighbour's own");
    }

    async fn the_courses_behind_the_number_of_a_unit_are_its_own(fixture: Fixture) {
        let course = finished(&fixture, SILKEBORG, 1, Some(TEAM)).await;
        let unknown = finished(&fixture, SILKEBORG, 2, None).await;
        let programme = catalogue();
        let programme = programme.current(PROGRAMME).unwrap();
        let caller = fixture.caller::<ReadCoursesBehindNumbers>(Role::Clinician, SILKEBORG).await;
        for (unit, expected) in [(Some(TEAM), vec![course.id]), (None, vec![unknown.id]), (Some(CENTRE), vec![])] {
            let period = "2026".parse().unwrap();
            let level = Some(BehindLevel::Site(unit));
            let number = BehindNumber { programme, indicator: "smokefree", period, state: None, level };
            let behind = fixture.db.indicators(&caller).courses(&number, None, 10, now()).await.unwrap();
            let found: Vec<_> = behind.courses.iter().map(|course| course.course).collect();
            assert_eq!((found, usize::try_from(behind.total).unwrap()), (expected.clone(), expected.len()));
        }
    }

    async fn recomputing_fills_the_units_of_a_database_that_had_none_and_finds_what_has_drifted(fixture: Fixture) {
        finished(&fixture, SILKEBORG, 1, Some(TEAM)).await;
        let expected = counts(&[(TEAM, 1)]);
        let recompute = async || {
            let done = fixture.db.recompute_all(now(), None, |_, _| ControlFlow::Continue(())).await.unwrap();
            done.changed
        };
        assert_eq!(recompute().await, 0, "nothing to do");
        fixture.tamper("UPDATE course SET site = NULL; DELETE FROM site_tally").await;
        let before = smokefree_units(&fixture).await;
        assert_eq!(before, ["unknown"], "as after the migration");
        assert_eq!((recompute().await, smokefree(&fixture, SILKEBORG).await), (1, expected.clone()));
        // Counted under a unit that no form names: in the column and in the tallies, as a lost change would leave it.
        fixture.tamper(&format!("UPDATE course SET site = '{CENTRE}'; UPDATE site_tally SET site = '{CENTRE}'")).await;
        assert_eq!((recompute().await, smokefree(&fixture, SILKEBORG).await), (1, expected));
        assert_eq!(fixture.look("SELECT site FROM course").await, [TEAM]);
    }

    async fn a_unit_of_the_sender_is_none_of_the_receivers_until_somebody_there_states_one(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", at(TEAM)).await;
        let sender = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let id = fixture.db.transfers(&sender).offer(course.id, VIBORG.parse().unwrap(), "Flytter", now()).await.unwrap();
        let receiver = fixture.caller::<WriteCourses>(Role::Clinician, VIBORG).await;
        let received = fixture.db.transfers(&receiver).accept(id, now()).await.unwrap();
        let reader = fixture.caller::<ReadCourses>(Role::Clinician, VIBORG).await;
        let taken = fixture.db.courses(&reader).find(received).await.unwrap().unwrap();
        fixture.submit(&taken, "end", end()).await;
        assert_eq!(smokefree(&fixture, VIBORG).await, counts(&[("unknown", 1)]));
        // The form itself is as it was.
        let forms = fixture.caller::<ReadForms>(Role::Clinician, VIBORG).await;
        let form = fixture.db.forms(&forms).get(received, "start").await.unwrap().unwrap();
        assert_eq!(serde_json::to_value(&form.answers).unwrap()["site_sor"], TEAM);
        save(&fixture, &taken, "start", &object(at(CENTRE)), 1).await;
        assert_eq!(smokefree(&fixture, VIBORG).await, counts(&[(CENTRE, 1)]));
        assert_eq!(fixture.look("SELECT site FROM course WHERE municipality = '0740'").await, [TEAM], "the sender's stays");
    }

    async fn courses_of_two_records_that_become_one_stay_at_their_units(fixture: Fixture) {
        let mut owners = Vec::new();
        for (cpr, unit) in [("1102501AB3", TEAM), ("710250-1233", CENTRE)] {
            let birth_date = Some("1950-02-11".parse().unwrap());
            let input = NewCitizenInput { cpr, name: "Ada Prøve", birth_date, sex: Some(Sex::Female) };
            let new = NewCitizen::check(&input, now().date_naive()).unwrap();
            let caller = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
            let citizen = fixture.db.citizens(&caller).register(&new, now()).await.unwrap();
            let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
            let course = fixture.db.courses(&caller).open(citizen.id, PROGRAMME, now()).await.unwrap();
            fixture.submit(&course, "start", at(unit)).await;
            fixture.submit(&course, "end", end()).await;
            owners.push(citizen);
        }
        let caller = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
        let citizens = fixture.db.citizens(&caller);
        let merge = citizens.merge(owners[0].id, &owners[1].cpr, Some(1), false, now()).await.unwrap();
        assert!(matches!(merge, Merge::Done(merged) if merged.existed && merged.courses == 1));
        assert_eq!(smokefree(&fixture, SILKEBORG).await, counts(&[(TEAM, 1), (CENTRE, 1)]));
    }
}

/// The levels of the series, without looking whether the tallies agree with the courses.
async fn smokefree_units(fixture: &Fixture) -> Vec<String> {
    let programme = catalogue();
    let programme = programme.current(PROGRAMME).unwrap();
    let caller = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
    let sites = Division::Sites(programme.management.sites.as_ref().unwrap());
    let year = "2026".parse().unwrap();
    let history =
        fixture.db.indicators(&caller).history(programme, "smokefree", Some((sites, year))).await.unwrap();
    history.levels.into_iter().map(|level| level.level).collect()
}
