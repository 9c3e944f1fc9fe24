//! The units of the tree and their stable ids.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::municipality::{MunicipalityCode, RegionCode};
use crate::text::Text;
use crate::wire::wire_enum;

wire_enum! {
    /// A cluster: the municipalities around one acute hospital.
    ///
    /// Source: Region Midtjylland, sundhedsklynger; Sydsjælland is a pseudo-cluster of our own (configurable default).
    pub enum Cluster ("cluster") {
        /// Around Regionshospitalet Horsens.
        Horsens = "horsens", "Horsensklyngen", "Horsens cluster";
        /// Around Hospitalsenhed Midt.
        Midt = "midt", "Midtklyngen", "Midt cluster";
        /// Around Regionshospitalet Randers.
        Randers = "randers", "Randersklyngen", "Randers cluster";
        /// Around Regionshospitalet Gødstrup.
        Vest = "vest", "Vestklyngen (Gødstrup)", "Vest cluster (Gødstrup)";
        /// Around Aarhus Universitetshospital.
        Aarhus = "aarhus", "Aarhusklyngen", "Aarhus cluster";
        /// The three municipalities of HjerteKomSjælland.
        Sydsjaelland = "sydsjaelland", "Sydsjælland", "South Zealand";
    }
}

wire_enum! {
    /// An instance of HjerteKom: the municipalities that agreed to register together.
    pub enum Instance ("instance") {
        /// HjerteKomMidtjylland, since 2017.
        Midtjylland = "midtjylland", "HjerteKomMidtjylland", "HjerteKomMidtjylland";
        /// HjerteKomSjælland, since 2018.
        Sjaelland = "sjaelland", "HjerteKomSjælland", "HjerteKomSjælland";
        /// HjerteKomHovedstaden, since 2023.
        Hovedstaden = "hovedstaden", "HjerteKomHovedstaden", "HjerteKomHovedstaden";
    }
}

/// A unit one can ask numbers for, with a stable text id.
///
/// `municipality:0740`, `cluster:midt`, `region:1082`, `country`, `instance:midtjylland`, `all` (all of HjerteKom).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum UnitId {
    /// One municipality.
    Municipality(MunicipalityCode),
    /// One cluster.
    Cluster(Cluster),
    /// One region.
    Region(RegionCode),
    /// Denmark.
    Country,
    /// One instance of HjerteKom.
    Instance(Instance),
    /// Every municipality that takes part in HjerteKom.
    All,
}

/// The level of a unit, ordered from the nearest to the furthest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Municipality,
    Cluster,
    Region,
    Country,
    Instance,
    All,
}

/// A text that is not the id of a unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a unit; write e.g. municipality:0740, cluster:midt, region:1082, instance:midtjylland or all"
)]
pub struct ParseUnitError(String);

impl UnitId {
    /// The name shown to people.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Municipality(code) => Text::new(code.name(), code.name()),
            Self::Cluster(cluster) => cluster.label(),
            Self::Region(region) => {
                Text::new(format!("Region {}", region.name()), format!("{} Region", region.name()))
            }
            Self::Country => Text::new("Hele landet", "Denmark"),
            Self::Instance(instance) => instance.label(),
            Self::All => Text::new("Hele HjerteKom", "All of HjerteKom"),
        }
    }

    pub(super) const fn kind(self) -> Kind {
        match self {
            Self::Municipality(_) => Kind::Municipality,
            Self::Cluster(_) => Kind::Cluster,
            Self::Region(_) => Kind::Region,
            Self::Country => Kind::Country,
            Self::Instance(_) => Kind::Instance,
            Self::All => Kind::All,
        }
    }

    /// Which kind belongs to which. A municipality belongs to its region directly, not through its cluster, because
    /// most municipalities have no cluster here.
    pub(super) const fn may_belong_to(self, parent: Self) -> bool {
        matches!(
            (self.kind(), parent.kind()),
            (Kind::Municipality, Kind::Cluster | Kind::Region | Kind::Instance)
                | (Kind::Cluster, Kind::Region)
                | (Kind::Region, Kind::Country)
                | (Kind::Instance, Kind::All)
        )
    }
}

impl fmt::Display for UnitId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Municipality(code) => write!(formatter, "municipality:{code}"),
            Self::Cluster(cluster) => write!(formatter, "cluster:{cluster}"),
            Self::Region(region) => write!(formatter, "region:{region}"),
            Self::Country => formatter.write_str("country"),
            Self::Instance(instance) => write!(formatter, "instance:{instance}"),
            Self::All => formatter.write_str("all"),
        }
    }
}

impl FromStr for UnitId {
    type Err = ParseUnitError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unit = match text.split_once(':') {
            None if text == "all" => Some(Self::All),
            None if text == "country" => Some(Self::Country),
            Some(("municipality", code)) => code.parse().ok().map(Self::Municipality),
            Some(("cluster", id)) => id.parse().ok().map(Self::Cluster),
            Some(("region", code)) => code.parse().ok().map(Self::Region),
            Some(("instance", id)) => id.parse().ok().map(Self::Instance),
            _ => None,
        };
        unit.ok_or_else(|| ParseUnitError(text.to_owned()))
    }
}

impl TryFrom<String> for UnitId {
    type Error = ParseUnitError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<UnitId> for String {
    fn from(unit: UnitId) -> Self {
        unit.to_string()
    }
}

#[cfg(feature = "schema")]
impl utoipa::PartialSchema for UnitId {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("A unit: `municipality:0740`, `cluster:midt`, `region:1082`, `country`, `instance:midtjylland` or `all`"))
            .examples(["cluster:midt"])
            .into()
    }
}

#[cfg(feature = "schema")]
impl utoipa::ToSchema for UnitId {}
