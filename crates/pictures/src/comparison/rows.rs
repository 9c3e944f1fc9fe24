//! The units of a comparison with their role, in words and as cells: one place for chart, table and file.

use api_types::{Benchmark, BenchmarkCell, BenchmarkFlag, BenchmarkView};
use charts::{PointWords, Role, Tone};
use domain::organisation::UnitId;
use domain::programme::Direction;
use domain::text::{Language, Phrase, Text};
use domain::words::share;

use super::{Around, Choice};
use crate::Cell;
use crate::said::share_of;
use crate::words::*;

/// One unit or level of comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparisonRow {
    /// What is published of it.
    pub cell: BenchmarkCell,
    /// Whose it is.
    pub role: Role,
    /// Whether it stands out.
    pub tone: Tone,
    /// Whether it sums up others.
    pub is_summary: bool,
    /// Why it is pointed out.
    pub who: Option<Phrase>,
}

/// The units of the level, in groups of their parents and by name, or by share; then what they are compared with.
#[must_use]
pub fn comparison_rows(benchmark: &Benchmark, choice: Choice) -> Vec<ComparisonRow> {
    let is_unit = |cell: &BenchmarkCell| cell.level == benchmark.level;
    let unit = |cell: &BenchmarkCell| {
        let (role, who) = role(cell, choice.around);
        let tone = tone(cell.flag, benchmark.direction);
        ComparisonRow { cell: cell.clone(), role, tone, is_summary: false, who }
    };
    let mut units: Vec<_> = benchmark.cells.iter().filter(|cell| is_unit(cell)).map(unit).collect();
    // Nobody to point out: everybody is shown.
    if choice.is_only && units.iter().any(|row| row.who.is_some()) {
        units.retain(|row| row.who.is_some());
    }
    if choice.is_by_value {
        units.sort_by_key(|row| (row.cell.percent.is_none(), std::cmp::Reverse(row.cell.percent)));
    } else {
        // Stable: within a parent the server's order by name stays.
        units.sort_by_key(|row| group(&row.cell).map_or((true, String::new()), |name| (false, name.da)));
    }
    let others = benchmark.cells.iter().filter(|cell| !is_unit(cell));
    let summaries = others.map(|cell| ComparisonRow {
        cell: cell.clone(),
        role: level_role(&cell.level),
        tone: Tone::Chance,
        is_summary: true,
        who: None,
    });
    units.into_iter().chain(summaries).collect()
}

/// The name of the unit a cell belongs to.
pub(super) fn group(cell: &BenchmarkCell) -> Option<Text> {
    let parent: UnitId = cell.parent.as_deref()?.parse().ok()?;
    Some(parent.label())
}

fn role(cell: &BenchmarkCell, around: Around) -> (Role, Option<Phrase>) {
    let near = match around {
        Around::Cluster => Some(COMPARE_KEY_CLUSTER).filter(|_| cell.is_own_cluster),
        Around::Similar => Some(COMPARE_KEY_SIMILAR).filter(|_| cell.is_similar),
        Around::Nobody => None,
    };
    match near {
        _ if cell.is_own => (Role::Own, Some(COMPARE_KEY_OWN)),
        Some(near) => (Role::Cluster, Some(near)),
        None => (Role::Other, None),
    }
}

fn level_role(level: &str) -> Role {
    match level {
        "municipality" => Role::Own,
        "cluster" => Role::Cluster,
        "region" | "instance" => Role::Region,
        _ => Role::All,
    }
}

pub(super) const fn tone(flag: BenchmarkFlag, direction: Direction) -> Tone {
    match (flag, direction) {
        (BenchmarkFlag::None | BenchmarkFlag::NotJudged, _) => Tone::Chance,
        (BenchmarkFlag::HighAlert | BenchmarkFlag::HighAlarm, Direction::Up)
        | (BenchmarkFlag::LowAlert | BenchmarkFlag::LowAlarm, Direction::Down) => Tone::Improvement,
        _ => Tone::Concern,
    }
}

/// Value, lower and upper end of a published share.
#[must_use]
pub fn estimate(cell: &BenchmarkCell) -> Option<(f64, f64, f64)> {
    let value = share_of(cell.percent?);
    let end = |end: Option<u8>| end.map_or(value, share_of);
    Some((value, end(cell.ci_low).min(value), end(cell.ci_high).max(value)))
}

fn percent(percent: u8, language: Language) -> String {
    share(share_of(percent), language)
}

impl ComparisonRow {
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
    #[must_use]
    pub fn announcement(&self, language: Language) -> String {
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
        let who = self.who.map(|who| format!(" ({})", who.get(language).to_lowercase())).unwrap_or_default();
        format!("{}{who}: {}", cell.name.get(language), parts.join(", "))
    }

    /// The row of the table, under [`columns`].
    pub(super) fn cells(&self, language: Language) -> Vec<Cell> {
        let cell = &self.cell;
        let end = |end: Option<u8>| Cell::share(end.map(share_of));
        let text = cell.percent_text.get(language);
        // What is not simply the number, such as "mindst 95 %", stays in words.
        let share = match cell.percent {
            Some(value) if percent(value, language) == text => Cell::Share(share_of(value)),
            _ => Cell::words(text),
        };
        // Why a number is hidden is long and the same for many: the share says it shortly, the page in full.
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
