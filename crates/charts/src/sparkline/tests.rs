use super::*;

fn sparkline(values: &[Option<f64>]) -> Sparkline {
    let points = values
        .iter()
        .enumerate()
        .map(|(index, value)| SparklinePoint {
            label: format!("q{index}"),
            value: *value,
            text: value.map_or_else(|| "–".to_owned(), |v| format!("{:.0} %", v * 100.0)),
            incomplete: false,
        })
        .collect();
    Sparkline { name: "Gennemfører".to_owned(), points, width: 120.0, height: 32.0 }
}

#[test]
fn a_quarter_without_courses_breaks_the_line() {
    let geometry = sparkline(&[Some(0.5), Some(0.6), None, Some(0.7), Some(0.8)]).geometry();
    assert_eq!(geometry.runs.len(), 2);
    assert_eq!(geometry.runs.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
}

#[test]
fn a_point_alone_between_two_gaps_is_still_shown() {
    let geometry = sparkline(&[None, Some(0.6), None, Some(0.7), Some(0.8)]).geometry();
    assert_eq!(geometry.lone.len(), 1);
    assert_eq!(geometry.runs.len(), 1);
}

#[test]
fn higher_values_are_drawn_higher() {
    let geometry = sparkline(&[Some(0.2), Some(0.9)]).geometry();
    let run = &geometry.runs[0];
    assert!(run[0].1 > run[1].1, "y grows downwards in SVG: {run:?}");
    assert_eq!((run[0].0, run[1].0), (4.0, 116.0));
}

#[test]
fn the_centre_line_is_the_median_of_complete_periods() {
    let mut line = sparkline(&[Some(0.2), Some(0.4), Some(0.9), Some(0.1)]);
    assert!(line.median().is_some_and(|median| (median - 0.3).abs() < 1e-12));
    line.points[3].incomplete = true;
    assert_eq!(line.median(), Some(0.4));
    assert!(line.geometry().centre.is_some());
}

#[test]
fn an_unfinished_newest_quarter_is_hollow() {
    let mut line = sparkline(&[Some(0.5), Some(0.6)]);
    line.points[1].incomplete = true;
    assert!(line.to_svg().contains("spark-dot-hollow"));
}

#[test]
fn a_quiet_series_is_drawn_quiet() {
    let geometry = sparkline(&[Some(0.80), Some(0.81), Some(0.80)]).geometry();
    let heights: Vec<f64> = geometry.runs[0].iter().map(|point| point.1).collect();
    assert!((heights[0] - heights[1]).abs() < 1.0, "{heights:?}");
}

#[test]
fn an_empty_series_draws_nothing_and_does_not_fail() {
    let geometry = sparkline(&[None; 12]).geometry();
    assert_eq!(geometry, SparklineGeometry { runs: vec![], lone: vec![], centre: None, last: None });
    assert!(sparkline(&[]).to_svg().ends_with("</svg>"));
}

#[test]
fn the_table_has_the_numbers_of_the_picture() {
    let table = sparkline(&[Some(0.5), None]).to_table("Kvartal", "Andel");
    assert_eq!(table.columns, ["Kvartal", "Andel"]);
    assert_eq!(table.rows, [["q0", "50 %"], ["q1", "–"]]);
}

#[test]
fn nothing_inline_reaches_a_strict_style_policy() {
    assert!(!sparkline(&[Some(0.5), Some(0.6)]).to_svg().contains("style="));
}
