//! Truth over answers that may be incomplete.

/// Truth of a condition over answers that may be incomplete (Kleene's strong logic).
///
/// [`Expr::undecided_by`](super::Expr::undecided_by) says which answers would decide an unknown one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// It depends on answers that are not there.
    Unknown,
}

impl Truth {
    /// False if either side is false, whatever the other is: an unanswered field cannot
    /// bring a course into an indicator that another answer has already ruled out.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Unknown,
        }
    }

    /// True if either side is true, whatever the other is.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        self.negated().and(other.negated()).negated()
    }

    /// Like [`Truth::or`], but a side that cannot be decided gives way to one that can.
    #[must_use]
    pub const fn or_known(self, other: Self) -> Self {
        match (self, other) {
            (Self::True, _) | (_, Self::True) => Self::True,
            (Self::Unknown, Self::Unknown) => Self::Unknown,
            _ => Self::False,
        }
    }

    /// The opposite; unknown stays unknown.
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Whether it certainly holds.
    #[must_use]
    pub const fn is_true(self) -> bool {
        matches!(self, Self::True)
    }

    /// Whether it certainly does not hold.
    #[must_use]
    pub const fn is_false(self) -> bool {
        matches!(self, Self::False)
    }

    /// The decision, if there is one.
    #[must_use]
    pub const fn decided(self) -> Option<bool> {
        match self {
            Self::True => Some(true),
            Self::False => Some(false),
            Self::Unknown => None,
        }
    }
}

impl From<Option<bool>> for Truth {
    fn from(decided: Option<bool>) -> Self {
        match decided {
            Some(true) => Self::True,
            Some(false) => Self::False,
            None => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Truth; 3] = [Truth::True, Truth::False, Truth::Unknown];

    #[test]
    fn de_morgan_holds() {
        for a in ALL {
            for b in ALL {
                assert_eq!(a.and(b).negated(), a.negated().or(b.negated()), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn joining_does_not_depend_on_the_order() {
        for join in [Truth::and, Truth::or, Truth::or_known] {
            for a in ALL {
                for b in ALL {
                    assert_eq!(join(a, b), join(b, a), "{a:?} {b:?}");
                    for c in ALL {
                        assert_eq!(join(join(a, b), c), join(a, join(b, c)), "{a:?} {b:?} {c:?}");
                    }
                }
            }
        }
    }
}
