use super::*;
use crate::words::sample::sheet;

#[test]
fn a_bar_begins_at_nothing_even_on_an_axis_that_was_asked_not_to() {
    let words =
        PointWords { label: "Vedholdenhed".to_owned(), announcement: "a".to_owned(), cells: Vec::new() };
    let width = 720.0;
    let chart = BulletChart {
        sheet: sheet(width),
        axis: ValueAxis { domain: Some((0.5, 1.0)), ..ValueAxis::share(',') },
        rows: vec![BulletRow { words, bar: Some(0.75), target: Some(0.8), ..BulletRow::default() }],
        key: BulletWords {
            target: "Mål".to_owned(),
            interval: "Interval".to_owned(),
            ..BulletWords::default()
        },
    };
    let geometry = chart.geometry();
    assert_eq!(geometry.ends, (0.0, 1.0));
    assert_eq!(geometry.scale().position(0.0), geometry.strip.0);
    let svg = chart.to_svg(Theme::Page);
    assert!(svg.contains(">Mål<") && !svg.contains(">Interval<"), "the key has what is drawn");
}
