//! Cutting months or courses into points.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use db::{Baseline, Counted, Tally};
use domain::period::{Grain, Month, Period, Quarter, Year};
use domain::text::Text;

/// A period is judged when it has been over for so long: the end forms of its last days are then due. Default.
const SETTLED_AFTER: Days = Days::new(14);

/// Courses in a group.
const GROUP: i64 = 10;

/// A point before it is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// The period, e.g. `2026-Q2`; for groups their number.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// From its first to its last day.
    pub period: Period,
    /// Its courses.
    pub tally: Tally,
    /// Whether it can no longer change much.
    pub is_complete: bool,
}

impl Cut {
    /// Whether it is over and has courses that could be judged.
    pub(crate) const fn is_tested(&self) -> bool {
        self.is_complete && self.tally.denominator() > 0
    }
}

/// Why a new baseline begins at a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Begin {
    /// The index of the point.
    pub index: usize,
    /// Why, in words.
    pub reason: Text,
}

/// All courses of some points.
pub(crate) fn total<'c>(cuts: impl IntoIterator<Item = &'c Cut>) -> Tally {
    sum(cuts.into_iter().map(|cut| &cut.tally))
}

fn sum<'t>(tallies: impl Iterator<Item = &'t Tally>) -> Tally {
    tallies.fold(Tally::default(), |mut sum, tally| {
        sum.add(*tally);
        sum
    })
}

/// The months, quarters or years a period touches, on a day.
pub(crate) fn periods(
    grain: Grain,
    period: Period,
    months: &BTreeMap<NaiveDate, Tally>,
    today: NaiveDate,
) -> Vec<Cut> {
    let cut = |period: Period| Cut {
        id: id(grain, period),
        label: period.label(),
        period,
        tally: sum(months.range(period.from()..=period.to()).map(|(_, month)| month)),
        is_complete: is_settled(period, today),
    };
    grain.cut(period).into_iter().map(cut).collect()
}

/// Whether a period has been over for long enough to be judged.
pub(super) fn is_settled(period: Period, today: NaiveDate) -> bool {
    period.to().checked_add_days(SETTLED_AFTER).is_some_and(|settled| settled < today)
}

fn id(grain: Grain, period: Period) -> String {
    match grain {
        Grain::Month => Month::of(period.from()).to_string(),
        Grain::Quarter => Quarter::of(period.from()).to_string(),
        Grain::Year => Year::of(period.from()).to_string(),
    }
}

/// How many points to leave out at the beginning: those before the first course, but never all.
pub(crate) fn trimmed(cuts: &[Cut]) -> usize {
    let is_empty = |cut: &&Cut| cut.tally == Tally::default();
    let empty = cuts.iter().take_while(is_empty).count();
    if empty == cuts.len() { 0 } else { empty }
}

/// Groups of ten finished courses in the order they count, up to today. Courses that lack an answer, or are left out,
/// are told with the group they fall in.
pub(crate) fn groups<'c>(courses: impl Iterator<Item = &'c Counted>, today: NaiveDate) -> Vec<Cut> {
    let (mut cuts, mut current): (Vec<Cut>, Option<(NaiveDate, NaiveDate, Tally)>) = (Vec::new(), None);
    for course in courses.filter(|course| course.on <= today) {
        let (first, _, mut tally) = current.unwrap_or((course.on, course.on, Tally::default()));
        tally.count(course.state, 1);
        let grown = (first, course.on, tally);
        if tally.denominator() == GROUP {
            cuts.extend(group(cuts.len(), grown, true));
            current = None;
        } else {
            current = Some(grown);
        }
    }
    let rest = current.and_then(|rest| group(cuts.len(), rest, false));
    cuts.extend(rest);
    cuts
}

fn group(before: usize, (from, to, tally): (NaiveDate, NaiveDate, Tally), is_complete: bool) -> Option<Cut> {
    let courses = i64::try_from(before).ok()?.checked_mul(GROUP)?;
    let (first, last) = (courses + 1, courses + tally.denominator().max(1));
    Some(Cut {
        id: (before + 1).to_string(),
        label: Text::new(format!("Forløb {first}–{last}"), format!("Courses {first}–{last}")),
        period: Period::new(from, to).ok()?,
        tally,
        is_complete,
    })
}

/// The courses from the first quarter that is there as a whole: when older ones were left out, groups begin at a day
/// that stays the same however many courses come.
pub(crate) fn from_a_quarter(courses: Vec<Counted>) -> Vec<Counted> {
    let Some(first) = courses.first().map(|course| Quarter::of(course.on).next().period().from()) else {
        return courses;
    };
    courses.into_iter().filter(|course| course.on >= first).collect()
}

/// Courses by month, as the tallies have them.
pub(crate) fn by_month<'c>(courses: impl Iterator<Item = &'c Counted>) -> BTreeMap<NaiveDate, Tally> {
    let mut months: BTreeMap<NaiveDate, Tally> = BTreeMap::new();
    for course in courses {
        months.entry(Month::of(course.on).period().from()).or_default().count(course.state, 1);
    }
    months
}

/// The points at which new baselines begin: those that the day lies in, or the next.
pub(crate) fn begins(cuts: &[Cut], baselines: &[Baseline]) -> Vec<Begin> {
    let begin = |baseline: &Baseline| {
        let index = cuts.iter().position(|cut| cut.period.to() >= baseline.from)?;
        let reason = Text::new(baseline.reason.clone(), baseline.reason.clone());
        // Before the first point there is nothing to differ from.
        (index > 0).then_some(Begin { index, reason })
    };
    baselines.iter().filter_map(begin).collect()
}
