use super::*;
use crate::words::sample::sheet;

fn chart(days: &[f64]) -> WaitingStrip {
    let width = 340.0;
    WaitingStrip {
        sheet: sheet(width),
        format: NumberFormat::number(',', ""),
        courses: days.iter().map(|&days| WaitingCourse { days, ..WaitingCourse::default() }).collect(),
        fold: (180.0, "over 180".to_owned()),
        median: Some(WaitingMedian { days: 20.0, interval: Some((15.0, 30.0)), words: "Median".to_owned() }),
        target: Some((14.0, "Mål".to_owned())),
    }
}

#[test]
fn dots_are_spread_the_same_way_every_time_and_inside_the_strip() {
    let chart = chart(&[10.0; 60]);
    let geometry = chart.geometry();
    assert_eq!(geometry.dots, chart.geometry().dots);
    let (_, top, _, bottom) = geometry.plot;
    assert!(geometry.dots.iter().all(|(_, y)| *y > top && *y < bottom));
    let mut heights: Vec<f64> = geometry.dots.iter().map(|dot| dot.1).collect();
    heights.sort_by(f64::total_cmp);
    let widest = heights.windows(2).map(|pair| pair[1] - pair[0]).fold(0.0, f64::max);
    assert!(widest < (bottom - top) / 20.0, "sixty equal waits fill the strip evenly");
}

#[test]
fn very_long_waits_are_folded_into_a_place_that_says_so() {
    let folded = chart(&[10.0, 100.0, 181.0, 4_000.0]).geometry();
    assert!(folded.dots[2].0 > folded.fold && folded.dots[3].0 > folded.fold);
    assert!(folded.dots[1].0 < folded.fold);
    assert_eq!(folded.ticks.last().map(|tick| tick.1.as_str()), Some("over 180"));
    let short = chart(&[10.0, 40.0]).geometry();
    assert!(short.fold >= short.plot.2, "nothing to fold");
    let median = short.median.unwrap();
    assert!(median.1.is_some_and(|(low, high)| low < median.0 && median.0 < high));
}

#[test]
fn the_axis_ends_on_a_written_number_behind_the_longest_wait() {
    let geometry = chart(&[4.0, 16.0, 31.0]).geometry();
    let (end, words) = geometry.ticks.last().unwrap();
    assert_eq!(words, "40");
    assert!(geometry.dots.iter().all(|(x, _)| *x < end - 4.0));
}
