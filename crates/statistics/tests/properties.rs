//! What must hold for every proportion.

#![expect(clippy::unwrap_used, reason = "the strategy makes counts that are a proportion")]

use proptest::prelude::*;
use statistics::{Proportion, newcombe};

prop_compose! {
    fn proportion()(total in 1_u32..5_000)(successes in 0..=total, total in Just(total)) -> Proportion {
        Proportion::new(successes, total).unwrap()
    }
}

proptest! {
    #[test]
    fn the_wilson_interval_covers_the_estimate_and_stays_in_the_unit(p in proportion()) {
        let interval = p.wilson();
        prop_assert!(interval.covers(p.value()), "{p:?} {interval:?}");
        prop_assert!(0.0 <= interval.low && interval.high <= 1.0);
    }

    #[test]
    fn the_exact_interval_covers_the_estimate_and_stays_in_the_unit(p in proportion()) {
        let interval = p.clopper_pearson();
        prop_assert!(interval.covers(p.value()), "{p:?} {interval:?}");
        prop_assert!(0.0 <= interval.low && interval.high <= 1.0);
    }

    #[test]
    fn counting_failures_instead_mirrors_the_wilson_interval(p in proportion()) {
        let mirror = Proportion::new(p.total() - p.successes(), p.total()).unwrap().wilson();
        let interval = p.wilson();
        prop_assert!((interval.low - (1.0 - mirror.high)).abs() < 1e-12);
        prop_assert!((interval.high - (1.0 - mirror.low)).abs() < 1e-12);
    }

    #[test]
    fn ten_times_the_courses_make_the_wilson_interval_narrower(p in proportion()) {
        let more = Proportion::new(p.successes() * 10, p.total() * 10).unwrap();
        prop_assert!(more.wilson().width() < p.wilson().width());
    }

    #[test]
    fn swapping_the_two_mirrors_newcombes_interval(a in proportion(), b in proportion()) {
        let there = newcombe(a, b);
        let back = newcombe(b, a);
        prop_assert!((there.low + back.high).abs() < 1e-12);
        prop_assert!((there.high + back.low).abs() < 1e-12);
        prop_assert!(there.covers(a.value() - b.value()));
    }
}
