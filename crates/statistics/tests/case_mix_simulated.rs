//! Case mix in simulated registries: what is lost because the levels of two factors are not known together, and because
//! some are hidden. The figures stand in docs/adr/0015 and on the model card.

#![expect(clippy::unwrap_used, reason = "the counts here are proportions")]

use statistics::{LevelCount, Proportion, Reference};

type Factor = Vec<LevelCount>;

fn of(successes: u32, total: u32) -> Proportion {
    Proportion::new(successes, total).unwrap()
}

/// All courses of a factor.
fn whole(factor: &Factor) -> Proportion {
    of(factor.iter().map(|level| level.events).sum(), factor.iter().map(|level| level.total).sum())
}

/// Numbers from 0 to 1 that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 32).unwrap()) / f64::from(u32::MAX)
    }
}

/// Sex, age band and index event: the part of each level.
const PARTS: [&[f64]; 3] = [&[0.3, 0.7], &[0.22, 0.5, 0.28], &[0.5, 0.35, 0.15]];

/// A registry of 22 units without chance: everybody fares as in all of it, so that an adjustment without a fault gives
/// every unit the share of all.
struct Registry {
    /// Courses of each unit by sex, age and event.
    units: Vec<Vec<([usize; 3], f64)>>,
    /// How strong the effects are: log odds from one level to the next.
    effect: f64,
}

impl Registry {
    /// `meeting` is how much more often an old age meets a late level of the event than independence says, and women an old
    /// age; `tilt` how differently the units are made up.
    fn new(seed: u64, meeting: f64, effect: f64, tilt: f64) -> Self {
        let mut dice = Dice(seed);
        let units = (0..22).map(|_| {
            let own: Vec<Vec<f64>> = PARTS
                .iter()
                .map(|parts| {
                    parts.iter().map(|part| part * (tilt * (2.0 * dice.roll() - 1.0)).exp()).collect()
                })
                .collect();
            let size = 100_000.0 * (1.0 + 4.0 * dice.roll());
            let mut cells = Vec::new();
            for (sex, of_sex) in own[0].iter().enumerate() {
                for (age, of_age) in own[1].iter().enumerate() {
                    for (event, of_event) in own[2].iter().enumerate() {
                        let place = |level: usize| f64::from(u8::try_from(level).unwrap()) - 1.0;
                        let together = place(age) * (place(event) - 0.5 * (2.0 * place(sex) + 1.0));
                        cells.push((
                            [sex, age, event],
                            of_sex * of_age * of_event * (meeting * together).exp(),
                        ));
                    }
                }
            }
            let all: f64 = cells.iter().map(|(_, part)| part).sum();
            cells.into_iter().map(|(levels, part)| (levels, part / all * size)).collect()
        });
        Self { units: units.collect(), effect }
    }

    fn share(&self, [sex, age, event]: [usize; 3]) -> f64 {
        let steps = [[0.5, 0.0, 0.0], [0.5, 0.0, -1.0], [0.3, 0.0, -0.8]];
        let odds = 1.1 + self.effect * (steps[0][1 - sex] + steps[1][age] + steps[2][event]);
        1.0 / (1.0 + (-odds).exp())
    }

    /// The margins of some units together.
    fn factors(&self, units: &[Vec<([usize; 3], f64)>]) -> (Proportion, Vec<Factor>) {
        let count = |number: f64| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "courses")]
            let whole = number.round() as u32;
            whole
        };
        let cells = || units.iter().flatten();
        let sum = |is_in: &dyn Fn([usize; 3]) -> bool| {
            let (events, total) = cells()
                .filter(|(levels, _)| is_in(*levels))
                .fold((0.0, 0.0), |sum, cell| (sum.0 + cell.1 * self.share(cell.0), sum.1 + cell.1));
            (count(events), count(total))
        };
        let of_level = |factor: usize, level: usize| {
            let (events, total) = sum(&|levels| levels[factor] == level);
            LevelCount { level: level.to_string(), events, total }
        };
        let factors =
            (0..3).map(|factor| (0..PARTS[factor].len()).map(|level| of_level(factor, level)).collect());
        let (events, total) = sum(&|_| true);
        (of(events, total), factors.collect())
    }

    /// The mean and the largest distance from the share of all in percentage points: as counted, adjusted, and adjusted with
    /// all but the largest level of each factor hidden.
    fn distances(&self) -> [(f64, f64); 3] {
        let (all, factors) = self.factors(&self.units);
        let reference = Reference::new(all, &factors).unwrap();
        let mut found = [(0.0, 0.0_f64); 3];
        for unit in &self.units {
            let (own, mix) = self.factors(std::slice::from_ref(unit));
            let largest = |factor: &Factor| factor.iter().max_by_key(|level| level.total).cloned();
            let shown: Vec<Factor> = mix.iter().map(|factor| largest(factor).into_iter().collect()).collect();
            let adjusted = |mix: &[Factor]| reference.adjust(own, mix).unwrap().share;
            for (found, share) in found.iter_mut().zip([own.value(), adjusted(&mix), adjusted(&shown)]) {
                let points = 100.0 * (share - all.value()).abs();
                *found = (found.0 + points / 22.0, found.1.max(points));
            }
        }
        found
    }

    /// Cramér's V of age and event.
    fn association(&self) -> f64 {
        let all: f64 = self.units.iter().flatten().map(|cell| cell.1).sum();
        let part = |is_in: &dyn Fn([usize; 3]) -> bool| -> f64 {
            self.units.iter().flatten().filter(|cell| is_in(cell.0)).map(|cell| cell.1).sum::<f64>() / all
        };
        let mut sum = 0.0;
        for age in 0..3 {
            for event in 0..3 {
                let alone = part(&|levels| levels[1] == age) * part(&|levels| levels[2] == event);
                sum += (part(&|levels| levels[1] == age && levels[2] == event) - alone).powi(2) / alone;
            }
        }
        (sum / 2.0).sqrt()
    }
}

/// The means and maxima over registries, as counted, adjusted and with hidden levels, and the mean association.
fn over_registries(meeting: f64, effect: f64) -> ([(f64, f64); 3], f64) {
    let mut sums = ([(0.0, 0.0_f64); 3], 0.0);
    for seed in 0..50 {
        let registry = Registry::new(seed, meeting, effect, 0.6);
        for (sum, found) in sums.0.iter_mut().zip(registry.distances()) {
            *sum = (sum.0 + found.0 / 50.0, sum.1.max(found.1));
        }
        sums.1 += registry.association() / 50.0;
    }
    sums
}

#[test]
fn factors_that_are_independent_are_adjusted_for_as_if_their_combinations_were_known() {
    let ([counted, adjusted, _], association) = over_registries(0.0, 1.0);
    eprintln!("V {association:.2}: as counted {counted:.2?}, adjusted {adjusted:.2?}");
    assert!(association < 0.02 && counted.0 > 1.5, "{association} {counted:?}");
    // What is left comes from units that are made up differently: together they are not quite independent.
    assert!(adjusted.0 < 0.05 && adjusted.1 < 0.4, "{adjusted:?}");
}

#[test]
fn factors_that_meet_more_often_than_independence_says_leave_an_error_of_known_size() {
    let ([counted, adjusted, _], association) = over_registries(0.4, 0.5);
    eprintln!("V {association:.2}: as counted {counted:.2?}, adjusted {adjusted:.2?}");
    assert!((0.1..0.2).contains(&association), "{association}");
    assert!(adjusted.0 < counted.0 / 2.0, "adjusting still takes away most: {counted:?} {adjusted:?}");
    assert!(adjusted.0 < 0.4 && (0.5..2.0).contains(&adjusted.1), "{adjusted:?}");
    // Twice the effects.
    let ([counted, adjusted, _], association) = over_registries(0.4, 1.0);
    eprintln!("V {association:.2}: as counted {counted:.2?}, adjusted {adjusted:.2?}");
    assert!(adjusted.0 < counted.0 / 2.0 && adjusted.0 < 0.8 && adjusted.1 < 5.0, "{counted:?} {adjusted:?}");
}

#[test]
fn what_is_hidden_is_adjusted_for_less() {
    let ([counted, adjusted, hidden], _) = over_registries(0.0, 0.5);
    eprintln!(
        "as counted {counted:.2?}, adjusted {adjusted:.2?}, all but the largest level hidden {hidden:.2?}"
    );
    assert!(adjusted.0 < hidden.0 && hidden.0 < counted.0 * 0.75, "{counted:?} {adjusted:?} {hidden:?}");
}

#[test]
fn with_the_combinations_as_levels_of_one_factor_nothing_is_lost() {
    let registry = Registry::new(7, 0.7, 1.0, 0.6);
    let joint = |units: &[Vec<([usize; 3], f64)>]| -> Factor {
        let mut levels = Vec::new();
        for (levels_of, _) in &registry.units[0] {
            let cells = units.iter().flatten().filter(|cell| cell.0 == *levels_of);
            let total: f64 = cells.map(|cell| cell.1).sum();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "courses")]
            let (events, total) = ((total * registry.share(*levels_of)).round() as u32, total.round() as u32);
            levels.push(LevelCount { level: format!("{levels_of:?}"), events, total });
        }
        levels
    };
    let all = joint(&registry.units);
    let reference = Reference::new(whole(&all), &[all]).unwrap();
    for unit in &registry.units {
        let own = joint(std::slice::from_ref(unit));
        assert!((reference.adjust(whole(&own), &[own]).unwrap().ratio - 1.0).abs() < 1e-3);
    }
}
