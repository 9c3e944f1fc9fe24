//! What units are called: names of those who agreed, numbers for the others.

use std::collections::BTreeMap;

use db::PublishedUnit;
use domain::municipality::MunicipalityCode;
use domain::organisation::{Organisation, UnitId};
use domain::publication::Level;
use domain::text::Text;

use super::build::Viewer;

/// Municipalities of a region below which an unnamed one would be given away by its region.
const MANY: usize = 5;

/// Who is who in a snapshot, as far as a viewer may know.
pub(crate) struct Directory<'v> {
    organisation: &'v Organisation,
    as_of: chrono::NaiveDate,
    viewer: &'v Viewer,
    units: BTreeMap<MunicipalityCode, PublishedUnit>,
}

/// The order cells are listed in: by level, named ones by name, the others by their number.
pub(crate) type Place = (Level, bool, String, u32);

impl<'v> Directory<'v> {
    pub(crate) fn new(
        organisation: &'v Organisation,
        as_of: chrono::NaiveDate,
        viewer: &'v Viewer,
        units: Vec<PublishedUnit>,
    ) -> Self {
        let units = units.into_iter().map(|unit| (unit.municipality, unit)).collect();
        Self { organisation, as_of, viewer, units }
    }

    /// Whether a municipality is shown by its name.
    fn is_named(&self, code: MunicipalityCode) -> bool {
        self.viewer.own == Some(code) || self.units.get(&code).is_some_and(|unit| unit.is_named)
    }

    fn number(&self, code: MunicipalityCode) -> u32 {
        self.units.get(&code).map_or(0, |unit| unit.number)
    }

    /// The id of a unit that gives nobody away.
    pub(crate) fn id(&self, unit: UnitId) -> String {
        match unit {
            UnitId::Municipality(code) if !self.is_named(code) => format!("unit:{}", self.number(code)),
            _ => unit.to_string(),
        }
    }

    /// The name of a unit.
    pub(crate) fn name(&self, unit: UnitId) -> Text {
        match unit {
            UnitId::Municipality(code) if !self.is_named(code) => {
                let number = self.number(code);
                Text::new(format!("Kommune {number}"), format!("Municipality {number}"))
            }
            _ => unit.label(),
        }
    }

    /// Where a unit stands in a list: never by its value.
    pub(crate) fn place(&self, unit: UnitId) -> Place {
        let level = Level::of(unit).unwrap_or(Level::All);
        match unit {
            UnitId::Municipality(code) if !self.is_named(code) => {
                (level, true, String::new(), self.number(code))
            }
            _ => (level, false, unit.label().da, 0),
        }
    }

    /// What a unit belongs to: the cluster or region of a named one and of the own cluster; of others the region, where
    /// every region has enough of them for it to say nothing.
    pub(crate) fn parent(&self, unit: UnitId) -> Option<String> {
        match unit {
            UnitId::Municipality(code) => {
                let region = self.organisation.region(code, self.as_of).map(UnitId::Region)?;
                let cluster = self.organisation.cluster(code, self.as_of).map(UnitId::Cluster);
                if self.is_named(code) || self.is_own_cluster(unit) {
                    return Some(cluster.unwrap_or(region).to_string());
                }
                self.regions_say_nothing().then(|| region.to_string())
            }
            UnitId::Cluster(_) => {
                let members = self.organisation.members(unit, self.as_of);
                let region = self.organisation.region(*members.first()?, self.as_of)?;
                Some(UnitId::Region(region).to_string())
            }
            UnitId::Instance(_) => Some(UnitId::All.to_string()),
            _ => None,
        }
    }

    /// Whether no region has so few numbered municipalities that naming it, or leaving just it out, would tell which
    /// they are.
    fn regions_say_nothing(&self) -> bool {
        let mut numbered: BTreeMap<_, usize> = BTreeMap::new();
        for code in self.organisation.participants(UnitId::All, self.as_of) {
            if !self.is_named(code) {
                *numbered.entry(self.organisation.region(code, self.as_of)).or_default() += 1;
            }
        }
        numbered.into_values().all(|count| count >= MANY)
    }

    /// Whether it is the viewer's own unit.
    pub(crate) fn is_own(&self, unit: UnitId) -> bool {
        self.viewer.own.is_some_and(|own| unit == UnitId::Municipality(own))
    }

    /// Whether a municipality belongs to the viewer's cluster.
    pub(crate) fn is_own_cluster(&self, unit: UnitId) -> bool {
        let cluster = |code| self.organisation.cluster(code, self.as_of);
        match (unit, self.viewer.own) {
            (UnitId::Municipality(code), Some(own)) => {
                cluster(own).is_some() && cluster(own) == cluster(code)
            }
            (UnitId::Cluster(known), Some(own)) => cluster(own) == Some(known),
            _ => false,
        }
    }

    /// What the viewer is compared with: the own municipality, cluster, region and instance, and all.
    pub(crate) fn compared_with(&self) -> Vec<UnitId> {
        let mut units = vec![UnitId::All];
        if let Some(own) = self.viewer.own {
            units.push(UnitId::Municipality(own));
            units.extend(self.organisation.cluster(own, self.as_of).map(UnitId::Cluster));
            units.extend(self.organisation.region(own, self.as_of).map(UnitId::Region));
            units.extend(self.organisation.instance(own, self.as_of).map(UnitId::Instance));
        } else if let Some(region) = self.viewer.region {
            units.push(UnitId::Region(region));
        }
        units
    }

    /// Whether a cluster is large enough to exist here: each of two could subtract itself.
    pub(crate) fn is_large_enough(&self, unit: UnitId) -> bool {
        let members = self.organisation.participants(unit, self.as_of).len();
        !matches!(unit, UnitId::Cluster(_)) || members >= FEWEST
    }

    /// Municipalities whose cluster or region changed during the period.
    pub(crate) fn moved(&self, period: domain::period::Period) -> usize {
        let moved = |code: &&MunicipalityCode| {
            domain::publication::cluster_changed(self.organisation, **code, period)
        };
        self.units.keys().filter(moved).count()
    }
}

/// Municipalities a cluster needs.
const FEWEST: usize = domain::publication::FEWEST_CONTRIBUTORS as usize;
