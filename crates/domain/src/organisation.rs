//! Who belongs to what, and when: country, regions, clusters, municipalities and the HjerteKom instances.
//!
//! Every membership has dates, because the map changes: from 2027 the regions Hovedstaden and Sjælland are one.

mod denmark;
mod unit;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::municipality::{MunicipalityCode, RegionCode};

pub use unit::{Cluster, Instance, ParseUnitError, UnitId};

/// That one unit belongs to another, from a date and perhaps until one; both dates are included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The unit that belongs.
    pub child: UnitId,
    /// The unit it belongs to.
    pub parent: UnitId,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; `None` while no end is known.
    pub to: Option<NaiveDate>,
}

/// A tree that cannot be: what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrganisationError {
    /// The kinds do not fit, e.g. a region inside a municipality.
    #[error("{child} cannot belong to {parent}")]
    Kinds {
        /// The unit that was to belong.
        child: UnitId,
        /// The unit it was to belong to.
        parent: UnitId,
    },
    /// A membership ends before it begins.
    #[error("the membership of {child} in {parent} ends before it begins")]
    Backwards {
        /// The unit that belongs.
        child: UnitId,
        /// The unit it belongs to.
        parent: UnitId,
    },
    /// A unit belongs to two units of the same kind at once.
    #[error("{child} belongs to {first} and {second} at the same time")]
    Overlap {
        /// The unit that belongs.
        child: UnitId,
        /// One of the two.
        first: UnitId,
        /// The other.
        second: UnitId,
    },
}

/// An effective-dated tree of units. What it says depends on the date one asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    memberships: Vec<Membership>,
}

impl Membership {
    fn holds_on(&self, date: NaiveDate) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }

    fn overlaps(&self, other: &Self) -> bool {
        let ends_before = |one: &Self, two: &Self| one.to.is_some_and(|to| to < two.from);
        !ends_before(self, other) && !ends_before(other, self)
    }
}

impl Organisation {
    /// A tree of the given memberships, for a scenario other than Denmark's.
    ///
    /// # Errors
    /// When kinds do not fit, a membership ends before it begins, or two of the same kind overlap.
    pub fn new(memberships: Vec<Membership>) -> Result<Self, OrganisationError> {
        for (index, membership) in memberships.iter().enumerate() {
            let Membership { child, parent, from, to } = *membership;
            if !child.may_belong_to(parent) {
                return Err(OrganisationError::Kinds { child, parent });
            }
            if to.is_some_and(|to| to < from) {
                return Err(OrganisationError::Backwards { child, parent });
            }
            let clash = memberships.iter().take(index).find(|other| {
                other.child == child && other.parent.kind() == parent.kind() && other.overlaps(membership)
            });
            if let Some(other) = clash {
                return Err(OrganisationError::Overlap { child, first: other.parent, second: parent });
            }
        }
        Ok(Self { memberships })
    }

    /// Everything a municipality belongs to on a date, nearest first: its cluster, region and country, then its
    /// HjerteKom instance and all of HjerteKom.
    #[must_use]
    pub fn parents(&self, municipality: MunicipalityCode, date: NaiveDate) -> Vec<UnitId> {
        let mut found = BTreeSet::new();
        let mut open = vec![UnitId::Municipality(municipality)];
        while let Some(unit) = open.pop() {
            open.extend(self.direct_parents(unit, date).filter(|parent| found.insert(*parent)));
        }
        // Kinds are declared from the nearest to the furthest.
        let mut parents: Vec<_> = found.into_iter().collect();
        parents.sort_by_key(|unit| unit.kind());
        parents
    }

    /// The municipalities that belong to a unit on a date, ordered by code. A municipality is its own member.
    #[must_use]
    pub fn members(&self, unit: UnitId, date: NaiveDate) -> Vec<MunicipalityCode> {
        let mut seen = BTreeSet::from([unit]);
        let mut open = vec![unit];
        while let Some(parent) = open.pop() {
            let children = self.memberships.iter().filter(|m| m.parent == parent && m.holds_on(date));
            open.extend(children.map(|membership| membership.child).filter(|child| seen.insert(*child)));
        }
        seen.into_iter()
            .filter_map(|unit| match unit {
                UnitId::Municipality(code) => Some(code),
                _ => None,
            })
            .collect()
    }

    /// The members of a unit that take part in HjerteKom on a date.
    #[must_use]
    pub fn participants(&self, unit: UnitId, date: NaiveDate) -> Vec<MunicipalityCode> {
        self.members(unit, date).into_iter().filter(|&code| self.participates(code, date)).collect()
    }

    /// Whether a municipality takes part in HjerteKom on a date.
    #[must_use]
    pub fn participates(&self, municipality: MunicipalityCode, date: NaiveDate) -> bool {
        self.instance(municipality, date).is_some()
    }

    /// The first day a municipality took part in HjerteKom.
    #[must_use]
    pub fn participates_from(&self, municipality: MunicipalityCode) -> Option<NaiveDate> {
        self.memberships
            .iter()
            .filter(|membership| membership.child == UnitId::Municipality(municipality))
            .filter(|membership| matches!(membership.parent, UnitId::Instance(_)))
            .map(|membership| membership.from)
            .min()
    }

    /// The region of a municipality on a date.
    #[must_use]
    pub fn region(&self, municipality: MunicipalityCode, date: NaiveDate) -> Option<RegionCode> {
        self.direct_parents(UnitId::Municipality(municipality), date).find_map(|unit| match unit {
            UnitId::Region(region) => Some(region),
            _ => None,
        })
    }

    /// The cluster of a municipality on a date.
    #[must_use]
    pub fn cluster(&self, municipality: MunicipalityCode, date: NaiveDate) -> Option<Cluster> {
        self.direct_parents(UnitId::Municipality(municipality), date).find_map(|unit| match unit {
            UnitId::Cluster(cluster) => Some(cluster),
            _ => None,
        })
    }

    /// The HjerteKom instance of a municipality on a date.
    #[must_use]
    pub fn instance(&self, municipality: MunicipalityCode, date: NaiveDate) -> Option<Instance> {
        self.direct_parents(UnitId::Municipality(municipality), date).find_map(|unit| match unit {
            UnitId::Instance(instance) => Some(instance),
            _ => None,
        })
    }

    /// Whether a unit exists on a date: something belongs to it, or it belongs to something.
    #[must_use]
    pub fn exists(&self, unit: UnitId, date: NaiveDate) -> bool {
        self.units(date).contains(&unit)
    }

    /// Every unit that exists on a date, from the municipalities up.
    #[must_use]
    pub fn units(&self, date: NaiveDate) -> Vec<UnitId> {
        let held = self.memberships.iter().filter(|membership| membership.holds_on(date));
        let mut units: Vec<_> = held
            .flat_map(|membership| [membership.child, membership.parent])
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        units.sort_by_key(|unit| unit.kind());
        units
    }

    /// All memberships, past and coming.
    #[must_use]
    pub fn memberships(&self) -> &[Membership] {
        &self.memberships
    }

    fn direct_parents(&self, unit: UnitId, date: NaiveDate) -> impl Iterator<Item = UnitId> {
        self.memberships
            .iter()
            .filter(move |membership| membership.child == unit && membership.holds_on(date))
            .map(|membership| membership.parent)
    }
}

#[cfg(test)]
mod tests;
