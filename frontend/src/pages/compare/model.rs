//! The units of a comparison with their role, in words and as cells: one place for chart, table and file.

use api_types::{Benchmark, BenchmarkCell, BenchmarkFlag, BenchmarkView};
use charts::{PointWords, Role, Tone};
use domain::organisation::UnitId;
use domain::programme::Direction;
use domain::text::{Language, Text};

use super::wanted::Around;
use crate::parts::chart::Cell;
use crate::show;
use crate::text::*;

/// One unit or level of comparison.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) cell: BenchmarkCell,
    pub(super) role: Role,
    pub(super) tone: Tone,
    /// Whether it sums up others.
    pub(super) is_summary: bool,
}

/// How rows are chosen and ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) around: Around,
    /// Whether only the own unit and those pointed out are there.
    pub(super) is_only: bool,
    pub(super) is_by_value: bool,
}

/// The units of the level, in groups of their parents and by name, or by share; then what they are compared with.
pub(super) fn rows(benchmark: &Benchmark, choice: Choice) -> Vec<Row> {
    let is_unit = |cell: &BenchmarkCell| cell.level == benchmark.level;
    let mut units: Vec<Row> = benchmark
        .cells
        .iter()
        .filter(|cell| is_unit(cell))
        .map(|cell| Row {
            role: role(cell, choice.around),
            tone: tone(cell.flag, benchmark.direction),
            is_summary: false,
            cell: cell.clone(),
        })
        .collect();
    // Nobody to point out: everybody is shown.
    if choice.is_only && units.iter().any(|row| row.role != Role::Other) {
        units.retain(|row| row.role != Role::Other);
    }
    if choice.is_by_value {
        units.sort_by_key(|row| (row.cell.percent.is_none(), std::cmp::Reverse(row.cell.percent)));
    } else {
        // Stable: within a parent the server's order by name stays.
        units.sort_by_key(|row| group(&row.cell).map_or((true, String::new()), |name| (false, name.da)));
    }
    let others = benchmark.cells.iter().filter(|cell| !is_unit(cell));
    let summaries = others.map(|cell| Row {
        role: level_role(&cell.level),
        tone: Tone::Chance,
        is_summary: true,
        cell: cell.clone(),
    });
    units.into_iter().chain(summaries).collect()
}

/// The name of the unit a cell belongs to.
pub(super) fn group(cell: &BenchmarkCell) -> Option<Text> {
    let parent: UnitId = cell.parent.as_deref()?.parse().ok()?;
    Some(parent.label())
}

fn role(cell: &BenchmarkCell, around: Around) -> Role {
    let is_around = match around {
        Around::Cluster => cell.is_own_cluster,
        Around::Similar => cell.is_similar,
        Around::Nobody => false,
    };
    match (cell.is_own, is_around) {
        (true, _) => Role::Own,
        (false, true) => Role::Cluster,
        (false, false) => Role::Other,
    }
}

pub(super) fn level_role(level: &str) -> Role {
    match level {
        "municipality" => Role::Own,
        "cluster" => Role::Cluster,
        "region" | "instance" => Role::Region,
        _ => Role::All,
    }
}

const fn tone(flag: BenchmarkFlag, direction: Direction) -> Tone {
    match (flag, direction) {
        (BenchmarkFlag::None | BenchmarkFlag::NotJudged, _) => Tone::Chance,
        (BenchmarkFlag::HighAlert | BenchmarkFlag::HighAlarm, Direction::Up)
        | (BenchmarkFlag::LowAlert | BenchmarkFlag::LowAlarm, Direction::Down) => Tone::Improvement,
        _ => Tone::Concern,
    }
}

/// Value, lower and upper end of a published share.
pub(crate) fn estimate(cell: &BenchmarkCell) -> Option<(f64, f64, f64)> {
    let value = show::share_of(cell.percent?);
    let end = |end: Option<u8>| end.map_or(value, show::share_of);
    Some((value, end(cell.ci_low).min(value), end(cell.ci_high).max(value)))
}

fn percent(percent: u8, language: Language) -> String {
    show::share(show::share_of(percent), language)
}

impl Row {
    /// Value, lower and upper end.
    pub(super) fn estimate(&self) -> Option<(f64, f64, f64)> {
        estimate(&self.cell)
    }

    /// The share as it stands beside a row: `78 % (n = 185)`.
    pub(super) fn value(&self, language: Language) -> String {
        let text = self.cell.percent_text.get(language);
        match self.cell.denominator.filter(|_| self.cell.percent.is_some()) {
            Some(count) => format!("{text} (n\u{a0}=\u{a0}{count})"),
            None => text.to_owned(),
        }
    }

    /// What is drawn and said; the cells are those of the grid.
    pub(super) fn words(&self, language: Language) -> PointWords {
        PointWords {
            label: self.cell.name.get(language).to_owned(),
            announcement: self.announcement(language),
            cells: Vec::new(),
        }
    }

    /// `Kommune 7: 78 %, omkring 185 forløb, usikkerhed 72 % til 83 %, som forventet`.
    pub(super) fn announcement(&self, language: Language) -> String {
        let cell = &self.cell;
        let range = |phrase: Phrase, low: Option<u8>, high: Option<u8>| {
            let (low, high) = (percent(low?, language), percent(high?, language));
            Some(phrase.fill(language, &[("low", &low), ("high", &high)]))
        };
        let count =
            cell.denominator.map(|count| COMPARE_SAID_COUNT.fill(language, &[("count", &count.to_string())]));
        let flag = (!self.is_summary).then(|| cell.flag_text.get(language).to_owned());
        let parts = [
            Some(cell.percent_text.get(language).to_owned()),
            count,
            range(COMPARE_SAID_INTERVAL, cell.ci_low, cell.ci_high),
            range(COMPARE_SAID_EXPECTED, cell.expected_low, cell.expected_high),
            cell.hidden.as_ref().map(|why| why.get(language).to_owned()).or(flag),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        format!("{}: {}", cell.name.get(language), parts.join(", "))
    }

    /// The row of the table, under [`columns`].
    pub(super) fn cells(&self, language: Language) -> Vec<Cell> {
        let cell = &self.cell;
        let end = |end: Option<u8>| Cell::share(end.map(show::share_of));
        let text = cell.percent_text.get(language);
        // What is not simply the number, such as "mindst 95 %", stays in words.
        let share = match cell.percent {
            Some(value) if percent(value, language) == text => Cell::Share(show::share_of(value)),
            _ => Cell::words(text),
        };
        // Why a number is hidden is long, the same for many, and stands below the table.
        let said = (!self.is_summary && cell.hidden.is_none()).then_some(&cell.flag_text);
        vec![
            Cell::words(cell.name.get(language)),
            cell.denominator.map_or(Cell::None, |count| Cell::Count(count.into())),
            share,
            end(cell.ci_low),
            end(cell.ci_high),
            end(cell.expected_low),
            end(cell.expected_high),
            said.filter(|said| !said.da.is_empty())
                .map_or(Cell::None, |said| Cell::words(said.get(language))),
        ]
    }
}

/// The heads of the table: what a file is kept with, so they say which share it is.
pub(super) fn columns(view: BenchmarkView, language: Language) -> Vec<&'static str> {
    let share = match view {
        BenchmarkView::Raw => COMPARE_COLUMN_SHARE,
        BenchmarkView::Adjusted => COMPARE_COLUMN_ADJUSTED,
        BenchmarkView::Shrunken => COMPARE_COLUMN_SHRUNKEN,
    };
    let columns = [
        COMPARE_COLUMN_UNIT,
        COMPARE_COLUMN_COUNT,
        share,
        COMPARE_COLUMN_LOW,
        COMPARE_COLUMN_HIGH,
        COMPARE_COLUMN_EXPECTED_LOW,
        COMPARE_COLUMN_EXPECTED_HIGH,
        COMPARE_COLUMN_FLAG,
    ];
    columns.map(|column| column.get(language)).to_vec()
}

/// The hidden units by the reason there is no number.
pub(super) fn hidden(rows: &[Row]) -> Vec<(Text, Vec<Text>)> {
    let mut reasons: Vec<(Text, Vec<Text>)> = Vec::new();
    for row in rows {
        let Some(reason) = &row.cell.hidden else { continue };
        match reasons.iter_mut().find(|(known, _)| known == reason) {
            Some((_, names)) => names.push(row.cell.name.clone()),
            None => reasons.push((reason.clone(), vec![row.cell.name.clone()])),
        }
    }
    reasons
}

#[cfg(test)]
mod tests;
