//! The numbers of a series, from tallies, from the courses one by one, or from the forms of another day.

use std::collections::BTreeMap;

use api_types::SeriesGrain;
use chrono::NaiveDate;
use db::rights::ReadIndicators;
use db::{Counted, LevelMonths, Notes, Tally};
use domain::period::{Grain, Period};
use domain::programme::{Division, Indicator, Programme, UNKNOWN};

use super::ask::Asked;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::handlers::as_of;
use crate::series::{Cut, Levels, by_month, from_a_quarter, groups, periods};

/// The most courses that groups are made of: the newest.
const MAX_IN_GROUPS: usize = 1_500;

/// The points of a line: of a level, by its id, or of all courses.
type Line = (Option<String>, Vec<Cut>);

/// The numbers of a series.
pub(super) struct Numbers {
    /// All courses by month, whatever is asked.
    pub(super) months: BTreeMap<NaiveDate, Tally>,
    /// One line, or one for each level.
    pub(super) lines: Vec<Line>,
    /// What is noted about the indicator.
    pub(super) notes: Notes,
}

/// Reads what is asked for.
pub(super) async fn read(
    app: &App,
    caller: &Caller<ReadIndicators>,
    (programme, indicator): (&Programme, &Indicator),
    asked: &Asked<'_>,
) -> Result<Numbers, Error> {
    let repository = app.db.indicators(caller);
    if let Some(day) = asked.as_of {
        let counted = repository.as_known(programme, &indicator.id, day).await.map_err(as_of::too_many)?;
        let notes = app.db.indicator_notes(caller).of(&programme.id, &indicator.id).await?;
        let lines = lines(&counted, programme, asked);
        return Ok(Numbers { months: by_month(counted.iter()), lines, notes });
    }
    let by_level = asked.split.filter(|_| asked.grain != SeriesGrain::GroupsOf10);
    let history =
        repository.history(programme, &indicator.id, by_level.map(|split| (split, asked.period))).await?;
    let lines = match (asked.calendar(), asked.split) {
        (Some(grain), Some(division)) => of_levels(&history.levels, division, (grain, asked)),
        (Some(grain), None) => vec![(None, periods(grain, asked.period, &history.months, asked.today))],
        (None, _) => {
            let until = asked.period.to().min(asked.today);
            let period = Period::new(asked.period.from(), until).unwrap_or(asked.period);
            let counted = repository.in_order(programme, &indicator.id, period, MAX_IN_GROUPS).await?;
            let is_cut = counted.len() == MAX_IN_GROUPS;
            let counted = if is_cut { from_a_quarter(counted) } else { counted };
            lines(&counted, programme, asked)
        }
    };
    Ok(Numbers { months: history.months, lines, notes: history.notes })
}

/// Lines from the months of each level.
fn of_levels(
    months: &[LevelMonths],
    division: Division<'_>,
    (grain, asked): (Grain, &Asked<'_>),
) -> Vec<Line> {
    let courses = |level: &LevelMonths| level.months.values().map(Tally::courses).sum();
    let levels = months.iter().map(|level| (level.level.as_str(), courses(level))).collect();
    let levels = Levels::of(division, &levels);
    let line = |shown: &str| {
        let own = months.iter().filter(|level| levels.shown(&level.level) == shown);
        let mut months: BTreeMap<NaiveDate, Tally> = BTreeMap::new();
        for (month, tally) in own.flat_map(|level| &level.months) {
            months.entry(*month).or_default().add(*tally);
        }
        (Some(shown.to_owned()), periods(grain, asked.period, &months, asked.today))
    };
    levels.iter().map(line).collect()
}

/// Lines from courses.
fn lines(counted: &[Counted], programme: &Programme, asked: &Asked<'_>) -> Vec<Line> {
    let Some(division) = asked.split else {
        return vec![(None, line(counted.iter(), asked))];
    };
    let mut courses: BTreeMap<&str, i64> = BTreeMap::new();
    for course in counted.iter().filter(|course| asked.period.contains(course.on)) {
        *courses.entry(level_of(course, programme, division)).or_default() += 1;
    }
    let levels = Levels::of(division, &courses);
    let of_level = |shown: &str| {
        let is_own = |course: &&Counted| levels.shown(level_of(course, programme, division)) == shown;
        (Some(shown.to_owned()), line(counted.iter().filter(is_own), asked))
    };
    levels.iter().map(of_level).collect()
}

fn level_of<'c>(course: &'c Counted, programme: &Programme, division: Division<'_>) -> &'c str {
    match division {
        Division::Split(split) => course.stratum.level(programme, &split.id),
        Division::Sites(_) => course.site.as_deref().unwrap_or(UNKNOWN),
    }
}

fn line<'c>(courses: impl Iterator<Item = &'c Counted>, asked: &Asked<'_>) -> Vec<Cut> {
    let within = courses.filter(|course| asked.period.contains(course.on));
    match asked.calendar() {
        Some(grain) => periods(grain, asked.period, &by_month(within), asked.today),
        None => groups(within, asked.today),
    }
}
