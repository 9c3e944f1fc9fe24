use db::rights::{ReadCoursesBehindNumbers, ReadIndicators};
use db::{Lacking, LookedFor, QualityNumbers, Sought, UnitNumbers};
use domain::access::Role;
use domain::answers::MissingReason;
use domain::management::{FieldCount, LinkCount};
use serde_json::json;

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, end, object, start};
use crate::on_both_engines;
use crate::strata::TEAM;

async fn counted(fixture: &Fixture, municipality: &str, period: &str) -> QualityNumbers {
    counted_beside(fixture, municipality, period, "2025-10-01/2026-06-30").await
}

async fn counted_beside(
    fixture: &Fixture,
    municipality: &str,
    period: &str,
    over_time: &str,
) -> QualityNumbers {
    let caller = fixture.caller::<ReadIndicators>(Role::Manager, municipality).await;
    let (period, over_time) = (period.parse().unwrap(), over_time.parse().unwrap());
    fixture.db.data_quality(&caller).count(PROGRAMME, period, over_time).await.unwrap()
}

fn field(fixture: &Fixture, numbers: &QualityNumbers, name: &str) -> Vec<FieldCount> {
    let fields = &fixture.db.catalogue().current(PROGRAMME).unwrap().management.quality.fields;
    let place = fields.iter().position(|field| field.to_string() == name).unwrap();
    numbers.counts.fields[place].clone()
}

fn link(fixture: &Fixture, numbers: &QualityNumbers, id: &str) -> LinkCount {
    let links = &fixture.db.catalogue().current(PROGRAMME).unwrap().management.quality.links;
    numbers.counts.links[links.iter().position(|link| link.id == id).unwrap()]
}

async fn lacking(fixture: &Fixture, municipality: &str, variable: &str, skip: usize) -> Lacking {
    let variable = variable.parse().unwrap();
    looked_for(fixture, municipality, (Sought::Field(&variable), None), (skip, 1)).await
}

async fn looked_for(
    fixture: &Fixture,
    municipality: &str,
    (sought, unit): (Sought<'_>, Option<&str>),
    (skip, limit): (usize, usize),
) -> Lacking {
    let caller = fixture.caller::<ReadCoursesBehindNumbers>(Role::Coordinator, municipality).await;
    let looked_for = LookedFor { sought, unit, period: "2026".parse().unwrap() };
    fixture.db.data_quality(&caller).lacking(PROGRAMME, looked_for, skip, limit).await.unwrap()
}

on_both_engines! {
    async fn an_empty_registry_has_nothing_to_complete(fixture: Fixture) {
        let numbers = counted(&fixture, SILKEBORG, "2026").await;
        assert!(numbers.counts.fields.iter().flatten().all(|count| *count == FieldCount::default()));
        assert_eq!((numbers.delays.len(), numbers.duplicates, numbers.overdue), (0, 0, 0));
        assert_eq!((numbers.started.len(), numbers.started_year_before), (12, 0));
    }

    async fn a_field_counts_where_it_was_asked_in_the_quarter_of_its_form(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let mut answers = object(start());
        answers.insert("weight_kg".into(), json!({"missing": "declined"}));
        fixture.submit(&course, "start", answers.into()).await;
        fixture.submit(&course, "end", end()).await;
        let other = fixture.course(SILKEBORG, 2).await;
        fixture.submit(&other, "start", start()).await;

        let numbers = counted(&fixture, SILKEBORG, "2026-01-01/2026-06-30").await;
        let none = FieldCount::default();
        let weight = [FieldCount { asked: 2, filled: 0, explained: 1 }, none];
        assert_eq!(field(&fixture, &numbers, "start.weight_kg"), weight);
        let walked = [FieldCount { asked: 2, filled: 2, explained: 0 }, none];
        assert_eq!(field(&fixture, &numbers, "start.six_mwt_m"), walked);
        assert_eq!(field(&fixture, &numbers, "start.watt_max"), [none, none], "another test was chosen");
        let smoking = [none, FieldCount { asked: 1, filled: 1, explained: 0 }];
        assert_eq!(field(&fixture, &numbers, "end.smoking_status"), smoking);
        assert_eq!(link(&fixture, &numbers, "referral"), LinkCount { expected: 2, found: 0 });
        assert_eq!(link(&fixture, &numbers, "retest"), LinkCount { expected: 1, found: 1 });
        assert_eq!(link(&fixture, &numbers, "session"), LinkCount { expected: 2, found: 0 });
        // Dated 12 January and 20 May, typed on 15 June: 154 and 26 days, the end form not within 14 days of May.
        assert_eq!((numbers.delays.clone(), numbers.in_month), (vec![26, 154, 154], 0));
        assert_eq!((numbers.overdue, numbers.started.clone()), (1, vec![2, 0, 0, 0, 0, 0]));
        assert_eq!(counted(&fixture, VIBORG, "2026").await.counts.forms.iter().sum::<u64>(), 0);
    }

    async fn a_correction_does_not_make_a_form_late_and_a_confirmed_warning_is_none(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let mut answers = object(start());
        answers.insert("six_mwt_m".into(), json!(60));
        fixture.submit(&course, "start", answers.into()).await;
        let numbers = counted(&fixture, SILKEBORG, "2026").await;
        assert_eq!((numbers.unconfirmed, numbers.delays.len()), (1, 1), "60 m is improbable");
    }

    async fn two_records_with_one_name_and_birthday_look_like_one_person(fixture: Fixture) {
        use db::rights::WriteCitizens;
        use domain::citizen::{NewCitizen, NewCitizenInput};
        let caller = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
        for cpr in ["710350-1234", "710350-1242", "720350-1238"] {
            let input = NewCitizenInput { cpr, name: "Bo Prøve", birth_date: None, sex: None };
            let citizen = NewCitizen::check(&input, crate::fixture::now().date_naive()).unwrap();
            fixture.db.citizens(&caller).register(&citizen, crate::fixture::now()).await.unwrap();
        }
        assert_eq!(counted(&fixture, SILKEBORG, "2026").await.duplicates, 2);
        assert_eq!(counted(&fixture, VIBORG, "2026").await.duplicates, 0);
    }

    async fn the_courses_that_lack_an_answer_are_listed_in_pages_and_logged(fixture: Fixture) {
        for number in 1..=2 {
            let course = fixture.course(SILKEBORG, number).await;
            let mut answers = object(start());
            if number == 2 {
                answers.insert("weight_kg".into(), json!({"missing": "not_measured"}));
            }
            fixture.submit(&course, "start", answers.into()).await;
        }
        let first = lacking(&fixture, SILKEBORG, "start.weight_kg", 0).await;
        let second = lacking(&fixture, SILKEBORG, "start.weight_kg", 1).await;
        assert_eq!((first.total, first.courses.len(), second.courses.len()), (2, 1, 1));
        let mut reasons: Vec<_> = first.courses.iter().chain(&second.courses).map(|course| course.reason).collect();
        reasons.sort_by_key(Option::is_some);
        assert_eq!(reasons, [None, Some(MissingReason::NotMeasured)]);
        assert!(first.courses[0].name.contains("Prøve"));
        assert_eq!(lacking(&fixture, SILKEBORG, "start.six_mwt_m", 0).await.total, 0);
        assert_eq!(lacking(&fixture, VIBORG, "start.weight_kg", 0).await.total, 0);
        let logged = fixture.logged(SILKEBORG).await;
        assert_eq!(logged.iter().filter(|line| *line == "quality.courses done").count(), 3);
    }

    async fn the_completeness_of_quarters_is_that_of_their_forms(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        fixture.submit(&course, "end", end()).await;
        let counts = counted(&fixture, SILKEBORG, "2026").await.over_time;
        let quarters: Vec<_> = counts.by_quarter().map(|(quarter, n, _)| (quarter.to_string(), n)).collect();
        assert_eq!(quarters, [("2025-Q4".into(), 0), ("2026-Q1".into(), 1), ("2026-Q2".into(), 1)]);
        let first = counts.by_quarter().nth(1).unwrap().2;
        let numbers = counted(&fixture, SILKEBORG, "2026-Q1").await;
        let mut all = FieldCount::default();
        numbers.counts.fields.iter().flatten().for_each(|count| all.join(*count));
        assert_eq!(first, all);
        assert!(first.filled > 0 && first.filled < first.asked, "{first:?}");
        // The course ended on 20 May: before the period it is read for the quarters only, and the other way around.
        let later = counted(&fixture, SILKEBORG, "2026-07-01/2026-09-30").await;
        assert_eq!((later.counts.by_quarter().map(|(_, n, _)| n).sum::<u64>(), later.over_time), (0, counts.clone()));
        assert_eq!((later.counts.links.clone(), later.delays.len()), (vec![LinkCount::default(); later.counts.links.len()], 0));
        let beside = counted_beside(&fixture, SILKEBORG, "2026-01-01/2026-06-30", "2026-07-01/2026-09-30").await;
        assert_eq!(beside.counts, counted(&fixture, SILKEBORG, "2026-01-01/2026-06-30").await.counts);
    }

    async fn every_number_leads_to_as_many_courses_also_by_unit(fixture: Fixture) {
        for (number, unit) in [(1, Some(TEAM)), (2, Some(TEAM)), (3, None)] {
            let course = fixture.course(SILKEBORG, number).await;
            let mut answers = object(start());
            answers.extend(unit.map(|unit| ("site_sor".to_owned(), json!(unit))));
            if number == 1 {
                answers.insert("six_mwt_m".into(), json!(60));
                answers.insert("weight_kg".into(), json!(80));
            }
            fixture.submit(&course, "start", answers.into()).await;
        }
        let numbers = counted(&fixture, SILKEBORG, "2026").await;
        let all = |sought, unit| looked_for(&fixture, SILKEBORG, (sought, unit), (0, 50));
        let units: Vec<_> = numbers.units.keys().map(String::as_str).collect();
        assert_eq!(units, [TEAM, "unknown"]);
        let mut fields = FieldCount::default();
        for (unit, UnitNumbers { courses, lacking, fields: own }) in &numbers.units {
            let found = all(Sought::AnyField, Some(unit)).await;
            assert_eq!((found.total as u64, *courses), (*lacking, if unit == TEAM { 2 } else { 1 }), "{unit}");
            let empty: usize = found.courses.iter().map(|course| course.fields.len()).sum();
            assert_eq!(empty as u64, own.asked - own.filled, "{unit}");
            fields.join(*own);
        }
        let mut total = FieldCount::default();
        numbers.counts.fields.iter().flatten().for_each(|count| total.join(*count));
        assert_eq!(fields, total, "the units are the whole");
        let weight = "start.weight_kg".parse().unwrap();
        assert_eq!(all(Sought::Field(&weight), Some(TEAM)).await.total, 1);
        assert_eq!(all(Sought::Field(&weight), Some("unknown")).await.total, 1);
        assert_eq!(all(Sought::Field(&weight), Some("990000000000009")).await.total, 0);
        let unusual = all(Sought::Unconfirmed, None).await;
        assert_eq!((unusual.total as u64, numbers.unconfirmed), (1, 1));
        assert_eq!(unusual.courses[0].fields, ["start.six_mwt_m".parse().unwrap()]);
        for id in ["referral", "session", "end"] {
            let LinkCount { expected, found } = link(&fixture, &numbers, id);
            let missing = all(Sought::Link(id), None).await;
            assert_eq!(missing.total as u64, expected - found, "{id}");
            assert!(missing.courses.iter().all(|course| course.fields.is_empty()));
        }
        assert_eq!(link(&fixture, &numbers, "session"), LinkCount { expected: 3, found: 0 });
        for sought in [Sought::AnyField, Sought::Unconfirmed, Sought::Link("session")] {
            assert_eq!(looked_for(&fixture, VIBORG, (sought, None), (0, 50)).await.total, 0, "the neighbour's own");
        }
        assert!(counted(&fixture, VIBORG, "2026").await.units.is_empty());
    }
}
