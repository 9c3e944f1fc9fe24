use api_types::{MunicipalityView, ThresholdView};
use charts::Theme;
use domain::text::Text;

use super::*;
use crate::drawing;

fn chart_of(of: &Results, language: Language) -> Chart {
    super::results(of, &View { updated: of.updated_at.naive_utc(), language })
}

fn results(pairs: Vec<ResultPair>, bins: Vec<ResultBin>) -> Results {
    Results {
        programme: "hjertekom".into(),
        municipality: MunicipalityView { code: "0740".parse().unwrap(), name: "Silkeborg".into() },
        from: "2026-01-01".parse().unwrap(),
        to: "2026-12-31".parse().unwrap(),
        measure: "walk".into(),
        label: Text::new("Gangtest", "Walk"),
        unit: Some(Text::new("m", "m")),
        direction: Some(Direction::Up),
        decimals: 0,
        bin_width: Some(25.0),
        threshold: Some(ThresholdView {
            id: "noticeable".into(),
            kind: ThresholdKind::Change,
            value: Some(25.0),
            label: Text::new("går mindst 25 meter længere", "walk at least 25 metres further"),
            source: "S:41".into(),
        }),
        n_paired: 41,
        pairs,
        bins,
        n_unpaired: 0,
        mean_change: Some(30.0),
        ci_low: Some(20.0),
        ci_high: Some(40.0),
        why_not: None,
        reached: None,
        thresholds: vec![],
        moves: None,
        bias: None,
        development: None,
        finding: Text::new("Fund", "Finding"),
        summary: vec![],
        updated_at: "2026-11-22T09:42:00Z".parse().unwrap(),
    }
}

fn pair(start: f64, end: f64) -> ResultPair {
    ResultPair { start, end, is_reached: Some(end - start >= 25.0) }
}

fn svg(chart: &Chart) -> String {
    drawing(chart, 900.0, Theme::Page)
}

#[test]
fn citizens_have_a_line_each_where_the_server_sends_them_and_otherwise_bars() {
    let pairs = (0..40).map(|at| pair(400.0 + f64::from(at), 440.0 + f64::from(at))).collect();
    let all = ResultBin { from: 25.0, to: 50.0, count: 41 };
    let lines = chart_of(&results(pairs, vec![all]), Language::Da);
    assert_eq!(lines.grid.rows.len(), 40);
    assert!(
        svg(&lines).contains("400\u{a0}m ved start, 440\u{a0}m ved slut, ændring +40\u{a0}m, grænsen nået")
    );
    let bars = chart_of(&results(vec![], vec![all]), Language::Da);
    assert_eq!(bars.grid.rows.len(), 1);
    assert!(svg(&bars).contains("Ændring fra +25\u{a0}m til under +50\u{a0}m: 41 borgere"), "{}", svg(&bars));
}

#[test]
fn a_bar_is_enough_only_on_the_better_side_of_the_threshold() {
    let results = results(vec![], vec![]);
    assert!(is_enough(&results, 25.0, 50.0));
    assert!(!is_enough(&results, 0.0, 25.0));
    let lower = Results { direction: Some(Direction::Down), ..results.clone() };
    assert!(!is_enough(&lower, 25.0, 50.0));
    let undirected = Results { direction: None, ..results };
    assert!(!is_enough(&undirected, 25.0, 50.0));
}

#[test]
fn without_pairs_and_bars_it_is_said_why() {
    let few = Results { n_paired: 6, ..results(vec![], vec![]) };
    assert!(
        svg(&chart_of(&few, Language::Da)).contains("Under 10 borgere"),
        "{}",
        svg(&chart_of(&few, Language::Da))
    );
    let none = Results { n_paired: 0, ..few.clone() };
    assert!(svg(&chart_of(&none, Language::Da)).contains("Ingen forløb"));
    let hidden = Results { why_not: Some(Text::new("Færre end 5", "Fewer than 5")), ..few };
    assert!(svg(&chart_of(&hidden, Language::Da)).contains("Færre end 5"));
}
