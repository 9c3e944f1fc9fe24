//! An overview as tests need it.

use api_types::Overview;

/// One indicator.
pub(super) fn sample() -> Overview {
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
