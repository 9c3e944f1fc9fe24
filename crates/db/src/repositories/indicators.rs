//! The exact numbers of one municipality, from tallies.

mod behind;
mod history;
mod in_order;
mod known;
mod overview;
mod running;
mod settings;
mod within;

use domain::outcome::OutcomeState;
use sea_orm::FromQueryResult;

use super::Scoped;
use crate::error::Error;
use crate::rights::Right;

pub use behind::{BehindLevel, BehindNumber, CourseBehind, CoursesBehind};
pub use history::{IndicatorHistory, LevelMonths};
pub use in_order::Counted;
pub use overview::{CoursesWithin, IndicatorNumbers, Overview};
pub(super) use running::running;
pub use settings::IndicatorSettings;
pub(super) use within::tally_within;

/// The exact numbers of the caller's municipality.
#[derive(Debug)]
pub struct Indicators<'c, R: Right>(pub(super) Scoped<'c, R>);

/// How many courses are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Tally {
    /// In the numerator.
    pub fulfilled: i64,
    /// In the denominator only.
    pub not_fulfilled: i64,
    /// Not decided for lack of an answer.
    pub missing: i64,
    /// Left out by a rule.
    pub excluded: i64,
    /// Too early to judge.
    pub pending: i64,
}

/// An indicator and the version of its definition.
type Key = (String, String);

impl Tally {
    /// Columns that add tallies up, as whole numbers on both engines; nothing where there are none.
    pub(super) const SUMS: &str = "CAST(coalesce(sum(fulfilled), 0) AS bigint) AS fulfilled, \
        CAST(coalesce(sum(not_fulfilled), 0) AS bigint) AS not_fulfilled, \
        CAST(coalesce(sum(missing), 0) AS bigint) AS missing, \
        CAST(coalesce(sum(excluded), 0) AS bigint) AS excluded, \
        CAST(coalesce(sum(pending), 0) AS bigint) AS pending";

    /// The courses in any state.
    #[must_use]
    pub const fn courses(&self) -> i64 {
        self.denominator() + self.missing + self.excluded + self.pending
    }

    /// The courses that could be judged.
    #[must_use]
    pub const fn denominator(&self) -> i64 {
        self.fulfilled + self.not_fulfilled
    }

    /// Counts one more course; `outside` is counted nowhere.
    pub const fn count(&mut self, state: OutcomeState, courses: i64) {
        match state {
            OutcomeState::Fulfilled => self.fulfilled += courses,
            OutcomeState::NotFulfilled => self.not_fulfilled += courses,
            OutcomeState::Missing => self.missing += courses,
            OutcomeState::Excluded => self.excluded += courses,
            OutcomeState::Pending => self.pending += courses,
            OutcomeState::Outside => {}
        }
    }

    /// Takes the courses of another away.
    const fn subtract(&mut self, other: Self) {
        self.fulfilled -= other.fulfilled;
        self.not_fulfilled -= other.not_fulfilled;
        self.missing -= other.missing;
        self.excluded -= other.excluded;
        self.pending -= other.pending;
    }

    /// Adds the courses of another.
    pub const fn add(&mut self, other: Self) {
        self.fulfilled += other.fulfilled;
        self.not_fulfilled += other.not_fulfilled;
        self.missing += other.missing;
        self.excluded += other.excluded;
        self.pending += other.pending;
    }
}

/// Reads the state of a stored outcome.
fn read_state(state: &str) -> Result<OutcomeState, Error> {
    OutcomeState::from_id(state).ok_or_else(|| Error::inconsistent("outcome", format!("state {state:?}")))
}
