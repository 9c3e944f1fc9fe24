//! One number per quarter as an XmR chart: what is drawn, and what it says.
//!
//! Source: `spec/ux.md` 3.4, 3.6 and 3.7.

mod words;

#[cfg(test)]
mod tests;

use api_types::{Development, DevelopmentPoint, MovingRanges, NumberKind, PointTone, SignalRules};
use chrono::NaiveDate;
use domain::period::{Period, Quarter, last_quarters};
use domain::programme::Direction;
use domain::text::Text;
use statistics::{Better, Bounds, FEWEST_USEFUL, Point, Reason, Variation, XmrSegment, nhs_signals, xmr};

use super::judge::named_variation;
use super::signals::{Around, Named, Signals};
use super::words::{UnitWords, why};
use super::{better, cut, variation_text};

/// The fewest courses or forms in a quarter from which it has a number. Source: ux 2 (route 19).
pub(crate) const FEWEST: u64 = 5;
/// The fewest courses in a quarter from which it has a mean. Source: security 4.6.
pub(crate) const FEWEST_FOR_MEANS: u64 = 10;
/// How many quarters are shown.
const QUARTERS: usize = 12;

/// What the number of a quarter is.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    /// Its name.
    pub label: Text,
    /// How it is written.
    pub kind: NumberKind,
    /// Its unit.
    pub unit: Option<Text>,
    /// Decimals that are shown of it.
    pub decimals: u8,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// What it can be at all.
    pub bounds: Bounds,
    /// Which day decides the quarter.
    pub basis: Text,
    /// What is counted, in the plural.
    pub counted: Text,
    /// Fewer than so many are no number.
    pub fewest: u64,
}

/// A quarter's number, and how many it is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Of {
    pub(crate) value: f64,
    pub(crate) n: u64,
}

/// The twelve quarters that are shown of a period on a day: the last is the one in which it ends, and has begun.
pub(crate) fn twelve_quarters(period: Period, today: NaiveDate) -> Period {
    let last = Quarter::of(period.to().min(today)).period();
    let first = last_quarters(last.to(), QUARTERS).first().map_or(last, |first| first.period());
    Period::new(first.from(), last.to()).unwrap_or(last)
}

/// What is counted on days, by the quarters of a period.
pub(crate) fn by_quarter<T>(period: Period, counted: Vec<(NaiveDate, T)>) -> Vec<(Quarter, Vec<T>)> {
    let mut quarters: Vec<(Quarter, Vec<T>)> =
        period.quarters().map(|quarter| (quarter, Vec::new())).collect();
    for (day, what) in counted {
        let own = quarters.iter_mut().find(|(quarter, _)| quarter.period().contains(day));
        if let Some((_, of)) = own {
            of.push(what);
        }
    }
    quarters
}

/// The development of a number, by its quarters in order; a quarter without anything to count has none.
pub(crate) fn development(
    number: Number,
    quarters: &[(Quarter, Option<Of>)],
    (today, rules): (NaiveDate, SignalRules),
) -> Development {
    let mut points: Vec<DevelopmentPoint> =
        quarters.iter().map(|(quarter, of)| point(&number, *quarter, *of, today)).collect();
    let values: Vec<Point<f64>> = points
        .iter()
        .map(|point| Point { value: point.value, is_complete: point.is_complete, begins: false })
        .collect();
    let tested: Vec<usize> =
        (0..).zip(&values).filter(|(_, point)| is_tested(point)).map(|(at, _)| at).collect();
    let segment = xmr(&values, number.bounds).into_iter().next();
    let better = number.direction.map_or(Better::Neither, better);
    let judged = Judged::of(segment.as_ref(), (&values, &tested), better, rules);
    let labels: Vec<Text> = points.iter().map(|point| point.label.clone()).collect();
    let named = labels.iter().zip(&values).map(|(label, point)| Named { label, is_tested: is_tested(point) });
    let named: Vec<Named<'_>> = named.collect();
    let around = Around { points: &named, better, unit: UnitWords::of(api_types::SeriesGrain::Quarter) };
    let signals = judged.signals(around, &values, rules);
    let ranges = segment.as_ref().map(|segment| segment.ranges.clone()).unwrap_or_default();
    let limit = judged.judged.and_then(|segment| segment.range_limit.ok());
    for ((point, range), (tone, signal)) in points.iter_mut().zip(ranges).zip(signals.tones) {
        (point.range, point.tone, point.signal) = (range, tone, signal);
        point.is_range_large = range.zip(limit).is_some_and(|(range, limit)| range > limit);
    }
    let limits = judged.judged.zip(tested.last()).and_then(|(segment, at)| segment.values.limits_at(*at));
    let why_not = judged.variation.err().map(|reason| why(reason, around.unit));
    let variation = judged.variation.map_or(api_types::Variation::TooFew, named_variation);
    let mut development = Development {
        centre: segment.as_ref().and_then(|segment| segment.values.centre.ok()),
        lower: limits.map(|limits| limits.lower),
        upper: limits.map(|limits| limits.upper),
        is_trial: segment.as_ref().is_none_or(|segment| segment.values.is_trial),
        is_signal: !signals.found.is_empty(),
        ranges: MovingRanges {
            mean: judged.judged.and_then(|segment| segment.mean_range.ok()),
            limit,
            screened: judged.judged.map_or(0, |segment| segment.screened),
            finding: Text::default(),
        },
        signals: signals.found,
        variation,
        variation_text: variation_text(variation),
        why_not,
        finding: Text::default(),
        summary: Vec::new(),
        label: number.label,
        kind: number.kind,
        unit: number.unit,
        decimals: number.decimals,
        direction: number.direction,
        basis: number.basis,
        counted: number.counted,
        fewest: number.fewest,
        rules,
        points,
    };
    development.finding = words::finding(&development);
    development.summary = words::summary(&development, tested.len(), around.unit);
    development.ranges.finding = words::ranges(&development);
    development
}

fn is_tested(point: &Point<f64>) -> bool {
    point.is_complete && point.value.is_some()
}

/// What can be said of the series: nothing is tested below ten finished quarters.
struct Judged<'s> {
    /// The segment, where it is tested.
    judged: Option<&'s XmrSegment>,
    variation: Result<Variation, Reason>,
}

impl<'s> Judged<'s> {
    fn of(
        segment: Option<&'s XmrSegment>,
        (values, tested): (&[Point<f64>], &[usize]),
        better: Better,
        rules: SignalRules,
    ) -> Self {
        let found = u32::try_from(tested.len()).unwrap_or(u32::MAX);
        let (Some(segment), Some(latest), FEWEST_USEFUL..) = (segment, tested.last(), found) else {
            let reason = Reason::TooFewPoints { needed: FEWEST_USEFUL, found };
            return Self { judged: None, variation: Err(reason) };
        };
        let variation = match rules {
            SignalRules::Anhoej => segment.values.variation(*latest, better),
            SignalRules::Nhs => segment.values.nhs_variation(values, *latest, better),
        };
        let mut numbers = tested.iter().filter_map(|at| values.get(*at)?.value);
        let first = numbers.next();
        // Equal numbers lie on the centre: that too few lie beside it would be no reason.
        let is_constant = numbers.all(|number| Some(number) == first);
        let variation = if is_constant { Err(Reason::NoVariation) } else { variation };
        Self { judged: Some(segment), variation }
    }

    fn signals(&self, around: Around<'_>, values: &[Point<f64>], rules: SignalRules) -> Signals {
        let mut signals = Signals::none(around.points.len());
        if let Some(segment) = self.judged {
            match rules {
                SignalRules::Anhoej => signals.add_control(&segment.values, around),
                SignalRules::Nhs => signals.add_nhs(&nhs_signals(values, &segment.values), around),
            }
        }
        signals
    }
}

fn point(number: &Number, quarter: Quarter, of: Option<Of>, today: NaiveDate) -> DevelopmentPoint {
    let period = quarter.period();
    DevelopmentPoint {
        id: quarter.to_string(),
        label: quarter.label(),
        from: period.from(),
        to: period.to(),
        value: of.filter(|of| of.n >= number.fewest && of.value.is_finite()).map(|of| of.value),
        n: of.map_or(0, |of| of.n),
        is_complete: cut::is_settled(period, today),
        tone: PointTone::None,
        signal: None,
        range: None,
        is_range_large: false,
    }
}
