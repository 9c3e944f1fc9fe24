use super::*;
use crate::Theme;
use crate::words::sample::sheet;

fn unit(label: &str, n: f64, share: f64, role: Role) -> FunnelPoint {
    let words =
        PointWords { label: label.to_owned(), announcement: label.to_owned(), cells: vec![label.to_owned()] };
    FunnelPoint { words, place: Some((n, share)), role, tone: Tone::Chance }
}

fn chart(width: f64) -> FunnelChart {
    let curve = |label: &str, z: f64| FunnelCurve {
        label: label.to_owned(),
        is_alarm: false,
        points: [10.0_f64, 50.0, 100.0].map(|n| (n, 0.7 + z / n.sqrt())).to_vec(),
    };
    FunnelChart {
        sheet: sheet(width),
        axis: ValueAxis::share(','),
        counted: "Antal forløb".to_owned(),
        units: vec![
            unit("Silkeborg", 50.0, 0.72, Role::Own),
            unit("Kommune 2", 54.0, 0.72, Role::Other),
            unit("Kommune 3", 20.0, 0.5, Role::Cluster),
        ],
        curves: vec![curve("95 %", 0.9), curve("95 %", -0.9)],
        centre: Some((0.7, "alle 70 %".to_owned())),
        findings: Vec::new(),
        key: FunnelWords::default(),
    }
}

#[test]
fn larger_units_stand_to_the_right_and_curves_close_around_the_centre() {
    let geometry = chart(720.0).geometry();
    let places: Vec<(f64, f64)> = geometry.units.iter().flatten().copied().collect();
    assert!(places[2].0 < places[0].0 && places[0].0 < places[1].0);
    let gap = |at: usize| geometry.curves[1][at].1 - geometry.curves[0][at].1;
    assert!(gap(0) > gap(1) && gap(1) > gap(2));
    let centre = geometry.centre.unwrap();
    assert!(geometry.curves[0][2].1 < centre && centre < geometry.curves[1][2].1);
}

#[test]
fn the_own_name_stands_off_the_other_marks_and_inside_the_plot() {
    for width in [340.0, 720.0] {
        let geometry = chart(width).geometry();
        assert_eq!(geometry.own.len(), 1, "only the own unit is named");
        let (index, (x, _), anchor) = geometry.own[0];
        assert_eq!(index, 0);
        // The neighbour is just right of it, so the name goes elsewhere.
        assert!(anchor != crate::canvas::Anchor::Start || x < geometry.units[0].unwrap().0 + 20.0);
        assert!(x > geometry.plot.0 && x < geometry.plot.2);
    }
}

#[test]
fn words_beside_the_plot_keep_their_distance() {
    let geometry = chart(340.0).geometry();
    let mut heights: Vec<f64> = geometry.labels.iter().map(|label| label.0).collect();
    heights.sort_by(f64::total_cmp);
    assert_eq!(heights.len(), 3);
    assert!(heights.windows(2).all(|pair| pair[1] - pair[0] > 12.0));
}

#[test]
fn a_unit_that_stands_out_has_another_shape_and_one_without_courses_no_mark() {
    let mut funnel = chart(720.0);
    let circles = funnel.to_svg(Theme::Page).matches("<circle").count();
    funnel.units[1].tone = Tone::Concern;
    assert_eq!(funnel.to_svg(Theme::Page).matches("<circle").count(), circles - 1);
    funnel.units[1].place = None;
    assert_eq!(funnel.to_svg(Theme::Page).matches("data-point").count(), 2);
    assert_eq!(funnel.to_table(&["Enhed"]).rows.len(), 3, "the table has it nevertheless");
}
