//! A comparison for the tests.

use api_types::{
    Benchmark, BenchmarkCell, BenchmarkFlag, BenchmarkPeriod, BenchmarkView, FunnelCurveView, FunnelView,
    SnapshotView,
};
use chrono::{DateTime, NaiveDate};
use domain::programme::Direction;
use domain::text::Text;
use uuid::Uuid;

fn both(text: &str) -> Text {
    Text::new(text, text)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A municipality with its share and courses, or hidden.
pub(crate) fn cell(id: &str, name: &str, shown: Option<(u8, u32)>) -> BenchmarkCell {
    let percent = shown.map(|(percent, _)| percent);
    BenchmarkCell {
        level: "municipality".into(),
        id: id.into(),
        name: both(name),
        parent: None,
        is_own: false,
        is_own_cluster: false,
        is_similar: false,
        denominator: shown.map(|(_, count)| count),
        percent,
        percent_text: percent.map_or_else(|| both("skjult (n<10)"), domain::words::percent),
        ci_low: percent.map(|percent| percent - 8),
        ci_high: percent.map(|percent| percent + 6),
        expected_low: percent.map(|_| 66),
        expected_high: percent.map(|_| 86),
        flag: if shown.is_some() { BenchmarkFlag::None } else { BenchmarkFlag::NotJudged },
        flag_text: if shown.is_some() { both("som forventet") } else { both("") },
        hidden: shown.is_none().then(|| both("Færre end 10 forløb")),
    }
}

/// Four municipalities, one of them hidden, with their cluster and all.
pub(crate) fn benchmark() -> Benchmark {
    let midt = Some("cluster:midt".to_owned());
    let own = BenchmarkCell {
        is_own: true,
        is_own_cluster: true,
        parent: midt.clone(),
        ..cell("municipality:0740", "Silkeborg", Some((78, 185)))
    };
    let near = BenchmarkCell {
        is_own_cluster: true,
        parent: midt,
        ..cell("municipality:0791", "Viborg", Some((81, 120)))
    };
    let similar = BenchmarkCell { is_similar: true, ..cell("unit:3", "Kommune 3", Some((70, 170))) };
    let level = |level: &str, id: &str, name: &str| BenchmarkCell {
        level: level.into(),
        ..cell(id, name, Some((76, 900)))
    };
    Benchmark {
        snapshot: SnapshotView {
            id: Uuid::nil(),
            as_of: day("2026-10-31"),
            published_at: DateTime::UNIX_EPOCH,
            rules_version: 1,
            rules: vec![both("Andele vises kun for mindst 10 forløb.")],
        },
        indicator: "sessions80".into(),
        version: "2026.1".into(),
        number: "K2".into(),
        label: both("Gennemfører mindst 80\u{a0}%"),
        direction: Direction::Up,
        standard: None,
        period: BenchmarkPeriod {
            id: "rolling".into(),
            label: both("Seneste 12 måneder"),
            from: day("2025-11-01"),
            to: day("2026-10-31"),
        },
        periods: Vec::new(),
        splits: Vec::new(),
        split: None,
        split_level: None,
        level: "municipality".into(),
        view: BenchmarkView::Raw,
        cells: vec![
            similar,
            cell("unit:7", "Kommune 7", None),
            own,
            near,
            level("cluster", "cluster:midt", "Midtklyngen"),
            level("all", "all", "Hele HjerteKom"),
        ],
        funnel: None,
        model_card: None,
        own_exact: None,
        finding: both("Silkeborg ligger inden for det forventede."),
        summary: Vec::new(),
        notes: Vec::new(),
    }
}

/// The same with a funnel.
pub(crate) fn with_funnel() -> Benchmark {
    let curve = |id: &str, share: f64| FunnelCurveView {
        id: id.into(),
        label: Text::new("95\u{a0}%", "95%"),
        points: vec![(10, share), (200, 0.76)],
    };
    let curves = vec![curve("low_alert", 0.4), curve("high_alert", 1.0)];
    let funnel = FunnelView { centre: 0.76, curves, dispersion_text: None, checks: Vec::new() };
    Benchmark { funnel: Some(funnel), ..benchmark() }
}
