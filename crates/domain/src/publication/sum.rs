//! Levels above the municipality: sums of protected counts.

use super::protected::Part;
use super::rules::{FEWEST_CONTRIBUTORS, LARGEST_SHARE};

/// The protected counts of several municipalities together.
///
/// A sum of what is published anyway tells nothing new about anybody in it; a sum of exact counts, rounded afterwards,
/// does: with three members, theirs all rounded down and the sum rounded up, each is known within four.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    part: Part,
    largest: u32,
    contributors: u32,
}

impl Sum {
    /// Adds municipalities up. Those with too few courses are left out; `None` among the parts of a split.
    #[must_use]
    pub fn of(members: impl IntoIterator<Item = Option<Part>>) -> Self {
        members.into_iter().flatten().filter(|part| part.total() > 0).fold(Self::default(), |sum, part| {
            Self {
                part: sum.part.plus(part),
                largest: sum.largest.max(part.total()),
                contributors: sum.contributors.saturating_add(1),
            }
        })
    }

    /// A sum as it was stored: its counts, the largest contributor and how many there were.
    #[must_use]
    pub const fn stored(part: Part, largest: u32, contributors: u32) -> Self {
        Self { part, largest, contributors }
    }

    /// The counts.
    #[must_use]
    pub const fn part(self) -> Part {
        self.part
    }

    /// The largest denominator in it.
    #[must_use]
    pub const fn largest(self) -> u32 {
        self.largest
    }

    /// How many municipalities are in it.
    #[must_use]
    pub const fn contributors(self) -> u32 {
        self.contributors
    }

    /// Whether enough contribute and none dominates.
    #[must_use]
    pub const fn may_be_shown(self) -> bool {
        let all = self.part.total() as u64 * LARGEST_SHARE as u64;
        self.contributors >= FEWEST_CONTRIBUTORS && self.largest as u64 * 100 <= all
    }
}
