//! A small invented programme for the tests of the form renderer.

use domain::programme::{Form, Programme};

/// A programme with one form whose conditions build on each other.
pub(crate) fn programme() -> Programme {
    serde_json::from_value(serde_json::json!({
        "id": "sample", "version": "1", "label": text("Prøve"), "valid_from": "2026-01-01",
        "forms": [{
            "id": "start", "slug": "start", "label": text("Start"), "dated_by": "met_on", "checks": [],
            "sections": [{
                "id": "habits", "label": text("Vaner"),
                "variables": [
                    {"id": "met_on", "label": text("Dato"), "type": "date", "source": "default"},
                    {"id": "smoking", "label": text("Rygning"), "type": "code", "codes": "smoking", "required": true,
                     "source": "default"},
                    {"id": "cigarettes", "label": text("Cigaretter"), "type": "integer", "source": "default",
                     "visible_when": rule(equal("smoking", serde_json::json!({"text": "daily"})))},
                    {"id": "heavy_reason", "label": text("Årsag"), "type": "code", "codes": "reason",
                     "source": "default",
                     "visible_when": rule(equal("cigarettes", serde_json::json!({"number": 20})))},
                    {"id": "first", "label": text("Første"), "type": "integer", "source": "default"},
                    {"id": "second", "label": text("Anden"), "type": "integer", "source": "default"},
                    {"id": "total", "label": text("Sum"), "type": "integer", "source": "default",
                     "computed": rule(serde_json::json!({"calculate": ["add", variable("first"), variable("second")]}))}
                ]
            }]
        }],
        "code_lists": {
            "smoking": {"id": "smoking", "source": "default", "codes": [code("daily"), code("never")]},
            "reason": {"id": "reason", "source": "default", "codes": [code("stress"), code("other")]}
        },
        "indicators": []
    }))
    .unwrap()
}

/// Its form.
pub(crate) fn form(programme: &Programme) -> Form {
    programme.form("start").cloned().unwrap()
}

fn text(words: &str) -> serde_json::Value {
    serde_json::json!({"da": words, "en": words})
}

fn code(id: &str) -> serde_json::Value {
    serde_json::json!({"id": id, "label": text(id)})
}

fn variable(id: &str) -> serde_json::Value {
    serde_json::json!({"variable": format!("start.{id}")})
}

fn equal(id: &str, to: serde_json::Value) -> serde_json::Value {
    serde_json::json!({"compare": ["equal", variable(id), to]})
}

fn rule(expr: serde_json::Value) -> serde_json::Value {
    serde_json::json!({"text": "as the expression", "expr": expr})
}
