use api_types::TallyView;
use charts::Theme;

use super::*;
use crate::comparison::sample::benchmark;
use crate::{FILE_WIDTH, drawing};

fn view() -> LevelsView<'static> {
    LevelsView { unit: "Silkeborg", published: "2026-11-02".parse().unwrap(), language: Language::Da }
}

fn exact(numerator: u64, denominator: u64) -> Option<TallyView> {
    let value = (denominator > 0).then(|| numerator as f64 / denominator as f64);
    let (ci_low, ci_high) = (value.map(|_| 0.71), value.map(|_| 0.83));
    Some(TallyView { numerator, denominator, value, ci_low, ci_high, ..TallyView::default() })
}

fn rows(chart: &Chart) -> Vec<Vec<String>> {
    chart.grid.rows.iter().map(|row| row.iter().map(|cell| cell.show(Language::Da)).collect()).collect()
}

#[test]
fn the_own_result_is_exact_and_the_levels_are_what_is_published() {
    let mut benchmark = benchmark();
    benchmark.own_exact = exact(145, 186);
    let chart = levels(&benchmark, &view());
    let own = ["Silkeborg", "186", "78\u{a0}%", "71\u{a0}%", "83\u{a0}%"];
    let all = ["Alle", "900", "76\u{a0}%", "68\u{a0}%", "82\u{a0}%"];
    assert_eq!(
        (rows(&chart)[0].as_slice(), rows(&chart)[2].as_slice()),
        (&own.map(Into::into)[..], &all.map(Into::into)[..])
    );
    assert_eq!(chart.subtitle, "78\u{a0}% (145 af 186) mod 76\u{a0}% i hele HjerteKom. som forventet.");
    let svg = drawing(&chart, FILE_WIDTH, Theme::Light);
    for words in [
        ">Silkeborg<",
        ">78\u{a0}% (186)<",
        ">Alle<",
        ">76\u{a0}% (900)<",
        "regelsæt 1",
        "Seneste 12 måneder",
    ] {
        assert!(svg.contains(words), "{words}: {svg}");
    }
}

#[test]
fn courses_that_do_not_count_are_not_called_absent() {
    let mut benchmark = benchmark();
    benchmark.own_exact = exact(0, 0);
    let chart = levels(&benchmark, &view());
    assert_eq!(chart.subtitle, "Ingen af jeres forløb i perioden tæller med i K2.");
    assert_eq!(rows(&chart)[0][..3], ["Silkeborg", "–", "ingen tæller med"]);
}

#[test]
fn a_hidden_level_is_hidden_in_the_picture_and_in_its_numbers() {
    let mut benchmark = benchmark();
    let cluster = benchmark.cells.iter_mut().find(|cell| cell.level == "cluster").unwrap();
    let hidden = crate::comparison::sample::cell("cluster:midt", "Midtklyngen", None);
    *cluster = BenchmarkCell { level: "cluster".into(), ..hidden };
    let chart = levels(&benchmark, &view());
    assert_eq!(rows(&chart)[1], ["Klynge", "–", "skjult (n<10)", "–", "–"]);
    assert!(drawing(&chart, FILE_WIDTH, Theme::Light).contains(">skjult<"));
}
