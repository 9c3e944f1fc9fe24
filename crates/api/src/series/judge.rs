//! Lines and signals of one series of points.

use api_types::{Assurance, PointTone, SeriesChart, SeriesLimits, SeriesSegment, Variation};
use domain::text::Text;
use statistics::{
    Better, ControlSegment, Limits, Point, Proportion, Reason, RunSegment, Runs, Spread, p_chart, run_chart,
};

use super::words::{side, why};
use super::{Begin, Cut, UnitWords, share};

/// Denominators from which the spread of a binomial count is too narrow, so that p′ is used. Default.
const LARGE: u32 = 300;

/// What is asked about a series.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question {
    /// Which way is better.
    pub better: Better,
    /// What is aimed at, 0–1.
    pub target: Option<f64>,
    /// Which lines are wanted.
    pub chart: SeriesChart,
    /// What the points are called.
    pub unit: UnitWords,
}

/// What a series says.
#[derive(Clone, Debug)]
pub(crate) struct Judged {
    /// The stretches with a midline of their own.
    pub segments: Vec<SeriesSegment>,
    /// Colour and signal of every point.
    pub tones: Vec<(PointTone, Option<Text>)>,
    /// The signals in words, oldest first.
    pub signals: Vec<Text>,
    /// Why a control chart is not offered.
    pub why_not: Option<Text>,
    /// How the newest stretch varies.
    pub variation: Variation,
    /// Why that cannot be said.
    pub too_few: Option<Text>,
    /// Whether the target is reached by itself.
    pub assurance: Assurance,
    /// The midline of the newest stretch, 0–1.
    pub centre: Option<f64>,
}

/// Judges points, oldest first.
pub(crate) fn judge(cuts: &[Cut], begins: &[Begin], question: Question) -> Judged {
    let points = points(cuts, begins);
    let shares: Vec<Point<f64>> = points.iter().map(|point| point.map(Proportion::value)).collect();
    let runs = run_chart(&shares);
    let controls = p_chart(&points, spread(&points));
    let latest = points.iter().rposition(|point| point.is_complete && point.value.is_some());
    let why_not = controls.last().map_or(Some(Reason::Empty), |last| {
        last.suited.err().or_else(|| last.limits.as_ref().err().copied())
    });
    let is_control = question.chart == SeriesChart::P && why_not.is_none();
    let (variation, centre) = if is_control {
        let last = controls.last();
        let variation = last.zip(latest).map(|(last, latest)| last.variation(latest, question.better));
        (variation, last.and_then(|last| last.centre.ok()))
    } else {
        let last = runs.last();
        let variation = last.map(|last| match &last.runs {
            Ok(runs) => Ok(statistics::Variation::of_runs(runs, question.better)),
            Err(reason) => Err(*reason),
        });
        (variation, last.and_then(|last| last.midline.ok()))
    };
    let variation = variation.unwrap_or(Err(Reason::Empty));
    let mut judged = Judged {
        segments: Vec::new(),
        tones: vec![(PointTone::None, None); cuts.len()],
        signals: Vec::new(),
        why_not: why_not.map(|reason| why(reason, question.unit)),
        too_few: variation.err().map(|reason| why(reason, question.unit)),
        variation: variation.map_or(Variation::TooFew, named),
        assurance: assurance(controls.last(), latest, question),
        centre,
    };
    if is_control {
        controls.iter().for_each(|segment| judged.add_control(segment, cuts, begins, question));
    } else {
        runs.iter().for_each(|segment| judged.add_run(segment, cuts, begins, question));
    }
    judged
}

fn points(cuts: &[Cut], begins: &[Begin]) -> Vec<Point<Proportion>> {
    let point = |(index, cut): (usize, &Cut)| Point {
        value: share(&cut.tally).proportion,
        is_complete: cut.is_complete,
        begins: begins.iter().any(|begin| begin.index == index),
    };
    cuts.iter().enumerate().map(point).collect()
}

fn spread(points: &[Point<Proportion>]) -> Spread {
    let mut counted = points.iter().filter(|point| point.is_complete).filter_map(|point| point.value);
    let first = counted.next();
    let is_large = |share: Proportion| share.total() >= LARGE;
    if first.is_some_and(is_large) && counted.all(is_large) { Spread::Laney } else { Spread::Binomial }
}

fn assurance(last: Option<&ControlSegment>, latest: Option<usize>, question: Question) -> Assurance {
    let Some(target) = question.target else { return Assurance::NoTarget };
    match last.zip(latest).map(|(last, latest)| last.assurance(latest, target, question.better)) {
        Some(Ok(statistics::Assurance::Stable)) => Assurance::Met,
        Some(Ok(statistics::Assurance::HitAndMiss)) => Assurance::HitAndMiss,
        Some(Ok(statistics::Assurance::Never)) => Assurance::NotMet,
        Some(Err(_)) | None => Assurance::TooFew,
    }
}

const fn named(variation: statistics::Variation) -> Variation {
    match variation {
        statistics::Variation::Improvement => Variation::Improvement,
        statistics::Variation::Concern => Variation::Concern,
        statistics::Variation::CommonCause => Variation::Random,
        statistics::Variation::Undirected => Variation::Undirected,
    }
}

fn tone(side: statistics::Side, better: Better) -> PointTone {
    match statistics::Variation::of_side(side, better) {
        statistics::Variation::Improvement => PointTone::Improvement,
        statistics::Variation::Concern => PointTone::Concern,
        _ => PointTone::Signal,
    }
}

impl Judged {
    fn add_run(&mut self, segment: &RunSegment, cuts: &[Cut], begins: &[Begin], question: Question) {
        self.segments.push(SeriesSegment {
            first: segment.span.first,
            last: segment.span.last,
            centre: segment.midline.ok(),
            limits: Vec::new(),
            is_signal: segment.runs.as_ref().is_ok_and(Runs::is_signal),
            is_trial: segment.is_trial,
            reason: reason(begins, segment.span.first),
        });
        if let Ok(runs) = &segment.runs {
            self.add_runs(runs, cuts, question);
        }
    }

    fn add_control(&mut self, segment: &ControlSegment, cuts: &[Cut], begins: &[Begin], question: Question) {
        let span = segment.span;
        let limits = (span.first..=span.last).map(|index| drawn(segment.limits_at(index)));
        self.segments.push(SeriesSegment {
            first: span.first,
            last: span.last,
            centre: segment.centre.ok(),
            limits: limits.collect(),
            is_signal: segment.is_signal(),
            is_trial: segment.is_trial,
            reason: reason(begins, span.first),
        });
        if let Ok(runs) = &segment.runs {
            self.add_runs(runs, cuts, question);
        }
        for outside in &segment.outside {
            let Some(cut) = cuts.get(outside.index) else { continue };
            let (da, en) = side(outside.side);
            let signal = Text::new(
                format!("Signal: {} ligger {da} kontrolgrænsen", cut.label.da),
                format!("Signal: {} lies {en} the control limit", cut.label.en),
            );
            self.mark(outside.index, tone(outside.side, question.better), &signal);
            self.signals.push(signal);
        }
    }

    fn add_runs(&mut self, runs: &Runs, cuts: &[Cut], question: Question) {
        for run in &runs.long {
            let (da, en) = side(run.side);
            let length = question.unit.count(run.length);
            let signal = Text::new(
                format!("Signal: {} i træk {da} midtlinjen", length.da),
                format!("Signal: {} in a row {en} the centre line", length.en),
            );
            for index in run.first..=run.last {
                if cuts.get(index).is_some_and(|cut| cut.is_complete && cut.tally.denominator() > 0) {
                    self.mark(index, tone(run.side, question.better), &signal);
                }
            }
            self.signals.push(signal);
        }
        if runs.has_few_crossings() {
            let (found, fewest) = (runs.crossings, runs.fewest_allowed);
            self.signals.push(Text::new(
                format!("Signal: linjen krydser midtlinjen {found} gange; tilfældigt ville den gøre det mindst {fewest} gange"),
                format!("Signal: the line crosses the centre line {found} times; by chance it would at least {fewest} times"),
            ));
        }
    }

    fn mark(&mut self, index: usize, tone: PointTone, signal: &Text) {
        if let Some(point) = self.tones.get_mut(index) {
            *point = (tone, Some(signal.clone()));
        }
    }
}

fn reason(begins: &[Begin], first: usize) -> Option<Text> {
    begins.iter().find(|begin| begin.index == first).map(|begin| begin.reason.clone())
}

fn drawn(limits: Option<Limits>) -> SeriesLimits {
    limits.map_or_else(SeriesLimits::default, |limits| SeriesLimits {
        lower: Some(limits.lower),
        upper: Some(limits.upper),
    })
}
