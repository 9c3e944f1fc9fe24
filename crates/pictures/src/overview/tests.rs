use charts::Theme;

use super::*;
use crate::drawing;

fn sample() -> Overview {
    serde_json::from_value(serde_json::json!({
        "programme": "hjertekom", "municipality": {"code": "0740", "name": "Silkeborg"},
        "from": "2026-01-01", "to": "2026-12-31", "set": "hjertekom", "sets": [],
        "updated_at": "2026-11-22T10:42:00Z", "courses_missing_end": 11,
        "courses": {"total": 186, "ended": 145, "running": 41, "missing_end": 11,
            "summary": {"da": "186 forløb i perioden.", "en": "186 courses in the period."}},
        "rows": [{
            "indicator": "adherence", "version": "2026.1", "number": "K1",
            "label": {"da": "Gennemfører", "en": "Complete"}, "direction": "up",
            "numerator": 145, "denominator": 186, "missing": 8, "excluded": 3, "pending": 5,
            "value": 145.0 / 186.0, "ci_low": 0.7151, "ci_high": 0.8331,
            "standard": {"percent": 80, "verified": false}, "set": "hjertekom",
            "variation": "random", "variation_text": {"da": "Tilfældig variation", "en": "Random variation"},
            "assurance": "hit_and_miss", "assurance_text": {"da": "Rammer tilfældigt", "en": "Hit and miss"},
            "target_text": {"da": "Inden for usikkerheden", "en": "Within the uncertainty"},
            "compared": {"snapshot": "2026-11", "cluster": 74, "region": 76, "all": null},
            "series": []
        }]
    }))
    .unwrap()
}

#[test]
fn picture_and_table_say_the_same_numbers() {
    let chart = overview(&sample(), Language::Da);
    let cells: Vec<String> = chart.grid.rows[0].iter().map(|cell| cell.show(Language::Da)).collect();
    assert_eq!(cells[2..8], ["78\u{a0}%", "145", "186", "72\u{a0}%", "83\u{a0}%", "80\u{a0}%"]);
    assert_eq!(cells[10..17], ["74\u{a0}%", "76\u{a0}%", "–", "8", "4\u{a0}%", "3", "5"]);
    assert_eq!(chart.grid.columns.len(), cells.len());
    let svg = drawing(&chart, 800.0, Theme::Light);
    assert!(svg.contains("78\u{a0}% (145 af 186)"), "{svg}");
}

#[test]
fn what_is_taken_away_of_an_earlier_day_says_so() {
    let mut then = sample();
    then.as_of = "2026-06-30".parse().ok();
    let chart = overview(&then, Language::Da);
    assert_eq!(chart.id, "overview-as-of-2026-06-30");
    assert!(drawing(&chart, 800.0, Theme::Light).contains("Som kendt den 30. juni 2026"));
    assert_eq!(chart.grid.columns.last().map(String::as_str), Some("Som kendt den"));
    assert_eq!(chart.grid.rows[0].len(), chart.grid.columns.len());
    assert_eq!(chart.grid.rows[0].last().map(|cell| cell.show(Language::Da)), Some("30.06.2026".to_owned()));
}
