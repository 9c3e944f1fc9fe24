//! The published vectors of `spec/ux.md` 3.4, and Newcombe's own example.

use statistics::{Interval, Proportion, ProportionError, newcombe};

#[expect(clippy::unwrap_used, reason = "every vector is a proportion")]
fn of(successes: u32, total: u32) -> Proportion {
    Proportion::new(successes, total).unwrap()
}

fn assert_interval(found: Interval, low: f64, high: f64) {
    assert!(
        (found.low - low).abs() < 5.1e-5 && (found.high - high).abs() < 5.1e-5,
        "expected {low}–{high}, found {found:?}"
    );
}

#[test]
fn wilson_gives_the_published_intervals() {
    assert_interval(of(8, 10).wilson(), 0.4902, 0.9433);
    assert_interval(of(0, 12).wilson(), 0.0, 0.2425);
    assert_interval(of(12, 12).wilson(), 0.7575, 1.0);
    assert_interval(of(45, 60).wilson(), 0.6277, 0.8422);
    assert_interval(of(170, 212).wilson(), 0.7431, 0.8500);
    assert_interval(of(1, 20).wilson(), 0.0089, 0.2361);
}

#[test]
fn clopper_pearson_gives_the_published_intervals() {
    assert_interval(of(8, 10).clopper_pearson(), 0.4439, 0.9748);
    assert_interval(of(45, 60).clopper_pearson(), 0.6214, 0.8528);
}

#[test]
fn the_exact_interval_of_none_and_of_all_has_a_closed_form() {
    // (alpha/2)^(1/n) for all of n.
    let bound = 0.025_f64.powf(1.0 / 12.0);
    assert_interval(of(12, 12).clopper_pearson(), bound, 1.0);
    assert_interval(of(0, 12).clopper_pearson(), 0.0, 1.0 - bound);
}

#[test]
fn newcombe_gives_the_interval_of_his_first_example() {
    // Newcombe 1998, table II: 56/70 against 48/80, method 10: 0.0524 to 0.3339.
    assert_interval(newcombe(of(56, 70), of(48, 80)), 0.0524, 0.3339);
}

#[test]
fn a_proportion_of_nothing_or_of_more_than_all_cannot_be_built() {
    assert_eq!(Proportion::new(0, 0), Err(ProportionError::Empty));
    assert_eq!(Proportion::new(3, 2), Err(ProportionError::MoreThanAll { successes: 3, total: 2 }));
}
