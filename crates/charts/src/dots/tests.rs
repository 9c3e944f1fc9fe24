use super::*;
use crate::words::sample::sheet;

#[test]
fn dots_of_a_category_lie_under_each_other_in_the_order_of_the_series() {
    let row = DotRow {
        words: PointWords {
            label: "60–69 år".to_owned(), announcement: "a".to_owned(), cells: Vec::new()
        },
        value: "31 %".to_owned(),
        estimates: vec![Some((0.3, 0.2, 0.4)), None, Some((0.5, 0.4, 0.6))],
    };
    let width = 720.0;
    let chart = DotChart {
        sheet: sheet(width),
        axis: ValueAxis::share(','),
        series: vec![(Role::Own, "Egen".into()), (Role::Region, "Region".into()), (Role::All, "Alle".into())],
        rows: vec![row.clone(), row],
    };
    let geometry = chart.geometry();
    let dots = &geometry.dots[0];
    let (first, last) = (dots[0].unwrap(), dots[2].unwrap());
    assert!(dots[1].is_none() && last.y - first.y == 22.0);
    assert!(first.low < first.value && first.value < last.value);
    assert!(geometry.rows.rows[1].edges.0 >= last.y, "categories do not mix");
    assert!(chart.to_svg(Theme::Page).matches("data-point").count() == 2);
}
