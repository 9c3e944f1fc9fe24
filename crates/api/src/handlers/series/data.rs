//! The numbers of a series, from tallies, from the courses one by one, or from the forms of another day.

use std::collections::BTreeMap;

use api_types::SeriesGrain;
use chrono::NaiveDate;
use db::rights::ReadIndicators;
use db::{Counted, Notes, Tally};
use domain::period::Period;
use domain::programme::{Indicator, Programme, Split, UNKNOWN};
use domain::text::Text;

use super::ask::Asked;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::query::refused;
use crate::series::{Cut, by_month, from_a_quarter, groups, periods};

/// The most courses that groups are made of: the newest.
const MAX_IN_GROUPS: usize = 1_500;

/// The numbers of a series.
pub(super) struct Numbers {
    /// All courses by month, whatever is asked.
    pub(super) months: BTreeMap<NaiveDate, Tally>,
    /// The points of each line: by the level's id, or of all.
    pub(super) lines: Vec<(Option<String>, Vec<Cut>)>,
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
        let counted = repository.as_known(programme, &indicator.id, day).await.map_err(too_many)?;
        let notes = app.db.indicator_notes(caller).of(&programme.id, &indicator.id).await?;
        let lines = lines(&counted, programme, asked);
        return Ok(Numbers { months: by_month(counted.iter()), lines, notes });
    }
    let by_level = asked.split.filter(|_| asked.grain != SeriesGrain::GroupsOf10);
    let history =
        repository.history(programme, &indicator.id, by_level.map(|split| (split, asked.period))).await?;
    let lines = match asked.calendar() {
        Some(grain) if asked.split.is_some() => {
            let line = |level: db::LevelMonths| {
                (Some(level.level), periods(grain, asked.period, &level.months, asked.today))
            };
            history.levels.into_iter().map(line).collect()
        }
        Some(grain) => vec![(None, periods(grain, asked.period, &history.months, asked.today))],
        None => {
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

/// Lines from courses.
fn lines(counted: &[Counted], programme: &Programme, asked: &Asked<'_>) -> Vec<(Option<String>, Vec<Cut>)> {
    let Some(split) = asked.split else {
        return vec![(None, line(counted.iter(), asked))];
    };
    let of_level = |level: &str| {
        let own = counted.iter().filter(|course| level_of(course, programme, split) == level);
        (Some(level.to_owned()), line(own, asked))
    };
    let mut lines: Vec<_> = split.levels.iter().map(|level| of_level(&level.id)).collect();
    let (unknown, cuts) = of_level(UNKNOWN);
    if cuts.iter().any(|cut| cut.tally != Tally::default()) {
        lines.push((unknown, cuts));
    }
    lines
}

fn level_of<'c>(course: &'c Counted, programme: &Programme, split: &Split) -> &'c str {
    course.stratum.level(programme, &split.id)
}

fn line<'c>(courses: impl Iterator<Item = &'c Counted>, asked: &Asked<'_>) -> Vec<Cut> {
    let within = courses.filter(|course| asked.period.contains(course.on));
    match asked.calendar() {
        Some(grain) => periods(grain, asked.period, &by_month(within), asked.today),
        None => groups(within, asked.today),
    }
}

fn too_many(error: db::Error) -> Error {
    match error {
        db::Error::Conflict("too_many_courses") => {
            let message = Text::new(
                "Kommunen har for mange forløb til at regne baglæns. Tallene vises kun, som de er nu.",
                "The municipality has too many courses to compute earlier numbers. They are shown as of now only.",
            );
            refused("as_of", "too_many_courses", message)
        }
        error => error.into(),
    }
}
