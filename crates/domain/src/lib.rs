//! What the registry means: types and rules without I/O, clock or framework.

pub mod access;
pub mod answers;
pub mod citizen;
pub mod course;
pub mod cpr;
pub mod decimal;
pub mod expr;
pub mod ids;
pub mod municipality;
pub mod organisation;
pub mod outcome;
pub mod period;
pub mod programme;
pub mod text;
pub mod validation;
pub mod wire;
