use std::collections::BTreeSet;

use super::*;

#[test]
fn there_are_98_municipalities_in_order_with_distinct_names_and_slugs() {
    let codes: Vec<_> = MunicipalityCode::all().collect();
    assert_eq!(codes.len(), 98);
    assert!(codes.is_sorted());
    assert_eq!(codes.iter().map(|code| code.name()).collect::<BTreeSet<_>>().len(), 98);
    let slugs: BTreeSet<_> = codes.iter().map(|code| code.slug()).collect();
    assert_eq!(slugs.len(), 98);
    assert!(slugs.iter().all(|slug| slug.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
}

#[test]
fn the_regions_of_2007_have_the_published_number_of_municipalities() {
    let count = |region| MunicipalityCode::all().filter(|code| code.region_of_2007() == Some(region)).count();
    assert_eq!(count(RegionCode::Hovedstaden), 29);
    assert_eq!(count(RegionCode::Sjaelland), 17);
    assert_eq!(count(RegionCode::Syddanmark), 22);
    assert_eq!(count(RegionCode::Midtjylland), 19);
    assert_eq!(count(RegionCode::Nordjylland), 11);
    assert_eq!(count(RegionCode::Oestdanmark), 0);
}

#[test]
fn a_code_is_read_with_or_without_its_leading_zero_and_written_with_it() {
    for text in ["0751", "751"] {
        let code: MunicipalityCode = text.parse().unwrap();
        assert_eq!(code.to_string(), "0751");
        assert_eq!(code.name(), "Aarhus");
        assert_eq!(serde_json::to_string(&code).unwrap(), "\"0751\"");
    }
}

#[test]
fn what_is_not_on_the_list_is_rejected_with_a_reason() {
    use ParseMunicipalityError::{Format, Unknown};
    for (text, reason) in [
        ("", Format),
        ("75", Format),
        ("0075", Unknown(75)),
        ("7510", Format),
        ("00751", Format),
        (" 751", Format),
        ("+751", Format),
        ("٧٥١", Format),
        ("0411", Unknown(411)),
        ("999", Unknown(999)),
    ] {
        assert_eq!(text.parse::<MunicipalityCode>(), Err(reason), "{text:?}");
    }
    assert!(serde_json::from_str::<MunicipalityCode>("\"0411\"").is_err());
    assert!(serde_json::from_str::<MunicipalityCode>("751").is_err());
}

#[test]
fn a_slug_finds_its_municipality() {
    let code = MunicipalityCode::from_slug("ringkoebing-skjern").unwrap();
    assert_eq!(code.to_string(), "0760");
    assert_eq!(MunicipalityCode::from_slug("koebenhavn").unwrap().to_string(), "0101");
    assert_eq!(MunicipalityCode::from_slug("atlantis"), None);
}

#[test]
fn a_region_travels_by_its_code() {
    for &region in RegionCode::ALL {
        assert_eq!(serde_json::to_value(region).unwrap(), region.code());
        assert_eq!(region.code().parse::<RegionCode>().unwrap(), region);
        assert!(!region.name().is_empty());
    }
    assert!("1080".parse::<RegionCode>().is_err());
}
