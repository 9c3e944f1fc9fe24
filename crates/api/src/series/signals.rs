//! What the rules found in a series, in words: shared by shares and by single numbers.

use api_types::PointTone;
use domain::text::Text;
use statistics::{Better, ControlSegment, NhsRule, NhsSignal, Runs, Side};

use super::UnitWords;
use super::words::side;
use crate::findings::number::counted;

/// A point as a signal names it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'p> {
    /// Its period.
    pub label: &'p Text,
    /// Whether rules look at it.
    pub is_tested: bool,
}

/// What the rules found.
#[derive(Clone, Debug, Default)]
pub(super) struct Signals {
    /// Colour and signal of every point.
    pub tones: Vec<(PointTone, Option<Text>)>,
    /// The signals in words, oldest first within a rule.
    pub found: Vec<Text>,
}

/// Whose signals are put into words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'p> {
    /// The points, oldest first.
    pub points: &'p [Named<'p>],
    /// Which way is better.
    pub better: Better,
    /// What the points are called.
    pub unit: UnitWords,
}

/// The colour of a signal on a side.
pub(super) fn tone(side: Side, better: Better) -> PointTone {
    match statistics::Variation::of_side(side, better) {
        statistics::Variation::Improvement => PointTone::Improvement,
        statistics::Variation::Concern => PointTone::Concern,
        _ => PointTone::Signal,
    }
}

impl Signals {
    /// Nothing found among so many points.
    pub(super) fn none(points: usize) -> Self {
        Self { tones: vec![(PointTone::None, None); points], found: Vec::new() }
    }

    /// Anhøj's rules: long runs with their points, and too few crossings.
    pub(super) fn add_runs(&mut self, runs: &Runs, around: Around<'_>) {
        for run in &runs.long {
            let (da, en) = side(run.side);
            let length = around.unit.count(run.length);
            let signal = Text::new(
                format!("Signal: {} i træk {da} midtlinjen", length.da),
                format!("Signal: {} in a row {en} the centre line", length.en),
            );
            self.mark((run.first, run.last), run.side, &signal, around);
            self.found.push(signal);
        }
        if runs.has_few_crossings() {
            let times = |count: u32| counted(count.into(), ("gang", "time"), ("gange", "times"));
            let (found, fewest) = (times(runs.crossings), times(runs.fewest_allowed));
            self.found.push(Text::new(
                format!(
                    "Signal: linjen krydser midtlinjen {}; tilfældigt ville den gøre det mindst {}",
                    found.da, fewest.da
                ),
                format!(
                    "Signal: the line crosses the centre line {}; by chance it would at least {}",
                    found.en, fewest.en
                ),
            ));
        }
    }

    /// The rules of a control chart: long runs and too few crossings, and points outside the limits.
    pub(super) fn add_control(&mut self, segment: &ControlSegment, around: Around<'_>) {
        if let Ok(runs) = &segment.runs {
            self.add_runs(runs, around);
        }
        for outside in &segment.outside {
            self.add_point(outside.index, outside.side, around);
        }
    }

    /// NHS England's rules, a point outside the limits among them.
    pub(super) fn add_nhs(&mut self, signals: &[NhsSignal], around: Around<'_>) {
        // A point takes the words of the strongest rule, which comes first.
        for signal in signals.iter().rev().filter(|signal| signal.rule != NhsRule::Outside) {
            let tested = around.points.iter().skip(signal.first).take(signal.last + 1 - signal.first);
            let length = u32::try_from(tested.filter(|point| point.is_tested).count()).unwrap_or(u32::MAX);
            let words = nhs_words(signal, &around.unit.count(length));
            self.mark((signal.first, signal.last), signal.side, &words, around);
            self.found.insert(0, words);
        }
        for outside in signals.iter().filter(|signal| signal.rule == NhsRule::Outside) {
            self.add_point(outside.first, outside.side, around);
        }
    }

    fn add_point(&mut self, index: usize, of: Side, around: Around<'_>) {
        let Some(point) = around.points.get(index) else { return };
        let (da, en) = side(of);
        let signal = Text::new(
            format!("Signal: {} ligger {da} kontrolgrænsen", point.label.da),
            format!("Signal: {} lies {en} the control limit", point.label.en),
        );
        self.mark((index, index), of, &signal, around);
        self.found.push(signal);
    }

    fn mark(&mut self, (first, last): (usize, usize), of: Side, signal: &Text, around: Around<'_>) {
        let marked = self.tones.iter_mut().zip(around.points).skip(first).take(last + 1 - first);
        for (place, _) in marked.filter(|(_, point)| point.is_tested) {
            *place = (tone(of, around.better), Some(signal.clone()));
        }
    }
}

fn nhs_words(signal: &NhsSignal, length: &Text) -> Text {
    let (da, en) = side(signal.side);
    match (signal.rule, signal.side) {
        (NhsRule::Trend, Side::Above) => Text::new(
            format!("Signal: {} i træk med stigning", length.da),
            format!("Signal: {} in a row rising", length.en),
        ),
        (NhsRule::Trend, Side::Below) => Text::new(
            format!("Signal: {} i træk med fald", length.da),
            format!("Signal: {} in a row falling", length.en),
        ),
        (NhsRule::NearLimit, Side::Above) => near("øvre", "upper"),
        (NhsRule::NearLimit, Side::Below) => near("nedre", "lower"),
        (NhsRule::Shift | NhsRule::Outside, _) => Text::new(
            format!("Signal: {} i træk {da} midtlinjen", length.da),
            format!("Signal: {} in a row {en} the centre line", length.en),
        ),
    }
}

fn near(da: &str, en: &str) -> Text {
    Text::new(
        format!("Signal: mindst 2 af 3 i træk ligger tæt på den {da} kontrolgrænse"),
        format!("Signal: at least 2 of 3 in a row lie near the {en} control limit"),
    )
}
