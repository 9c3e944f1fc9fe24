//! The published vectors of `spec/ux.md` 3.4, and Newcombe's own example.

#![expect(clippy::unwrap_used, reason = "every vector is a proportion")]

use statistics::{
    Better, Interval, Pair, Proportion, ProportionError, Reason, median, median_ranks, newcombe,
    paired_change, share_reaching,
};

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
    // Computed with 30 digits (mpmath).
    assert_interval(of(170, 212).clopper_pearson(), 0.741_794, 0.853_329);
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

#[test]
fn newcombes_interval_agrees_with_one_computed_from_its_formula_elsewhere() {
    assert_interval(newcombe(of(28, 36), of(400, 520)), -0.153_714, 0.120_304);
}

#[test]
fn the_median_lies_between_the_published_ranks() {
    for (n, low, high) in [(8, 1, 8), (10, 2, 9), (15, 4, 12), (20, 6, 15), (30, 10, 21), (50, 18, 33)] {
        assert_eq!(median_ranks(n), Ok((low, high)), "n = {n}");
    }
    assert_eq!(median_ranks(6), Ok((1, 6)));
    assert_eq!(median_ranks(5), Err(Reason::TooFewValues { needed: 6, found: 5 }));
}

#[test]
fn ranks_leave_out_no_more_than_the_five_percent_that_coins_say() {
    // By counting: P(B ≤ k) with integers.
    for n in 6_u32..=60 {
        let (low, high) = median_ranks(n).unwrap();
        let mut ways: u128 = 1;
        let mut below: u128 = 0;
        for k in 0..low {
            below += ways;
            ways = ways * u128::from(n - k) / u128::from(k + 1);
        }
        let all = 1_u128 << n;
        assert!(below * 40 <= all, "n = {n}: P(B ≤ {}) is more than 2.5 %", low - 1);
        assert!((below + ways) * 40 > all, "n = {n}: one rank further would still do");
        assert_eq!(low + high, n + 1);
    }
}

#[test]
fn a_median_is_said_also_where_its_interval_is_not() {
    let few = median(&[3.0, 1.0, 2.0, 10.0]).unwrap();
    assert_eq!((few.value, few.interval), (2.5, Err(Reason::TooFewValues { needed: 6, found: 4 })));
    let days: Vec<f64> = (1..=10).map(f64::from).collect();
    let ten = median(&days).unwrap();
    assert_eq!((ten.value, ten.interval), (5.5, Ok(Interval { low: 2.0, high: 9.0 })));
    assert_eq!(median(&[]), Err(Reason::Empty));
    assert_eq!(median(&[1.0, f64::NAN]), Err(Reason::NotFinite));
}

fn metres() -> Vec<Pair> {
    let changes = [25.0, -10.0, 40.0, 62.0, 0.0, 33.0, 18.0, 51.0, -5.0, 30.0];
    let mut pairs: Vec<Pair> =
        changes.iter().map(|change| Pair { start: 400.0, end: Some(400.0 + change) }).collect();
    pairs.extend([Pair { start: 380.0, end: None }; 2]);
    pairs
}

#[test]
fn a_paired_change_has_students_interval() {
    let change = paired_change(&metres()).unwrap();
    assert_eq!((change.paired, change.unpaired, change.needs_bias_notice()), (10, 2, false));
    assert!((change.mean - 24.4).abs() < 1e-9);
    assert_interval(change.interval.unwrap(), 7.280_520, 41.519_480);
    assert_eq!(share_reaching(&metres(), |start, end| end - start >= 25.0), Ok(of(6, 10)));
}

#[test]
fn a_change_says_why_it_has_no_interval() {
    let pair = |end: f64| Pair { start: 1.0, end: Some(end) };
    let lone = paired_change(&[pair(2.0)]).unwrap();
    assert_eq!((lone.mean, lone.interval), (1.0, Err(Reason::TooFewValues { needed: 2, found: 1 })));
    assert_eq!(paired_change(&[pair(2.1), pair(2.1), pair(2.1)]).unwrap().interval, Err(Reason::NoVariation));
    let without_end = [Pair { start: 1.0, end: None }; 3];
    assert_eq!(paired_change(&without_end), Err(Reason::Empty));
    assert_eq!(share_reaching(&without_end, |_, _| true), Err(Reason::Empty));
    let half = [pair(2.0), Pair { start: 1.0, end: None }];
    assert!(paired_change(&half).unwrap().needs_bias_notice());
}

#[test]
fn a_target_is_met_by_the_estimate_and_the_uncertainty_is_said() {
    let of_five = of(3, 5).against(0.6, Better::Higher).unwrap();
    assert!(of_five.is_met && of_five.is_within_uncertainty);
    let of_many = of(530, 1_000).against(0.6, Better::Higher).unwrap();
    assert!(!of_many.is_met && !of_many.is_within_uncertainty);
    assert!(of(530, 1_000).against(0.6, Better::Lower).unwrap().is_met);
    assert_eq!(of(1, 2).against(0.6, Better::Neither), None);
}
