//! The funnel of a level's units.

use api_types::{BenchmarkFlag, FunnelCurveView, FunnelView};
use domain::text::Text;
use domain::words::percent;
use statistics::{Flag, Funnel, FunnelLimits, FunnelUnit, Proportion, Reason};

use super::words;

/// Denominators along a curve.
const POINTS: u32 = 48;

/// A funnel to draw, and what it says about each unit in the order given.
pub(crate) struct Judged {
    pub(crate) view: FunnelView,
    pub(crate) units: Vec<FunnelUnit>,
}

/// Compares units with all of them together.
pub(crate) fn judge(units: &[Option<Proportion>]) -> Result<Judged, Reason> {
    let centre = statistics::pooled(units)?;
    let funnel = statistics::funnel(units, centre)?;
    let largest = units.iter().flatten().map(|unit| unit.total()).max().unwrap_or(0);
    let smallest = units.iter().flatten().map(|unit| unit.total()).min().unwrap_or(1);
    let view = FunnelView {
        centre,
        curves: curves(&funnel, smallest, largest),
        dispersion_text: funnel.dispersion.is_over().then(words::over_dispersed),
        checks: words::checks(units.iter().flatten().count()),
    };
    Ok(Judged { view, units: funnel.units })
}

fn curves(funnel: &Funnel, smallest: u32, largest: u32) -> Vec<FunnelCurveView> {
    let points = funnel.curve(smallest.min(15), largest + 10, POINTS);
    let curve = |id: &str, label: &str, share: fn(&FunnelLimits) -> f64| FunnelCurveView {
        id: id.to_owned(),
        label: Text::new(percent(label.replace('.', ",")).da, percent(label).en),
        points: points.iter().map(|(n, limits)| (*n, share(limits))).collect(),
    };
    vec![
        curve("low_alarm", "99.8", |limits| limits.alarm_low),
        curve("low_alert", "95", |limits| limits.alert_low),
        curve("high_alert", "95", |limits| limits.alert_high),
        curve("high_alarm", "99.8", |limits| limits.alarm_high),
    ]
}

/// What a flag is called on the wire.
pub(crate) const fn flag(flag: Option<Flag>) -> BenchmarkFlag {
    match flag {
        None => BenchmarkFlag::NotJudged,
        Some(Flag::Within) => BenchmarkFlag::None,
        Some(Flag::AlarmLow) => BenchmarkFlag::LowAlarm,
        Some(Flag::AlertLow) => BenchmarkFlag::LowAlert,
        Some(Flag::AlertHigh) => BenchmarkFlag::HighAlert,
        Some(Flag::AlarmHigh) => BenchmarkFlag::HighAlarm,
    }
}
