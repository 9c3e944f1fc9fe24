//! A schema of answers per form and definition version: types, codes, units and ranges as the definition has them.

use domain::answers::MissingReason;
use domain::decimal::Decimal;
use domain::programme::{Catalogue, Form, Programme, Range, TextFormat, Variable, VariableType};
use serde_json::{Value as Json, json};

/// The schema every answer without a value has.
const MISSING: &str = "missing_answer";

/// Adds the schemas and makes the operations on forms refer to them.
pub(super) fn add(document: &mut Json, catalogue: &Catalogue) {
    let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Json::as_object_mut) else {
        return;
    };
    let mut names = Vec::new();
    for programme in catalogue.all() {
        for form in &programme.forms {
            let name = name(programme, form);
            schemas.insert(name.clone(), form_schema(programme, form));
            names.push(name);
        }
    }
    schemas.insert(MISSING.into(), missing_schema());
    for name in ["SubmitForm", "Submitted", "FormVersionView", "FormView"] {
        if let Some(schema) = schemas.get_mut(name) {
            refer(schema, &names);
        }
    }
}

/// The name of a form's schema, e.g. `answers_hjertekom_2026_1_start`.
fn name(programme: &Programme, form: &Form) -> String {
    format!("answers_{}_{}_{}", programme.id, programme.version.replace('.', "_"), form.id)
}

/// Replaces the free-form `answers` of a schema by the forms' schemas.
///
/// `anyOf`, not `oneOf`: two versions of one form may accept the same answers.
fn refer(schema: &mut Json, names: &[String]) {
    if let Some(answers) = schema.pointer_mut("/properties/answers") {
        let options: Vec<_> =
            names.iter().map(|name| json!({"$ref": format!("#/components/schemas/{name}")})).collect();
        *answers = json!({"description": "The answers by variable id.", "anyOf": options});
    }
    for part in schema.get_mut("allOf").and_then(Json::as_array_mut).into_iter().flatten() {
        refer(part, names);
    }
}

fn form_schema(programme: &Programme, form: &Form) -> Json {
    let properties: serde_json::Map<_, _> = form
        .variables()
        .map(|variable| (variable.id.clone(), variable_schema(programme, variable)))
        .collect();
    json!({
        "type": "object",
        "title": form.label.en,
        "description": format!("{} ({} {})", form.label.da, programme.id, programme.version),
        "properties": properties,
        "required": always_answered(form),
        "additionalProperties": false,
    })
}

/// What no submitted form is without: required, and asked whatever else is answered.
fn always_answered(form: &Form) -> Vec<&str> {
    let sections = form.sections.iter().filter(|section| section.visible_when.is_none());
    let variables = sections.flat_map(|section| &section.variables);
    let asked = variables.filter(|variable| variable.required && variable.visible_when.is_none());
    asked.map(|variable| variable.id.as_str()).collect()
}

fn variable_schema(programme: &Programme, variable: &Variable) -> Json {
    let mut value = value_schema(programme, variable);
    if let (Some(range), Some(object)) = (variable.hard, value.as_object_mut()) {
        object.insert("minimum".into(), number(range.min));
        object.insert("maximum".into(), number(range.max));
    }
    let mut schema = json!({
        "title": variable.label.en,
        "description": variable.label.da,
        "anyOf": [value, {"$ref": format!("#/components/schemas/{MISSING}")}],
        "x-source": variable.source,
    });
    let Some(object) = schema.as_object_mut() else {
        return schema;
    };
    let mut note = |key: &str, value: Option<Json>| {
        if let Some(value) = value {
            object.insert(key.into(), value);
        }
    };
    note("x-unit", variable.unit.clone().map(Json::from));
    note("x-plausible", variable.plausible.map(|Range { min, max }| json!([number(min), number(max)])));
    note("x-required", (variable.required).then_some(Json::Bool(true)));
    note("x-required-when", variable.required_when.as_ref().map(|rule| rule.text.clone().into()));
    note("x-visible-when", variable.visible_when.as_ref().map(|rule| rule.text.clone().into()));
    note("x-computed", variable.computed.as_ref().map(|rule| rule.text.clone().into()));
    schema
}

fn value_schema(programme: &Programme, variable: &Variable) -> Json {
    let codes = || -> Vec<&str> {
        programme
            .codes_of(variable)
            .map(|list| list.codes.iter().map(|code| code.id.as_str()).collect())
            .unwrap_or_default()
    };
    match variable.kind {
        VariableType::Code => json!({"type": "string", "enum": codes()}),
        VariableType::Codes => json!({
            "type": "array", "uniqueItems": true, "items": {"type": "string", "enum": codes()},
        }),
        VariableType::Integer => json!({"type": "integer"}),
        VariableType::Decimal => json!({"type": "number", "multipleOf": step(variable.decimals)}),
        VariableType::Date => json!({"type": "string", "format": "date"}),
        VariableType::Boolean => json!({"type": "boolean"}),
        VariableType::Text => match variable.format.map(pattern) {
            Some(pattern) => json!({"type": "string", "pattern": pattern}),
            None => json!({"type": "string", "maxLength": 2_000}),
        },
    }
}

const fn pattern(format: TextFormat) -> &'static str {
    match format {
        TextFormat::SksDiagnosis => "^D[A-Z][0-9][0-9A-Z]{1,7}$",
        TextFormat::Sor => "^[0-9]{11,20}$",
        TextFormat::ProviderNumber => "^[0-9]{6}$",
        TextFormat::Eq5dProfile => "^[1-5]{5}$",
    }
}

/// A whole number where there is no fraction, so that the document says 25 and not 25.0.
fn number(decimal: Decimal) -> Json {
    decimal.to_integer().map_or_else(|| json!(decimal.to_f64()), Json::from)
}

fn step(decimals: u8) -> Json {
    let millionths = 10_i64.pow(6 - u32::from(decimals.min(6)));
    number(Decimal::from_millionths(millionths))
}

fn missing_schema() -> Json {
    let reasons: Vec<_> = MissingReason::ALL.iter().map(|reason| reason.id()).collect();
    json!({
        "type": "object",
        "description": "There is no value, and why.",
        "properties": {"missing": {"type": "string", "enum": reasons}},
        "required": ["missing"],
        "additionalProperties": false,
    })
}
