//! Whether an aim has been reached.

use std::collections::BTreeMap;

use api_types::{AimVerdict, AimView, SeriesGrain};
use chrono::NaiveDate;
use db::{Aim, Tally};
use domain::period::{Grain, Period, last_quarters};
use domain::text::Text;
use statistics::{BASELINE, Better, Proportion, newcombe};

use super::{Cut, UnitWords, on_day, periods, share, total};
use crate::findings::number::percent;

/// Finished quarters since an aim was set that a verdict takes. Default: a year, so that the seasons even out.
const POINTS: u32 = 4;

/// The aim with its verdict: the finished quarters since it was set against its share, and against up to twelve
/// quarters before.
pub(crate) fn aim_view(
    aim: Aim,
    months: &BTreeMap<NaiveDate, Tally>,
    better: Better,
    today: NaiveDate,
) -> AimView {
    let quarters = finished_quarters(months, today);
    let since: Vec<&Cut> = quarters.iter().filter(|cut| cut.period.from() >= aim.from).collect();
    let before: Vec<&Cut> =
        quarters.iter().rev().filter(|cut| cut.period.to() < aim.from).take(BASELINE).collect();
    let found = u32::try_from(since.len()).unwrap_or(u32::MAX);
    let points_needed = POINTS.saturating_sub(found);
    let (now, then) = (pooled(&since), pooled(&before));
    let target = target(&aim);
    let verdict = match now {
        Some(now) if points_needed == 0 => verdict(now, then, target, better),
        _ => AimVerdict::NotYet,
    };
    AimView {
        percent: aim.percent,
        from: aim.from,
        due: aim.due,
        verdict_text: verdict_text(verdict, points_needed, (now, then), &aim),
        by: aim.by,
        verdict,
        points_needed,
    }
}

/// The aim as a share, 0–1.
fn target(aim: &Aim) -> f64 {
    f64::from(aim.percent) / 100.0
}

/// The finished quarters in which courses could be judged.
fn finished_quarters(months: &BTreeMap<NaiveDate, Tally>, today: NaiveDate) -> Vec<Cut> {
    let first = months.first_key_value().map(|(month, _)| *month);
    let last = last_quarters(today, 1).first().map(|quarter| quarter.period().to());
    let period = first.zip(last).and_then(|(first, last)| Period::new(first, last).ok());
    let cuts = period.map(|period| periods(Grain::Quarter, period, months, today)).unwrap_or_default();
    cuts.into_iter().filter(Cut::is_tested).collect()
}

fn pooled(cuts: &[&Cut]) -> Option<Proportion> {
    share(&total(cuts.iter().copied())).proportion
}

fn verdict(now: Proportion, then: Option<Proportion>, target: f64, better: Better) -> AimVerdict {
    if now.against(target, better).is_some_and(|statement| statement.is_met) {
        return AimVerdict::Reached;
    }
    let Some(then) = then else { return AimVerdict::Unchanged };
    let difference = newcombe(now, then);
    match better {
        Better::Higher | Better::Neither if difference.low > 0.0 => AimVerdict::Improved,
        Better::Higher | Better::Neither if difference.high < 0.0 => AimVerdict::Worse,
        Better::Lower if difference.high < 0.0 => AimVerdict::Improved,
        Better::Lower if difference.low > 0.0 => AimVerdict::Worse,
        _ => AimVerdict::Unchanged,
    }
}

fn verdict_text(
    verdict: AimVerdict,
    points_needed: u32,
    (now, then): (Option<Proportion>, Option<Proportion>),
    aim: &Aim,
) -> Text {
    let target = target(aim);
    let aimed = percent(target);
    let due = on_day(aim.due);
    let said = |share: Option<Proportion>| share.map(|share| percent(share.value())).unwrap_or_default();
    let within = match now.is_some_and(|now| now.wilson().covers(target)) {
        true => Text::new(" Målet ligger inden for usikkerheden.", " The aim lies within the uncertainty."),
        false => Text::default(),
    };
    let (now, before) = (said(now), said(then));
    let against = match then {
        Some(_) => Text::new(format!(" mod {} før", before.da), format!(" against {} before", before.en)),
        None => Text::default(),
    };
    match verdict {
        AimVerdict::NotYet => {
            let missing = UnitWords::of(SeriesGrain::Quarter).count(points_needed);
            Text::new(
                format!(
                    "Målet på {} kan ikke vurderes endnu: der mangler {}. Frist {}.",
                    aimed.da, missing.da, due.da
                ),
                format!(
                    "The aim of {} cannot be judged yet: {} are missing. Due {}.",
                    aimed.en, missing.en, due.en
                ),
            )
        }
        AimVerdict::Reached => Text::new(
            format!("Målet på {} er nået: {}{}.{}", aimed.da, now.da, against.da, within.da),
            format!("The aim of {} is reached: {}{}.{}", aimed.en, now.en, against.en, within.en),
        ),
        AimVerdict::Improved => Text::new(
            format!(
                "Sikker forbedring, men målet på {} er ikke nået: {}{}. Frist {}.",
                aimed.da, now.da, against.da, due.da
            ),
            format!(
                "A sure improvement, but the aim of {} is not reached: {}{}. Due {}.",
                aimed.en, now.en, against.en, due.en
            ),
        ),
        AimVerdict::Unchanged if then.is_none() => Text::new(
            format!(
                "Målet på {} er ikke nået: {}. Der er ingen tal fra før at sammenligne med. Frist {}.",
                aimed.da, now.da, due.da
            ),
            format!(
                "The aim of {} is not reached: {}. There are no numbers from before to compare with. Due {}.",
                aimed.en, now.en, due.en
            ),
        ),
        AimVerdict::Unchanged => Text::new(
            format!(
                "Ingen sikker ændring: {}{}. Målet er {} senest {}.",
                now.da, against.da, aimed.da, due.da
            ),
            format!("No sure change: {}{}. The aim is {} by {}.", now.en, against.en, aimed.en, due.en),
        ),
        AimVerdict::Worse => Text::new(
            format!(
                "Det er gået tilbage: {}{}. Målet er {} senest {}.",
                now.da, against.da, aimed.da, due.da
            ),
            format!("It has become worse: {}{}. The aim is {} by {}.", now.en, against.en, aimed.en, due.en),
        ),
    }
}
