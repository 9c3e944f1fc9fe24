//! Series over time.

use charts::*;

use super::{quarters, sheet};

pub(super) fn run_chart(width: f64) -> SeriesChart {
    let values =
        [0.62, 0.7, 0.58, 0.66, 0.71, 0.6, 0.64, 0.78, 0.74, 0.8, 0.76, 0.82, 0.79, 0.84, 0.81, 0.77];
    let mut points = quarters(&values);
    for point in points.iter_mut().skip(7) {
        point.tone = Tone::Improvement;
    }
    if let Some(last) = points.last_mut() {
        last.is_incomplete = true;
    }
    if let Some(hidden) = points.get_mut(3) {
        (hidden.value, hidden.is_hidden) = (None, true);
    }
    SeriesChart {
        sheet: sheet(
            width,
            220.0,
            "Flere gennemfører: 81 % i 3. kvartal mod 64 % to år før – en sikker ændring",
        ),
        axis: ValueAxis::share(','),
        findings: vec!["Signal: 8 kvartaler i træk over midtlinjen.".to_owned()],
        name: "Silkeborg".to_owned(),
        points,
        segments: vec![SeriesSegment {
            last: 15,
            centre: Some(0.705),
            is_signal: true,
            ..SeriesSegment::default()
        }],
        lines: SeriesWords {
            centre: "Median 71 %".to_owned(),
            hidden: "Skjult (n<5)".to_owned(),
            incomplete: "Ikke afsluttet".to_owned(),
            ..SeriesWords::default()
        },
        target: Some((0.75, "Mål 75 % (ikke bekræftet)".to_owned())),
        others: vec![SeriesOther {
            role: Role::Cluster,
            name: "Klynge Midt 74 %".to_owned(),
            values: (0..16).map(|at| (at != 5).then_some(0.7 + f64::from(at % 3) * 0.02)).collect(),
        }],
        comments: vec![
            (7, "1. november 2024: aftenhold begynder".to_owned()),
            (8, "15. januar 2025: påmindelse per sms dagen før".to_owned()),
        ],
    }
}

pub(super) fn control_chart(width: f64) -> SeriesChart {
    let values: Vec<f64> = (0..20)
        .map(|at| if at < 12 { 30.0 + f64::from(at * 7 % 5) * 2.0 } else { 18.0 + f64::from(at % 3) })
        .collect();
    let mut points = quarters(&values);
    if let Some(point) = points.get_mut(9) {
        (point.value, point.tone) = (Some(52.0), Tone::Concern);
    }
    let segment = |first: usize, last: usize, centre: f64, half: f64| SeriesSegment {
        first,
        last,
        centre: Some(centre),
        limits: (first..=last)
            .map(|at| (Some(centre - half - (at % 2) as f64), Some(centre + half + (at % 2) as f64)))
            .collect(),
        ..SeriesSegment::default()
    };
    let mut after = segment(12, 19, 19.0, 5.0);
    (after.is_trial, after.reason) =
        (true, Some("1. januar 2026: ny basislinje, fordi visitationen blev samlet".to_owned()));
    SeriesChart {
        sheet: sheet(width, 220.0, "Ventetiden er faldet: 19 dage i median mod 34 før den fælles visitation"),
        axis: ValueAxis::number(',', "dage"),
        findings: Vec::new(),
        name: "Median ventetid".to_owned(),
        points,
        segments: vec![segment(0, 11, 34.0, 12.0), after],
        lines: SeriesWords {
            centre: "Gennemsnit".to_owned(),
            limits: "Grænser for tilfældig variation (foreløbige efter bruddet)".to_owned(),
            ..SeriesWords::default()
        },
        target: None,
        others: Vec::new(),
        comments: Vec::new(),
    }
}
