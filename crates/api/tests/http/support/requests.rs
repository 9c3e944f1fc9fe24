//! A request to every operation of the document: addresses with their places filled, bodies that can be read.

use serde_json::{Value, json};

use super::answers::end;
use super::contract::document;

/// An id that nobody has.
pub(crate) const NOBODY: &str = "0d9a4a2b-7c11-7000-8000-6f1c2f0e7f0a";

/// The address with its places filled.
pub(crate) fn concrete(path: &str, id: &str, form: &str) -> String {
    let places = [
        ("{id}", id),
        ("{form}", form),
        ("{version}", "2026.1"),
        ("{session}", NOBODY),
        ("{measure}", "walk"),
        ("{indicator}", "smokefree"),
        ("{comment}", NOBODY),
        ("{format}", "csv"),
    ];
    places.iter().fold(path.to_owned(), |path, (place, value)| path.replace(place, value))
}

/// The query that an operation of the document cannot do without.
pub(crate) fn query(path: &str, method: &str) -> String {
    let parameters = &document()["paths"][path][method.to_lowercase()]["parameters"];
    let required = parameters
        .as_array()
        .into_iter()
        .flatten()
        .filter(|parameter| parameter["in"] == "query" && parameter["required"] == true);
    let given = required.map(|parameter| match parameter["name"].as_str().unwrap() {
        "programme" => "programme=hjertekom",
        "form" => "form=start",
        "variable" => "variable=smoking_status",
        other => panic!("{method} {path}: what is a {other}?"),
    });
    let given: Vec<_> = given.collect();
    if given.is_empty() { String::new() } else { format!("?{}", given.join("&")) }
}

/// A body the operation at an address of the document can read.
pub(crate) fn body(path: &str) -> Value {
    let session =
        json!({"held_on": "2026-11-02", "kind": "training", "delivery": "group", "status": "planned"});
    match path.strip_prefix("/api/v1").unwrap_or(path) {
        "/citizens" => json!({"cpr": "710350-1234", "name": "Bo Prøve"}),
        "/citizens/search" => json!({"name": "Bo"}),
        "/courses" => json!({"citizen_id": NOBODY, "programme": "hjertekom"}),
        "/courses/{id}/sessions" => json!({"sessions": [session]}),
        "/courses/{id}/sessions/{session}" => session,
        "/group-sessions" => {
            json!({"held_on": "2026-11-02", "kind": "training", "title": "Hold A", "course_ids": [NOBODY]})
        }
        "/group-sessions/{id}" => json!({"attendance": {NOBODY: "planned"}}),
        "/courses/{id}/plan" => json!({"goals": [{"no": 1, "text": "Gå tur"}]}),
        "/courses/{id}/events" => json!({"event": "invited", "on": "2026-11-02"}),
        "/courses/{id}/transfer" => json!({"to": "0791", "reason": "Flytter"}),
        "/transfers/{id}/decline" => json!({"reason": "Bor her ikke"}),
        "/citizens/{id}/merge" => json!({"cpr": "710350-1269"}),
        "/citizens/{id}/death" => json!({"on": "2026-11-01"}),
        "/indicators/{indicator}/comments" => json!({"on": "2026-02-01", "text": "Nyt hold i aftentid"}),
        "/indicators/{indicator}/aim" => json!({"percent": 80, "from": "2026-01-01", "due": "2026-12-31"}),
        "/indicators/{indicator}/baselines" => json!({"from": "2026-01-01", "reason": "Ny træningsplan"}),
        "/session" => json!({"username": "nobody", "password": "nothing"}),
        _ => json!({"answers": end()}),
    }
}
