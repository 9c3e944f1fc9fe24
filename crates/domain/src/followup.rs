//! When a course that has ended is followed up.

use chrono::{Days, Months, NaiveDate};

/// The follow-up forms and how many months after the end each is due.
///
/// Source: S:31 (follow-up, examples 3, 6 or 12 months).
pub const FOLLOWUPS: [(&str, u32); 3] = [("followup", 3), ("followup_6m", 6), ("followup_12m", 12)];

/// How many days before and after the due day a follow-up still belongs to it. Default.
const TOLERANCE: u64 = 45;

/// A follow-up whose time it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Followup {
    /// The form.
    pub form: &'static str,
    /// The day it is due.
    pub due_on: NaiveDate,
}

/// The follow-up that is due on a day for a course that ended on another, whatever has been filled in.
#[must_use]
pub fn due(ended_on: NaiveDate, today: NaiveDate) -> Option<Followup> {
    FOLLOWUPS.into_iter().find_map(|(form, months)| {
        let due_on = ended_on.checked_add_months(Months::new(months))?;
        let tolerance = Days::new(TOLERANCE);
        let (first, last) = (due_on.checked_sub_days(tolerance)?, due_on.checked_add_days(tolerance)?);
        (first..=last).contains(&today).then_some(Followup { form, due_on })
    })
}

/// The days, first and last, on which courses ended whose follow-up of so many months is due today.
#[must_use]
pub fn ended_between(months: u32, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    // Months differ by up to three days there and back; what is a day off is left to `due`.
    let tolerance = Days::new(TOLERANCE + 3);
    let back = |day: NaiveDate| day.checked_sub_months(Months::new(months));
    Some((back(today.checked_sub_days(tolerance)?)?, back(today.checked_add_days(tolerance)?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_follow_up_is_due_45_days_around_its_day() {
        let ended = day("2026-01-31");
        assert_eq!(due(ended, day("2026-03-15")), None);
        let first = Followup { form: "followup", due_on: day("2026-04-30") };
        assert_eq!(due(ended, day("2026-03-16")), Some(first));
        assert_eq!(due(ended, day("2026-06-14")), Some(first));
        assert_eq!(due(ended, day("2026-06-15")), None);
        assert_eq!(due(ended, day("2026-07-31")).map(|due| due.form), Some("followup_6m"));
        assert_eq!(due(ended, day("2027-01-31")).map(|due| due.form), Some("followup_12m"));
        assert_eq!(due(ended, day("2027-04-01")), None);
    }

    #[test]
    fn the_days_a_course_ended_hold_every_course_that_is_due() {
        for months in [3, 6, 12] {
            let today = day("2026-11-22");
            let (first, last) = ended_between(months, today).unwrap();
            let mut ended = day("2025-01-01");
            while ended < today {
                let is_due = due(ended, today).is_some_and(|due| FOLLOWUPS.contains(&(due.form, months)));
                assert!(!is_due || (first..=last).contains(&ended), "{months} {ended}");
                ended = ended.succ_opt().unwrap();
            }
        }
    }
}
