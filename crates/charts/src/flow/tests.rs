use super::*;
use crate::words::sample::sheet;

#[test]
fn bars_share_one_scale_from_nothing_and_a_hidden_count_is_hatched() {
    let row = |count: Option<f64>| FlowRow { count, value: "tal".to_owned(), ..FlowRow::default() };
    let width = 720.0;
    let chart = FlowChart {
        sheet: sheet(width),
        rows: vec![row(Some(200.0)), row(Some(50.0)), row(Some(0.0)), row(None)],
    };
    let geometry = chart.geometry();
    let (left, right) = geometry.strip;
    assert_eq!((geometry.scale().position(0.0), geometry.scale().position(200.0)), (left, right));
    let quarter = left + (right - left) / 4.0;
    assert!((geometry.scale().position(50.0) - quarter).abs() < 1e-9);
    let svg = chart.to_svg(Theme::Page);
    assert_eq!(svg.matches("chart-bar\"").count(), 2, "nothing is no bar");
    assert!(svg.contains("chart-hatch"));
}
