//! Whose a mark is, and what it says: colour, dash and shape together (`spec/ux.md` 3.2).

use crate::canvas::Shape;
use crate::look::{self, Look};

/// Whose a line or mark is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// The own unit.
    #[default]
    Own,
    /// Its cluster.
    Cluster,
    /// Its region.
    Region,
    /// Everybody.
    All,
    /// Another unit.
    Other,
}

/// What a point says. Only a signal has a colour; a step up or down has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Chance explains it.
    #[default]
    Chance,
    /// A signal for the better.
    Improvement,
    /// A signal for the worse.
    Concern,
    /// A signal without a direction.
    Change,
}

impl Role {
    pub(crate) fn line(self) -> Look {
        match self {
            Self::Own => look::OWN_LINE,
            Self::Cluster => look::CLUSTER_LINE,
            Self::Region => look::REGION_LINE,
            Self::All => look::ALL_LINE,
            Self::Other => look::OTHER_LINE,
        }
    }

    pub(crate) fn mark(self) -> (Look, Shape) {
        match self {
            Self::Own => (look::OWN_MARK, Shape::Circle),
            Self::Cluster => (look::CLUSTER_MARK, Shape::Diamond),
            Self::Region => (look::REGION_MARK, Shape::Square),
            Self::All => (look::ALL_MARK, Shape::Diamond),
            Self::Other => (look::OTHER_MARK, Shape::Circle),
        }
    }
}

impl Tone {
    pub(crate) fn mark(self) -> (Look, Shape) {
        match self {
            Self::Chance => (look::CHANCE_MARK, Shape::Circle),
            Self::Improvement => (look::BETTER_MARK, Shape::Up),
            Self::Concern => (look::WORSE_MARK, Shape::Down),
            Self::Change => (look::CHANGE_MARK, Shape::Diamond),
        }
    }
}
