//! Numbers in, numbers out: proportions and how certain they are.
//!
//! No meaning lives here. A caller that knows what a course or an indicator is passes counts and
//! gets estimates back. Test vectors come from `spec/ux.md` 3.4.

mod difference;
mod interval;
mod proportion;

pub use difference::newcombe;
pub use interval::Interval;
pub use proportion::{Proportion, ProportionError};
