//! The courses of one group of the list, and how many rows they make.

use api_types::{CourseFilter, CoursePage, CourseView};

/// One group as it is shown.
#[derive(Clone)]
pub(super) struct Listed {
    pub(super) courses: Vec<CourseView>,
    /// How many there are, those not fetched included.
    pub(super) total: u64,
}

impl Listed {
    /// How many rows there are, or of those that are fetched how many are of citizens whose name has the `wanted` text.
    pub(super) fn rows(&self, filter: CourseFilter, wanted: &str) -> u64 {
        let rows = |course: &CourseView| rows_of(filter, course);
        if wanted.is_empty() {
            let fetched = self.courses.len() as u64;
            return self.total.saturating_sub(fetched) + self.courses.iter().map(rows).sum::<u64>();
        }
        let hits = self.courses.iter().filter(|course| is_hit(course, wanted));
        hits.map(rows).sum()
    }
}

/// How many rows a course has: today one for each of its sessions.
fn rows_of(filter: CourseFilter, course: &CourseView) -> u64 {
    if filter == CourseFilter::Today { course.sessions_due.len().max(1) as u64 } else { 1 }
}

/// Whether a citizen's name has the text that is wanted, in small letters.
pub(super) fn is_hit(course: &CourseView, wanted: &str) -> bool {
    course.citizen.name.to_lowercase().contains(wanted)
}

/// What one group's page brings: at most `ROWS` courses of so many.
impl From<CoursePage> for Listed {
    fn from(page: CoursePage) -> Self {
        Self { courses: page.items, total: page.total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(names: &[(&str, usize)], total: u64) -> Listed {
        let course = |(name, sessions): &(&str, usize)| {
            let session = serde_json::json!({
                "id": uuid::Uuid::nil(), "course_id": uuid::Uuid::nil(), "held_on": "2026-11-22", "kind": "training",
                "delivery": "group", "status": "planned", "version": 1
            });
            serde_json::json!({
                "id": uuid::Uuid::nil(),
                "citizen": {"id": uuid::Uuid::nil(), "name": name, "cpr_masked": "710350-••••",
                    "birth_date": "1950-03-11", "age": 76, "sex": "female"},
                "programme": "hjertekom", "programme_version": "2026.1", "course_no": 1, "state": "in_progress",
                "opened_on": "2026-01-01", "version": 1, "forms": [], "sessions_due": vec![session; *sessions]
            })
        };
        let courses: Vec<_> = names.iter().map(course).collect();
        Listed { courses: serde_json::from_value(serde_json::json!(courses)).unwrap(), total }
    }

    #[test]
    fn a_filtered_list_counts_the_rows_it_shows() {
        let today = listed(&[("Rosa Prøve", 2), ("Bo Prøve", 1)], 2);
        assert_eq!(today.rows(CourseFilter::Today, ""), 3);
        assert_eq!(today.rows(CourseFilter::Today, "rosa"), 2);
        assert_eq!(today.rows(CourseFilter::Radar, "prøve"), 2);
        assert_eq!(today.rows(CourseFilter::Radar, "xx"), 0);
        let many = listed(&[("Rosa Prøve", 1)], 150);
        assert_eq!(many.rows(CourseFilter::Radar, ""), 150, "those that are not fetched are there too");
        assert_eq!(many.rows(CourseFilter::Radar, "rosa"), 1);
    }
}
