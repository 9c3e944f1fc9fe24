//! Lines and signals of one series of points.

use api_types::{
    Assurance, PointTone, SeriesChart, SeriesGrain, SeriesLimits, SeriesSegment, SignalRules, Variation,
};
use domain::programme::{Direction, Indicator};
use domain::text::Text;
use statistics::{
    Better, ControlSegment, Limits, Point, Proportion, Reason, RunSegment, Runs, Spread, nhs_signals,
    p_chart, run_chart,
};

use super::signals::{Around, Named, Signals};
use super::words::why;
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
    /// Which rules say that a control chart signals.
    pub rules: SignalRules,
    /// What the points are called.
    pub unit: UnitWords,
}

impl Question {
    /// What is asked about an indicator.
    pub(crate) fn of(indicator: &Indicator, chart: SeriesChart, grain: SeriesGrain) -> Self {
        Self {
            better: better(indicator.direction),
            target: indicator.standard.map(|standard| standard.percent.to_f64() / 100.0),
            chart,
            rules: SignalRules::default(),
            unit: UnitWords::of(grain),
        }
    }
}

/// Which way is better, as the statistics say it.
pub(crate) const fn better(direction: Direction) -> Better {
    match direction {
        Direction::Up => Better::Higher,
        Direction::Down => Better::Lower,
    }
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
        let variation = last.zip(latest).map(|(last, latest)| match question.rules {
            SignalRules::Anhoej => last.variation(latest, question.better),
            SignalRules::Nhs => last.nhs_variation(&shares, latest, question.better),
        });
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
    let named: Vec<Named<'_>> =
        cuts.iter().map(|cut| Named { label: &cut.label, is_tested: cut.is_tested() }).collect();
    let around = Around { points: &named, better: question.better, unit: question.unit };
    let mut signals = Signals::none(cuts.len());
    let segments = if is_control {
        let drawn = controls.iter().map(|segment| {
            match question.rules {
                SignalRules::Anhoej => signals.add_control(segment, around),
                SignalRules::Nhs => signals.add_nhs(&nhs_signals(&shares, segment), around),
            }
            control_segment(segment, begins, question.rules, &shares)
        });
        drawn.collect()
    } else {
        let drawn = runs.iter().map(|segment| {
            if let Ok(runs) = &segment.runs {
                signals.add_runs(runs, around);
            }
            run_segment(segment, begins)
        });
        drawn.collect()
    };
    Judged {
        segments,
        tones: signals.tones,
        signals: signals.found,
        why_not: why_not.map(|reason| why(reason, question.unit)),
        too_few: variation.err().map(|reason| why(reason, question.unit)),
        variation: variation.map_or(Variation::TooFew, named_variation),
        assurance: assurance(controls.last(), latest, question),
        centre,
    }
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

/// A variation as it is sent.
pub(super) const fn named_variation(variation: statistics::Variation) -> Variation {
    match variation {
        statistics::Variation::Improvement => Variation::Improvement,
        statistics::Variation::Concern => Variation::Concern,
        statistics::Variation::CommonCause => Variation::Random,
        statistics::Variation::Undirected => Variation::Undirected,
    }
}

fn run_segment(segment: &RunSegment, begins: &[Begin]) -> SeriesSegment {
    SeriesSegment {
        first: segment.span.first,
        last: segment.span.last,
        centre: segment.midline.ok(),
        limits: Vec::new(),
        is_signal: segment.runs.as_ref().is_ok_and(Runs::is_signal),
        is_trial: segment.is_trial,
        reason: reason(begins, segment.span.first),
    }
}

fn control_segment(
    segment: &ControlSegment,
    begins: &[Begin],
    rules: SignalRules,
    shares: &[Point<f64>],
) -> SeriesSegment {
    let span = segment.span;
    SeriesSegment {
        first: span.first,
        last: span.last,
        centre: segment.centre.ok(),
        limits: (span.first..=span.last).map(|index| drawn(segment.limits_at(index))).collect(),
        is_signal: match rules {
            SignalRules::Anhoej => segment.is_signal(),
            SignalRules::Nhs => !nhs_signals(shares, segment).is_empty(),
        },
        is_trial: segment.is_trial,
        reason: reason(begins, span.first),
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
