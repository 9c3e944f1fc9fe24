use super::*;
use crate::Theme;

fn chart(values: &[Option<f64>]) -> SeriesChart {
    let points = values.iter().enumerate().map(|(index, value)| SeriesPoint {
        words: PointWords {
            label: format!("q{index}"),
            announcement: format!("kvartal {index}"),
            cells: vec![
                format!("q{index}"),
                value.map_or_else(|| "–".to_owned(), |value| format!("{value}")),
            ],
        },
        value: *value,
        ..SeriesPoint::default()
    });
    SeriesChart {
        sheet: Sheet {
            title: "Fund".to_owned(),
            subtitle: "Vedholdenhed".to_owned(),
            notes: Vec::new(),
            empty: "Ingen forløb.".to_owned(),
            width: 720.0,
            height: 200.0,
        },
        axis: ValueAxis::share(','),
        findings: Vec::new(),
        name: String::new(),
        points: points.collect(),
        segments: Vec::new(),
        lines: SeriesWords::default(),
        target: None,
        others: Vec::new(),
        comments: Vec::new(),
    }
}

fn segment(first: usize, last: usize, centre: f64) -> SeriesSegment {
    let limits = (first..=last).map(|_| (Some(centre - 0.1), Some(centre + 0.1))).collect();
    SeriesSegment { first, last, centre: Some(centre), limits, ..SeriesSegment::default() }
}

#[test]
fn higher_is_higher_and_the_axis_runs_from_0_to_100() {
    let geometry = chart(&[Some(0.0), Some(0.5), Some(1.0)]).geometry();
    let (_, top, _, bottom) = geometry.plot;
    let heights: Vec<f64> = geometry.points.iter().filter_map(|place| place.y).collect();
    assert_eq!(heights, [bottom, (top + bottom) / 2.0, top]);
}

#[test]
fn a_gap_breaks_the_line_and_so_does_a_new_baseline() {
    let mut series = chart(&[Some(0.5), Some(0.6), None, Some(0.7), Some(0.8), Some(0.7)]);
    assert_eq!(series.geometry().runs, [vec![0, 1], vec![3, 4, 5]]);
    series.segments = vec![segment(0, 3, 0.6), segment(4, 5, 0.7)];
    let geometry = series.geometry();
    assert_eq!(geometry.runs, [vec![0, 1], vec![3], vec![4, 5]]);
    let (before, after) = (geometry.centres[0], geometry.centres[1]);
    assert!(before.to.0 < after.from.0, "two baselines never touch");
    assert!(before.from.1 > after.from.1);
}

#[test]
fn limits_step_half_way_between_periods_and_stop_where_there_are_none() {
    let mut series = chart(&[Some(0.5), Some(0.6), Some(0.5), Some(0.4)]);
    series.segments = vec![segment(0, 3, 0.5)];
    series.segments[0].limits[2] = (None, Some(0.9));
    let geometry = series.geometry();
    assert_eq!(geometry.limits.iter().map(|step| step.points.len()).collect::<Vec<_>>(), [4, 2, 8]);
    let lower = &geometry.limits[0].points;
    let middle = (geometry.points[0].x + geometry.points[1].x) / 2.0;
    assert!((lower[1].0 - middle).abs() < 1e-9 && (lower[2].0 - middle).abs() < 1e-9);
}

#[test]
fn a_signal_dashes_the_centre_and_only_its_points_have_a_colour() {
    let mut series = chart(&[Some(0.5), Some(0.6), Some(0.9)]);
    series.segments = vec![segment(0, 2, 0.5)];
    let quiet = series.to_svg(Theme::Page);
    assert!(quiet.contains("chart-centre\"") && !quiet.contains("chart-centre-signal"));
    assert!(!quiet.contains("chart-mark-better"));
    series.segments[0].is_signal = true;
    series.points[2].tone = Tone::Improvement;
    let loud = series.to_svg(Theme::Page);
    assert!(loud.contains("chart-centre-signal"));
    assert_eq!(loud.matches("chart-mark-better").count(), 1);
    assert_eq!(loud.matches("chart-mark-chance").count(), 2);
}

#[test]
fn an_unfinished_period_is_hollow_whatever_it_says_and_a_hidden_one_hatched() {
    let mut series = chart(&[Some(0.5), Some(0.6), None]);
    series.points[1].is_incomplete = true;
    series.points[1].tone = Tone::Concern;
    let svg = series.to_svg(Theme::Page);
    assert!(
        svg.contains("chart-mark-hollow")
            && !svg.contains("chart-mark-worse")
            && !svg.contains("chart-hatch")
    );
    series.points[2].is_hidden = true;
    assert!(series.to_svg(Theme::Page).contains("chart-hatch"));
}

#[test]
fn comments_and_breaks_are_numbered_in_the_order_of_time() {
    let mut series = chart(&[Some(0.5); 6]);
    series.comments =
        vec![(4, "senere".to_owned()), (1, "tidligere".to_owned()), (99, "uden for".to_owned())];
    series.segments =
        vec![segment(0, 1, 0.5), SeriesSegment { reason: Some("brud".to_owned()), ..segment(2, 5, 0.5) }];
    let geometry = series.geometry();
    assert_eq!(geometry.flags.len(), 3);
    assert_eq!(geometry.flags.iter().map(|flag| flag.2).collect::<Vec<_>>(), [false, true, false]);
    assert!(
        geometry.flags.windows(2).all(|pair| pair[1].1 - pair[0].1 >= 16.0),
        "flags do not cover each other"
    );
    let notes: Vec<&str> = geometry.notes.iter().map(|note| note.1.as_str()).collect();
    assert_eq!(notes, ["1: tidligere", "2: brud", "3: senere"]);
}

#[test]
fn lines_are_named_at_their_ends_where_there_is_room_and_in_a_key_where_not() {
    let mut series = chart(&[Some(0.5), Some(0.6)]);
    (series.name, series.target) = ("Silkeborg".to_owned(), Some((0.61, "Mål 61 %".to_owned())));
    let wide = series.geometry();
    assert_eq!((wide.named.len(), wide.key.height), (2, 0.0));
    assert!((wide.named[0].at - wide.named[1].at).abs() >= 16.0);
    series.sheet.width = 340.0;
    let narrow = series.geometry();
    assert!(narrow.named.is_empty() && narrow.key.height > 0.0);
}

#[test]
fn a_cut_axis_says_so() {
    let mut series = chart(&[Some(0.7), Some(0.8)]);
    series.axis = ValueAxis {
        domain: Some((0.5, 1.0)),
        cut: Some("Aksen starter ved 50 %".to_owned()),
        ..ValueAxis::share(',')
    };
    let svg = series.to_svg(Theme::Page);
    assert!(svg.contains("Aksen starter ved 50 %") && svg.contains("chart-break"));
    assert!(svg.contains(">50\u{a0}%<") && !svg.contains(">0\u{a0}%<"));
}

#[test]
fn the_table_has_every_period() {
    let table = chart(&[Some(0.5), None]).to_table(&["Kvartal", "Andel"]);
    assert_eq!(table.caption, "Fund. Vedholdenhed");
    assert_eq!(table.rows, [["q0", "0.5"], ["q1", "–"]]);
}

#[test]
fn one_point_and_forty_eight_points_are_drawn() {
    assert_eq!(chart(&[Some(0.5)]).to_svg(Theme::Page).matches("chart-mark-chance").count(), 1);
    let mut many = chart(&vec![Some(0.5); 48]);
    many.sheet.width = 340.0;
    assert_eq!(many.to_svg(Theme::Page).matches("data-point").count(), 48);
}
