use super::*;

fn point(day: f64, value: f64, date: &str, mark: &str) -> CitizenPoint {
    let cells = vec![date.to_owned(), format!("{value}")];
    CitizenPoint { day, value, date: date.to_owned(), mark: mark.to_owned(), cells }
}

fn walk() -> CitizenLine {
    CitizenLine {
        name: "Gangtest".to_owned(),
        points: vec![
            point(0.0, 420.0, "12. jan.", "420 meter (start)"),
            point(43.0, 460.0, "24. feb.", ""),
            point(92.0, 482.0, "14. april", "482 meter (nu)"),
        ],
        levels: vec![],
        ends: Some(("kortere tur".to_owned(), "længere tur".to_owned())),
        better: Some((Arrow::Up, "bedre".to_owned())),
        axis: None,
        span: 200.0,
        width: 720.0,
        height: 320.0,
        text: 18.0,
        selected: None,
    }
}

fn level(from: Option<f64>, words: &str, advised: bool) -> CitizenLevel {
    CitizenLevel { from, words: words.to_owned(), advised }
}

fn score() -> CitizenLine {
    CitizenLine {
        points: vec![
            point(0.0, 12.0, "12. jan.", "tydelige tegn"),
            point(92.0, 7.0, "14. april", "ingen tegn"),
        ],
        levels: vec![
            level(None, "ingen tegn", false),
            level(Some(8.0), "mulige tegn", false),
            level(Some(11.0), "tydelige tegn", false),
        ],
        ends: None,
        better: Some((Arrow::Down, "bedre".to_owned())),
        axis: Some((0.0, 21.0)),
        ..walk()
    }
}

#[test]
fn a_higher_number_is_drawn_higher_whichever_way_is_better() {
    for line in [walk(), CitizenLine { better: Some((Arrow::Down, "bedre".into())), ..walk() }] {
        let points = line.geometry().points;
        assert!(points[0].1 > points[2].1, "y grows downwards in SVG: {points:?}");
    }
}

#[test]
fn a_small_change_looks_small() {
    let mut line = walk();
    line.points = vec![point(0.0, 420.0, "a", ""), point(92.0, 430.0, "b", "")];
    let geometry = line.geometry();
    let (_, top, _, bottom) = geometry.plot;
    let rise = (geometry.points[0].1 - geometry.points[1].1) / (bottom - top);
    assert!((rise - 0.05).abs() < 0.001, "10 of 200 metres: {rise}");
}

#[test]
fn time_is_true_until_two_days_would_stand_on_each_other() {
    let spread = |days: [f64; 3]| {
        let mut line = walk();
        line.points.iter_mut().zip(days).for_each(|(point, day)| point.day = day);
        let points = line.geometry().points;
        (points[1].0 - points[0].0) / (points[2].0 - points[0].0)
    };
    assert!((spread([0.0, 43.0, 92.0]) - 43.0 / 92.0).abs() < 1e-9);
    assert!((spread([0.0, 2.0, 92.0]) - 0.5).abs() < 1e-9);
}

#[test]
fn levels_fill_the_axis_from_the_lowest_up() {
    let geometry = score().geometry();
    let (_, top, _, bottom) = geometry.plot;
    assert_eq!(geometry.bands.len(), 3);
    assert!((geometry.bands[0].1 - bottom).abs() < 1e-9 && (geometry.bands[2].0 - top).abs() < 1e-9);
    assert!((geometry.bands[0].0 - geometry.bands[1].1).abs() < 1e-9, "no gap between two levels");
    assert!(geometry.points[0].1 < geometry.bands[2].1, "12 of 21 has clear signs");
    assert!(geometry.points[1].1 > geometry.bands[0].0, "7 of 21 has none");
}

#[test]
fn codes_are_one_step_each() {
    let line = CitizenLine {
        points: vec![point(0.0, 0.0, "a", ""), point(92.0, 2.0, "b", "")],
        levels: vec![
            level(None, "hver dag", false),
            level(None, "af og til", false),
            level(None, "holdt op", false),
        ],
        axis: None,
        ..score()
    };
    let geometry = line.geometry();
    for (at, band) in [(0, 0), (1, 2)] {
        let (upper, lower) = geometry.bands[band];
        assert!((geometry.points[at].1 - (upper + lower) / 2.0).abs() < 1e-9, "in the middle of its step");
    }
}

#[test]
fn one_measurement_is_a_dot_in_the_middle() {
    let mut line = walk();
    line.points.truncate(1);
    let geometry = line.geometry();
    let (left, _, right, _) = geometry.plot;
    assert!((geometry.points[0].0 - (left + right) / 2.0).abs() < 1e-9);
    let svg = line.to_svg();
    assert!(!svg.contains("citizen-line-path") && !svg.contains("citizen-from-start"), "{svg}");
    assert_eq!(svg.matches("<circle").count(), 1);
}

#[test]
fn on_a_narrow_screen_words_break_and_dates_that_collide_are_left_out() {
    let mut line = score();
    (line.width, line.text) = (320.0, 18.0);
    line.points = (0..5).map(|at| point(f64::from(at) * 90.0, 5.0, "12. september", "")).collect();
    let geometry = line.geometry();
    assert!(geometry.words.iter().flatten().all(|words| words.chars().count() <= 9), "{:?}", geometry.words);
    let (left, _, right, _) = geometry.plot;
    assert!(right - left > 130.0, "the plot keeps its room: {left} {right}");
    assert_eq!(geometry.dates.last(), Some(&4), "the latest date always stands");
    assert!(geometry.dates.len() < 5);
}

#[test]
fn only_start_and_latest_are_written_and_the_arrow_names_the_better_way() {
    let svg = walk().to_svg();
    assert_eq!(svg.matches("citizen-mark").count(), 2);
    assert!(svg.contains(">420 meter (start)<") && svg.contains(">482 meter (nu)<"));
    assert_eq!(svg.matches("citizen-arrow-head").count(), 1);
    assert!(svg.contains(">bedre<"));
    assert!(!CitizenLine { better: None, ..walk() }.to_svg().contains("citizen-arrow"));
}

#[test]
fn what_is_advised_is_a_band_in_the_chart_and_in_the_small_one() {
    let mut line = score();
    line.levels[0].advised = true;
    assert_eq!(line.to_svg().matches("citizen-band").count(), 1);
    assert_eq!(line.to_spark_svg(96.0, 32.0).matches("citizen-band").count(), 1);
}

#[test]
fn the_selected_point_has_a_ring() {
    assert!(!walk().to_svg().contains("citizen-ring"));
    assert_eq!(CitizenLine { selected: Some(1), ..walk() }.to_svg().matches("citizen-ring").count(), 1);
}

#[test]
fn the_table_has_every_measurement() {
    let table = walk().to_table(&["Dato", "Resultat"]);
    assert_eq!(table.columns, ["Dato", "Resultat"]);
    assert_eq!(table.rows.len(), 3);
    assert_eq!(table.rows[0], ["12. jan.", "420"]);
}

#[test]
fn nothing_inline_reaches_a_strict_style_policy_and_words_are_escaped() {
    let mut line = walk();
    line.points[0].mark = "<b>&".to_owned();
    let svg = line.to_svg();
    assert!(!svg.contains("style=") && svg.contains("&lt;b&gt;&amp;"), "{svg}");
}

#[test]
fn no_measurement_draws_nothing_and_does_not_fail() {
    let line = CitizenLine { points: vec![], ..walk() };
    assert!(line.to_svg().ends_with("</svg>"));
    assert!(line.to_spark_svg(96.0, 32.0).ends_with("</svg>"));
}
