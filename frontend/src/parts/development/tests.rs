use api_types::{NumberKind, PointTone};
use charts::Theme;
use domain::text::Language;

use super::*;
use crate::parts::chart::{Chart, drawing};

fn of(development: Development) -> Of {
    Of { unit: "Silkeborg".into(), updated_at: "2026-11-22T09:42:00Z".parse().unwrap(), development }
}

fn row(chart: &Chart, index: usize) -> Vec<String> {
    chart.grid.rows[index].iter().map(|cell| cell.show(Language::Da)).collect()
}

#[test]
fn the_picture_the_table_and_what_is_announced_say_the_same() {
    let chart = picture::chart_of("ventetid", &of(sample::development()), false, Language::Da);
    assert_eq!(row(&chart, 0)[..6], ["1. kvartal 2024", "31,0", "14", "32,3", "17,1", "39,9"]);
    assert_eq!(chart.grid.columns[..3], ["Periode", "Median ventetid (dage)", "Forløb"]);
    let svg = drawing(&chart, 900.0, Theme::Page);
    assert!(svg.contains("1. kvartal 2024: 31,0\u{a0}dage, n = 14, tilfældig variation"), "{svg}");
    assert!(svg.contains("4. kvartal 2024: 40,0\u{a0}dage, n = 14, Signal: uden for"), "{svg}");
    assert_eq!(row(&chart, 3)[6], "Signal: uden for");
    assert!(svg.contains("Foreløbige kontrolgrænser") && svg.contains("Midtlinje 32,3\u{a0}dage"), "{svg}");
}

#[test]
fn a_gap_is_no_zero_and_the_running_quarter_is_hollow_and_says_nothing_of_chance() {
    let chart = picture::chart_of("ventetid", &of(sample::development()), false, Language::Da);
    assert_eq!((row(&chart, 10)[1].as_str(), row(&chart, 10)[2].as_str()), ("–", "3"));
    let svg = drawing(&chart, 900.0, Theme::Page);
    assert!(svg.contains("3. kvartal 2026: for få forløb (n = 3, mindst 5)"), "{svg}");
    assert!(svg.contains("4. kvartal 2026: 38,0\u{a0}dage, n = 14, ikke færdig endnu"), "{svg}");
    assert_eq!(svg.matches("chart-mark-hollow").count(), 2, "the point and the key");
}

#[test]
fn what_is_not_tested_is_not_called_chance() {
    let mut development = sample::development();
    development.why_not = Some(domain::text::Text::new("For få.", "Too few."));
    for point in &mut development.points {
        (point.tone, point.signal, point.is_range_large) = (PointTone::None, None, false);
    }
    (development.lower, development.upper, development.ranges.limit) = (None, None, None);
    let of = of(development);
    for chart in [picture::chart_of("x", &of, false, Language::Da), ranges::chart_of("x", &of, Language::Da)]
    {
        let svg = drawing(&chart, 900.0, Theme::Page);
        assert!(!svg.contains("tilfældig") && !svg.contains("ontrolgrænser"), "{svg}");
    }
}

#[test]
fn distances_have_their_limit_and_the_large_ones_are_marked() {
    let chart = ranges::chart_of("ventetid", &of(sample::development()), Language::Da);
    assert_eq!(row(&chart, 0), ["1. kvartal 2024", "–", "9,8", "intet tal før at sammenligne med"]);
    assert_eq!(row(&chart, 10)[3], "intet tal");
    assert_eq!(row(&chart, 11)[3], "ikke færdig endnu");
    assert_eq!(row(&chart, 4), ["1. kvartal 2025", "3,0", "9,8", "større end tilfældig variation"]);
    let svg = drawing(&chart, 900.0, Theme::Page);
    assert!(svg.contains("2. kvartal 2024: 3,0\u{a0}dage fra tallet før, tilfældig variation"), "{svg}");
    assert_eq!(svg.matches("chart-mark-change").count(), 1);
}

#[test]
fn shares_run_from_0_to_100_per_cent_and_their_distances_are_percentage_points() {
    let mut development = sample::development();
    (development.kind, development.unit) = (NumberKind::Share, None);
    for point in &mut development.points {
        (point.value, point.range) = (point.value.map(|_| 0.94), point.range.map(|_| 0.034));
    }
    let limit = Some(0.061);
    (development.centre, development.lower, development.upper) = (Some(0.93), Some(0.88), Some(0.98));
    (development.ranges.mean, development.ranges.limit) = (Some(0.02), limit);
    let of = of(development);
    let values = picture::chart_of("komplethed", &of, false, Language::Da);
    assert_eq!(
        row(&values, 0)[..6],
        ["1. kvartal 2024", "94\u{a0}%", "14", "93\u{a0}%", "88\u{a0}%", "98\u{a0}%"]
    );
    let svg = drawing(&values, 900.0, Theme::Page);
    assert!(svg.contains(">100\u{a0}%<") && svg.contains(">0\u{a0}%<"), "{svg}");
    let zoomed = drawing(&picture::chart_of("komplethed", &of, true, Language::Da), 900.0, Theme::Page);
    assert!(zoomed.contains("Aksen starter ved 80\u{a0}%") && !zoomed.contains(">60\u{a0}%<"), "{zoomed}");
    let distances = ranges::chart_of("komplethed", &of, Language::En);
    assert_eq!(distances.grid.columns[1], "Distance to the number before (percentage points)");
    assert_eq!(row(&distances, 1)[1], "3,4");
    assert!(drawing(&distances, 900.0, Theme::Page).contains("3.4 percentage points from the number before"));
}

#[test]
fn nothing_at_all_is_said_in_words_without_an_axis() {
    let mut development = sample::development();
    for point in &mut development.points {
        (point.value, point.range, point.n) = (None, None, 0);
    }
    (development.centre, development.lower, development.upper) = (None, None, None);
    (development.ranges.mean, development.ranges.limit) = (None, None);
    let of = of(development);
    for chart in [picture::chart_of("x", &of, false, Language::Da), ranges::chart_of("x", &of, Language::Da)]
    {
        let svg = drawing(&chart, 340.0, Theme::Light);
        assert!(svg.contains("Intet at tegne endnu."), "{svg}");
        assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("chart-axis"), "{svg}");
    }
}
