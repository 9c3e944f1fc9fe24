//! Case mix: vectors by hand, and laws.

#![expect(clippy::unwrap_used, reason = "the counts here are proportions")]

use proptest::prelude::*;
use statistics::{FEWEST_IN_LEVEL, LevelCount, Proportion, Reason, Reference, shifted};

type Factor = Vec<LevelCount>;

fn of(successes: u32, total: u32) -> Proportion {
    Proportion::new(successes, total).unwrap()
}

fn factor(levels: &[(&str, u32, u32)]) -> Factor {
    let level =
        |&(level, events, total): &(&str, u32, u32)| LevelCount { level: level.into(), events, total };
    levels.iter().map(level).collect()
}

/// All courses of a factor.
fn whole(factor: &Factor) -> Proportion {
    of(factor.iter().map(|level| level.events).sum(), factor.iter().map(|level| level.total).sum())
}

fn near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() < within, "expected {expected}, found {found}");
}

/// Women and men, calm and acute, 84 courses of each combination, with odds 1, 2 (men), 3 (acute) and 6 (both): 42, 56, 63
/// and 72 events. Nothing but these odds has these margins.
fn two_factors() -> Reference {
    let sex = factor(&[("female", 105, 168), ("male", 128, 168)]);
    let event = factor(&[("calm", 98, 168), ("acute", 135, 168)]);
    Reference::new(of(233, 336), &[sex, event]).unwrap()
}

#[test]
fn levels_that_tell_all_apart_discriminate_fully_and_no_more() {
    let sex = factor(&[("female", 0, 10), ("male", 36, 36)]);
    let discrimination = Reference::new(of(1, 74), &[sex]).unwrap().discrimination().unwrap();
    assert!((0.999..=1.0).contains(&discrimination), "{discrimination}");
}

#[test]
fn two_factors_are_taken_apart_as_by_hand() {
    // 20 % women, 30 % calm: 100 · (0.06·1/2 + 0.24·2/3 + 0.14·3/4 + 0.56·6/7) = 77.5.
    let mix = [factor(&[("female", 0, 20), ("male", 0, 80)]), factor(&[("calm", 0, 30), ("acute", 0, 70)])];
    let adjusted = two_factors().adjust(of(62, 100), &mix).unwrap();
    near(adjusted.expected, 77.5, 1e-9);
    near(adjusted.ratio, 0.8, 1e-11);
    near(adjusted.share, 0.8 * 233.0 / 336.0, 1e-11);
    // The two roots of the score equation over the four combinations, with 40 digits.
    near(adjusted.interval.low, 0.678_545_252_735, 1e-9);
    near(adjusted.interval.high, 0.910_988_770_206, 1e-9);
    near(two_factors().discrimination().unwrap(), 0.669_757_073_211, 1e-9);
}

#[test]
fn what_is_in_no_level_given_is_in_those_that_are_not() {
    let only = |level: &str, total| factor(&[(level, 0, total)]);
    let hidden = two_factors().adjust(of(62, 100), &[only("male", 80), only("acute", 70)]).unwrap();
    near(hidden.expected, 77.5, 1e-9);
    // Nothing known of sex, or of levels the reference has not seen: half women as in the reference.
    let half = 100.0 * (0.15 / 2.0 + 0.15 * 2.0 / 3.0 + 0.35 * 0.75 + 0.35 * 6.0 / 7.0);
    for sex in [Factor::new(), factor(&[("other", 0, 100)]), factor(&[("male", 0, 50), ("other", 0, 50)])] {
        let adjusted = two_factors().adjust(of(62, 100), &[sex, only("acute", 70)]).unwrap();
        near(adjusted.expected, half, 1e-9);
    }
    // All levels are given, and ten courses are in none: they are as the others.
    let known = factor(&[("female", 0, 18), ("male", 0, 72)]);
    let adjusted = two_factors().adjust(of(62, 100), &[known, only("acute", 70)]).unwrap();
    near(adjusted.expected, 77.5, 1e-9);
}

#[test]
fn with_one_factor_the_ratio_is_observed_over_expected() {
    let levels = factor(&[("60-69", 40, 100), ("70-79", 90, 100)]);
    let reference = Reference::new(of(130, 200), &[levels]).unwrap();
    let adjusted = reference.adjust(of(40, 70), &[factor(&[("60-69", 30, 60), ("70-79", 10, 10)])]).unwrap();
    near(adjusted.expected, 33.0, 1e-12);
    near(adjusted.ratio, 40.0 / 33.0, 1e-12);
    near(adjusted.share, 40.0 / 33.0 * 0.65, 1e-12);
    // The two roots of the score equation, with 40 digits.
    near(adjusted.interval.low, 0.980_535_889_675, 1e-9);
    near(adjusted.interval.high, 1.437_284_566_071, 1e-9);
}

#[test]
fn with_one_level_the_interval_is_wilsons_over_the_reference() {
    let reference = Reference::new(of(400, 1_000), &[factor(&[("all", 400, 1_000)])]).unwrap();
    let adjusted = reference.adjust(of(28, 36), &[factor(&[("all", 28, 36)])]).unwrap();
    let wilson = of(28, 36).wilson();
    near(adjusted.interval.low * 0.4, wilson.low, 1e-9);
    near(adjusted.interval.high * 0.4, wilson.high, 1e-9);
}

#[test]
fn a_unit_with_the_harder_citizens_is_not_blamed_for_them() {
    let reference = factor(&[("60-69", 900, 1_000), ("80+", 300, 1_000)]);
    let reference = Reference::new(of(1_200, 2_000), &[reference]).unwrap();
    // 36 % against 60 %, and yet better than expected.
    let adjusted = reference.adjust(of(36, 100), &[factor(&[("80+", 36, 100)])]).unwrap();
    near(adjusted.ratio, 1.2, 1e-12);
    assert!(adjusted.share > reference.share());
}

#[test]
fn thin_levels_are_pooled_and_the_reference_still_expects_itself() {
    let counts = factor(&[("nstemi", 40, 100), ("cabg", 3, 6), ("valve", 5, 7), ("cabg", 0, 1)]);
    let reference = Reference::new(whole(&counts), std::slice::from_ref(&counts)).unwrap();
    near(reference.adjust(whole(&counts), std::slice::from_ref(&counts)).unwrap().ratio, 1.0, 1e-12);
    let card = reference.levels().remove(0);
    let said: Vec<_> =
        card.iter().map(|row| (row.level.as_str(), row.events, row.total, row.is_pooled)).collect();
    assert_eq!(said, [("nstemi", 40, 100, false), ("cabg", 8, 14, true), ("valve", 8, 14, true)]);
    assert!(card[0].total >= FEWEST_IN_LEVEL);
    assert!(reference.discrimination().is_ok_and(|c| c > 0.5 && c < 1.0));
}

#[test]
fn a_factor_with_hidden_parts_is_shifted_to_the_whole() {
    // A level of the reference is hidden: what is left is 50 % where the whole is 60 %.
    let sex = factor(&[("female", 20, 50), ("male", 30, 50)]);
    let reference = Reference::new(of(90, 150), std::slice::from_ref(&sex)).unwrap();
    near(reference.adjust(of(60, 100), &[sex]).unwrap().ratio, 1.0, 1e-9);
    near(reference.levels()[0][0].share, 0.4, 1e-12);
}

#[test]
fn an_adjustment_says_why_there_is_none() {
    assert_eq!(Reference::new(of(1, 2), &[]).err(), Some(Reason::Empty));
    assert_eq!(Reference::new(of(1, 2), &[factor(&[("a", 0, 0)])]).err(), Some(Reason::Empty));
    assert_eq!(Reference::new(of(1, 2), &[factor(&[("a", 3, 2)])]).err(), Some(Reason::NotAShare));
    let many: Vec<Factor> = vec![factor(&[("a", 10, 20), ("b", 10, 20)]); 13];
    assert_eq!(Reference::new(of(20, 40), &many).err(), Some(Reason::NotFinite), "8,192 combinations");
    // One in a hundred of half of the courses, and 99 of a hundred of the other factor's half: not both independently.
    let apart = [factor(&[("a", 5, 500), ("b", 495, 500)]), factor(&[("c", 495, 500), ("d", 5, 500)])];
    assert_eq!(Reference::new(of(500, 1_000), &apart).err(), Some(Reason::NotFinite));
    let never = Reference::new(of(50, 200), &[factor(&[("a", 0, 100), ("b", 50, 100)])]).unwrap();
    assert_eq!(never.adjust(of(1, 10), &[factor(&[("a", 1, 10)])]), Err(Reason::NothingExpected));
    let none = never.adjust(of(0, 10), &[factor(&[("b", 0, 10)])]).unwrap();
    assert_eq!((none.ratio, none.interval.low), (0.0, 0.0));
    assert!(none.interval.high > 0.0);
    let all = never.adjust(of(10, 10), &[factor(&[("b", 10, 10)])]).unwrap();
    near(all.interval.high, 2.0, 1e-9);
    for (events, reason) in [(0, Some(Reason::NothingExpected)), (40, None)] {
        let parts = factor(&[("a", events / 2, 20), ("b", events / 2, 20)]);
        let same = Reference::new(of(events, 40), &[parts.clone(), parts.clone()]).unwrap();
        assert_eq!(same.discrimination(), Err(Reason::NoVariation));
        assert_eq!(same.adjust(of(5, 10), &[parts]).err(), reason);
    }
}

prop_compose! {
    fn counts()(parts in prop::collection::vec((0..=60_u32, 1..=60_u32), 1..5)) -> Factor {
        let level = |(at, (events, total)): (usize, (u32, u32))| {
            LevelCount { level: at.to_string(), events: events.min(total), total }
        };
        parts.into_iter().enumerate().map(level).collect()
    }
}

proptest! {
    #[test]
    fn a_reference_expects_exactly_what_it_observed(counts in counts()) {
        let (all, factors) = (whole(&counts), [counts]);
        let reference = Reference::new(all, &factors).unwrap();
        if let Ok(adjusted) = reference.adjust(all, &factors) {
            prop_assert!((adjusted.ratio - 1.0).abs() < 1e-9, "{}", adjusted.ratio);
            prop_assert!(adjusted.interval.covers(adjusted.ratio));
            prop_assert!((adjusted.share - reference.share()).abs() < 1e-9);
        }
        prop_assert!(reference.levels()[0].iter().all(|level| (0.0..=1.0).contains(&level.share)));
    }

    #[test]
    fn a_unit_made_up_as_the_reference_is_not_moved(
        first in counts(), second in counts(), events in 0..=1_000_u32,
    ) {
        let all = whole(&first);
        if let Ok(reference) = Reference::new(all, &[first.clone(), second.clone()]) {
            let own = of(events, 1_000);
            let mix: Vec<Factor> = [first, second].into_iter().map(|mut factor| {
                // A thousand times as many: every part is a whole number of the unit's courses.
                factor.iter_mut().for_each(|level| level.total *= 1_000);
                factor
            }).collect();
            if let Ok(adjusted) = reference.adjust(own, &mix) {
                prop_assert!((adjusted.share - own.value()).abs() < 1e-9, "{adjusted:?}");
            }
        }
    }

    #[test]
    fn a_factor_in_which_all_levels_fare_alike_changes_nothing(
        counts in counts(), unit in counts(), mix in (1..50_u32, 0..50_u32), events in 0..=200_u32,
    ) {
        let all = whole(&counts);
        let doubled = factor(&[("x", all.successes(), all.total()), ("y", all.successes(), all.total())]);
        let other = factor(&[("x", 0, mix.0), ("y", 0, mix.1)]);
        let total = whole(&unit).total();
        let own = of(events.min(total), total);
        let alone = Reference::new(all, std::slice::from_ref(&counts)).and_then(|one| one.adjust(own, std::slice::from_ref(&unit)));
        let both = Reference::new(all, &[counts.clone(), doubled]).and_then(|two| two.adjust(own, &[unit, other]));
        // With several factors a level of none or all is pulled half a course towards the middle.
        let is_inner = counts.iter().all(|level| level.events > 0 && level.events < level.total);
        if let (Ok(alone), Ok(both), true) = (alone, both, is_inner) {
            prop_assert!((alone.ratio - both.ratio).abs() < 1e-8, "{alone:?} {both:?}");
            prop_assert!((alone.share_interval.low - both.share_interval.low).abs() < 1e-8);
            prop_assert!((alone.share_interval.high - both.share_interval.high).abs() < 1e-8);
        }
    }

    #[test]
    fn an_adjusted_share_is_a_share_and_lies_in_its_interval(
        whole in (1..200_u32, 0..=200_u32), factors in prop::collection::vec(counts(), 1..4),
        unit in (1..200_u32, 0..=200_u32), mix in prop::collection::vec(counts(), 0..4),
    ) {
        let of = |(total, events): (u32, u32)| of(events.min(total), total);
        if let Ok(reference) = Reference::new(of(whole), &factors) {
            prop_assert!(reference.discrimination().is_ok_and(|c| (0.5 - 1e-9..=1.0).contains(&c)) || reference.discrimination().is_err());
            if let Ok(adjusted) = reference.adjust(of(unit), &mix) {
                prop_assert!(adjusted.expected <= f64::from(adjusted.total) * (1.0 + 1e-9), "{adjusted:?}");
                prop_assert!(adjusted.interval.covers(adjusted.ratio), "{adjusted:?}");
                prop_assert!(adjusted.share_interval.covers(adjusted.share));
                prop_assert!(adjusted.interval.high.is_finite() && (0.0..=1.0).contains(&adjusted.share));
            }
        }
    }

    #[test]
    fn shifting_log_odds_back_and_forth_changes_nothing(p in 0.001..0.999_f64, delta in -5.0..5.0_f64) {
        prop_assert!((shifted(shifted(p, delta), -delta) - p).abs() < 1e-9);
    }
}
