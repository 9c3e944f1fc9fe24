//! A series as it is sent.

use api_types::{
    DefinitionView, Labelled, Series, SeriesBreak, SeriesChart, SeriesGroup, SeriesPoint, SignalRules,
    SplitView,
};
use chrono::{DateTime, Utc};
use db::{Comment, Tally};
use domain::programme::{Division, Indicator, Programme, UNKNOWN};
use domain::text::{Language, Text};

use super::ask::Asked;
use super::data::Numbers;
use crate::handlers::indicator_notes;
use crate::series::{
    self, Cut, GroupFound, Judged, Question, UnitWords, assurance_text, begins, better, between, judge,
    on_day, share, tally_view, target_text, total, trimmed, variation_text,
};

/// What a series is about.
pub(super) struct About<'p> {
    pub(super) programme: &'p Programme,
    pub(super) indicator: &'p Indicator,
    /// Every version of the programme, oldest first.
    pub(super) versions: Vec<&'p Programme>,
    pub(super) now: DateTime<Utc>,
}

/// One line with everything that is said about it.
struct Line {
    level: Option<String>,
    cuts: Vec<Cut>,
    total: Tally,
    /// What the share of the whole line says about the target.
    target: Text,
    judged: Judged,
}

/// Builds the series.
pub(super) fn series(about: &About<'_>, asked: &Asked<'_>, mut numbers: Numbers) -> Series {
    let indicator = about.indicator;
    if asked.is_trimmed && asked.calendar().is_some() {
        trim(&mut numbers);
    }
    let (chart, lines) = judged(indicator, asked, &numbers);
    let first = lines.first();
    let shown =
        |line: &Line| line.cuts.first().zip(line.cuts.last()).map(|(a, z)| (a.period.from(), z.period.to()));
    let (from, to) = first.and_then(shown).unwrap_or((asked.period.from(), asked.period.to()));
    let (finding, summary) = said(about, asked, &lines);
    let breaks = first.map(|line| breaks(about, &line.cuts)).unwrap_or_default();
    let aim = numbers
        .notes
        .aim
        .map(|aim| series::aim_view(aim, &numbers.months, better(indicator.direction), asked.today));
    let comments =
        numbers.notes.comments.into_iter().filter(|comment: &Comment| comment.on >= from && comment.on <= to);
    Series {
        indicator: indicator.id.clone(),
        version: about.programme.version.clone(),
        number: indicator.number.clone(),
        label: indicator.label.clone(),
        description: indicator.description.clone(),
        direction: indicator.direction,
        kind: indicator.kind,
        standard: indicator.standard,
        aim,
        basis: basis(about),
        grain: asked.grain,
        chart,
        rules: if chart == SeriesChart::P { asked.rules } else { SignalRules::default() },
        from,
        to,
        as_of: asked.as_of,
        split: asked.split.map(|split| Labelled { id: split.id().to_owned(), label: split.label().clone() }),
        splits: about.programme.divisions().map(split_view).collect(),
        versions: about.versions.iter().rev().map(|programme| programme.version.clone()).collect(),
        groups: lines.into_iter().map(|line| group(line, asked)).collect(),
        breaks,
        comments: comments.map(indicator_notes::comment_view).collect(),
        finding,
        summary,
        updated_at: about.now,
        definition: definition(indicator),
    }
}

/// Leaves out what lies before the first course of any line.
fn trim(numbers: &mut Numbers) {
    let empty = |(_, cuts): &(Option<String>, Vec<Cut>)| {
        cuts.iter().any(|cut| cut.tally != Tally::default()).then(|| trimmed(cuts))
    };
    let first = numbers.lines.iter().filter_map(empty).min().unwrap_or(0);
    numbers.lines.iter_mut().for_each(|(_, cuts)| drop(cuts.drain(..first)));
}

/// Every line judged; as control charts only if all of them may be.
fn judged(indicator: &Indicator, asked: &Asked<'_>, numbers: &Numbers) -> (SeriesChart, Vec<Line>) {
    let with = |chart: SeriesChart| -> Vec<Line> {
        let question = Question { rules: asked.rules, ..Question::of(indicator, chart, asked.grain) };
        let line = |(level, cuts): &(Option<String>, Vec<Cut>)| {
            let begins = begins(cuts, &numbers.notes.baselines);
            let total = total(cuts);
            Line {
                level: level.clone(),
                total,
                target: target_text(share(&total).proportion, question.target, question.better),
                judged: judge(cuts, &begins, question),
                cuts: cuts.clone(),
            }
        };
        numbers.lines.iter().map(line).collect()
    };
    let lines = with(asked.chart);
    if asked.chart == SeriesChart::P && lines.iter().any(|line| line.judged.why_not.is_some()) {
        return (SeriesChart::Run, with(SeriesChart::Run));
    }
    (asked.chart, lines)
}

/// Title and summary: of the one line, or of all levels.
fn said(about: &About<'_>, asked: &Asked<'_>, lines: &[Line]) -> (Text, Vec<Text>) {
    let label = &about.indicator.label;
    let summary_of = |line: &Line| {
        series::summary(&line.cuts, &line.judged, (&line.total, &line.target), UnitWords::of(asked.grain))
    };
    let Some(split) = asked.split else {
        let Some(line) = lines.first() else { return (label.clone(), Vec::new()) };
        let better = better(about.indicator.direction);
        let finding = series::finding(label, &line.cuts, &line.judged, (asked.grain, better));
        return (finding, summary_of(line));
    };
    let labels: Vec<(Text, &Line)> =
        lines.iter().map(|line| (split.label_of(line.level.as_deref().unwrap_or(UNKNOWN)), line)).collect();
    let groups: Vec<GroupFound<'_>> = labels
        .iter()
        .map(|(label, line)| GroupFound {
            label,
            total: &line.total,
            is_known: line.level.as_deref() != Some(UNKNOWN),
        })
        .collect();
    let sentences = labels.iter().map(|(name, line)| {
        let first = summary_of(line).into_iter().next().unwrap_or_default();
        Text::new(format!("{}: {}", name.da, first.da), format!("{}: {}", name.en, first.en))
    });
    (between(label, &groups), sentences.collect())
}

fn group(line: Line, asked: &Asked<'_>) -> SeriesGroup {
    let Line { level, cuts, total, target, judged } = line;
    let level = level.zip(asked.split).map(|(id, split)| Labelled { label: split.label_of(&id), id });
    let points = cuts.into_iter().zip(judged.tones);
    SeriesGroup {
        level,
        total: tally_view(&total),
        points: points.map(|(cut, (tone, signal))| point(cut, tone, signal)).collect(),
        segments: judged.segments,
        signals: judged.signals,
        p_chart_offered: judged.why_not.is_none(),
        why_not: judged.why_not,
        variation: judged.variation,
        variation_text: variation_text(judged.variation),
        assurance: judged.assurance,
        assurance_text: assurance_text(judged.assurance),
        target_text: target,
    }
}

fn point(cut: Cut, tone: api_types::PointTone, signal: Option<Text>) -> SeriesPoint {
    let view = tally_view(&cut.tally);
    SeriesPoint {
        id: cut.id,
        label: cut.label,
        from: cut.period.from(),
        to: cut.period.to(),
        numerator: view.numerator,
        denominator: view.denominator,
        missing: view.missing,
        excluded: view.excluded,
        pending: view.pending,
        value: view.value,
        ci_low: view.ci_low,
        ci_high: view.ci_high,
        is_complete: cut.is_complete,
        tone,
        signal,
    }
}

/// Where a newer version takes over: the whole series is counted by one of them, but forms change with it.
fn breaks(about: &About<'_>, cuts: &[Cut]) -> Vec<SeriesBreak> {
    let counted_by = &about.programme.version;
    let pairs = about.versions.windows(2).filter_map(|pair| match pair {
        [older, newer] => Some((*older, *newer)),
        _ => None,
    });
    let found = pairs.filter_map(|(older, newer)| {
        let index =
            cuts.iter().position(|cut| cut.period.to() >= newer.valid_from).filter(|index| *index > 0)?;
        let day = on_day(newer.valid_from);
        Some(SeriesBreak {
            index,
            on: newer.valid_from,
            text: Text::new(
                format!(
                    "{}: definition {} afløser {}. Alle punkter her er talt efter definition {counted_by}.",
                    day.da, newer.version, older.version
                ),
                format!(
                    "{}: definition {} replaces {}. All points here are counted by definition {counted_by}.",
                    day.en, newer.version, older.version
                ),
            ),
        })
    });
    found.collect()
}

fn basis(about: &About<'_>) -> Text {
    let date = &about.indicator.attributed_to.expr;
    // Some days after a date say "after" themselves.
    let said = |word: &str, language| {
        let date = about.programme.value_in_words(date, None, language);
        if date.starts_with(|first: char| first.is_ascii_digit()) { date } else { format!("{word} {date}") }
    };
    Text::new(said("efter", Language::Da), said("by", Language::En))
}

fn split_view(division: Division<'_>) -> SplitView {
    SplitView {
        id: division.id().to_owned(),
        label: division.label().clone(),
        published: division.is_published(),
    }
}

fn definition(indicator: &Indicator) -> DefinitionView {
    DefinitionView {
        applies: indicator.applies.text.clone(),
        excluded: indicator.excluded.as_ref().map(|rule| rule.text.clone()),
        excluded_reason: indicator.excluded_reason.clone(),
        pending: indicator.pending.as_ref().map(|rule| rule.text.clone()),
        fulfilled: indicator.fulfilled.text.clone(),
        attributed_to: indicator.attributed_to.text.clone(),
        source: indicator.source.clone(),
    }
}
