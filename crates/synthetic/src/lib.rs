//! A deterministic registry of invented people: for the demo, for tests, for benchmarks and for load.
//!
//! The same seed, size and date give the same registry on every machine. Nobody in it exists: every CPR number is a
//! replacement number with 60 added to the day of birth, which by design cannot be a person's own, and names are
//! put together from lists. Rates and distributions are those of [`rates`].

mod answers;
mod background;
mod capacity;
mod dice;
mod end;
mod ending;
mod followup;
mod hospital;
mod municipalities;
mod names;
mod numbers;
mod person;
pub mod rates;
mod records;
mod registry;
mod scores;
mod sessions;
mod sites;
mod start;

pub use municipalities::{Participant, participants};
pub use registry::{Registry, Seed, SyntheticCourse};
pub use sessions::SyntheticSession;
