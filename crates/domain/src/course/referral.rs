//! What a new referral leads to: it joins the course that is running, or opens a new one.

use chrono::NaiveDate;

use super::{Course, CourseState};
use crate::ids::CourseId;

/// What to do with a referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferralDecision {
    /// It belongs to a course the citizen already has: hold a needs interview (*behovssamtale*) inside it.
    Join {
        /// That course.
        course: CourseId,
    },
    /// It opens a course.
    OpenNew {
        /// The number of the new course, from 1.
        course_no: i32,
    },
}

/// Decides whether a referral joins one of the citizen's courses or opens a new one.
///
/// `courses` are the citizen's courses in the municipality, of any programme and in any order; `index_event_on` is the
/// date of the cardiac event behind the referral, where it is known.
///
/// - While a course is running, a referral joins it, even after a new event: at most one course runs per citizen,
///   programme and municipality.
/// - After the last course's end, an event no later than that end is what the course was about: the referral joins it.
///   A later event is a re-admission and opens a new course with the next number; so does an unknown date.
/// - A course that is closed, rejected, never started, dropped out of, transferred or ended by death is never joined.
///
/// Source: KL gateway for Sundhedsloven § 119 (a referral during an open course leads to a *behovssamtale*); the rest
/// is a configurable default.
#[must_use]
pub fn decide_referral<'a>(
    courses: impl IntoIterator<Item = &'a Course>,
    programme: &str,
    index_event_on: Option<NaiveDate>,
) -> ReferralDecision {
    let mut own: Vec<&Course> = courses.into_iter().filter(|course| course.programme == programme).collect();
    own.sort_by_key(|course| course.course_no);
    if let Some(running) = own.iter().rev().find(|course| course.state.is_open()) {
        return ReferralDecision::Join { course: running.id };
    }
    match own.last() {
        Some(last) if is_about_the_same_event(last, index_event_on) => {
            ReferralDecision::Join { course: last.id }
        }
        Some(last) => ReferralDecision::OpenNew { course_no: last.course_no.saturating_add(1) },
        None => ReferralDecision::OpenNew { course_no: 1 },
    }
}

fn is_about_the_same_event(course: &Course, index_event_on: Option<NaiveDate>) -> bool {
    matches!(course.state, CourseState::Ended | CourseState::Followup)
        && matches!((index_event_on, course.ended_on), (Some(event), Some(end)) if event <= end)
}
