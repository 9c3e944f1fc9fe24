use super::*;
use crate::words::sample::sheet;

fn row(name: &str, value: f64, count: f64, is_summary: bool) -> ForestRow {
    ForestRow {
        words: PointWords {
            label: name.to_owned(),
            announcement: name.to_owned(),
            cells: vec![name.to_owned()],
        },
        estimate: Some((value, value - 0.1, value + 0.1)),
        count,
        value: "78 % (28 af 36)".to_owned(),
        is_summary,
        ..ForestRow::default()
    }
}

fn chart(width: f64) -> ForestChart {
    ForestChart {
        sheet: sheet(width),
        axis: ValueAxis::share(','),
        findings: Vec::new(),
        rows: vec![
            row("Silkeborg", 0.7, 74.0, false),
            row("Skive", 0.5, 18.5, false),
            row("Alle", 0.65, 900.0, true),
        ],
        lines: vec![(None, 0.75, "Mål".to_owned())],
        key: Vec::new(),
    }
}

#[test]
fn marks_grow_with_the_root_of_the_courses() {
    let geometry = chart(720.0).geometry();
    assert!((geometry.sizes[0] - 7.0).abs() < 1e-9, "the largest unit, summaries aside");
    assert!((geometry.sizes[1] - 5.0).abs() < 1e-9, "a quarter of the courses, half of the radius' range");
}

#[test]
fn values_lie_between_the_ends_of_their_interval_on_one_axis() {
    let geometry = chart(340.0).geometry();
    for (value, low, high) in geometry.estimates.iter().flatten() {
        assert!(low < value && value < high);
    }
    assert!(geometry.lines[0] > geometry.estimates[0].unwrap().0);
}

#[test]
fn a_narrow_chart_sets_name_and_value_above_the_strip() {
    let (wide, narrow) = (chart(720.0).geometry(), chart(340.0).geometry());
    assert!(narrow.rows.strip.1 - narrow.rows.strip.0 > 320.0);
    let place = &narrow.rows.rows[0];
    assert!(place.name[0].0.1 < place.middle - 8.0);
    assert!(narrow.rows.height > wide.rows.height);
    assert!(wide.rows.strip.0 > 50.0, "the name stands left of it");
}

#[test]
fn a_row_without_an_estimate_keeps_its_words() {
    let mut forest = chart(720.0);
    forest.rows[1].estimate = None;
    forest.rows[1].value = "skjult (n<5)".to_owned();
    let svg = forest.to_svg(Theme::Page);
    assert!(svg.contains("skjult (n&lt;5)"));
    assert_eq!(svg.matches("data-point").count(), 3);
    assert_eq!(svg.matches("<polygon").count(), 1, "the summary is a diamond");
}

#[test]
fn a_narrow_chart_spends_no_strip_on_a_row_without_an_estimate() {
    let mut forest = chart(340.0);
    let height = |forest: &ForestChart| {
        let edges = forest.geometry().rows.rows[1].edges;
        edges.1 - edges.0
    };
    let whole = height(&forest);
    forest.rows[1].estimate = None;
    assert!(height(&forest) < whole - 10.0 && height(&forest) >= 24.0);
}

#[test]
fn units_that_are_all_hidden_are_said_in_words_without_an_axis() {
    let mut forest = chart(720.0);
    forest.rows.iter_mut().for_each(|row| row.estimate = None);
    let svg = forest.to_svg(Theme::Page);
    assert!(svg.contains("Ingen forløb.") && !svg.contains("<line"), "{svg}");
}

#[test]
fn short_names_and_values_stand_beside_the_strip_of_a_narrow_chart() {
    let mut forest = chart(360.0);
    forest.rows.iter_mut().for_each(|row| row.value = "78 %".to_owned());
    let geometry = forest.geometry();
    let (left, right) = geometry.rows.strip;
    assert!(left > 50.0 && right < 330.0 && right - left > 180.0, "{left} to {right}");
    let edges = geometry.rows.rows[0].edges;
    assert!(edges.1 - edges.0 < 30.0, "one line each");
}

#[test]
fn a_row_that_is_pointed_out_has_its_mark_and_a_bold_name_also_without_a_value() {
    let plain = chart(720.0);
    let mut marked = ForestChart { key: vec![(Role::Own, "Jer".to_owned())], ..plain.clone() };
    marked.rows[0] = ForestRow { estimate: None, value: "skjult".to_owned(), ..marked.rows[0].clone() };
    marked.rows[1].role = Role::Other;
    for width in [720.0, 340.0] {
        marked.sheet = sheet(width);
        let geometry = marked.geometry();
        let marks: Vec<bool> = geometry.rows.rows.iter().map(|row| row.mark.is_some()).collect();
        assert_eq!(marks, [true, false, false], "a sum is not pointed out, whosever it is");
        let svg = marked.to_svg(crate::Theme::Light);
        assert!(svg.contains(r#" font-weight="600""#) && svg.contains(">Jer<"), "{svg}");
        assert!(geometry.rows.rows[0].name[0].0.0 > 10.0, "the mark stands in front of the name");
    }
    assert!(plain.geometry().rows.rows[0].name[0].0.0 < 1.0);
}

#[test]
fn lines_go_on_beside_a_heading_left_of_the_strips() {
    let mut forest = chart(720.0);
    forest.rows[1].heading = Some("Midt".to_owned());
    let gap = |forest: &ForestChart| {
        let rows = forest.geometry().rows.rows;
        rows[1].crossing.0 - rows[0].crossing.1
    };
    assert!(gap(&forest).abs() < 1e-9);
    forest.rows[1].heading = Some("Et navn, der er for langt til at stå ved siden af".to_owned());
    assert!(gap(&forest) > 10.0, "its words keep their place");
}
