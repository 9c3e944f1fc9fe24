//! What leaves the registry as text: the summary of a form for the record, and the closing note.

mod closing;
mod journal;

pub use self::closing::{Citizen, ClosingFacts, ClosingNote, NotePart, PartId, closing, goal};
pub use self::journal::journal;
