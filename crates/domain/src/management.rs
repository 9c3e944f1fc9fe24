//! Management information as counts: courses in, numbers out, nothing of a single citizen.
//!
//! What is counted is in the programme's definition ([`crate::programme::Management`]). Every counter takes one course
//! after another, so that a registry of any size is read in pieces.

mod delivery;
mod flow;
mod quality;
mod results;
mod waiting;

pub use self::delivery::{MonthState, MonthsFound, USUAL_A_MONTH};
pub use self::flow::{CourseEnd, FlowCounts};
pub use self::quality::{Asked, FieldCount, LinkCount, QualityCounts, asked, has_link};
pub use self::results::{Measured, MeasuredPair, Reached};
pub use self::waiting::{Waits, days_waited};
