//! What the registry means: types and rules without I/O, clock or framework.

pub mod access;
pub mod answers;
pub mod attendance;
pub mod citizen;
pub mod course;
pub mod cpr;
pub mod decimal;
pub mod expr;
pub mod followup;
pub mod ids;
pub mod municipality;
pub mod note;
pub mod organisation;
pub mod outcome;
pub mod period;
pub mod plan;
pub mod programme;
pub mod progress;
pub mod radar;
pub mod text;
pub mod typing;
pub mod validation;
pub mod wire;
pub mod words;
