//! `hjertekom openapi`: prints the document, without any input or output besides.

use super::Failure;

/// Prints the document of the embedded definitions.
///
/// # Errors
/// A definition that does not load.
pub fn run() -> Result<(), Failure> {
    print!("{}", crate::openapi::text(&programmes::embedded()?)?);
    Ok(())
}
