//! What every operation of a kind has in common: who may call it and which headers it takes.

use serde_json::Value;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{Object, ObjectBuilder, OpenApi, RefOr, Required, Type};

use super::SESSION;
use crate::routes::{Access, OPERATIONS};

/// Adds permissions, security and headers from the route list.
pub(super) fn complete(document: &mut OpenApi) {
    for row in OPERATIONS.iter() {
        let Some(item) = document.paths.paths.get_mut(&row.path) else {
            continue;
        };
        let operation = match row.method.as_str() {
            "GET" => &mut item.get,
            "PUT" => &mut item.put,
            "POST" => &mut item.post,
            "DELETE" => &mut item.delete,
            _ => continue,
        };
        let Some(operation) = operation else { continue };
        secure(operation, row.access);
        if row.method.as_str() != "GET" {
            let header =
                header("X-Requested-With", "Always `hjertekom`", Required::True, text(Some("hjertekom")));
            add(operation, header);
        }
    }
}

fn secure(operation: &mut Operation, access: Access) {
    operation.security = match access {
        Access::Public => Some(Vec::new()),
        Access::Right(_) => Some(vec![SecurityRequirement::new(SESSION, [] as [&str; 0])]),
    };
    if let Access::Right(permission) = access {
        operation.extensions = Some(ExtensionsBuilder::new().add("x-permission", permission.id()).build());
        if permission.concerns_citizens() {
            let purposes = domain::access::Purpose::ALL.iter().map(|purpose| purpose.id());
            let schema = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(purposes)).build();
            let words = "Why the data are needed, where it is not the role's usual purpose";
            add(operation, header("X-Purpose", words, Required::False, schema));
        }
    }
}

fn add(operation: &mut Operation, parameter: Parameter) {
    operation.parameters.get_or_insert_with(Vec::new).push(RefOr::T(parameter));
}

fn header(name: &str, description: &str, required: Required, schema: Object) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .description(Some(description))
        .required(required)
        .schema(Some(schema))
        .build()
}

fn text(only: Option<&str>) -> Object {
    ObjectBuilder::new().schema_type(Type::String).enum_values(only.map(|only| [only])).build()
}

/// A header that may be left out is absent, not null.
pub(super) fn headers_are_never_null(document: &mut Value) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let operations = paths.into_iter().flat_map(|paths| paths.values_mut()).filter_map(Value::as_object_mut);
    let parameters = operations
        .flat_map(|item| item.values_mut())
        .filter_map(|operation| operation.get_mut("parameters").and_then(Value::as_array_mut));
    for parameter in parameters.flatten().filter(|parameter| parameter["in"] == "header") {
        if let Some(kind) = parameter.pointer_mut("/schema/type").filter(|kind| kind.is_array()) {
            *kind = "string".into();
        }
    }
}
