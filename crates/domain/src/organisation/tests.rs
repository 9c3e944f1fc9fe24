use proptest::prelude::*;

use super::*;
use crate::wire::check;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn code(text: &str) -> MunicipalityCode {
    text.parse().unwrap()
}

fn unit(text: &str) -> UnitId {
    text.parse().unwrap()
}

fn ids(units: &[UnitId]) -> Vec<String> {
    units.iter().map(ToString::to_string).collect()
}

const TODAY: &str = "2026-06-01";

#[test]
fn ids_labels_and_serde_agree() {
    check::round_trips(Cluster::ALL, Cluster::id, Cluster::label);
    check::round_trips(Instance::ALL, Instance::id, Instance::label);
}

#[test]
fn a_unit_travels_by_its_id() {
    for text in ["municipality:0740", "cluster:midt", "region:1082", "country", "instance:midtjylland", "all"]
    {
        let read = unit(text);
        assert_eq!(read.to_string(), text);
        assert_eq!(serde_json::to_value(read).unwrap(), text);
        assert!(!read.label().da.is_empty());
    }
    for text in ["", "All", "region:9", "region", "cluster:", "municipality:0411", "all:x", "planet:mars"] {
        assert!(text.parse::<UnitId>().is_err(), "{text:?}");
    }
}

#[test]
fn denmarks_tree_keeps_the_rules_of_every_tree() {
    let denmark = Organisation::denmark();
    assert_eq!(Organisation::new(denmark.memberships().to_vec()), Ok(denmark));
}

#[test]
fn silkeborg_belongs_to_its_cluster_region_country_and_instance() {
    let parents = Organisation::denmark().parents(code("0740"), date(TODAY));
    assert_eq!(ids(&parents), ["cluster:midt", "region:1082", "country", "instance:midtjylland", "all"]);
}

#[test]
fn a_municipality_outside_hjertekom_belongs_to_region_and_country_only() {
    let parents = Organisation::denmark().parents(code("0851"), date(TODAY));
    assert_eq!(ids(&parents), ["region:1081", "country"]);
}

#[test]
fn the_five_clusters_are_the_nineteen_municipalities_of_midtjylland() {
    let denmark = Organisation::denmark();
    let region = denmark.members(unit("region:1082"), date(TODAY));
    assert_eq!(region.len(), 19);
    let mut clustered: Vec<_> = ["horsens", "midt", "randers", "vest", "aarhus"]
        .iter()
        .flat_map(|cluster| denmark.members(unit(&format!("cluster:{cluster}")), date(TODAY)))
        .collect();
    clustered.sort();
    assert_eq!(clustered, region);
}

#[test]
fn twenty_two_municipalities_take_part_and_samso_does_not() {
    let denmark = Organisation::denmark();
    let count = |day: &str| denmark.members(UnitId::All, date(day)).len();
    assert_eq!(count("2016-12-31"), 0);
    assert_eq!(count("2017-01-01"), 18);
    assert_eq!(count("2018-09-01"), 21);
    assert_eq!(count("2023-07-31"), 21);
    assert_eq!(count("2023-08-01"), 22);
    let samso = code("0741");
    assert!(!denmark.participates(samso, date(TODAY)));
    assert_eq!(denmark.participates_from(samso), None);
    assert_eq!(denmark.cluster(samso, date(TODAY)), Some(Cluster::Aarhus));
    assert_eq!(denmark.participants(unit("cluster:aarhus"), date(TODAY)), [code("0751")]);
    assert_eq!(denmark.participates_from(code("0101")), Some(date("2023-08-01")));
}

#[test]
fn the_merger_of_2027_moves_46_municipalities_into_one_region_and_touches_nothing_else() {
    let denmark = Organisation::denmark();
    let (before, after) = (date("2026-12-31"), date("2027-01-01"));
    let members = |region: &str, day| denmark.members(unit(region), day).len();
    assert_eq!((members("region:1084", before), members("region:1085", before)), (29, 17));
    assert_eq!((members("region:1084", after), members("region:1085", after)), (0, 0));
    assert_eq!((members("region:1086", before), members("region:1086", after)), (0, 46));
    assert!(denmark.exists(unit("region:1084"), before) && !denmark.exists(unit("region:1084"), after));
    assert!(!denmark.exists(unit("region:1086"), before) && denmark.exists(unit("region:1086"), after));
    for untouched in ["region:1081", "region:1082", "region:1083", "country", "all", "cluster:sydsjaelland"] {
        let unit = unit(untouched);
        assert_eq!(denmark.members(unit, before), denmark.members(unit, after), "{untouched}");
    }
    assert_eq!(
        ids(&denmark.parents(code("0390"), after)),
        ["cluster:sydsjaelland", "region:1086", "country", "instance:sjaelland", "all"]
    );
    assert_eq!(denmark.region(code("0101"), before), Some(RegionCode::Hovedstaden));
    assert_eq!(denmark.region(code("0101"), after), Some(RegionCode::Oestdanmark));
}

#[test]
fn a_municipality_is_its_own_member() {
    let members = Organisation::denmark().members(unit("municipality:0740"), date(TODAY));
    assert_eq!(members, [code("0740")]);
}

#[test]
fn units_are_listed_from_the_municipalities_up() {
    let units = Organisation::denmark().units(date(TODAY));
    assert_eq!(units.len(), 98 + 6 + 5 + 1 + 3 + 1);
    assert_eq!(units.first().map(ToString::to_string).as_deref(), Some("municipality:0101"));
    assert_eq!(units.last(), Some(&UnitId::All));
}

#[test]
fn a_tree_that_cannot_be_is_rejected_with_a_reason() {
    let membership = |child: &str, parent: &str, from: &str, to: Option<&str>| Membership {
        child: unit(child),
        parent: unit(parent),
        from: date(from),
        to: to.map(date),
    };
    let wrong = Organisation::new(vec![membership("region:1082", "municipality:0740", "2020-01-01", None)]);
    assert!(matches!(wrong, Err(OrganisationError::Kinds { .. })));
    let backwards =
        Organisation::new(vec![membership("region:1082", "country", "2020-01-02", Some("2020-01-01"))]);
    assert!(matches!(backwards, Err(OrganisationError::Backwards { .. })));
    let twice = vec![
        membership("municipality:0740", "region:1082", "2007-01-01", Some("2026-12-31")),
        membership("municipality:0740", "region:1081", "2026-12-31", None),
    ];
    let overlap = Organisation::new(twice.clone()).unwrap_err();
    assert!(overlap.to_string().contains("municipality:0740"), "{overlap}");
    let mut mended = twice;
    mended[1].from = date("2027-01-01");
    assert!(Organisation::new(mended).is_ok());
}

#[cfg(feature = "schema")]
#[test]
fn a_unit_is_described_as_a_text() {
    let schema = serde_json::to_value(<UnitId as utoipa::PartialSchema>::schema()).unwrap();
    assert_eq!(schema["type"], "string");
}

proptest! {
    #[test]
    fn since_2007_everybody_is_in_exactly_one_region_on_any_day(days in 0i64..12_000) {
        let denmark = Organisation::denmark();
        let day = date("2007-01-01") + chrono::TimeDelta::days(days);
        let mut counted = 0;
        for &region in RegionCode::ALL {
            counted += denmark.members(UnitId::Region(region), day).len();
        }
        prop_assert_eq!(counted, 98);
        prop_assert_eq!(denmark.members(UnitId::Country, day).len(), 98);
    }

    #[test]
    fn parents_and_members_agree(index in 0usize..98, days in 0i64..12_000) {
        let denmark = Organisation::denmark();
        let day = date("2007-01-01") + chrono::TimeDelta::days(days);
        let municipality = MunicipalityCode::all().nth(index).unwrap();
        let parents = denmark.parents(municipality, day);
        for unit in denmark.units(day) {
            let inside = denmark.members(unit, day).contains(&municipality);
            let is_parent = parents.contains(&unit) || unit == UnitId::Municipality(municipality);
            prop_assert_eq!(inside, is_parent, "{}", unit);
        }
    }
}
