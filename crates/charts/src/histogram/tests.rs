use super::*;
use crate::words::sample::sheet;

#[test]
fn bins_hold_everybody_once_and_never_mix_better_and_worse() {
    let changes = [-30.0, -0.5, 0.0, 12.4, 12.5, 24.9, 25.0, 61.0];
    let bins = Histogram::bins(&changes, 12.5);
    assert_eq!(bins.iter().map(|bin| bin.2).sum::<u32>(), 8);
    assert!(bins.iter().all(|(from, to, _)| *to <= 0.0 || *from >= 0.0));
    assert!(bins.windows(2).all(|pair| pair[0].1 == pair[1].0), "no gap, no overlap");
    let at = |change: f64| bins.iter().find(|(from, to, _)| *from <= change && change < *to).unwrap().2;
    assert_eq!((at(0.0), at(12.5), at(25.0)), (2, 2, 1));
}

#[test]
fn a_change_on_an_edge_is_in_the_bin_that_begins_there_however_it_is_stored() {
    // As differences of binary numbers: -0.30000000000000004 and 0.09999999999999998.
    assert_eq!(Histogram::bins(&[-0.558 - -0.258], 0.1).iter().map(|bin| bin.2).sum::<u32>(), 1);
    let bins = Histogram::bins(&[0.0, 0.9 - 0.8], 0.1);
    assert_eq!(bins.iter().map(|bin| bin.2).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn bins_stay_few_and_nothing_gives_none() {
    assert!(Histogram::bins(&[0.0, 1e9], 1.0).len() <= 42);
    assert!(Histogram::bins(&[], 5.0).is_empty());
    assert!(Histogram::bins(&[f64::NAN, f64::INFINITY], 5.0).is_empty());
    assert!(Histogram::bins(&[1.0], 0.0).is_empty());
    assert_eq!(Histogram::bins(&[3.0], 5.0), [(0.0, 5.0, 1)]);
}

#[test]
fn bars_stand_on_nothing_and_are_as_high_as_their_count() {
    let width = 720.0;
    let bins = Histogram::bins(&[1.0, 2.0, 6.0, -3.0], 5.0);
    let bins =
        bins.into_iter().map(|(from, to, count)| HistogramBin { from, to, count, ..HistogramBin::default() });
    let chart = Histogram {
        sheet: sheet(width),
        format: NumberFormat::number(',', "m"),
        counted: "Antal".to_owned(),
        bins: bins.collect(),
        lines: vec![(0.0, "Ingen".to_owned()), (5.0, "Nok".to_owned())],
    };
    let geometry = chart.geometry();
    let (_, top, _, bottom) = geometry.plot;
    let heights: Vec<f64> = geometry.bars.iter().map(|bar| bar.3 - bar.1).collect();
    assert_eq!(heights, [(bottom - top) / 2.0, bottom - top, (bottom - top) / 2.0]);
    assert!((geometry.lines[0] - (geometry.bars[1].0 - 0.5)).abs() < 1e-9, "a bin edge lies on no change");
    assert!(geometry.counts.iter().all(|(_, words)| !words.contains(',')), "half citizens are not counted");
}
