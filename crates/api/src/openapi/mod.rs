//! The document that describes the operations. It is built from the route list and the definitions, without I/O.

mod answers;
mod operations;

use actix_web::App;
use api_types::Problem;
use domain::programme::Catalogue;
use serde_json::Value;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{Components, ContactBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder};
use utoipa_actix_web::AppExt;

use crate::error::schemas_of;
use crate::handlers::pictures::Png;

/// The name of the session cookie's security scheme.
const SESSION: &str = "session";

const TAGS: [(&str, &str); 15] = [
    ("session", "Logging in and out, and who I am"),
    ("citizens", "Citizens of the own municipality; the CPR number travels in bodies only"),
    ("courses", "Courses and work lists"),
    ("drafts", "What has been typed and not submitted"),
    ("forms", "Submitted forms and their history"),
    ("outcomes", "Why a course is or is not counted"),
    ("programmes", "The definitions of forms and indicators"),
    ("indicators", "Exact numbers of the own municipality"),
    ("management", "Flow, results, case mix and data quality of the own municipality"),
    ("events", "Hearing that the own numbers have changed"),
    ("benchmarks", "Published, protected numbers across municipalities: a fixed cube, frozen every month"),
    ("imports", "Whole files: a row-level report, all or nothing"),
    ("access_log", "Who looked at whom and why"),
    ("open", "What everybody may read without logging in; no data about people"),
    ("health", "Whether the server runs and can work"),
];

const DESCRIPTION: &str = "\
Register of cardiac rehabilitation courses in Danish municipalities.\n\n\
Every error is a problem document (RFC 9457) with a stable `code`, words in Danish and English, and, where it helps, \
`findings` that name the field. What belongs to another municipality does not exist (404). Requests that change \
something carry `X-Requested-With: hjertekom`. What can change has a version in `ETag`; changing it takes the version \
in `If-Match` (428 without, 412 when it is stale). `Idempotency-Key` makes repeating a POST safe for 24 hours. \
`X-Purpose` states why citizens' data are needed, where it is not the role's usual purpose. Answers of forms have a \
schema per form and definition version: `answers_<programme>_<version>_<form>`.";

/// The document.
///
/// # Errors
/// What cannot be serialised, which is a fault of this program.
pub fn document(catalogue: &Catalogue) -> Result<Value, serde_json::Error> {
    let (_, collected) =
        App::new().into_utoipa_app().openapi(empty()).configure(crate::server::operations).split_for_parts();
    let mut document = collected;
    let components = document.components.get_or_insert_with(Components::new);
    components.schemas.extend(schemas_of::<Problem>());
    components.schemas.extend(schemas_of::<Png>());
    components.add_security_scheme(
        SESSION,
        SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(
            "__Host-hjertekom",
            "The session, set by logging in. Over plain HTTP on loopback the cookie is called `hjertekom`.",
        ))),
    );
    operations::complete(&mut document);
    let mut document = serde_json::to_value(document)?;
    answers::add(&mut document, catalogue);
    operations::headers_are_never_null(&mut document);
    Ok(sorted(document))
}

/// The document as text, as it is published in `api-spec/openapi.json`.
///
/// # Errors
/// What cannot be serialised, which is a fault of this program.
pub fn text(catalogue: &Catalogue) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&document(catalogue)?)?;
    text.push('\n');
    Ok(text)
}

/// The same value with the keys of every object in order, so that two builds give the same text.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<_> = object.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(entries.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

fn empty() -> OpenApi {
    let info = InfoBuilder::new()
        .title("HjerteKom")
        .version("1")
        .description(Some(DESCRIPTION))
        .license(Some(LicenseBuilder::new().name("MIT").identifier(Some("MIT")).build()))
        .contact(Some(ContactBuilder::new().name(Some("HjerteKom")).build()))
        .build();
    let tag = |(name, description): (&str, &str)| {
        TagBuilder::new().name(name).description(Some(description)).build()
    };
    OpenApiBuilder::new().info(info).tags(Some(TAGS.map(tag))).build()
}
