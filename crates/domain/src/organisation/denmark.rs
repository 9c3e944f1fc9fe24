//! Denmark's tree: regions since 2007, HjerteKom since 2017, the merger of 2027.

use chrono::NaiveDate;

use super::{Cluster, Instance, Membership, Organisation, UnitId};
use crate::municipality::{MunicipalityCode, RegionCode};

/// A calendar day in a constant; a day that does not exist does not compile.
const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    let date = NaiveDate::from_ymd_opt(year, month, day);
    assert!(date.is_some(), "no such day");
    match date {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

const fn codes<const N: usize>(numbers: [u16; N]) -> [MunicipalityCode; N] {
    let mut listed = [MunicipalityCode::listed(101); N];
    let mut index = 0;
    while index < N {
        listed[index] = MunicipalityCode::listed(numbers[index]);
        index += 1;
    }
    listed
}

/// The municipal reform: 98 municipalities in five regions.
const REFORM_2007: NaiveDate = day(2007, 1, 1);

/// Regions that become one: the first day of the new, the new, the old.
///
/// Source: the health reform, regional-indsigt.dk 6 May 2025 and bill L 42 of 2025-26.
const MERGERS: &[(NaiveDate, RegionCode, &[RegionCode])] =
    &[(day(2027, 1, 1), RegionCode::Oestdanmark, &[RegionCode::Hovedstaden, RegionCode::Sjaelland])];

/// The clusters with their region and members, as far back as HjerteKom goes (configurable default).
///
/// Source: Region Midtjylland, somatikklyngerne and sundhedsklynger.
const CLUSTERS: &[(Cluster, NaiveDate, &[MunicipalityCode])] = &[
    (Cluster::Horsens, day(2017, 1, 1), &codes([615, 727, 746, 766])),
    (Cluster::Midt, day(2017, 1, 1), &codes([740, 779, 791])),
    (Cluster::Randers, day(2017, 1, 1), &codes([706, 707, 710, 730])),
    (Cluster::Vest, day(2017, 1, 1), &codes([657, 661, 665, 671, 756, 760])),
    (Cluster::Aarhus, day(2017, 1, 1), &codes([741, 751])),
    (Cluster::Sydsjaelland, day(2018, 9, 1), &codes([360, 376, 390])),
];

/// Who takes part in HjerteKom, and since when.
///
/// The source names 18 municipalities of Midtjylland; that Samsø (0741) is the one left out is a configurable
/// default. "September 2018" is read as the 1st. Source: DEFACTUM's page on HjerteKom.
const INSTANCES: &[(Instance, NaiveDate, &[MunicipalityCode])] = &[
    (
        Instance::Midtjylland,
        day(2017, 1, 1),
        &codes([615, 657, 661, 665, 671, 706, 707, 710, 727, 730, 740, 746, 751, 756, 760, 766, 779, 791]),
    ),
    (Instance::Sjaelland, day(2018, 9, 1), &codes([360, 376, 390])),
    (Instance::Hovedstaden, day(2023, 8, 1), &codes([101])),
];

impl Organisation {
    /// Denmark as it has been since 2007 and, as far as decided, will be.
    #[must_use]
    pub fn denmark() -> Self {
        let mut memberships = Vec::new();
        for &region in RegionCode::ALL {
            let (from, to) = lifetime(region);
            memberships.push(Membership { child: UnitId::Region(region), parent: UnitId::Country, from, to });
        }
        for code in MunicipalityCode::all() {
            in_regions(&mut memberships, UnitId::Municipality(code), code.region_of_2007(), REFORM_2007);
        }
        for &(cluster, from, members) in CLUSTERS {
            let region = members.first().and_then(|code| code.region_of_2007());
            in_regions(&mut memberships, UnitId::Cluster(cluster), region, from);
            belong(&mut memberships, UnitId::Cluster(cluster), from, members);
        }
        for &(instance, from, members) in INSTANCES {
            let unit = UnitId::Instance(instance);
            memberships.push(Membership { child: unit, parent: UnitId::All, from, to: None });
            belong(&mut memberships, unit, from, members);
        }
        Self { memberships }
    }
}

/// Places a unit in its region of 2007 and, from a merger on, in the merged one.
fn in_regions(all: &mut Vec<Membership>, child: UnitId, region: Option<RegionCode>, from: NaiveDate) {
    let (mut region, mut from) = match region {
        Some(region) => (region, from),
        None => return,
    };
    for &(merged_on, into, merged) in MERGERS {
        if merged.contains(&region) {
            let parent = UnitId::Region(region);
            all.push(Membership { child, parent, from, to: merged_on.pred_opt() });
            (region, from) = (into, merged_on);
        }
    }
    all.push(Membership { child, parent: UnitId::Region(region), from, to: None });
}

fn belong(all: &mut Vec<Membership>, parent: UnitId, from: NaiveDate, members: &[MunicipalityCode]) {
    all.extend(members.iter().map(|&code| Membership {
        child: UnitId::Municipality(code),
        parent,
        from,
        to: None,
    }));
}

/// The first and, after a merger, the last day of a region.
fn lifetime(region: RegionCode) -> (NaiveDate, Option<NaiveDate>) {
    let founded = MERGERS.iter().find(|(_, into, _)| *into == region).map_or(REFORM_2007, |(date, ..)| *date);
    let dissolved = MERGERS.iter().find(|(_, _, merged)| merged.contains(&region));
    (founded, dissolved.and_then(|(date, ..)| date.pred_opt()))
}
