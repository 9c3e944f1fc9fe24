//! The attendance registers of the demo's invented courses.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use db::{ImportedGroup, ImportedSession};
use domain::attendance::{AttendanceStatus, SessionDraft, StartTime};
use domain::municipality::MunicipalityCode;
use domain::programme::Programme;
use synthetic::{Registry, Seed};

/// The groups of a municipality and the sessions of its courses.
pub(crate) type Register = (Vec<ImportedGroup>, Vec<ImportedSession>);

/// What makes sessions one group session.
type Shared = (NaiveDate, Option<StartTime>, Option<String>);

/// The register of every municipality of an invented registry.
pub(crate) fn registers(
    programme: &Programme,
    seed: Seed,
    courses: u64,
    as_of: NaiveDate,
) -> HashMap<MunicipalityCode, Register> {
    let registry = Registry::new(programme, seed, courses, as_of);
    let mut registers: HashMap<MunicipalityCode, Register> = HashMap::new();
    let mut known: BTreeMap<(u16, Shared), usize> = BTreeMap::new();
    for course in registry.courses() {
        let (groups, sessions) = registers.entry(course.municipality).or_default();
        for session in registry.sessions(&course) {
            let draft = session.draft;
            let group = session.is_shared.then(|| {
                let shared = (draft.held_on, draft.starts_at, draft.title.clone());
                *known.entry((course.municipality.number(), shared)).or_insert_with(|| {
                    groups.push(ImportedGroup { draft: planned(&draft) });
                    groups.len() - 1
                })
            });
            sessions.push(ImportedSession { course_key: course.course_key.clone(), group, draft });
        }
    }
    registers
}

/// The group session that a session is part of.
fn planned(draft: &SessionDraft) -> SessionDraft {
    SessionDraft { status: AttendanceStatus::Planned, note: None, ..draft.clone() }
}
