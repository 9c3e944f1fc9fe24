//! Units and measures beside each other.

use charts::*;

use super::{percent, sheet, words};

pub(super) fn funnel(width: f64) -> FunnelChart {
    let sizes = [
        12.0, 18.0, 25.0, 31.0, 36.0, 44.0, 52.0, 61.0, 70.0, 74.0, 83.0, 96.0, 110.0, 131.0, 160.0, 38.0,
        40.0,
    ];
    let units = sizes.iter().enumerate().map(|(index, n)| {
        let share = 0.71 + ((index * 37 % 17) as f64 / 16.0 - 0.5) * (0.9 / f64::sqrt(*n) * 1.6);
        let (role, label, tone) = match index {
            9 => (Role::Own, "Silkeborg", Tone::Chance),
            4 | 11 => (Role::Cluster, "Kommune 3", Tone::Chance),
            14 => (Role::Other, "Kommune 15", Tone::Concern),
            _ => (Role::Other, "Kommune 7", Tone::Chance),
        };
        let place = Some((*n, if tone == Tone::Concern { 0.55 } else { share }));
        FunnelPoint {
            words: words(label, &format!("{label}: {}", percent(share)), &[label, &percent(share)]),
            place,
            role,
            tone,
        }
    });
    let curve = |label: &str, z: f64, is_alarm: bool| FunnelCurve {
        label: label.to_owned(),
        is_alarm,
        points: (5..=160)
            .step_by(5)
            .map(|n| (f64::from(n), (0.71 + z * (0.71 * 0.29 / f64::from(n)).sqrt()).clamp(0.0, 1.0)))
            .collect(),
    };
    FunnelChart {
        sheet: sheet(
            width,
            280.0,
            "Silkeborg adskiller sig ikke fra de andre: 74 % mod 71 % i alle kommuner",
        ),
        axis: ValueAxis::share(','),
        counted: "Antal forløb".to_owned(),
        units: units.collect(),
        curves: vec![
            curve("99,8 %", 3.09, true),
            curve("95 %", 1.96, false),
            curve("95 %", -1.96, false),
            curve("99,8 %", -3.09, true),
        ],
        centre: Some((0.71, "alle 71 %".to_owned())),
        findings: vec!["Ikke justeret for forskelle i borgersammensætning.".to_owned()],
        key: FunnelWords {
            own: "Egen kommune".to_owned(),
            cluster: "Klynge Midt".to_owned(),
            others: "Øvrige kommuner (navne skjult)".to_owned(),
            better: "Højere end tilfældet forklarer".to_owned(),
            worse: "Lavere end tilfældet forklarer".to_owned(),
        },
    }
}

pub(super) fn forest(width: f64) -> ForestChart {
    let row = |heading: Option<&str>, name: &str, x: f64, n: f64, role: Role, is_summary: bool| {
        let (value, half) = (x / n, 0.98 / f64::sqrt(n));
        let text = format!("{} ({x:.0}/{n:.0})", percent(value));
        ForestRow {
            heading: heading.map(ToOwned::to_owned),
            words: words(name, &format!("{name}: {text}"), &[name, &text]),
            estimate: Some((value, (value - half).max(0.0), (value + half).min(1.0))),
            count: n,
            value: text,
            role,
            is_summary,
        }
    };
    let mut hidden = row(None, "Kommune 12", 2.0, 4.0, Role::Other, false);
    (hidden.estimate, hidden.value) = (None, "skjult (n<5)".to_owned());
    ForestChart {
        sheet: sheet(width, 0.0, "Silkeborg ligger som klyngen og regionen"),
        axis: ValueAxis::share(','),
        findings: vec!["Rækkefølgen er alfabetisk; en rangorden ville være usikker.".to_owned()],
        rows: vec![
            row(Some("Region Midtjylland · Midtklyngen"), "Silkeborg", 55.0, 74.0, Role::Own, false),
            row(None, "Skive", 20.0, 31.0, Role::Cluster, false),
            row(None, "Viborg", 70.0, 96.0, Role::Cluster, false),
            row(
                Some("Region Midtjylland · Vestklyngen"),
                "Ringkøbing-Skjern Kommunes Sundhedscenter Vest",
                27.0,
                36.0,
                Role::Other,
                false,
            ),
            hidden,
            row(Some("Sammenligning"), "Klynge", 145.0, 201.0, Role::Cluster, true),
            row(None, "Region", 800.0, 1100.0, Role::Region, true),
            row(None, "Alle", 1500.0, 2112.0, Role::All, true),
        ],
        lines: vec![(None, 0.75, "Mål 75 %".to_owned()), (Some(Role::All), 0.71, "Alle 71 %".to_owned())],
        key: vec![(Role::Own, "Jer".to_owned()), (Role::Cluster, "Jeres klynge".to_owned())],
    }
}

pub(super) fn dots(width: f64) -> DotChart {
    let row = |name: &str, own: f64, all: f64| DotRow {
        words: words(name, name, &[name, &percent(own), &percent(all)]),
        value: format!("{} / {}", percent(own), percent(all)),
        estimates: vec![Some((own, (own - 0.08).max(0.0), own + 0.08)), Some((all, all - 0.02, all + 0.02))],
    };
    DotChart {
        sheet: sheet(width, 0.0, "Silkeborgs borgere er lidt ældre end i hele landet"),
        axis: ValueAxis { domain: Some((0.0, 0.5)), ..ValueAxis::share(',') },
        series: vec![(Role::Own, "Silkeborg".to_owned()), (Role::All, "Alle".to_owned())],
        rows: vec![
            row("Under 50 år", 0.07, 0.1),
            row("50–59 år", 0.15, 0.2),
            row("60–69 år", 0.31, 0.32),
            row("70–79 år", 0.34, 0.28),
            row("80 år og derover", 0.13, 0.1),
        ],
    }
}

pub(super) fn bullet(width: f64) -> BulletChart {
    let row = |name: &str, value: f64, target: Option<f64>| BulletRow {
        words: words(name, name, &[name, &percent(value)]),
        value: percent(value),
        bar: Some(value),
        interval: Some((value - 0.08, (value + 0.08).min(1.0))),
        target,
        expected: Some((value - 0.15, (value + 0.12).min(1.0))),
    };
    let mut rows = vec![
        row("Vedholdenhed", 0.78, Some(0.75)),
        row("Gennemfører mindst 80 % af planlagte træningssessioner", 0.66, Some(0.7)),
        row("Screenet for depression ved afslutning", 0.91, None),
    ];
    rows.push(BulletRow {
        words: words("Rygestop", "Rygestop: ingen", &[]),
        value: "for få (n<5)".to_owned(),
        ..BulletRow::default()
    });
    BulletChart {
        sheet: sheet(width, 0.0, "To af tre mål er nået"),
        axis: ValueAxis::share(','),
        rows,
        key: BulletWords {
            bar: "Andel".to_owned(),
            interval: "95 % sikkerhedsinterval".to_owned(),
            target: "Mål".to_owned(),
            expected: "Tilfældig variation".to_owned(),
        },
    }
}
