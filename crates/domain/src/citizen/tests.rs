use super::*;
use crate::wire::check;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const TODAY: &str = "2026-03-01";

fn input<'a>(cpr: &'a str, name: &'a str) -> NewCitizenInput<'a> {
    NewCitizenInput { cpr, name, ..NewCitizenInput::default() }
}

fn codes(input: &NewCitizenInput<'_>) -> Vec<(&'static str, &'static str)> {
    let findings = NewCitizen::check(input, date(TODAY)).unwrap_err();
    for found in &findings {
        assert!(!found.message.da.is_empty() && !found.message.en.is_empty());
    }
    findings.into_iter().map(|found| (found.field, found.code)).collect()
}

#[test]
fn ids_labels_and_serde_agree() {
    check::round_trips(Sex::ALL, Sex::id, Sex::label);
}

#[test]
fn a_number_and_a_name_are_enough() {
    let new = NewCitizen::check(&input("710250-1233", "  Åse   Prøve-Hansen "), date(TODAY)).unwrap();
    assert_eq!(new.cpr().reveal(), "7102501233");
    assert_eq!(new.name().as_str(), "Åse Prøve-Hansen");
    assert_eq!(new.birth_date(), date("1950-02-11"));
    assert_eq!(new.sex(), Sex::Male);
    assert_eq!(new.id_type(), IdType::Replacement);
    assert_eq!(new.hint(), None);
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    assert_eq!(codes(&input("710250-123", " ")), [("cpr", "cpr_lost_zero"), ("name", "name_missing")]);
    let wrong = NewCitizenInput { birth_date: Some(date("2027-01-01")), ..input("7102501234", "a\u{202E}b") };
    assert_eq!(codes(&wrong), [("name", "name_character"), ("birth_date", "birth_date_in_future")]);
}

#[test]
fn an_ordinary_number_decides_date_of_birth_and_sex() {
    // An ordinary number of 1860: nobody born then lived to be given one.
    let cpr = "2902605001";
    let given = |birth_date: &str, sex| NewCitizenInput {
        birth_date: Some(date(birth_date)),
        sex: Some(sex),
        ..input(cpr, "Prøve Person")
    };
    assert!(NewCitizen::check(&given("1860-02-29", Sex::Male), date(TODAY)).is_ok());
    assert_eq!(
        codes(&given("1860-03-01", Sex::Female)),
        [("birth_date", "birth_date_differs"), ("sex", "sex_differs")]
    );
    let unknown = NewCitizen::check(&given("1860-02-29", Sex::Unknown), date(TODAY)).unwrap();
    assert_eq!(unknown.sex(), Sex::Male);
}

#[test]
fn a_replacement_number_only_proposes_them() {
    let given = NewCitizenInput {
        birth_date: Some(date("1951-02-11")),
        sex: Some(Sex::Female),
        ..input("7102501233", "Prøve Person")
    };
    let new = NewCitizen::check(&given, date(TODAY)).unwrap();
    assert_eq!((new.birth_date(), new.sex()), (date("1951-02-11"), Sex::Female));
}

#[test]
fn a_number_with_letters_needs_a_date_of_birth() {
    let ecpr = input("1102501AB3", "Prøve Person");
    assert_eq!(codes(&ecpr), [("birth_date", "birth_date_missing")]);
    let given = NewCitizenInput { birth_date: Some(date("1950-02-11")), ..ecpr };
    let new = NewCitizen::check(&given, date(TODAY)).unwrap();
    assert_eq!((new.sex(), new.id_type()), (Sex::Unknown, IdType::Xecpr));
}

#[test]
fn nobody_is_born_in_the_future_or_before_1858() {
    // The seventh digit 4 makes the year 2036.
    assert_eq!(codes(&input("6101364000", "Prøve Person")), [("cpr", "birth_date_in_future")]);
    let early =
        NewCitizenInput { birth_date: Some(date("1857-12-31")), ..input("7102501233", "Prøve Person") };
    assert_eq!(codes(&early), [("birth_date", "birth_date_too_early")]);
    let today = NewCitizenInput { birth_date: Some(date(TODAY)), ..input("7102501233", "Prøve Person") };
    assert!(NewCitizen::check(&today, date(TODAY)).is_ok());
}

#[test]
fn a_name_is_cleaned_and_composed() {
    for (typed, clean) in [
        (" Bo \t Sørensen\n", "Bo Sørensen"),
        ("A\u{30A}ge Mu\u{308}ller", "Åge Müller"),
        ("René\u{A0}D’Or", "René D’Or"),
        ("Karl 4. Prøve", "Karl 4. Prøve"),
        ("李小龙", "李小龙"),
    ] {
        assert_eq!(typed.parse::<Name>().unwrap().as_str(), clean);
    }
}

#[test]
fn what_is_no_name_is_rejected_with_a_reason() {
    for (typed, reason) in [
        (String::new(), NameError::Missing),
        (" \u{A0} ".to_owned(), NameError::Missing),
        ("a".repeat(201), NameError::TooLong),
        ("Bo\u{0}".to_owned(), NameError::Character),
        ("Bo\u{200B}b".to_owned(), NameError::Character),
        ("Bo 610170-1234".to_owned(), NameError::Number),
    ] {
        assert_eq!(typed.parse::<Name>(), Err(reason), "{typed:?}");
        assert!(!reason.message().da.is_empty() && reason.code().starts_with("name_"));
    }
    assert!("å".repeat(200).parse::<Name>().is_ok());
    assert!(serde_json::from_str::<Name>("\" \"").is_err());
}

#[test]
fn a_citizens_debug_text_shows_neither_number_nor_name() {
    let new = NewCitizen::check(&input("7102501233", "Prøve Person"), date(TODAY)).unwrap();
    let text = format!("{new:?}");
    assert!(!text.contains("710250") && !text.contains("1233") && !text.contains("Person"), "{text}");
}

#[test]
fn a_year_is_added_on_the_birthday() {
    let born = date("1952-02-29");
    assert_eq!(age_on(born, date("2026-02-28")), 73);
    assert_eq!(age_on(born, date("2026-03-01")), 74);
    assert_eq!(age_on(born, date("1952-02-29")), 0);
    assert_eq!(age_on(born, date("1952-02-28")), -1);
}
