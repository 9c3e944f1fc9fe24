//! Truth over answers that may be incomplete.

use std::collections::BTreeSet;

use super::VariableRef;

/// Truth of a condition over answers that may be incomplete (Kleene's strong logic).
///
/// `Unknown` carries the variables that would have to be answered to decide it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// It depends on these.
    Unknown(BTreeSet<VariableRef>),
}

impl Truth {
    /// False if either side is false, whatever the other is: an unanswered field cannot
    /// bring a course into an indicator that another answer has already ruled out.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, other) => other,
            (unknown, Self::True) => unknown,
            (Self::Unknown(a), Self::Unknown(b)) => Self::Unknown(a.into_iter().chain(b).collect()),
        }
    }

    /// True if either side is true, whatever the other is.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.negated().and(other.negated()).negated()
    }

    /// Like [`Truth::or`], but a side that cannot be decided gives way to one that can.
    #[must_use]
    pub fn or_known(self, other: Self) -> Self {
        match (self, other) {
            (Self::True, _) | (_, Self::True) => Self::True,
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::Unknown(a), Self::Unknown(b)) => Self::Unknown(a.into_iter().chain(b).collect()),
        }
    }

    /// The opposite; unknown stays unknown.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            unknown => unknown,
        }
    }

    /// Whether it certainly holds.
    #[must_use]
    pub const fn is_true(&self) -> bool {
        matches!(self, Self::True)
    }

    /// Whether it certainly does not hold.
    #[must_use]
    pub const fn is_false(&self) -> bool {
        matches!(self, Self::False)
    }
}

impl From<bool> for Truth {
    fn from(decided: bool) -> Self {
        if decided { Self::True } else { Self::False }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn truths() -> impl Strategy<Value = Truth> {
        let unknown = |id: &str| Truth::Unknown(BTreeSet::from([VariableRef::new("start", id)]));
        prop_oneof![Just(Truth::True), Just(Truth::False), Just(unknown("a")), Just(unknown("b"))]
    }

    proptest! {
        #[test]
        fn de_morgan_holds(a in truths(), b in truths()) {
            prop_assert_eq!(a.clone().and(b.clone()).negated(), a.negated().or(b.negated()));
        }

        #[test]
        fn and_is_commutative_and_associative(a in truths(), b in truths(), c in truths()) {
            prop_assert_eq!(a.clone().and(b.clone()), b.clone().and(a.clone()));
            prop_assert_eq!(a.clone().and(b.clone()).and(c.clone()), a.and(b.and(c)));
        }
    }
}
