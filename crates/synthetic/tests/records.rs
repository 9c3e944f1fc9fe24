//! The records of the invented citizens.

use std::collections::BTreeSet;

use domain::expr::Facts;
use domain::health_record::{Provider, derive};
use domain::validation::facts;
use synthetic::{Registry, Seed};

#[test]
fn records_could_have_been_sent_and_give_every_hospital_variable_something_to_derive() {
    let catalogue = programmes::embedded().unwrap();
    let programme = catalogue.current("hjertekom").unwrap();
    let as_of = "2026-11-22".parse().unwrap();
    let registry = Registry::new(programme, Seed(2026), 1_000, as_of);
    let (mut keys, mut derived, mut private, mut sent) = (BTreeSet::new(), BTreeSet::new(), 0, 0);
    for course in registry.courses() {
        let records = registry.records(&course);
        assert_eq!(records, registry.records(&course), "the same every time");
        sent += usize::from(!records.is_empty());
        for record in &records {
            assert!(record.on <= as_of);
            assert!(keys.insert(record.key.clone()), "{} comes twice", record.key);
            private += usize::from(record.provider == Provider::Private);
        }
        let facts = Facts { records, ..facts(course.forms.clone(), as_of) };
        let found = derive(programme.records.as_ref().unwrap(), &facts);
        derived.extend(found.into_iter().flat_map(|found| found.taken_from.into_keys()));
    }
    assert!((800..=900).contains(&sent), "{sent}");
    assert!(private > 0);
    for variable in
        ["participated", "diet", "smoking_course", "bp_sys", "bp_dia", "ldl", "ldl_1y", "revascularised"]
    {
        assert!(derived.contains(variable), "{variable} in {derived:?}");
    }
}
