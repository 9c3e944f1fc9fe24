//! Citizens and their courses.

use charts::*;

use super::{percent, sheet, words};

pub(super) fn dumbbell(width: f64) -> DumbbellChart {
    let rows = (0..18).map(|at| {
        let start = 380.0 + f64::from(at * 29 % 17) * 12.0;
        let change = f64::from(at * 31 % 13) * 9.0 - 25.0;
        DumbbellRow {
            words: words("", &format!("Borger {}: {start} meter", at + 1), &["x"]),
            start,
            end: (at != 6).then_some(start + change),
            is_reached: change >= 25.0,
        }
    });
    DumbbellChart {
        sheet: sheet(width, 0.0, "12 af 17 går mindst 25 meter længere"),
        axis: ValueAxis::number(',', "m"),
        rows: rows.collect(),
        level: None,
        key: ("Start".to_owned(), "Afslutning".to_owned(), "Mindst 25 meter længere".to_owned()),
    }
}

pub(super) fn histogram(width: f64) -> Histogram {
    let changes: Vec<f64> =
        (0..120).map(|at| f64::from(at * 37 % 101) * 1.3 - 40.0 + f64::from(at % 7) * 4.0).collect();
    let bins = Histogram::bins(&changes, 12.5).into_iter().map(|(from, to, count)| HistogramBin {
        words: words("", &format!("{from} til {to}: {count}"), &["x"]),
        from,
        to,
        count,
        is_reached: from >= 25.0,
    });
    Histogram {
        sheet: sheet(width, 180.0, "71 % går mindst 25 meter længere"),
        format: NumberFormat::number(',', "m"),
        counted: "Antal borgere".to_owned(),
        bins: bins.collect(),
        lines: vec![(0.0, "Ingen ændring".to_owned()), (25.0, "Mærkbar ændring (25 m)".to_owned())],
    }
}

pub(super) fn flow(width: f64) -> FlowChart {
    let row = |name: &str, count: Option<f64>, value: &str, is_drop_out: bool| FlowRow {
        heading: None,
        words: words(name, &format!("{name}: {value}"), &[name, value]),
        count,
        value: value.to_owned(),
        is_drop_out,
    };
    let mut rows = vec![
        row("Henvist", Some(212.0), "212", false),
        row("Afklarende samtale", Some(190.0), "190 · 90 % af henviste", false),
        row("Startet", Some(171.0), "171 · 90 % af forrige · 81 % af henviste", false),
        row("Gennemført", Some(124.0), "124 · 73 % af forrige · 58 % af henviste", false),
        row("Programmet", Some(11.0), "11", true),
        row("Logistik (transport, tidspunkt, arbejde)", Some(19.0), "19", true),
        row("Personlige forhold", Some(9.0), "9", true),
        row("Sygdom", None, "skjult (n<5)", true),
    ];
    if let Some(row) = rows.get_mut(4) {
        row.heading = Some("Frafald efter årsag".to_owned());
    }
    FlowChart { sheet: sheet(width, 0.0, "58 % af de henviste gennemfører"), rows }
}

pub(super) fn waiting(width: f64) -> WaitingStrip {
    let courses = (0..90).map(|at| {
        let days = f64::from(at * at % 61) * 0.8
            + if at % 17 == 0 { 120.0 } else { 0.0 }
            + if at % 29 == 0 { 60.0 } else { 0.0 };
        WaitingCourse { words: words("", &format!("{days} dage"), &["x"]), days }
    });
    WaitingStrip {
        sheet: sheet(width, 90.0, "Halvdelen venter 21 dage eller mindre"),
        format: NumberFormat::number(',', ""),
        courses: courses.collect(),
        fold: (150.0, "over 150".to_owned()),
        median: Some(WaitingMedian {
            days: 21.0,
            interval: Some((17.0, 26.0)),
            words: "Median 21 dage (17–26)".to_owned(),
        }),
        target: Some((14.0, "Mål: inden 14 dage, nået af 34 %".to_owned())),
    }
}

pub(super) fn heat(width: f64) -> HeatTable {
    let cell = |share: Option<f64>| HeatCell {
        share,
        text: share.map_or_else(|| "–".to_owned(), |share| format!("{:.0}", share * 100.0)),
        announcement: share.map_or_else(|| "ingen".to_owned(), percent),
    };
    let row = |name: &str, base: f64| HeatRow {
        name: name.to_owned(),
        cells: (0..14)
            .map(|at| cell((at != 2).then_some((base + f64::from(at * 7 % 5) * 0.03).min(1.0))))
            .collect(),
    };
    HeatTable {
        sheet: sheet(width, 0.0, "Afslutningsskemaets HADS mangler oftest"),
        periods: (0..14).map(|at| format!("{}. kvt. {}", at % 4 + 1, 23 + at / 4)).collect(),
        rows: vec![
            row("Rygestatus", 0.95),
            row("6 minutters gangtest ved afslutning", 0.84),
            row("HADS", 0.55),
            row("LDL-kolesterol", 0.72),
            row("Blodtryk", 0.9),
        ],
        steps: ["under 60 %", "60–79 %", "80–89 %", "90–94 %", "95 % og derover"].map(ToOwned::to_owned),
        older: "Ældre kvartaler står i tabellen.".to_owned(),
    }
}
