//! The steps of the flow and the early endings as one chart.

use api_types::{EndingGroup, Flow, FlowStep};
use charts::{FlowChart, FlowRow, PointWords};
use domain::text::Language;

use crate::chart::{Chart, drawn};
use crate::said::{Scope, View, basis_words, count_words, filled, share_words, updated_words};
use crate::words::*;
use crate::{Cell, Grid};

/// Whose flow it is, and of which days.
pub(crate) fn scope(flow: &Flow) -> Scope {
    Scope { unit: flow.municipality.name.clone(), from: flow.from, to: flow.to }
}

/// The chart of the flow; its points are the steps and then the groups of causes, as the rows of its table.
#[must_use]
pub fn flow(flow: &Flow, view: &View) -> Chart {
    let language = view.language;
    let referred = flow.steps.first().map_or(0, |step| step.count);
    let mut rows: Vec<FlowRow> = flow.steps.iter().map(|step| step_row(step, language)).collect();
    // Six empty bars would only say what the summary says: that nobody ended early.
    let has_endings = flow.endings.iter().any(|group| group.count > 0);
    let endings = || flow.endings.iter().filter(move |_| has_endings);
    rows.extend(
        endings().enumerate().map(|(index, group)| ending_row(group, index == 0, referred, language)),
    );
    let mut grid: Vec<Vec<Cell>> = flow.steps.iter().map(|step| step_cells(step, language)).collect();
    grid.extend(endings().map(|group| ending_cells(group, referred, language)));
    let columns = [FLOW_STEP, FLOW_COUNT, FLOW_OF_PREVIOUS, FLOW_OF_REFERRED, FLOW_REASONS];
    let under_way = (flow.under_way > 0)
        .then(|| count_words(FLOW_UNDER_WAY_ONE, FLOW_UNDER_WAY, flow.under_way, language));
    Chart {
        id: "forloebsflow".to_owned(),
        title: flow.finding.get(language).to_owned(),
        subtitle: scope(flow).subtitle(FLOW_WHAT.get(language), referred, language),
        summary: flow.summary.iter().map(|line| line.get(language).to_owned()).collect(),
        notes: [
            Some(basis_words(FLOW_BASIS, language)),
            under_way,
            Some(NUMBERS_OWN_ONLY.get(language).to_owned()),
            Some(updated_words(view)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        definition: None,
        empty: FLOW_EMPTY.get(language).to_owned(),
        height: 0.0,
        courses: Some(referred),
        grid: Grid::new(&columns.map(|column| column.get(language)), grid),
        draw: drawn(move |sheet| FlowChart { sheet, rows: rows.clone() }),
    }
}

/// The share of the referred; nothing where nobody was.
fn of_referred(count: u64, referred: u64) -> Option<f64> {
    // Counts of courses are far below 2⁵³.
    (referred > 0).then(|| count as f64 / referred as f64)
}

fn step_row(step: &FlowStep, language: Language) -> FlowRow {
    let label = step.label.get(language).to_owned();
    let places = [
        ("label", label.clone()),
        ("count", step.count.to_string()),
        ("previous", share_words(step.of_previous, language)),
        ("referred", share_words(step.of_referred, language)),
    ];
    let (value, says) = match step.of_previous {
        Some(_) => (FLOW_VALUE, FLOW_SAYS),
        None => (FLOW_VALUE_FIRST, FLOW_SAYS_FIRST),
    };
    let announcement = filled(says, language, &places);
    FlowRow {
        heading: None,
        words: PointWords { label, announcement, cells: Vec::new() },
        count: Some(step.count as f64),
        value: filled(value, language, &places),
        is_drop_out: false,
    }
}

fn step_cells(step: &FlowStep, language: Language) -> Vec<Cell> {
    vec![
        Cell::words(step.label.get(language)),
        Cell::Count(step.count),
        Cell::share(step.of_previous),
        Cell::share(step.of_referred),
        Cell::None,
    ]
}

fn reasons(group: &EndingGroup, language: Language) -> String {
    let reason = |reason: &api_types::EndingReason| {
        let places = [("label", reason.label.get(language).to_owned()), ("count", reason.count.to_string())];
        filled(FLOW_REASON, language, &places)
    };
    group.reasons.iter().map(reason).collect::<Vec<_>>().join(", ")
}

fn ending_row(group: &EndingGroup, is_first: bool, referred: u64, language: Language) -> FlowRow {
    let label = group.label.get(language).to_owned();
    let places = [
        ("label", label.clone()),
        ("count", group.count.to_string()),
        ("referred", share_words(of_referred(group.count, referred), language)),
        ("reasons", reasons(group, language)),
    ];
    let announcement = filled(FLOW_SAYS_ENDING, language, &places).trim_end().to_owned();
    FlowRow {
        heading: is_first.then(|| FLOW_ENDED_EARLY.get(language).to_owned()),
        words: PointWords { label, announcement, cells: Vec::new() },
        count: Some(group.count as f64),
        value: filled(FLOW_VALUE_ENDING, language, &places),
        is_drop_out: true,
    }
}

fn ending_cells(group: &EndingGroup, referred: u64, language: Language) -> Vec<Cell> {
    let reasons = reasons(group, language);
    vec![
        Cell::words(group.label.get(language)),
        Cell::Count(group.count),
        Cell::None,
        Cell::share(of_referred(group.count, referred)),
        if reasons.is_empty() { Cell::None } else { Cell::words(reasons) },
    ]
}
