//! The document cannot lie.

use std::collections::BTreeSet;

use api::routes::OPERATIONS;
use serde_json::{Value, json};

use crate::support::{document, referral, start};

#[test]
fn the_published_document_is_what_the_code_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../api-spec/openapi.json");
    let published = std::fs::read_to_string(path).unwrap_or_default();
    let fresh = api::openapi::text(&programmes::embedded().unwrap()).unwrap();
    assert!(published == fresh, "run `cargo xtask spec` and read the difference");
}

#[test]
fn every_described_operation_has_a_row_in_the_route_list_and_the_other_way_round() {
    let rows: BTreeSet<_> = OPERATIONS.iter().map(|row| format!("{} {}", row.method, row.path)).collect();
    let mut described = BTreeSet::new();
    for (path, item) in document()["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if !path.starts_with("/health/") {
                described.insert(format!("{} {path}", method.to_uppercase()));
            }
            assert!(
                operation["operationId"].is_string() && operation["summary"].is_string(),
                "{method} {path}"
            );
            assert!(
                operation["tags"].as_array().is_some_and(|tags| tags.len() == 1),
                "{method} {path} {}",
                operation["tags"]
            );
        }
    }
    assert_eq!(rows, described);
}

#[test]
fn every_reference_points_at_a_schema() {
    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(object) => object.iter().for_each(|(key, value)| match value {
                Value::String(target) if key == "$ref" => drop(found.insert(target.clone())),
                value => references(value, found),
            }),
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    references(document(), &mut found);
    for target in found {
        assert!(document().pointer(target.trim_start_matches('#')).is_some(), "{target} is not there");
    }
}

#[test]
fn answers_have_types_units_ranges_and_codes_per_form() {
    let schema = &document()["components"]["schemas"]["answers_hjertekom_2026_1_start"];
    let variable = &schema["properties"]["six_mwt_m"];
    assert_eq!(variable["anyOf"][0], json!({"type": "integer", "minimum": 1, "maximum": 1000}));
    assert_eq!((&variable["x-unit"], &variable["x-plausible"]), (&json!("m"), &json!([87, 837])));
    let codes = schema["properties"]["smoking_status"]["anyOf"][0]["enum"].as_array().unwrap();
    assert_eq!(codes, &["daily", "occasional", "former", "never"].map(Value::from));

    let root = json!({"$ref": "#/components/schemas/answers_hjertekom_2026_1_start", "components": document()["components"]});
    let validator = jsonschema::draft202012::new(&root).unwrap();
    assert!(validator.is_valid(&start()));
    assert!(!validator.is_valid(&referral()), "another form's answers do not fit");
    for (field, wrong) in [
        ("six_mwt_m", json!(1001)),
        ("six_mwt_m", json!(1.5)),
        ("smoking_status", json!("maybe")),
        ("nothing", json!(1)),
        ("six_mwt_m", json!({"missing": "why"})),
    ] {
        let mut answers = start();
        answers[field] = wrong.clone();
        assert!(!validator.is_valid(&answers), "{field} = {wrong}");
    }
}
