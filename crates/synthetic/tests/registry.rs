//! What the invented registry promises.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use domain::cpr::IdType;
use domain::programme::Severity;
use exchange::Layout;
use exchange::export_csv::{ExportRow, Writer};
use exchange::import_csv::{self, Options, Step};
use support::{as_of, date, programme, registry, text};
use synthetic::SyntheticCourse;

#[test]
fn the_same_seed_gives_the_same_registry_and_another_seed_another() {
    let first: Vec<_> = registry(1, 300).courses().collect();
    assert_eq!(first.len(), 300);
    assert_eq!(first, registry(1, 300).courses().collect::<Vec<_>>());
    assert_ne!(first, registry(2, 300).courses().collect::<Vec<_>>());
}

#[test]
fn every_course_passes_validation() {
    let registry = registry(3, 2_000);
    let mut soft: BTreeMap<String, u32> = BTreeMap::new();
    for course in registry.courses() {
        for (form, validated) in registry.validated(&course) {
            for finding in validated.findings {
                assert_eq!(finding.severity, Severity::Soft, "{} {form}: {finding:?}", course.course_key);
                *soft.entry(format!("{form}: {}", finding.code)).or_default() += 1;
            }
        }
    }
    // Improbable values are there, but rare; late courses are meant to be.
    let rare = soft.iter().filter(|(code, _)| *code != "end: persistence_window");
    assert!(rare.map(|(_, count)| count).sum::<u32>() < 400, "{soft:#?}");
}

#[test]
fn nobody_has_a_number_that_could_be_a_persons_own_and_no_number_is_there_twice() {
    let mut numbers = HashSet::new();
    let mut keys = HashSet::new();
    for course in registry(4, 20_000).courses() {
        assert_eq!(course.cpr.kind(), IdType::Replacement);
        assert_eq!(course.cpr.birth_date(), Some(course.birth_date));
        assert_eq!(course.cpr.sex(), Some(course.sex));
        assert!(numbers.insert(course.cpr.reveal()));
        assert!(keys.insert(course.course_key));
    }
    assert_eq!(numbers.len(), 20_000);
}

#[test]
fn referrals_cover_three_years_and_nothing_lies_in_the_future() {
    let mut months = BTreeSet::new();
    for course in registry(5, 3_000).courses() {
        let referred = date(&course, "referral", "referral_date").unwrap();
        months.insert(referred.format("%Y-%m").to_string());
        let dates = course.forms.values().flat_map(|answers| answers.values());
        assert!(dates.filter_map(|answer| answer.value()?.date()).all(|date| date <= as_of()));
    }
    assert!((36..=37).contains(&months.len()), "{months:?}");
}

#[test]
fn there_are_22_municipalities_and_every_kind_of_course() {
    let courses: Vec<_> = registry(6, 5_000).courses().collect();
    let municipalities: BTreeSet<_> = courses.iter().map(|course| course.municipality).collect();
    assert_eq!(municipalities.len(), 22);
    let ends: BTreeSet<_> = courses.iter().filter_map(|course| text(course, "end", "end_type")).collect();
    let all = ["completed", "died", "dropped_out", "not_started", "transferred"];
    assert_eq!(ends, BTreeSet::from(all));
    let has = |form: &'static str| move |course: &&SyntheticCourse| course.forms.contains_key(form);
    assert!(courses.iter().filter(has("followup")).count() > 100);
    assert!(courses.iter().filter(has("start")).any(|course| !course.forms.contains_key("end")));
    assert!(courses.iter().any(|course| course.forms.len() == 1));
    let reasons =
        courses.iter().flat_map(|course| course.forms.values().flat_map(|answers| answers.values()));
    assert!(reasons.filter(|answer| answer.missing().is_some()).count() > 1_000);
}

#[test]
fn what_is_written_as_a_file_is_imported_without_a_single_error() {
    let registry = registry(9, 400);
    let courses: Vec<_> = registry.courses().collect();
    let mut writer = Writer::new(Vec::new(), Layout::full(programme())).unwrap();
    for course in &courses {
        let row = ExportRow {
            cpr: &course.cpr,
            course_key: &course.course_key,
            name: Some(&course.name),
            birth_date: None,
            sex: None,
            forms: &course.forms,
        };
        writer.write(row).unwrap();
    }
    let file = writer.finish().unwrap();
    let options = Options { programme: programme(), as_of: as_of(), threads: NonZeroUsize::new(2).unwrap() };
    let mut rows = Vec::new();
    let report = import_csv::read(&file[..], options, |step| {
        if let Step::Row(row) = step {
            rows.push(row);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(report.is_clean(), "{:#?}", report.findings);
    assert_eq!(rows.len(), courses.len());
    for (row, course) in rows.iter().zip(&courses) {
        assert_eq!((&row.course_key, &row.citizen.cpr), (&course.course_key, &course.cpr));
        assert_eq!((row.citizen.birth_date, row.citizen.sex), (course.birth_date, course.sex));
        let validated: Vec<_> =
            registry.validated(course).into_iter().map(|(form, v)| (form, v.answers)).collect();
        let imported: Vec<_> =
            row.forms.iter().map(|form| (form.form.clone(), form.answers.clone())).collect();
        assert_eq!(imported, validated);
    }
}
