//! Every answer the tests see is what the document says.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};

use actix_web::http::Method;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::Reply;
use super::test_app::catalogue;

/// The document.
pub(crate) fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| api::openapi::document(&catalogue()).unwrap())
}

/// Holds an answer against the document; one whose address is not described must be a problem.
#[track_caller]
pub(super) fn check(method: &Method, path: &str, reply: &Reply) {
    let path = path.split('?').next().unwrap();
    let status = reply.status.as_u16();
    assert!(status < 500 || status == 503 || status == 507, "{method} {path}: {status} {}", reply.text());
    let Some((pattern, item)) = operation(path) else {
        return check_undescribed(path, reply);
    };
    let Some(operation) = item.get(method.as_str().to_lowercase()) else {
        assert!(status >= 400, "{method} {path} is not described, but answers {status}");
        return check_problem(path, reply);
    };
    let responses = &operation["responses"];
    let class = format!("{}XX", status / 100);
    let described = responses.get(status.to_string()).or_else(|| responses.get(&class));
    let described = described.unwrap_or_else(|| panic!("{method} {pattern}: {status} is not described"));
    if reply.bytes.is_empty() {
        assert!(
            described.get("content").is_none() || status == 304,
            "{method} {pattern}: {status} has no body"
        );
        return;
    }
    let content_type = reply.header("content-type").split(';').next().unwrap().to_owned();
    let schema = described["content"].get(&content_type).map(|content| &content["schema"]);
    let schema =
        schema.unwrap_or_else(|| panic!("{method} {pattern}: {status} {content_type} is not described"));
    // A stream is described by what its events hold; their tests read them.
    // So is a drawing.
    if content_type.ends_with("json") {
        validate(&format!("{method} {pattern} {status}"), schema, &reply.json());
    }
}

fn check_undescribed(path: &str, reply: &Reply) {
    if path.starts_with("/api/") {
        assert!(reply.status.as_u16() >= 400, "{path} is not described");
    }
    // A page in somebody's frame says in words what is wrong.
    if reply.status.as_u16() >= 400 && !reply.bytes.is_empty() && !path.starts_with("/embed/") {
        check_problem(path, reply);
    }
}

fn check_problem(path: &str, reply: &Reply) {
    assert_eq!(reply.header("content-type"), "application/problem+json", "{path}");
    validate("problem", &json!({"$ref": "#/components/schemas/Problem"}), &reply.json());
    assert_eq!(reply.json()["request_id"], reply.header("x-request-id"), "{path}");
}

fn validate(name: &str, schema: &Value, instance: &Value) {
    static VALIDATORS: OnceLock<Mutex<HashMap<String, Validator>>> = OnceLock::new();
    let mut validators = VALIDATORS.get_or_init(Mutex::default).lock().unwrap();
    let validator = validators.entry(name.to_owned()).or_insert_with(|| {
        let mut schema = schema.clone();
        schema["components"] = document()["components"].clone();
        jsonschema::draft202012::new(&schema).unwrap()
    });
    let faults: Vec<_> = validator.iter_errors(instance).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{name} is not what the document says: {}\n{instance:#}", faults.join("; "));
}

/// The described address that a path matches; fixed segments go before parameters.
fn operation(path: &str) -> Option<(&'static str, &'static Value)> {
    let matches = |pattern: &str| {
        let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
        pattern.len() == path.len()
            && pattern.iter().zip(&path).all(|(part, given)| part == given || fills(part, given))
    };
    // A place may begin within a segment: `chart.{format}`.
    fn fills(part: &str, given: &str) -> bool {
        part.split_once('{')
            .is_some_and(|(before, _)| given.len() > before.len() && given.starts_with(before))
    }
    let paths = document()["paths"].as_object().unwrap();
    let found = paths.iter().filter(|(pattern, _)| matches(pattern));
    found
        .min_by_key(|(pattern, _)| pattern.matches('{').count())
        .map(|(pattern, item)| (pattern.as_str(), item))
}
