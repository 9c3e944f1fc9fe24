//! The attendance registers of the invented courses.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has to fail")]

use std::collections::{BTreeSet, HashMap};

use domain::attendance::{AttendanceStatus, SessionKind, check};
use synthetic::{Registry, Seed};

fn as_of() -> chrono::NaiveDate {
    "2026-11-22".parse().unwrap()
}

fn registry(catalogue: &domain::programme::Catalogue, courses: u64) -> Registry<'_> {
    Registry::new(catalogue.current("hjertekom").unwrap(), Seed(2026), courses, as_of())
}

#[test]
fn running_courses_have_a_register_that_could_have_been_typed() {
    let catalogue = programmes::embedded().unwrap();
    let (registry, as_of) = (registry(&catalogue, 1_000), as_of());
    let (mut today, mut planned, mut running) = (0, 0, 0);
    let mut kinds = BTreeSet::new();
    for course in registry.courses() {
        let sessions = registry.sessions(&course);
        assert_eq!(sessions, registry.sessions(&course), "the same every time");
        assert_eq!(sessions.is_empty(), course.forms.contains_key("end"), "{}", course.course_key);
        running += usize::from(course.forms.contains_key("start") && !sessions.is_empty());
        let mut days: HashMap<_, usize> = HashMap::new();
        for session in sessions {
            let mut draft = session.draft;
            if (as_of - draft.held_on).num_days() < 1_800 {
                assert!(check(&mut draft, as_of).is_empty(), "{draft:?}");
            }
            *days.entry((draft.held_on, draft.kind)).or_default() += 1;
            today += usize::from(draft.held_on == as_of);
            planned += usize::from(draft.held_on > as_of && draft.status == AttendanceStatus::Planned);
            kinds.insert(draft.kind);
        }
        assert!(days.values().all(|count| *count == 1), "{days:?}");
    }
    assert!(running > 20 && today > 5 && planned > running, "{running} {today} {planned}");
    assert!(kinds.contains(&SessionKind::ClarifyingInterview) && kinds.contains(&SessionKind::Training));
}

#[test]
fn a_group_has_several_citizens_on_the_day_the_registry_is_looked_at() {
    let catalogue = programmes::embedded().unwrap();
    let (registry, as_of) = (registry(&catalogue, 3_000), as_of());
    let mut groups: HashMap<_, usize> = HashMap::new();
    for course in registry.courses() {
        for session in registry.sessions(&course).into_iter().filter(|session| session.is_shared) {
            if session.draft.held_on == as_of {
                *groups.entry((course.municipality, session.draft.title.unwrap())).or_default() += 1;
            }
        }
    }
    assert!(groups.values().any(|count| *count >= 4), "{groups:?}");
}
