use proptest::prelude::*;

use super::*;
use crate::wire::check;

fn parse(text: &str) -> Result<Cpr, ParseCprError> {
    text.parse()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A replacement number born on 1 May of a two-digit year, with a chosen seventh digit.
fn born(year: u8, seventh: u8) -> Option<NaiveDate> {
    parse(&format!("6105{year:02}{seventh}000")).unwrap().birth_date()
}

#[test]
fn ids_labels_and_serde_agree() {
    check::round_trips(IdType::ALL, IdType::id, IdType::label);
}

#[test]
fn a_number_is_read_as_people_and_spreadsheets_write_it() {
    for text in [
        "6101701234",
        "610170-1234",
        " 610170 1234\n",
        "610170\u{A0}1234",
        "610170\u{2011}1234",
        "610170 – 1234",
        "61 01 70 12 34",
        "610170\u{2212}1234",
        "６１０１７０－１２３４",
        "'6101701234",
        "\u{FEFF}610170-1234\u{200E}",
    ] {
        assert_eq!(parse(text).unwrap().reveal(), "6101701234", "{text:?}");
    }
    assert_eq!(parse("110250-1ab3").unwrap().reveal(), "1102501AB3");
}

#[test]
fn what_is_no_number_is_rejected_with_a_reason() {
    use ParseCprError as E;
    for (text, reason) in [
        ("", E::Empty),
        (" - ", E::Separator),
        ("'", E::Empty),
        ("610170123", E::LostZero),
        ("61017-0123", E::Separator),
        ("1,01701E+09", E::ScientificNotation),
        ("6.10170123e9", E::ScientificNotation),
        ("6E+09", E::ScientificNotation),
        ("61017012345", E::Length(11)),
        ("610170", E::Length(6)),
        ("610170--1234", E::Separator),
        ("-6101701234", E::Separator),
        ("6101701234-", E::Separator),
        ("610170/1234", E::Character(7)),
        ("٦١٠١٧٠١٢٣٤", E::Character(1)),
        ("ABCDEFGHIJ", E::Letters),
        ("610170123A", E::Letters),
        ("1102502AB3", E::Letters),
        ("110250AB33", E::Letters),
        ("1102501ÅB3", E::Character(8)),
        ("0001701234", E::Date),
        ("3201701234", E::Date),
        ("6001701234", E::Date),
        ("9201701234", E::Date),
        ("6100701234", E::Date),
        ("6113701234", E::Date),
        ("9104701234", E::Date),
        ("9002701234", E::Date),
        ("7102501AB3", E::Date),
        ("3002501AB3", E::Date),
    ] {
        assert_eq!(parse(text).map(|cpr| cpr.reveal()), Err(reason), "{text:?}");
        let message = reason.message();
        assert!(message.da.ends_with('.') && message.en.ends_with('.'), "{message:?}");
        assert!(message.en.starts_with(char::is_uppercase));
        assert!(reason.code().starts_with("cpr_"));
    }
}

#[test]
fn the_kind_follows_from_the_day_the_letters_and_the_seventh_character() {
    for (text, kind) in [
        ("3105585234", IdType::Cpr),
        ("6105701234", IdType::Replacement),
        ("9105701234", IdType::Replacement),
        ("1102501AB3", IdType::Xecpr),
        ("1102507AB3", IdType::Xecpr),
        ("1102500AB3", IdType::Decpr),
        ("1102505AB3", IdType::Decpr),
        ("1102506AB3", IdType::Decpr),
    ] {
        assert_eq!(parse(text).unwrap().kind(), kind, "{text}");
    }
}

#[test]
fn the_seventh_digit_gives_the_century() {
    for (year, seventh, expected) in [
        (0, 0, 1900),
        (99, 3, 1999),
        (36, 4, 2036),
        (37, 4, 1937),
        (0, 5, 2000),
        (57, 5, 2057),
        (58, 5, 1858),
        (57, 8, 2057),
        (58, 8, 1858),
        (99, 6, 1899),
        (36, 9, 2036),
        (37, 9, 1937),
    ] {
        let expected = NaiveDate::from_ymd_opt(expected, 5, 1);
        assert_eq!(born(year, seventh), expected, "year {year}, seventh digit {seventh}");
    }
}

#[test]
fn the_29th_of_february_exists_by_century() {
    assert_eq!(parse("8902000000"), Err(ParseCprError::Date), "1900 was no leap year");
    assert_eq!(parse("8902004000").unwrap().birth_date(), Some(date("2000-02-29")));
    assert_eq!(parse("8902960000").unwrap().birth_date(), Some(date("1996-02-29")));
    assert_eq!(parse("8902970000"), Err(ParseCprError::Date));
    assert!(parse("2902501AB3").is_ok(), "without a century it cannot be ruled out");
}

#[test]
fn the_last_digit_gives_the_sex() {
    assert_eq!(parse("6101701234").unwrap().sex(), Some(Sex::Female));
    assert_eq!(parse("6101701233").unwrap().sex(), Some(Sex::Male));
    assert_eq!(parse("1102501AB3").unwrap().sex(), None);
    assert_eq!(parse("1102501AB3").unwrap().birth_date(), None);
}

#[test]
fn a_check_digit_that_does_not_add_up_is_only_a_hint_and_silent_on_new_years_day() {
    // Ordinary numbers of 1858: nobody born then lived to be given one.
    let hint = |text: &str| parse(text).unwrap().hint();
    assert_eq!(hint("2110585201"), None);
    assert_eq!(hint("2110585202"), Some(CprHint::CheckDigit));
    assert_eq!(hint("0101585201"), None);
    assert_eq!(hint("8110585200"), None, "a replacement number has no check digit");
    assert_eq!(hint("2110585AB8"), None);
    assert!(!CprHint::CheckDigit.message().da.is_empty());
}

#[test]
fn a_number_is_masked_on_screen_and_redacted_in_logs() {
    let cpr = parse("6101701234").unwrap();
    assert_eq!(cpr.masked(), "610170-••••");
    assert_eq!(format!("{cpr:?}"), "Cpr(••••••-••••)");
}

#[test]
fn a_request_body_is_read_and_its_errors_never_repeat_the_number() {
    assert_eq!(serde_json::from_str::<Cpr>("\"610170-1234\"").unwrap().reveal(), "6101701234");
    for body in
        ["6101701234", "-6101701234", "610170.1234", "\"610170/1234\"", "[\"6101701234\"]", "\"9902701234\""]
    {
        let error = serde_json::from_str::<Cpr>(body).unwrap_err().to_string();
        assert!(!error.contains("1234") && !error.contains("6101"), "{error}");
    }
    assert!(serde_json::from_str::<Cpr>("null").is_err());
}

#[cfg(feature = "schema")]
#[test]
fn a_number_is_described_as_a_text() {
    let schema = serde_json::to_value(<Cpr as utoipa::PartialSchema>::schema()).unwrap();
    assert_eq!(schema["type"], "string");
}

proptest! {
    #[test]
    fn any_date_of_birth_survives_a_replacement_number(days in 0i64..72_684, serial in 0u16..1000) {
        // 1858-01-01 plus up to 2056-12-31: all that the century table can express.
        let birth = date("1858-01-01") + chrono::TimeDelta::days(days);
        let seventh = match birth.year() {
            1858..=1899 => 5,
            1900..=1999 => 0,
            2000..=2036 => 4,
            _ => 8,
        };
        let text = format!("{:02}{:02}{:02}{seventh}{serial:03}", birth.day() + 60, birth.month(), birth.year() % 100);
        let cpr = parse(&text).unwrap();
        prop_assert_eq!(cpr.birth_date(), Some(birth));
        prop_assert_eq!(cpr.kind(), IdType::Replacement);
        prop_assert_eq!(cpr.reveal(), text);
    }

    #[test]
    fn reading_never_panics_and_what_it_accepts_is_canonical(text in "\\PC{0,14}") {
        if let Ok(cpr) = parse(&text) {
            let canonical = cpr.reveal();
            prop_assert_eq!(canonical.len(), 10);
            prop_assert_eq!(parse(&canonical).unwrap(), cpr);
        }
    }

    #[test]
    fn ten_digits_are_accepted_exactly_when_they_state_a_date(digits in "[0-9]{10}") {
        let accepted = parse(&digits);
        match &accepted {
            Ok(cpr) => {
                let birth = cpr.birth_date().unwrap();
                let written: u32 = digits[..2].parse().unwrap();
                prop_assert!(written == birth.day() || written == birth.day() + 60);
                prop_assert_eq!(digits[2..4].parse::<u32>().unwrap(), birth.month());
                prop_assert_eq!(digits[4..6].parse::<i32>().unwrap(), birth.year() % 100);
                prop_assert!(cpr.masked().starts_with(&digits[..6]));
                prop_assert!(!cpr.masked().contains(&digits[6..]));
            }
            Err(error) => prop_assert_eq!(*error, ParseCprError::Date),
        }
    }

    #[test]
    fn nine_digits_are_never_padded(digits in "[0-9]{9}") {
        prop_assert_eq!(parse(&digits), Err(ParseCprError::LostZero));
    }
}
