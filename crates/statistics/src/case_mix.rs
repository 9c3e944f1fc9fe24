//! Case mix: what a unit would have reached if its citizens fared as such citizens fare elsewhere.
//!
//! Indirect standardisation. The reference's share in every stratum is applied to the unit's own citizens; observed
//! over expected is the standard ratio. Never replaces the raw share (`spec/domain.md` 5.1).

mod card;
mod ratio;
mod stratum;

pub use card::{CellCard, Factor, Method, ModelCard};
pub use ratio::{Adjusted, shifted};
pub use stratum::{Stratum, StratumCount};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Reason;

/// Courses a stratum of the reference needs for a share of its own. Default.
pub const FEWEST_IN_STRATUM: u32 = 10;

/// Observed courses and events of a part of the reference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cell {
    pub(crate) events: u32,
    pub(crate) total: u32,
}

impl Cell {
    fn add(&mut self, other: &StratumCount) {
        self.events = self.events.saturating_add(other.events);
        self.total = self.total.saturating_add(other.total);
    }

    /// The share, 0–1; cells are built from at least one course.
    pub(crate) fn share(self) -> f64 {
        f64::from(self.events) / f64::from(self.total.max(1))
    }

    /// The share pulled half a course away from none and all, for logarithms of odds.
    pub(crate) fn inner_share(self) -> f64 {
        (f64::from(self.events) + 0.5) / (f64::from(self.total) + 1.0)
    }
}

/// The part of the reference that a stratum is compared with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The stratum itself.
    Own(Stratum),
    /// The thin strata of one age band and sex, whatever their index event.
    AgeAndSex(String, String),
    /// What is thin even then.
    Rest,
}

/// The shares of a reference, by stratum.
///
/// Thin strata (under ten courses) are pooled within age band and sex, and what is still thin into one rest. Every
/// course of the reference belongs to exactly one part, so the reference expects exactly what it observed: its own
/// standard ratio is 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    pub(crate) parts: BTreeMap<Part, Cell>,
    pub(crate) strata: BTreeMap<Stratum, Part>,
    pub(crate) all: Cell,
}

impl Reference {
    /// Builds a reference. Strata given twice are added up.
    ///
    /// # Errors
    /// [`Reason::Empty`] without courses, [`Reason::NotAShare`] where a stratum has more events than courses.
    pub fn new(counts: &[StratumCount]) -> Result<Self, Reason> {
        let mut own: BTreeMap<&Stratum, Cell> = BTreeMap::new();
        let mut all = Cell::default();
        for count in counts.iter().filter(|count| count.total > 0) {
            if count.events > count.total {
                return Err(Reason::NotAShare);
            }
            own.entry(&count.stratum).or_default().add(count);
            all.add(count);
        }
        if all.total == 0 {
            return Err(Reason::Empty);
        }
        let mut pools: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for (stratum, _) in own.iter().filter(|(_, cell)| cell.total < FEWEST_IN_STRATUM) {
            let pool = pools.entry(stratum.age_and_sex()).or_default();
            *pool = pool.saturating_add(own.get(*stratum).map_or(0, |cell| cell.total));
        }
        let mut reference = Self { parts: BTreeMap::new(), strata: BTreeMap::new(), all };
        for (stratum, cell) in &own {
            let pool = pools.get(&stratum.age_and_sex()).copied().unwrap_or(0);
            let part = match (cell.total, pool) {
                (FEWEST_IN_STRATUM.., _) => Part::Own((*stratum).clone()),
                (_, FEWEST_IN_STRATUM..) => Part::pool(stratum),
                _ => Part::Rest,
            };
            let into = reference.parts.entry(part.clone()).or_default();
            into.events = into.events.saturating_add(cell.events);
            into.total = into.total.saturating_add(cell.total);
            reference.strata.insert((*stratum).clone(), part);
        }
        Ok(reference)
    }

    /// The share of the whole reference, 0–1.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.all.share()
    }

    /// What a stratum is compared with. One that the reference has never seen falls back to the nearest pool.
    pub(crate) fn cell(&self, stratum: &Stratum) -> Cell {
        let known = self.strata.get(stratum).and_then(|part| self.parts.get(part));
        let pool = || self.parts.get(&Part::pool(stratum)).or_else(|| self.parts.get(&Part::Rest));
        known.or_else(pool).copied().unwrap_or(self.all)
    }

    pub(crate) fn knows(&self, stratum: &Stratum) -> bool {
        self.strata.contains_key(stratum)
    }
}

impl Part {
    fn pool(stratum: &Stratum) -> Self {
        let (age_band, sex) = stratum.age_and_sex();
        Self::AgeAndSex(age_band.to_owned(), sex.to_owned())
    }
}
