//! Units against each other: funnel and shrinking.

#![expect(clippy::unwrap_used, reason = "the counts here are proportions")]

use statistics::{
    Flag, Prior, Proportion, Rate, Reason, dispersion, exact_limit, flag, funnel, funnel_limits, pooled,
};

fn of(successes: u32, total: u32) -> Proportion {
    Proportion::new(successes, total).unwrap()
}

fn near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() < within, "expected {expected}, found {found}");
}

const UNITS: [(u32, u32); 11] = [
    (30, 40),
    (12, 20),
    (55, 60),
    (20, 45),
    (70, 80),
    (9, 15),
    (33, 36),
    (25, 50),
    (44, 52),
    (18, 30),
    (61, 100),
];

fn units() -> Vec<Option<Proportion>> {
    UNITS.iter().map(|&(x, n)| Some(of(x, n))).collect()
}

#[test]
fn funnel_limits_are_the_published_ones() {
    let published = [
        (0.80, 20, [0.4607, 0.5839, 0.9383, 0.9957]),
        (0.80, 50, [0.6009, 0.6729, 0.8956, 0.9452]),
        (0.80, 100, [0.6632, 0.7135, 0.8703, 0.9090]),
        (0.80, 200, [0.7060, 0.7407, 0.8516, 0.8802]),
        (0.62, 35, [0.3459, 0.4404, 0.7641, 0.8477]),
    ];
    for (centre, n, expected) in published {
        let found = funnel_limits(centre, n).unwrap();
        let found = [found.alarm_low, found.alert_low, found.alert_high, found.alarm_high];
        for (found, expected) in found.into_iter().zip(expected) {
            near(found, expected, 5.1e-5);
        }
    }
}

#[test]
fn flags_come_from_exact_tails_and_not_from_the_curve() {
    let all_of_ten = of(10, 10);
    assert!(all_of_ten.value() > exact_limit(0.8, 10, 0.975).unwrap());
    assert_eq!(flag(all_of_ten, 0.8), Ok(Flag::Within), "chance gives it one time in nine");
    // P(R ≤ 4) = 0.0064, P(R ≤ 3) = 0.00086; 28/50: 0.0001; 48/50: P(R ≥ 48) = 0.0013.
    assert_eq!(flag(of(4, 10), 0.8), Ok(Flag::AlertLow));
    assert_eq!(flag(of(3, 10), 0.8), Ok(Flag::AlarmLow));
    assert_eq!(flag(of(28, 50), 0.8), Ok(Flag::AlarmLow));
    assert_eq!(flag(of(48, 50), 0.8), Ok(Flag::AlertHigh));
    assert_eq!(flag(of(50, 50), 0.8), Ok(Flag::AlarmHigh));
}

#[test]
fn units_that_differ_anyhow_widen_the_limits_and_soften_the_flags() {
    // phi, tau² and the limits computed with 30 digits (mpmath).
    let centre = pooled(&units()).unwrap();
    near(centre, 377.0 / 528.0, 1e-12);
    let funnel = funnel(&units(), centre).unwrap();
    near(funnel.dispersion.ratio, 6.437_817_783_22, 1e-9);
    near(funnel.dispersion.between, 0.032_483_233_473_7, 1e-12);
    assert!(funnel.dispersion.is_over());
    let limits = funnel.limits_at(20).unwrap();
    near(limits.alarm_low, 0.118_313_75, 1e-7);
    near(limits.alert_low, 0.310_333_57, 1e-7);
    near(limits.alert_high, 0.978_095_22, 1e-7);
    near(limits.alarm_high, 1.0, 1e-12);
    assert_eq!(flag(of(20, 45), centre), Ok(Flag::AlarmLow));
    assert_eq!(funnel.units[3].flag, Some(Flag::Within));
}

#[test]
fn units_that_differ_by_chance_keep_exact_limits() {
    let units = [(40, 50), (41, 50), (39, 50), (40, 50), (40, 50), (41, 50)];
    let units: Vec<_> = units.iter().map(|&(x, n)| Some(of(x, n))).collect();
    let funnel = funnel(&units, 0.8).unwrap();
    assert!(!funnel.dispersion.is_over());
    assert_eq!(funnel.limits_at(50), funnel_limits(0.8, 50).ok());
}

#[test]
fn a_funnel_says_why_it_is_not_drawn() {
    let mut few = vec![Some(of(8, 10)); 4];
    few.extend([Some(of(8, 9)), None, Some(of(1, 1))]);
    assert_eq!(funnel(&few, 0.8), Err(Reason::TooFewUnits { needed: 5, found: 4 }));
    few.push(Some(of(20, 20)));
    let drawn = funnel(&few, 0.8).unwrap();
    assert_eq!(drawn.units.len(), few.len());
    assert_eq!(
        (drawn.units[5].flag, drawn.units[5].expected),
        (None, None),
        "a unit without courses has no point"
    );
    assert_eq!(funnel(&few, 1.0), Err(Reason::NoVariation));
    assert_eq!(funnel(&few, f64::NAN), Err(Reason::NotAShare));
    assert_eq!(funnel(&[], 0.8), Err(Reason::TooFewUnits { needed: 5, found: 0 }));
    assert_eq!(pooled(&[None]), Err(Reason::Empty));
    assert_eq!(dispersion(&[], 0.8), Err(Reason::Empty));
    assert_eq!(exact_limit(0.8, 0, 0.5), Err(Reason::Empty));
}

#[test]
fn a_curve_has_its_ends_and_no_denominator_twice() {
    let drawn = funnel(&units(), 0.7).unwrap();
    let curve = drawn.curve(5, 120, 40);
    assert_eq!((curve.first().unwrap().0, curve.last().unwrap().0), (5, 120));
    assert!(curve.windows(2).all(|pair| pair[0].0 < pair[1].0));
    assert_eq!(drawn.curve(0, 0, 0).len(), 1);
}

fn rates() -> Vec<Rate> {
    UNITS.iter().map(|&(x, n)| of(x, n).into()).collect()
}

#[test]
fn the_prior_is_that_of_the_moments() {
    // rho = 0.132792663862411, M = 6.53053648382355 with 30 digits (mpmath).
    let prior = Prior::learn(&rates()).unwrap();
    near(prior.mean, 377.0 / 528.0, 1e-12);
    near(prior.weight, 6.530_536_483_82, 1e-9);
    let small = prior.shrink(of(9, 15).into()).unwrap();
    near(small.share, 0.634_582_515_268, 1e-11);
    near(small.interval.low, 0.426_273_247_032, 1e-10);
    near(small.interval.high, 0.819_219_294_673, 1e-10);
}

#[test]
fn where_units_hardly_differ_the_mean_counts_for_most() {
    let units: Vec<Rate> = [(40, 50), (41, 50), (39, 50), (8, 10), (40, 50), (41, 50)]
        .iter()
        .map(|&(x, n)| of(x, n).into())
        .collect();
    let prior = Prior::learn(&units).unwrap();
    assert!(prior.is_common);
    near(prior.weight, 260.0, 1e-12);
    assert!(prior.shrink(of(0, 2).into()).unwrap().share > 0.78);
}

#[test]
fn shrinking_says_why_it_cannot() {
    let four = &rates()[..4];
    assert_eq!(Prior::learn(four), Err(Reason::TooFewUnits { needed: 5, found: 4 }));
    let all: Vec<Rate> = vec![of(7, 7).into(); 6];
    assert_eq!(Prior::learn(&all), Err(Reason::NoVariation));
    let wrong = vec![Rate { share: f64::NAN, total: 3 }; 6];
    assert_eq!(Prior::learn(&wrong), Err(Reason::NotAShare));
    let prior = Prior::learn(&rates()).unwrap();
    let nobody = prior.shrink(Rate { share: 0.0, total: 0 }).unwrap();
    near(nobody.share, prior.mean, 1e-12);
    assert!(nobody.own_weight == 0.0);
}

#[test]
fn units_as_different_as_can_be_are_left_alone() {
    let units: Vec<Rate> = [(50, 50), (0, 50), (50, 50), (0, 50), (50, 50), (0, 50)]
        .iter()
        .map(|&(x, n)| of(x, n).into())
        .collect();
    let prior = Prior::learn(&units).unwrap();
    assert!(prior.weight < 1e-9, "{prior:?}");
    let shrunken = prior.shrink(of(50, 50).into()).unwrap();
    near(shrunken.share, 1.0, 1e-9);
    assert!(shrunken.interval.low.is_finite() && shrunken.interval.high.is_finite());
}
