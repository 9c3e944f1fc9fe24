//! Case mix: what a unit would have reached if its citizens fared as such citizens fare elsewhere.
//!
//! Indirect standardisation for several factors at once (age band, sex, index event), of each of which only the margin is
//! known: how many courses and events every level has, not how the levels of two factors meet. Observed over expected
//! is the standard ratio. Never replaces the raw share (`spec/domain.md` 5.1).
//!
//! Where the meeting of levels is known too, one factor with their combinations as levels is the joint standardisation.

mod card;
mod fit;
mod mix;
mod ratio;

pub use card::LevelCard;
pub use ratio::{Adjusted, shifted};

use serde::{Deserialize, Serialize};

use crate::{Proportion, Reason};

/// Courses a level of the reference needs for a share of its own. Default.
pub const FEWEST_IN_LEVEL: u32 = 10;

/// Version of the method; a change of rules changes it. Version 1 adjusted for one factor.
pub const ADJUSTMENT_VERSION: u32 = 2;

/// Combinations of levels that are reckoned with at most; three factors of four levels make 64.
const MOST_COMBINATIONS: usize = 4_096;

/// Courses of one level of a factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelCount {
    /// Which, e.g. `60_74`. The codes are the caller's.
    pub level: String,
    /// Courses that fulfil the indicator.
    pub events: u32,
    /// Courses in its denominator.
    pub total: u32,
}

/// A level of the reference, or its thin levels together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    pub(crate) levels: Vec<String>,
    pub(crate) events: u32,
    pub(crate) total: u32,
    /// The part of the factor's courses, 0–1.
    pub(crate) weight: f64,
    /// What the level adds to the log odds.
    pub(crate) effect: f64,
}

/// What a course of any combination of levels can expect.
///
/// A logistic model of main effects, `logit p = α + Σ β` with one β for each level of each factor, in a reference where the
/// factors are spread independently of each other. Its likelihood depends on the events only through the margins,
/// and these are what is known: the fitted share of every level is the observed one. Shares stay within 0–1, and the
/// reference expects exactly what it observed: its own standard ratio is 1.
///
/// With one factor nothing is assumed and nothing is fitted: the expected share is the level's.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    pub(crate) whole: Proportion,
    pub(crate) factors: Vec<Vec<Group>>,
    pub(crate) base: f64,
}

impl Reference {
    /// Builds a reference from all its courses and its factors, each by level.
    ///
    /// Thin levels (under ten courses) of a factor are pooled. Where the levels of a factor do not add up to the whole,
    /// because some are hidden, all its odds are shifted alike until its share is that of the whole.
    ///
    /// # Errors
    /// [`Reason::Empty`] without a factor or with one that has no courses, [`Reason::NotAShare`] where a level has more
    /// events than courses, [`Reason::NotFinite`] where no independent spread has these margins, or there are too many
    /// combinations.
    pub fn new(whole: Proportion, factors: &[Vec<LevelCount>]) -> Result<Self, Reason> {
        let factors = factors.iter().map(|levels| grouped(levels)).collect::<Result<Vec<_>, _>>()?;
        if factors.is_empty() {
            return Err(Reason::Empty);
        }
        let combinations =
            factors.iter().try_fold(1_usize, |product, groups| product.checked_mul(groups.len()));
        if combinations.is_none_or(|combinations| combinations > MOST_COMBINATIONS) {
            return Err(Reason::NotFinite);
        }
        let mut reference = Self { whole, factors, base: 0.0 };
        reference.fit()?;
        Ok(reference)
    }

    /// The share of the whole reference, 0–1.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.whole.value()
    }
}

/// The levels that have courses, thin ones together. A level given twice is added up.
fn grouped(levels: &[LevelCount]) -> Result<Vec<Group>, Reason> {
    let mut known: Vec<Group> = Vec::new();
    for count in levels.iter().filter(|count| count.total > 0) {
        if count.events > count.total {
            return Err(Reason::NotAShare);
        }
        match known.iter_mut().find(|group| group.levels.contains(&count.level)) {
            Some(group) => group.add(&[], count.events, count.total),
            None => known.push(Group::of(&count.level, count)),
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut thin: Option<Group> = None;
    for group in known {
        match &mut thin {
            _ if group.total >= FEWEST_IN_LEVEL => groups.push(group),
            Some(pool) => pool.add(&group.levels, group.events, group.total),
            None => thin = Some(group),
        }
    }
    groups.extend(thin);
    let all: f64 = groups.iter().map(|group| f64::from(group.total)).sum();
    if all == 0.0 {
        return Err(Reason::Empty);
    }
    for group in &mut groups {
        group.weight = f64::from(group.total) / all;
    }
    Ok(groups)
}

impl Group {
    fn of(level: &str, count: &LevelCount) -> Self {
        let levels = vec![level.to_owned()];
        Self { levels, events: count.events, total: count.total, weight: 0.0, effect: 0.0 }
    }

    fn add(&mut self, levels: &[String], events: u32, total: u32) {
        self.levels.extend_from_slice(levels);
        self.events = self.events.saturating_add(events);
        self.total = self.total.saturating_add(total);
    }

    /// The share, 0–1; a group has at least one course.
    pub(crate) fn share(&self) -> f64 {
        f64::from(self.events) / f64::from(self.total.max(1))
    }

    /// The share, where it is none or all pulled half a course away from it, for logarithms of odds.
    pub(crate) fn inner_share(&self) -> f64 {
        if self.events > 0 && self.events < self.total {
            return self.share();
        }
        (f64::from(self.events) + 0.5) / (f64::from(self.total) + 1.0)
    }
}
