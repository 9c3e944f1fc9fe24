//! Every course once: in the first group that has it.

use std::cmp::Reverse;
use std::collections::HashSet;

use api_types::{CourseFilter, CoursePage};
use domain::ids::CourseId;

use super::{GROUPS, Listed};

/// Leaves every course in the first page that has it, and counts it there only.
pub(super) fn once(pages: Vec<CoursePage>) -> Vec<Listed> {
    let mut seen: HashSet<CourseId> = HashSet::new();
    let place = |page: CoursePage| {
        let mut listed = Listed::from(page);
        let before = listed.courses.len();
        listed.courses.retain(|course| seen.insert(course.id));
        listed.total = listed.total.saturating_sub((before - listed.courses.len()) as u64);
        listed
    };
    pages.into_iter().map(place).collect()
}

/// Puts what has a day into the order of the day: sessions by time, follow-ups by when they are due.
pub(super) fn in_order(mut groups: Vec<Listed>) -> Vec<Listed> {
    for (group, listed) in GROUPS.iter().zip(&mut groups) {
        match group.filter {
            CourseFilter::Today => listed.courses.sort_by_key(|course| {
                course.sessions_due.first().map(|session| (Reverse(session.held_on), session.starts_at))
            }),
            CourseFilter::FollowupDue => {
                listed.courses.sort_by_key(|course| course.followup_due.as_ref().map(|due| due.due_on));
            }
            _ => {}
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(names: &[&str], total: u64) -> CoursePage {
        let course = |name: &&str| {
            let number = u128::from(name.bytes().next().unwrap_or_default());
            serde_json::json!({
                "id": uuid::Uuid::from_u128(number),
                "citizen": {"id": uuid::Uuid::nil(), "name": name, "cpr_masked": "710350-••••",
                    "birth_date": "1950-03-11", "age": 76, "sex": "female"},
                "programme": "hjertekom", "programme_version": "2026.1", "course_no": 1, "state": "in_progress",
                "opened_on": "2026-01-01", "version": 1, "forms": []
            })
        };
        let items: Vec<_> = names.iter().map(course).collect();
        serde_json::from_value(serde_json::json!({"items": items, "total": total})).unwrap()
    }

    fn names(listed: &Listed) -> Vec<&str> {
        listed.courses.iter().map(|course| course.citizen.name.as_str()).collect()
    }

    #[test]
    fn a_course_with_a_draft_is_not_listed_again_as_one_that_lacks_its_end_form() {
        let listed = once(vec![page(&["A"], 1), page(&["A", "B", "C"], 150), page(&["C"], 1)]);
        assert_eq!((names(&listed[0]), listed[0].total), (vec!["A"], 1));
        assert_eq!((names(&listed[1]), listed[1].total), (vec!["B", "C"], 149));
        assert_eq!((names(&listed[2]), listed[2].total), (vec![], 0));
    }
}
