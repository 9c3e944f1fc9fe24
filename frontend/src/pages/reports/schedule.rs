//! Reports that come every quarter or year. Nothing is stored for them: the same question about the same day gives the
//! same numbers whenever it is asked, so a report is its period and the day its numbers are taken.

use chrono::{Datelike, Days, Months, NaiveDate};

/// How many days after the period its numbers are taken: the day the data of a month have to be in.
pub(super) const USUAL_DAYS: u8 = 20;
/// The most days one can wait.
pub(super) const MOST_DAYS: u8 = 90;
/// The reports that are listed.
const LISTED: usize = 8;

/// How often a report comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Every {
    /// Every calendar quarter.
    Quarter,
    /// Every calendar year.
    Year,
}

impl Every {
    /// What is kept and stands in the list to choose from.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// Reads it back.
    pub(super) fn read(id: &str) -> Option<Self> {
        [Self::Quarter, Self::Year].into_iter().find(|every| every.id() == id)
    }

    const fn months(self) -> u32 {
        match self {
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The first day of the period a day lies in.
    fn begin(self, day: NaiveDate) -> NaiveDate {
        let months = self.months();
        NaiveDate::from_ymd_opt(day.year(), day.month0() / months * months + 1, 1).unwrap_or(day)
    }
}

/// When a saved view becomes a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Schedule {
    /// How often.
    pub(super) every: Every,
    /// How many days after the period the numbers are taken.
    pub(super) days: u8,
    /// The day it was chosen. The period that had ended then is the first.
    pub(super) since: NaiveDate,
}

/// One report: a period, and the day its numbers are known at the end of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Issue {
    /// The first day of the period.
    pub(super) from: NaiveDate,
    /// The last day.
    pub(super) to: NaiveDate,
    /// The day the numbers are taken.
    pub(super) known: NaiveDate,
}

impl Issue {
    /// The day it comes: that of its numbers must be over.
    pub(super) fn comes(self) -> NaiveDate {
        self.known.succ_opt().unwrap_or(self.known)
    }

    /// The address of a view with this period and day in place of its own.
    pub(super) fn query(self, view: &str) -> String {
        let own = |part: &&str| {
            let name = part.split('=').next().unwrap_or_default();
            !matches!(name, "" | "periode" | "kendt")
        };
        let mut parts: Vec<String> = view.split('&').filter(own).map(str::to_owned).collect();
        parts.push(format!("periode={}_{}", self.from, self.to));
        parts.push(format!("kendt={}", self.known));
        parts.join("&")
    }
}

/// The reports of a schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Issues {
    /// Those that are there, newest first.
    pub(super) issued: Vec<Issue>,
    /// The next one; its period may have ended already.
    pub(super) next: Option<Issue>,
}

/// The reports a schedule has made until `today`, and the next.
pub(super) fn issues(schedule: Schedule, today: NaiveDate) -> Issues {
    let step = Months::new(schedule.every.months());
    let issue = |from: NaiveDate| {
        let to = from.checked_add_months(step)?.pred_opt()?;
        Some(Issue { from, to, known: to.checked_add_days(Days::new(schedule.days.into()))? })
    };
    let first = schedule.every.begin(schedule.since).checked_sub_months(step);
    let mut ended =
        std::iter::successors(first, |from| from.checked_add_months(step)).map_while(issue).peekable();
    let mut issued: Vec<Issue> =
        std::iter::from_fn(|| ended.next_if(|issue| issue.comes() <= today)).collect();
    issued.reverse();
    issued.truncate(LISTED);
    Issues { issued, next: ended.next() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(every: Every, days: u8, since: &str, today: &str) -> (Vec<String>, String) {
        let words = |issue: &Issue| format!("{} {} {}", issue.from, issue.to, issue.known);
        let found = issues(Schedule { every, days, since: day(since) }, day(today));
        (found.issued.iter().map(words).collect(), found.next.as_ref().map(words).unwrap())
    }

    #[test]
    fn a_report_comes_when_the_day_of_its_numbers_is_over() {
        let third = "2026-07-01 2026-09-30 2026-10-20".to_owned();
        let fourth = "2026-10-01 2026-12-31 2027-01-20".to_owned();
        let of = |today| at(Every::Quarter, USUAL_DAYS, "2026-10-05", today);
        assert_eq!(of("2026-10-20"), (vec![], third.clone()));
        assert_eq!(of("2026-10-21"), (vec![third.clone()], fourth.clone()));
        assert_eq!(of("2026-12-31"), (vec![third.clone()], fourth.clone()));
        assert_eq!(of("2027-01-20"), (vec![third.clone()], fourth.clone()));
        assert_eq!(of("2027-01-21").0, [fourth, third]);
    }

    #[test]
    fn a_year_ends_with_december_also_on_new_years_day() {
        let of = |since, today| at(Every::Year, 0, since, today);
        let year = |year| format!("{year}-01-01 {year}-12-31 {year}-12-31");
        assert_eq!(of("2026-12-31", "2026-12-31"), (vec![year(2025)], year(2026)));
        assert_eq!(of("2026-12-31", "2027-01-01"), (vec![year(2026), year(2025)], year(2027)));
        assert_eq!(of("2027-01-01", "2027-01-01"), (vec![year(2026)], year(2027)));
    }

    #[test]
    fn a_leap_day_is_a_day_like_any_other() {
        let of = |since, today| at(Every::Quarter, 60, since, today);
        let last = "2027-10-01 2027-12-31 2028-02-29".to_owned();
        assert_eq!(of("2028-02-29", "2028-02-29").1, last);
        assert_eq!(of("2028-02-29", "2028-03-01").0, [last]);
        assert_eq!(of("2027-02-28", "2027-03-02").0, ["2026-10-01 2026-12-31 2027-03-01"]);
    }

    #[test]
    fn the_newest_are_listed_however_long_it_has_been() {
        let (issued, next) = at(Every::Quarter, 20, "2020-01-01", "2026-11-22");
        assert_eq!((issued.len(), issued[0].as_str()), (8, "2026-07-01 2026-09-30 2026-10-20"));
        assert_eq!(next, "2026-10-01 2026-12-31 2027-01-20");
    }

    #[test]
    fn the_address_is_that_of_the_view_in_the_period() {
        let issue = Issue { from: day("2026-07-01"), to: day("2026-09-30"), known: day("2026-10-20") };
        let own = "periode=2026-07-01_2026-09-30&kendt=2026-10-20";
        assert_eq!(issue.query(""), own);
        assert_eq!(
            issue.query("periode=sidste-kvartal&saet=dhrd&kendt=2026-01-01"),
            format!("saet=dhrd&{own}")
        );
    }
}
