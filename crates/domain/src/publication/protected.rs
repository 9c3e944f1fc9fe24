//! Counts that can be published: multiples of five that each stand for at least five numbers.

/// Exact counts of one cell. They never leave the municipality that owns them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exact {
    /// Courses that meet the indicator.
    pub fulfilled: u32,
    /// Courses that do not.
    pub not_fulfilled: u32,
}

/// A municipality's protected counts of one indicator and period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protected {
    /// So few that nothing is said about the share: 0 to [`FEW`] courses, which all look the same.
    Few,
    /// Eight courses or more.
    Counts(Part),
}

/// Protected counts, both multiples of five.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    fulfilled: u32,
    not_fulfilled: u32,
}

/// The most courses that are too few to be told apart: counts up to seven are shown as five, whatever they are.
pub const FEW: u32 = 7;

/// What counts are rounded to.
pub(super) const STEP: u32 = 5;

impl Exact {
    /// The denominator.
    #[must_use]
    pub const fn total(self) -> u32 {
        self.fulfilled.saturating_add(self.not_fulfilled)
    }

    /// By how many courses two counts differ at least.
    #[must_use]
    pub const fn difference(self, other: Self) -> u32 {
        let fulfilled = self.fulfilled.abs_diff(other.fulfilled);
        fulfilled.saturating_add(self.not_fulfilled.abs_diff(other.not_fulfilled))
    }

    /// Both counts added to others.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            fulfilled: self.fulfilled.saturating_add(other.fulfilled),
            not_fulfilled: self.not_fulfilled.saturating_add(other.not_fulfilled),
        }
    }
}

impl Protected {
    /// Rounds the denominator to five, and of its two parts the larger one; the other is what is left.
    ///
    /// The smaller part is not rounded by itself: a zero would stay a zero. As it is, a share of 0 % stands for none to
    /// four courses, and one of 100 % for all but none to four.
    #[must_use]
    pub fn of(exact: Exact) -> Self {
        if exact.total() <= FEW {
            return Self::Few;
        }
        let total = nearest(exact.total());
        let larger = nearest(exact.fulfilled.max(exact.not_fulfilled));
        let smaller = total.saturating_sub(larger);
        Self::Counts(if exact.fulfilled >= exact.not_fulfilled {
            Part { fulfilled: larger, not_fulfilled: smaller }
        } else {
            Part { fulfilled: smaller, not_fulfilled: larger }
        })
    }

    /// The counts, unless they are too few.
    #[must_use]
    pub const fn counts(self) -> Option<Part> {
        match self {
            Self::Few => None,
            Self::Counts(part) => Some(part),
        }
    }

    /// Divides protected counts among the levels of a split, so that the parts add up to the whole again.
    ///
    /// Each part becomes one of the two multiples of five next to its exact count, those nearest to the upper one going
    /// up. A part that is given in `kept` stays as it was published before. `None` where it cannot be done: nothing to
    /// divide, or what is kept leaves too much or too little.
    #[must_use]
    pub fn divided(self, levels: &[Exact], kept: &[Option<Part>]) -> Option<Vec<Part>> {
        let whole = self.counts()?;
        let column = |whole: u32, exact: fn(&Exact) -> u32, kept_count: fn(&Part) -> u32| {
            let kept: Vec<Option<u32>> = kept.iter().map(|part| part.as_ref().map(kept_count)).collect();
            apportion(whole, &levels.iter().map(exact).collect::<Vec<_>>(), &kept)
        };
        let fulfilled = column(whole.fulfilled, |exact| exact.fulfilled, |part| part.fulfilled)?;
        let not_fulfilled =
            column(whole.not_fulfilled, |exact| exact.not_fulfilled, |part| part.not_fulfilled)?;
        let parts = fulfilled.into_iter().zip(not_fulfilled);
        Some(parts.map(|(fulfilled, not_fulfilled)| Part { fulfilled, not_fulfilled }).collect())
    }
}

impl Part {
    /// Counts as they were stored; `None` for what these rules never make.
    #[must_use]
    pub fn stored(fulfilled: u32, not_fulfilled: u32) -> Option<Self> {
        let is_whole = fulfilled.is_multiple_of(STEP) && not_fulfilled.is_multiple_of(STEP);
        is_whole.then_some(Self { fulfilled, not_fulfilled })
    }

    /// Courses that meet the indicator, rounded.
    #[must_use]
    pub const fn fulfilled(self) -> u32 {
        self.fulfilled
    }

    /// Courses that do not, rounded.
    #[must_use]
    pub const fn not_fulfilled(self) -> u32 {
        self.not_fulfilled
    }

    /// The denominator, rounded.
    #[must_use]
    pub const fn total(self) -> u32 {
        self.fulfilled.saturating_add(self.not_fulfilled)
    }

    /// Both counts added to others.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            fulfilled: self.fulfilled.saturating_add(other.fulfilled),
            not_fulfilled: self.not_fulfilled.saturating_add(other.not_fulfilled),
        }
    }

    /// The share of the protected counts in whole per cent, half upwards; `None` without courses.
    #[must_use]
    pub fn percent(self) -> Option<u8> {
        let (fulfilled, total) = (u64::from(self.fulfilled), u64::from(self.total()));
        u8::try_from((200 * fulfilled + total).checked_div(2 * total)?).ok()
    }
}

/// The nearest multiple of five; of two equally near there are none among whole numbers.
const fn nearest(count: u32) -> u32 {
    count.saturating_add(STEP / 2) / STEP * STEP
}

/// Rounds counts to neighbouring multiples of five with a given sum, the largest remainders upwards.
fn apportion(sum: u32, counts: &[u32], kept: &[Option<u32>]) -> Option<Vec<u32>> {
    let kept_of = |index: usize| kept.get(index).copied().flatten();
    let mut rounded: Vec<u32> = counts
        .iter()
        .enumerate()
        .map(|(index, count)| kept_of(index).unwrap_or(count / STEP * STEP))
        .collect();
    let so_far: u32 = rounded.iter().sum();
    let mut steps = sum.checked_sub(so_far)? / STEP;
    let mut rest: Vec<(u32, usize)> = counts
        .iter()
        .enumerate()
        .filter(|(index, count)| kept_of(*index).is_none() && !count.is_multiple_of(STEP))
        .map(|(index, count)| (count % STEP, index))
        .collect();
    // The largest remainder first; among equals the first level.
    rest.sort_by_key(|(remainder, index)| (std::cmp::Reverse(*remainder), *index));
    for (_, index) in rest {
        let Some(left) = steps.checked_sub(1) else { break };
        if let Some(count) = rounded.get_mut(index) {
            *count += STEP;
            steps = left;
        }
    }
    (steps == 0).then_some(rounded)
}
