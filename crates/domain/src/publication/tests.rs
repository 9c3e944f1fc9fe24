use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::text::Language;

fn exact(fulfilled: u32, total: u32) -> Exact {
    Exact { fulfilled, not_fulfilled: total - fulfilled }
}

fn whole(fulfilled: u32, total: u32, tier: Tier) -> PublishedCell {
    PublishedCell::of_whole(Protected::of(exact(fulfilled, total)), tier)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_cell_shows_what_the_rules_allow() {
    // Fulfilled, courses, rounded courses, percent, words.
    for (fulfilled, total, denominator, percent, words) in [
        (0, 0, None, None, "skjult (for få forløb)"),
        (0, 1, None, None, "skjult (for få forløb)"),
        (1, 1, None, None, "skjult (for få forløb)"),
        (4, 7, None, None, "skjult (for få forløb)"),
        (8, 9, None, None, "skjult (for få forløb)"),
        (10, 10, None, None, "skjult (for få forløb)"),
        (6, 12, None, None, "skjult (for få forløb)"),
        (0, 13, Some(15), Some(5), "højst 5\u{a0}%"),
        (1, 15, Some(15), Some(5), "højst 5\u{a0}%"),
        (14, 15, Some(15), Some(95), "mindst 95\u{a0}%"),
        (15, 15, Some(15), Some(95), "mindst 95\u{a0}%"),
        (9, 15, Some(15), Some(67), "67\u{a0}%"),
        (20, 20, Some(20), Some(95), "mindst 95\u{a0}%"),
        (0, 23, Some(25), Some(0), "0\u{a0}%"),
        (23, 23, Some(25), Some(100), "100\u{a0}%"),
        (1, 40, Some(40), Some(0), "0\u{a0}%"),
        (5, 40, Some(40), Some(13), "13\u{a0}%"),
        (28, 36, Some(35), Some(86), "86\u{a0}%"),
        (55, 70, Some(70), Some(79), "79\u{a0}%"),
    ] {
        let cell = whole(fulfilled, total, Tier::Professional);
        assert_eq!(cell.denominator(), denominator, "{fulfilled} of {total}");
        assert_eq!(cell.percent(), percent, "{fulfilled} of {total}");
        assert_eq!(cell.percent_text().da, words, "{fulfilled} of {total}");
        assert_eq!(cell.why_hidden().is_some(), denominator.is_none());
    }
}

#[test]
fn the_public_sees_no_share_below_twenty_courses_and_no_split_of_a_municipality() {
    assert_eq!(whole(15, 22, Tier::Public).percent(), None);
    assert_eq!(whole(15, 23, Tier::Public).percent(), Some(60));
    let part = Part::stored(40, 10);
    assert_eq!(PublishedCell::of_part(part, Tier::Public).percent(), None);
    assert_eq!(PublishedCell::of_part(part, Tier::Professional).percent(), Some(80));
    assert_eq!(PublishedCell::of_part(Part::stored(15, 0), Tier::Professional).percent(), None);
}

#[test]
fn every_protected_pair_stands_for_five_numbers_of_each_count() {
    let mut stand_for: BTreeMap<Option<(u32, u32)>, [BTreeSet<u32>; 3]> = BTreeMap::new();
    for total in 0..=120 {
        for fulfilled in 0..=total {
            let counts = Protected::of(exact(fulfilled, total)).counts();
            let sets =
                stand_for.entry(counts.map(|part| (part.fulfilled(), part.not_fulfilled()))).or_default();
            for (set, count) in sets.iter_mut().zip([fulfilled, total - fulfilled, total]) {
                set.insert(count);
            }
        }
    }
    for (pair, sets) in stand_for {
        // What is cut off at the end of the loop is not complete.
        if pair.is_some_and(|(fulfilled, not_fulfilled)| fulfilled + not_fulfilled > 110) {
            continue;
        }
        for set in sets {
            assert!(set.len() >= 5, "{pair:?}: {set:?}");
        }
    }
}

#[test]
fn a_sum_needs_three_municipalities_and_none_may_dominate() {
    let member = |fulfilled, total| Protected::of(exact(fulfilled, total));
    let shown = |members: &[Protected]| {
        PublishedCell::of_sum(Sum::of(members.iter().map(|member| member.counts())), Tier::Professional)
            .percent()
    };
    assert_eq!(shown(&[]), None);
    assert_eq!(shown(&[member(40, 50), member(40, 50)]), None, "each could subtract itself");
    assert_eq!(shown(&[member(40, 50), member(40, 50), member(3, 5)]), None, "too few do not contribute");
    assert_eq!(shown(&[member(40, 50), member(40, 50), member(40, 50)]), Some(80));
    assert_eq!(shown(&[member(8, 10), member(8, 10), member(40, 50)]), None, "one is more than 70 %");
    assert_eq!(shown(&[member(8, 10), member(8, 10), member(32, 40)]), Some(83));
}

fn change(whole: Exact, levels: &[Exact]) -> Change {
    let levels = levels.iter().enumerate();
    let levels = levels.map(|(index, exact)| SplitLevel { id: index.to_string(), exact: *exact });
    Change { whole, splits: vec![Split { id: "sex".into(), levels: levels.collect() }] }
}

fn key(level: &str) -> (String, String) {
    (if level.is_empty() { "" } else { "sex" }.into(), level.into())
}

#[test]
fn a_cell_stays_until_five_courses_differ() {
    let first = change(exact(30, 40), &[exact(20, 25), exact(10, 15)]);
    let (october, november) = (day("2026-10-31"), day("2026-11-30"));
    let before = release(&first, &Cells::new(), october);
    assert_eq!(before.len(), 3);
    let nearly = change(exact(32, 44), &[exact(22, 29), exact(10, 15)]);
    assert_ne!(Protected::of(nearly.whole), Protected::of(first.whole), "it would have jumped");
    assert_eq!(release(&nearly, &before, november), before.clone());
    let changed = change(exact(32, 47), &[exact(22, 32), exact(10, 15)]);
    let after = release(&changed, &before, november);
    assert_eq!(after[&key("")].as_of, november);
    assert_eq!(after[&key("0")].as_of, november);
    assert_eq!(after[&key("1")], before[&key("1")], "nobody of this level differs");
}

#[test]
fn a_split_adds_up_to_its_whole() {
    let levels = [exact(3, 5), exact(0, 2), exact(21, 33), exact(1, 1)];
    let whole = levels.iter().fold(Exact::default(), |sum, level| sum.plus(*level));
    let protected = Protected::of(whole);
    let parts = protected.divided(&levels, &[None; 4]).unwrap();
    let sum = parts.iter().fold(Part::default(), |sum, part| sum.plus(*part));
    assert_eq!(Some(sum), protected.counts());
    assert_eq!(Protected::Few.divided(&levels, &[None; 4]), None);
}

#[test]
fn periods_are_twelve_whole_months_and_whole_years() {
    assert_eq!(as_of(day("2026-11-22")), day("2026-10-31"));
    assert_eq!(as_of(day("2026-01-01")), day("2025-12-31"));
    assert_eq!(as_of(day("2024-03-31")), day("2024-02-29"));
    let ids = |date| periods(day(date)).iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids("2026-10-31"), ["rolling", "2025", "2024", "2023"]);
    assert_eq!(ids("2025-12-31"), ["rolling", "2025", "2024", "2023"]);
    let rolling = periods(day("2024-02-29"))[0].1;
    assert_eq!((rolling.from(), rolling.to()), (day("2023-03-01"), day("2024-02-29")));
    for (id, _) in periods(day("2026-10-31")) {
        assert_eq!(id.to_string().parse(), Ok(id));
    }
    assert!("2026-Q1".parse::<PeriodId>().is_err());
}

#[test]
fn rules_are_printed_for_their_version_and_tier() {
    assert_eq!(rules_of(RULES_VERSION, Tier::Public), rules(Tier::Public));
    assert!(rules(Tier::Professional).len() > rules(Tier::Public).len());
    assert_eq!(rules_of(99, Tier::Public).len(), 1);
    assert!(rules(Tier::Professional)[2].da.contains("færre end 13"));
    assert!(rules(Tier::Public)[2].da.contains("færre end 23"));
}

#[test]
fn every_limit_of_the_rules_is_named_with_its_value() {
    for (tier, limits) in [
        (
            Tier::Professional,
            [5, FEW, 13, SMALL_GROUP, 25, FEWEST_CONTRIBUTORS, LARGEST_SHARE, 20, FEWEST_CHANGED],
        ),
        (Tier::Public, [5, FEW, 23, SMALL_GROUP, 25, FEWEST_CONTRIBUTORS, LARGEST_SHARE, 25, FEWEST_CHANGED]),
    ] {
        for language in [Language::Da, Language::En] {
            let rules: Vec<String> = rules(tier).iter().map(|rule| rule.get(language).to_owned()).collect();
            assert!(rules.iter().all(|rule| rule.contains(": ")), "each has a name: {rules:?}");
            let said = rules.join(" ");
            let numbers: Vec<&str> = said.split(|letter: char| !letter.is_ascii_digit()).collect();
            for limit in limits {
                assert!(numbers.contains(&limit.to_string().as_str()), "{limit} is not in {said}");
            }
        }
    }
}

prop_compose! {
    fn any_exact(most: u32)(total in 0..=most)(fulfilled in 0..=total, total in Just(total)) -> Exact {
        exact(fulfilled, total)
    }
}

proptest! {
    #[test]
    fn protected_counts_are_near_the_exact_ones(exact in any_exact(2_000)) {
        if let Some(part) = Protected::of(exact).counts() {
            prop_assert!(part.total().abs_diff(exact.total()) <= 2);
            prop_assert!(part.fulfilled().abs_diff(exact.fulfilled) <= 4);
            prop_assert!(part.not_fulfilled().abs_diff(exact.not_fulfilled) <= 4);
            prop_assert_eq!(Part::stored(part.fulfilled(), part.not_fulfilled()), Some(part));
            prop_assert!(part.percent().is_some_and(|percent| percent <= 100));
        } else {
            prop_assert!(exact.total() <= FEW);
        }
    }

    #[test]
    fn a_share_is_never_shown_of_fewer_than_ten_and_publicly_of_fewer_than_twenty(exact in any_exact(40)) {
        for (tier, fewest) in [(Tier::Professional, 10), (Tier::Public, 20)] {
            let cell = PublishedCell::of_whole(Protected::of(exact), tier);
            prop_assert!(cell.percent().is_none() || exact.total() >= fewest);
        }
    }

    #[test]
    fn every_split_can_be_divided_and_no_part_is_further_off_than_four(
        levels in prop::collection::vec(any_exact(60), 1..6)
    ) {
        let whole = levels.iter().fold(Exact::default(), |sum, level| sum.plus(*level));
        let protected = Protected::of(whole);
        let Some(all) = protected.counts() else { return Ok(()) };
        let parts = protected.divided(&levels, &vec![None; levels.len()]).unwrap();
        prop_assert_eq!(parts.iter().fold(Part::default(), |sum, part| sum.plus(*part)), all);
        for (part, level) in parts.iter().zip(&levels) {
            prop_assert!(part.fulfilled().abs_diff(level.fulfilled) <= 4);
            prop_assert!(part.not_fulfilled().abs_diff(level.not_fulfilled) <= 4);
            let cell = PublishedCell::of_part(Some(*part), Tier::Professional);
            prop_assert!(cell.percent().is_none() || level.total() >= 10);
        }
    }

    #[test]
    fn released_cells_change_by_five_courses_or_not_at_all(
        first in prop::collection::vec(any_exact(40), 3),
        second in prop::collection::vec(any_exact(40), 3),
    ) {
        let sum = |levels: &[Exact]| levels.iter().fold(Exact::default(), |sum, level| sum.plus(*level));
        let before = release(&change(sum(&first), &first), &Cells::new(), day("2026-09-30"));
        let after = release(&change(sum(&second), &second), &before, day("2026-10-31"));
        for (key, cell) in &after {
            if let Some(known) = before.get(key) {
                prop_assert!(known == cell || known.basis.difference(cell.basis) >= FEWEST_CHANGED);
            }
        }
    }
}
