use std::collections::BTreeSet;

use super::*;

fn all() -> Vec<(&'static str, Phrase)> {
    [
        admin::ALL,
        attendance::ALL,
        case_mix::ALL,
        chart::ALL,
        compare::ALL,
        course::ALL,
        data_quality::ALL,
        development::ALL,
        dictionary::ALL,
        flow::ALL,
        form::ALL,
        frame::ALL,
        help::ALL,
        indicator::ALL,
        keep::ALL,
        life::ALL,
        overview::ALL,
        people::ALL,
        plan::ALL,
        reports::ALL,
        results::ALL,
        share::ALL,
        pictures::words::ALL,
    ]
    .concat()
}

/// The `{name}`s of a text.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn every_phrase_exists_in_both_languages() {
    for (name, phrase) in all() {
        assert!(!phrase.da.trim().is_empty(), "{name} has no Danish text");
        assert!(!phrase.en.trim().is_empty(), "{name} has no English text");
    }
}

#[test]
fn both_languages_have_the_same_places_to_fill() {
    for (name, phrase) in all() {
        assert_eq!(places(phrase.da), places(phrase.en), "{name}");
    }
}

/// `1 dage` is no Danish: a number before one of these words has a phrase of its own for one.
#[test]
fn one_of_something_is_said_in_the_singular() {
    let names: BTreeSet<_> = all().into_iter().map(|(name, _)| name).collect();
    for (name, phrase) in all() {
        for place in ["{count}", "{days}", "{weeks}"] {
            let mut after = phrase.da.split(place).skip(1);
            let is_plural = |rest: &str| {
                let word = rest.trim_start().split(|c: char| !c.is_alphabetic()).next();
                matches!(word, Some("gange" | "dage" | "uger" | "borgere" | "måneder" | "felter"))
            };
            let is_alone = after.any(is_plural);
            let base = name.trim_end_matches("_MANY");
            let singular = names.contains(&*format!("{base}_ONE"));
            let known = name == "RADAR_DAYS_LEFT" && names.contains("RADAR_ONE_LEFT");
            assert!(!is_alone || singular || known, "{name}: {}", phrase.da);
        }
    }
}

#[test]
fn no_name_is_used_twice() {
    let names: BTreeSet<_> = all().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), all().len());
}

#[test]
fn phrases_use_only_letters_the_shipped_font_has() {
    // The Latin-1 subset has these beyond Latin-1; arrows and comparison signs are drawn or written out.
    let extra = ['–', '…', '•', '‘', '’', '“', '”'];
    for (name, phrase) in all() {
        for character in phrase.da.chars().chain(phrase.en.chars()) {
            assert!(u32::from(character) < 256 || extra.contains(&character), "{name} has {character:?}");
        }
    }
}

#[test]
fn no_line_parts_a_number_from_its_per_cent() {
    for (name, phrase) in all() {
        let before = phrase.da.match_indices('%').filter_map(|(at, _)| phrase.da[..at].chars().next_back());
        for sign in before {
            assert!(sign != ' ' && !sign.is_ascii_digit(), "{name}: {}", phrase.da);
        }
        assert!(!phrase.en.contains(" %") && !phrase.en.contains("\u{a0}%"), "{name}: {}", phrase.en);
    }
}
