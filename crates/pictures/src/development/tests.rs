use api_types::{NumberKind, PointTone};
use charts::Theme;
use domain::text::Language;

use super::*;
use crate::{Chart, View, drawing};

fn of(development: Development) -> Developed {
    let updated_at = "2026-11-22T09:42:00Z".parse().unwrap();
    Developed { id: "ventetid".into(), unit: "Silkeborg".into(), updated_at, development }
}

fn view(language: Language) -> View {
    View { updated: "2026-11-22T10:42:00".parse().unwrap(), language }
}

fn values(of: &Developed) -> Chart {
    development(of, false, &view(Language::Da))
}

fn row(chart: &Chart, index: usize) -> Vec<String> {
    chart.grid.rows[index].iter().map(|cell| cell.show(Language::Da)).collect()
}

#[test]
fn the_picture_the_table_and_what_is_announced_say_the_same() {
    let chart = values(&of(sample::development()));
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
    let chart = values(&of(sample::development()));
    assert_eq!((row(&chart, 10)[1].as_str(), row(&chart, 10)[2].as_str()), ("–", "3"));
    let svg = drawing(&chart, 900.0, Theme::Page);
    assert!(svg.contains("3. kvartal 2026: for få forløb (n = 3, mindst 5)"), "{svg}");
    assert!(svg.contains("4. kvartal 2026: 38,0\u{a0}dage, n = 14, ikke færdig endnu"), "{svg}");
    assert_eq!(svg.matches("chart-mark-hollow").count(), 2, "the point and the key");
}

#[test]
fn what_is_not_tested_is_not_called_chance() {
    let mut quarters = sample::development();
    quarters.why_not = Some(domain::text::Text::new("For få.", "Too few."));
    for point in &mut quarters.points {
        (point.tone, point.signal, point.is_range_large) = (PointTone::None, None, false);
    }
    (quarters.lower, quarters.upper, quarters.ranges.limit) = (None, None, None);
    let of = of(quarters);
    for chart in [values(&of), distances(&of, &view(Language::Da))] {
        let svg = drawing(&chart, 900.0, Theme::Page);
        assert!(!svg.contains("tilfældig") && !svg.contains("ontrolgrænser"), "{svg}");
    }
}

#[test]
fn distances_have_their_limit_and_the_large_ones_are_marked() {
    let chart = distances(&of(sample::development()), &view(Language::Da));
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
    let mut quarters = sample::development();
    (quarters.kind, quarters.unit) = (NumberKind::Share, None);
    for point in &mut quarters.points {
        (point.value, point.range) = (point.value.map(|_| 0.94), point.range.map(|_| 0.034));
    }
    let limit = Some(0.061);
    (quarters.centre, quarters.lower, quarters.upper) = (Some(0.93), Some(0.88), Some(0.98));
    (quarters.ranges.mean, quarters.ranges.limit) = (Some(0.02), limit);
    let of = of(quarters);
    let shares = values(&of);
    assert_eq!(
        row(&shares, 0)[..6],
        ["1. kvartal 2024", "94\u{a0}%", "14", "93\u{a0}%", "88\u{a0}%", "98\u{a0}%"]
    );
    let svg = drawing(&shares, 900.0, Theme::Page);
    assert!(svg.contains(">100\u{a0}%<") && svg.contains(">0\u{a0}%<"), "{svg}");
    let zoomed = drawing(&development(&of, true, &view(Language::Da)), 900.0, Theme::Page);
    assert!(zoomed.contains("Aksen starter ved 80\u{a0}%") && !zoomed.contains(">60\u{a0}%<"), "{zoomed}");
    let steps = distances(&of, &view(Language::En));
    assert_eq!(steps.grid.columns[1], "Distance to the number before (percentage points)");
    assert_eq!(row(&steps, 1)[1], "3,4");
    assert!(drawing(&steps, 900.0, Theme::Page).contains("3.4 percentage points from the number before"));
}

#[test]
fn nothing_at_all_is_said_in_words_without_an_axis() {
    let mut quarters = sample::development();
    for point in &mut quarters.points {
        (point.value, point.range, point.n) = (None, None, 0);
    }
    (quarters.centre, quarters.lower, quarters.upper) = (None, None, None);
    (quarters.ranges.mean, quarters.ranges.limit) = (None, None);
    let of = of(quarters);
    for chart in [values(&of), distances(&of, &view(Language::Da))] {
        let svg = drawing(&chart, 340.0, Theme::Light);
        assert!(svg.contains("Intet at tegne endnu."), "{svg}");
        assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("chart-axis"), "{svg}");
    }
}
