use super::*;
use crate::words::sample::sheet;

fn chart(rows: Vec<DumbbellRow>) -> DumbbellChart {
    let width = 720.0;
    DumbbellChart {
        sheet: sheet(width),
        axis: ValueAxis::number(',', "m"),
        rows,
        level: Some((400.0, "Niveau".to_owned())),
        key: ("Start".to_owned(), "Slut".to_owned(), "Nået".to_owned()),
    }
}

#[test]
fn start_and_end_share_a_row_and_a_missing_end_is_only_a_start() {
    let row = |start: f64, end: Option<f64>, is_reached: bool| DumbbellRow {
        start,
        end,
        is_reached,
        ..DumbbellRow::default()
    };
    let chart =
        chart(vec![row(400.0, Some(440.0), true), row(500.0, Some(480.0), false), row(300.0, None, false)]);
    let pairs = chart.geometry().pairs;
    assert!(pairs[0].1.is_some_and(|end| end > pairs[0].0));
    assert!(pairs[1].1.is_some_and(|end| end < pairs[1].0));
    assert_eq!(pairs[2].1, None);
    let svg = chart.to_svg(Theme::Page);
    assert_eq!(svg.matches("chart-line-other").count(), 2);
    // One in the key, one in the chart.
    assert_eq!(svg.matches("chart-mark-own").count(), 2);
}
