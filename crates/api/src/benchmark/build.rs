//! From published cells to a benchmark.

use std::collections::BTreeMap;

use api_types::{Benchmark, BenchmarkCell, BenchmarkFlag, BenchmarkView, TallyView};
use db::{Published, PublishedRow};
use domain::municipality::{MunicipalityCode, RegionCode};
use domain::organisation::{Organisation, UnitId};
use domain::publication::{self, Level, PublishedCell, Tier};
use domain::text::Text;
use statistics::{FunnelUnit, Interval, Proportion, Reason};

use super::adjust::{self, Estimates, Parts, percent};
use super::asked::{self, Asked, refuse};
use super::findings::Findings;
use super::funnel::{self, Judged};
use super::refusals;
use super::similar::similar;
use super::units::Directory;
use super::words;
use crate::error::Error;

/// On whose behalf is asked.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Viewer {
    /// The own municipality.
    pub(crate) own: Option<MunicipalityCode>,
    /// The region of somebody who belongs to no municipality.
    pub(crate) region: Option<RegionCode>,
}

/// A unit on its way to a cell.
struct Line<'r> {
    unit: UnitId,
    row: &'r PublishedRow,
    proportion: Option<Proportion>,
}

/// Answers a question.
///
/// # Errors
/// 400 `not_published` for an indicator that the snapshot does not have.
pub(crate) async fn build(
    published: &Published,
    asked: &Asked,
    viewer: &Viewer,
    organisation: &Organisation,
    own_exact: Option<TallyView>,
) -> Result<Benchmark, Error> {
    let rows = published.cells(asked.snapshot.id, &asked.key(asked.cell_split())).await?;
    let units = published.units(asked.snapshot.id).await?;
    let directory = Directory::new(organisation, asked.snapshot.as_of, viewer, units);
    let level = asked.split_level.as_ref().map_or("", |level| level.id.as_str());
    let rows: BTreeMap<UnitId, &PublishedRow> =
        rows.iter().filter(|row| row.level == level).map(|row| (row.unit, row)).collect();
    if rows.is_empty() {
        return Err(refuse("indicator", refusals::not_in_snapshot()));
    }
    let lines = lines(asked, &directory, &rows);
    let of_level: Vec<&Line<'_>> =
        lines.iter().filter(|line| Level::of(line.unit) == Some(asked.level)).collect();
    let mut said_of_all = notes(asked, &directory, &of_level, published.tier());
    let notes = &mut said_of_all;

    let shares: Vec<Option<Proportion>> = of_level.iter().map(|line| line.proportion).collect();
    let judged = match asked.view {
        BenchmarkView::Raw => said(funnel::judge(&shares), notes),
        _ => None,
    };
    let own = viewer.own.map(UnitId::Municipality).filter(|_| asked.level == Level::Municipality);
    let parts = match asked.view {
        BenchmarkView::Raw | BenchmarkView::Shrunken if own.is_none() => Vec::new(),
        _ => parts(published, asked).await?,
    };
    let mut model_card = None;
    let estimates = match asked.view {
        BenchmarkView::Raw => Estimates::default(),
        BenchmarkView::Shrunken => {
            let units: Vec<_> = of_level.iter().map(|line| (line.unit, line.proportion)).collect();
            let shares = said(adjust::shrunken(&units), notes).unwrap_or_default();
            notes.extend((!shares.is_empty()).then(words::shrunken_note));
            Estimates { shares, ..Estimates::default() }
        }
        BenchmarkView::Adjusted => {
            let wanted = |parts: &&Parts| asked.split.as_ref().is_none_or(|split| split.id == parts.split.id);
            let units: Vec<UnitId> = of_level.iter().map(|line| line.unit).collect();
            match adjust::adjusted(parts.iter().filter(wanted), &wholes(&lines), &units) {
                Ok(adjustment) => {
                    notes.extend(adjustment.notes);
                    model_card = Some(adjustment.card);
                    adjustment.estimates
                }
                Err(why) => {
                    notes.push(why);
                    Estimates::default()
                }
            }
        }
    };
    let alike = own.map(|own| similar(own, &sizes(&rows), &parts)).unwrap_or_default();
    let flags = flags(&of_level, judged.as_ref());
    let cells: Vec<BenchmarkCell> = lines
        .iter()
        .map(|line| {
            let mut cell = cell(asked, &directory, line, &flags, &estimates);
            cell.is_similar = alike.contains(&line.unit);
            cell
        })
        .collect();
    let notes = leading_notes(asked, &cells).into_iter().chain(said_of_all).collect();
    let findings = Findings { asked, cells: &cells, counts: &counts(&lines), has_funnel: judged.is_some() };
    let (finding, summary) = findings.words();
    let split = asked.split.as_ref().filter(|_| !asked.cell_split().is_empty());
    let periods = asked::periods(&asked.snapshot);
    let period = periods.iter().find(|period| period.id == asked.period.to_string()).cloned();
    Ok(Benchmark {
        snapshot: words::snapshot_view(&asked.snapshot, published.tier()),
        indicator: asked.indicator.id.clone(),
        version: asked.programme.version.clone(),
        number: asked.indicator.number.clone(),
        label: asked.indicator.label.clone(),
        direction: asked.indicator.direction,
        standard: asked.indicator.standard,
        period: period.ok_or(Error::Internal("a period that was offered is gone"))?,
        periods,
        splits: asked::splits(&asked.programme),
        split: split.map(|split| words::labelled(&split.id, split.label.clone())),
        split_level: asked.split_level.clone(),
        level: asked.level.id().to_owned(),
        view: asked.view,
        cells,
        funnel: judged.map(|judged| judged.view),
        model_card,
        own_exact,
        finding,
        summary,
        notes,
    })
}

/// The cells of every published split.
async fn parts(published: &Published, asked: &Asked) -> Result<Vec<Parts>, Error> {
    let mut parts = Vec::new();
    for split in asked.programme.splits.iter().filter(|split| split.published) {
        let rows = published.cells(asked.snapshot.id, &asked.key(&split.id)).await?;
        parts.push(Parts { split: split.clone(), rows });
    }
    Ok(parts)
}

/// The units of the level and what they are compared with, in the order they are listed.
fn lines<'r>(
    asked: &Asked,
    directory: &Directory<'_>,
    rows: &BTreeMap<UnitId, &'r PublishedRow>,
) -> Vec<Line<'r>> {
    let compared = directory.compared_with();
    let wanted = |unit: &UnitId| {
        (Level::of(*unit) == Some(asked.level) || compared.contains(unit)) && directory.is_large_enough(*unit)
    };
    let mut lines: Vec<Line<'r>> = rows
        .iter()
        .filter(|(unit, _)| wanted(unit))
        .map(|(unit, row)| Line { unit: *unit, row, proportion: proportion(&row.cell) })
        .collect();
    lines.sort_by_cached_key(|line| directory.place(line.unit));
    lines
}

fn proportion(cell: &PublishedCell) -> Option<Proportion> {
    let part = cell.counts()?;
    Proportion::new(part.fulfilled(), part.total()).ok()
}

fn counts(lines: &[Line<'_>]) -> BTreeMap<String, Proportion> {
    lines.iter().filter_map(|line| Some((line.unit.to_string(), line.proportion?))).collect()
}

fn wholes(lines: &[Line<'_>]) -> BTreeMap<UnitId, Proportion> {
    lines.iter().filter_map(|line| Some((line.unit, line.proportion?))).collect()
}

fn sizes(rows: &BTreeMap<UnitId, &PublishedRow>) -> BTreeMap<UnitId, u32> {
    rows.iter().filter_map(|(unit, row)| Some((*unit, row.cell.denominator()?))).collect()
}

/// What cannot be said in numbers is said in a note.
fn said<T>(result: Result<T, Reason>, notes: &mut Vec<Text>) -> Option<T> {
    result.map_err(|reason| notes.push(words::why_not(reason))).ok()
}

/// What is said first: that nothing is adjusted, and how many units have no number, counted in the cells that are shown.
fn leading_notes(asked: &Asked, cells: &[BenchmarkCell]) -> Vec<Text> {
    let mut notes = Vec::new();
    notes.extend((asked.view == BenchmarkView::Raw).then(words::not_adjusted));
    let of_level = || cells.iter().filter(|cell| cell.level == asked.level.id());
    let without = of_level().filter(|cell| cell.percent.is_none()).count();
    if without > 0 {
        // What is not computed has its courses all the same.
        let few = of_level().filter(|cell| cell.denominator.is_none()).count();
        notes.push(words::hidden(few, without, of_level().count(), asked));
    }
    notes
}

fn notes(asked: &Asked, directory: &Directory<'_>, lines: &[&Line<'_>], tier: Tier) -> Vec<Text> {
    let mut notes = Vec::new();
    if directory.compared_with().into_iter().any(|unit| !directory.is_large_enough(unit)) {
        notes.push(words::small_cluster());
    }
    let periods = publication::periods(asked.snapshot.as_of);
    if let Some((_, period)) = periods.into_iter().find(|(id, _)| *id == asked.period) {
        let moved = directory.moved(period);
        notes.extend((moved > 0).then(|| words::moved(moved)));
    }
    if lines.iter().any(|line| line.row.as_of < asked.snapshot.as_of) {
        notes.push(words::stayed());
    }
    if tier == Tier::Professional && asked.level == Level::Municipality {
        notes.push(words::names_hidden());
    }
    notes
}

fn flags(lines: &[&Line<'_>], judged: Option<&Judged>) -> BTreeMap<UnitId, FunnelUnit> {
    let units = judged.map(|judged| judged.units.as_slice()).unwrap_or_default();
    lines.iter().map(|line| line.unit).zip(units.iter().copied()).collect()
}

fn cell(
    asked: &Asked,
    directory: &Directory<'_>,
    line: &Line<'_>,
    flags: &BTreeMap<UnitId, FunnelUnit>,
    estimates: &Estimates,
) -> BenchmarkCell {
    let published = &line.row.cell;
    let judged = flags.get(&line.unit);
    let is_unit = asked.level != Level::All && Level::of(line.unit) == Some(asked.level);
    let estimate = estimates.shares.get(&line.unit);
    let raw = line.proportion.map(Proportion::wilson);
    // A level of comparison is not shrunken: it is what is shrunken towards.
    let is_shrunken = asked.view == BenchmarkView::Shrunken;
    let is_raw = asked.view == BenchmarkView::Raw || (is_shrunken && !is_unit);
    let (share, words, interval, hidden): (Option<u8>, Text, Option<Interval>, Option<Text>) =
        match (is_raw, estimate) {
            (true, _) => {
                (published.percent(), published.percent_text().clone(), raw, published.why_hidden().cloned())
            }
            (false, Some(estimate)) if published.counts().is_some() => {
                let share = percent(estimate.share);
                (Some(share), domain::words::percent(share), Some(estimate.interval), None)
            }
            (false, _) => {
                let hidden = published.why_hidden().or_else(|| estimates.refused.get(&line.unit)).cloned();
                let hidden = hidden.unwrap_or_else(|| match is_shrunken {
                    true => words::cannot_be_smoothed(),
                    false => words::cannot_be_adjusted(&[]),
                });
                let words = match published.counts() {
                    Some(_) => words::not_computed(),
                    None => published.percent_text().clone(),
                };
                (None, words, None, Some(hidden))
            }
        };
    let flag = judged.map_or(BenchmarkFlag::NotJudged, |unit| funnel::flag(unit.flag));
    let expected = judged.and_then(|unit| unit.expected);
    BenchmarkCell {
        level: Level::of(line.unit).unwrap_or(Level::All).id().to_owned(),
        id: directory.id(line.unit),
        name: directory.name(line.unit),
        parent: directory.parent(line.unit),
        is_own: directory.is_own(line.unit),
        is_own_cluster: directory.is_own_cluster(line.unit),
        is_similar: false,
        denominator: published.denominator(),
        percent: share,
        percent_text: words,
        ci_low: interval.map(|interval| percent(interval.low)),
        ci_high: interval.map(|interval| percent(interval.high)),
        expected_low: expected.map(|limits| percent(limits.alert_low)),
        expected_high: expected.map(|limits| percent(limits.alert_high)),
        flag,
        flag_text: words::flag(flag),
        hidden,
    }
}
