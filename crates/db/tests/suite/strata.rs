//! The tallies of the strata and of the units: always the tallies, divided.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use db::rights::{Import, ReadIndicators, WriteCitizens, WriteForms};
use db::{Counted, ImportRecord, ImportedCitizen, Submission};
use domain::access::Role;
use domain::course::Course;
use domain::period::Period;
use domain::programme::Division;
use serde_json::{Value as Json, json};

use crate::fixture::{
    Fixture, PROGRAMME, SILKEBORG, VIBORG, catalogue, end, invented, minutes, now, object, start,
};
use crate::on_both_engines;

/// Two invented units.
pub(crate) const TEAM: &str = "990074000000001";
pub(crate) const CENTRE: &str = "990074000000002";

/// Numbers without a pattern, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// All cells, each as one line, added up over the strata.
async fn summed(fixture: &Fixture) -> Vec<String> {
    let counts = ["fulfilled", "not_fulfilled", "missing", "excluded", "pending"];
    let sums = counts.map(|count| format!("CAST(CAST(sum({count}) AS bigint) AS text)")).join(" || ' ' || ");
    let any = counts.map(|count| format!("sum({count}) <> 0")).join(" OR ");
    fixture
        .look(&format!(
            "SELECT municipality || ' ' || indicator || ' ' || version || ' ' || CAST(month AS text) || ' ' || {sums} \
             FROM stratum_tally GROUP BY municipality, indicator, version, month HAVING {any} \
             ORDER BY municipality, indicator, version, month"
        ))
        .await
}

async fn tallies(fixture: &Fixture) -> Vec<String> {
    let counts = ["fulfilled", "not_fulfilled", "missing", "excluded", "pending"];
    let shown = counts.map(|count| format!("CAST({count} AS text)")).join(" || ' ' || ");
    let any = counts.map(|count| format!("{count} <> 0")).join(" OR ");
    fixture
        .look(&format!(
            "SELECT municipality || ' ' || indicator || ' ' || version || ' ' || CAST(month AS text) || ' ' || {shown} \
             FROM tally WHERE {any} ORDER BY municipality, indicator, version, month"
        ))
        .await
}

/// Every stratum and state with its number of courses, from the tallies of the strata.
async fn by_stratum(fixture: &Fixture) -> Vec<String> {
    by_part(fixture, "stratum").await
}

/// Every part and state with its number of courses, from the tallies of the strata or of the units.
async fn by_part(fixture: &Fixture, part: &str) -> Vec<String> {
    let counts = ["excluded", "fulfilled", "missing", "not_fulfilled", "pending"];
    let each = counts.map(|count| {
        format!(
            "SELECT municipality || ' ' || indicator || ' ' || {part} || ' {count} ' || CAST(CAST(sum({count}) AS bigint) AS text) AS line \
             FROM {part}_tally GROUP BY municipality, indicator, {part} HAVING sum({count}) <> 0"
        )
    });
    fixture.look(&format!("SELECT line FROM ({}) AS lines ORDER BY line", each.join(" UNION ALL "))).await
}

/// The same, counted from the courses.
async fn counted(fixture: &Fixture, part: &str) -> Vec<String> {
    fixture
        .look(&format!(
            "SELECT line FROM (SELECT o.municipality || ' ' || o.indicator || ' ' || c.{part} || ' ' || o.state || ' ' || \
             CAST(count(*) AS text) AS line FROM outcome o \
             JOIN course c ON c.municipality = o.municipality AND c.id = o.course_id \
             WHERE o.attributed_on IS NOT NULL AND c.{part} IS NOT NULL \
             GROUP BY o.municipality, o.indicator, c.{part}, o.state) AS lines ORDER BY line"
        ))
        .await
}

pub(crate) async fn agree(fixture: &Fixture) {
    assert_eq!(summed(fixture).await, tallies(fixture).await);
    for part in ["stratum", "site"] {
        let (mut found, mut expected) = (by_part(fixture, part).await, counted(fixture, part).await);
        // The engines order punctuation differently.
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
    }
}

fn stratum(answers: &mut serde_json::Map<String, Json>, dice: &mut Dice) {
    let education = [Some("primary_school"), Some("vocational"), Some("long_higher"), None];
    if let Some(level) = education[usize::try_from(dice.below(4)).unwrap()] {
        answers.insert("education".into(), json!(level));
    }
    answers.insert("living_alone".into(), json!(dice.below(2) == 0));
    let unit = [None, Some(TEAM), Some(CENTRE)];
    if let Some(unit) = unit[usize::try_from(dice.below(3)).unwrap()] {
        answers.insert("site_sor".into(), json!(unit));
    }
}

pub(crate) async fn save(
    fixture: &Fixture,
    course: &Course,
    form: &str,
    answers: &serde_json::Map<String, Json>,
    version: i64,
) {
    let municipality = course.municipality.to_string();
    let caller = fixture.caller::<WriteForms>(Role::Clinician, &municipality).await;
    let if_match = (version > 0).then_some(version);
    let reason = if_match.map(|_| "Rettet");
    let saved =
        fixture.db.forms(&caller).submit(course.id, form, answers, reason, if_match, now()).await.unwrap();
    assert!(matches!(saved, Submission::Accepted(_)), "{saved:?}");
}

on_both_engines! {
    async fn after_random_saves_the_strata_add_up_to_the_tallies_and_to_an_independent_count(fixture: Fixture) {
        let mut dice = Dice(20_260_622);
        let mut courses = Vec::new();
        for number in 0..6 {
            let municipality = if number % 3 == 0 { VIBORG } else { SILKEBORG };
            courses.push((fixture.course(municipality, number).await, 0_i64, 0_i64));
        }
        for _ in 0..24 {
            let at = usize::try_from(dice.below(6)).unwrap();
            let (course, starts, ends) = &mut courses[at];
            if *starts == 0 || dice.below(10) < 6 {
                let mut answers = object(start());
                stratum(&mut answers, &mut dice);
                save(&fixture, course, "start", &answers, *starts).await;
                *starts += 1;
            } else {
                let mut answers = object(end());
                let day = dice.below(28) + 1;
                answers.insert("final_meeting_date".into(), json!(format!("2026-05-{day:02}")));
                answers.insert("sessions_attended".into(), json!(dice.below(15) + 10));
                save(&fixture, course, "end", &answers, *ends).await;
                *ends += 1;
            }
        }
        agree(&fixture).await;
        // With the date, and again from the beginning: nothing moves that should not.
        fixture.db.recompute_due(now() + minutes(60 * 24 * 40), |_| {}).await.unwrap();
        agree(&fixture).await;
        let before = by_stratum(&fixture).await;
        fixture.db.recompute_all(now() + minutes(60 * 24 * 40), None, |_, _| ControlFlow::Continue(())).await.unwrap();
        assert_eq!(by_stratum(&fixture).await, before);
    }

    async fn a_course_moves_to_another_stratum_with_everything_it_counts_in(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        fixture.submit(&course, "end", end()).await;
        let first = fixture.look("SELECT stratum FROM course").await;
        assert!(first[0].ends_with("/unknown/unknown"), "{first:?}");
        let mut answers = object(start());
        answers.insert("education".into(), json!("vocational"));
        save(&fixture, &course, "start", &answers, 1).await;
        let moved = fixture.look("SELECT stratum FROM course").await;
        assert!(moved[0].ends_with("/vocational/unknown"), "no outcome changed, but the course did: {moved:?}");
        agree(&fixture).await;
    }

    async fn a_course_that_was_counted_before_there_were_strata_is_counted_there_by_recomputing(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        fixture.tamper("UPDATE course SET stratum = NULL; DELETE FROM stratum_tally").await;
        fixture.db.recompute_all(now(), None, |_, _| ControlFlow::Continue(())).await.unwrap();
        assert!(!by_stratum(&fixture).await.is_empty());
        agree(&fixture).await;
    }

    async fn deaths_and_imports_keep_the_strata_right(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        let caller = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
        let citizens = fixture.db.citizens(&caller);
        let died = "2026-02-01".parse().unwrap();
        citizens.record_death(course.citizen, Some(died), Some(1), now()).await.unwrap();
        agree(&fixture).await;
        let importer = fixture.caller::<Import>(Role::Coordinator, SILKEBORG).await;
        let programme = catalogue();
        let programme = programme.current(PROGRAMME).unwrap();
        let read = |form: &str, json: Json| {
            let (answers, findings) = domain::validation::read(programme, programme.form(form).unwrap(), &object(json));
            assert!(findings.is_empty(), "{findings:?}");
            (form.to_owned(), answers)
        };
        let mut at_a_unit = start();
        at_a_unit["site_sor"] = json!(TEAM);
        let records: Vec<_> = (10..40)
            .map(|number| {
                let citizen = invented(number);
                let citizen = ImportedCitizen {
                    birth_date: citizen.birth_date(), sex: citizen.sex(), cpr: citizen.cpr().clone(), name: None,
                };
                Ok(ImportRecord {
                    citizen,
                    course_key: number.to_string(),
                    forms: vec![read("start", at_a_unit.clone()), read("end", end())],
                })
            })
            .collect();
        fixture.db.imports(&importer).commit(PROGRAMME, records.into_iter(), now(), |_| {}).await.unwrap();
        agree(&fixture).await;
        let at_units = by_part(&fixture, "site").await;
        assert!(at_units.contains(&format!("{SILKEBORG} smokefree {TEAM} fulfilled 30")), "{at_units:?}");
    }

    async fn a_split_divides_a_series_and_an_earlier_day_shows_what_was_known_then(fixture: Fixture) {
        let programme = catalogue();
        let programme = programme.current(PROGRAMME).unwrap();
        for number in 0..4 {
            let course = fixture.course(SILKEBORG, number).await;
            let mut answers = object(start());
            answers.insert("living_alone".into(), json!(number == 0));
            save(&fixture, &course, "start", &answers, 0).await;
            save(&fixture, &course, "end", &object(end()), 0).await;
        }
        let caller = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
        let indicators = fixture.db.indicators(&caller);
        let year: Period = "2026".parse().unwrap();
        let split = programme.split("living_alone").unwrap();
        let history = indicators.history(programme, "smokefree", Some((Division::Split(split), year))).await.unwrap();
        let month: NaiveDate = "2026-05-01".parse().unwrap();
        assert_eq!(history.months[&month].fulfilled, 4);
        let levels: Vec<_> = history.levels.iter().map(|level| (level.level.as_str(), level.months[&month].fulfilled)).collect();
        assert_eq!(levels, [("alone", 1), ("not_alone", 3)]);
        let in_order = indicators.in_order(programme, "smokefree", year, 3).await.unwrap();
        assert_eq!(in_order.len(), 3, "the newest, at most as many as asked for");
        let known = indicators.as_known(programme, "smokefree", "2026-06-15".parse().unwrap()).await.unwrap();
        let alone = |course: &&Counted| course.stratum.level(programme, "living_alone") == "alone";
        assert_eq!((known.len(), known.iter().filter(alone).count()), (4, 1));
        let before = indicators.as_known(programme, "smokefree", "2026-06-14".parse().unwrap()).await.unwrap();
        assert!(before.is_empty(), "nothing had been submitted: {before:?}");
    }
}
