//! The 22 municipalities of the invented registry and how they differ.

use domain::municipality::MunicipalityCode;

use crate::dice::Dice;
use crate::rates;

/// Code and inhabitants in thousands.
///
/// The members of the three HjerteKom instances: 18 in Midtjylland (all but Samsø), three in Sjælland, Copenhagen.
/// Inhabitants are rounded from general knowledge of the national population statistics of the early 2020s
/// (Statistics Denmark, table FOLK1A); they only make big municipalities big and small ones small.
const SIZES: [(&str, f64); 22] = [
    ("0101", 650.0),
    ("0360", 40.0),
    ("0376", 60.0),
    ("0390", 46.0),
    ("0615", 95.0),
    ("0657", 89.0),
    ("0661", 59.0),
    ("0665", 19.0),
    ("0671", 21.0),
    ("0706", 44.0),
    ("0707", 38.0),
    ("0710", 50.0),
    ("0727", 23.0),
    ("0730", 99.0),
    ("0740", 98.0),
    ("0746", 65.0),
    ("0751", 360.0),
    ("0756", 43.0),
    ("0760", 57.0),
    ("0766", 48.0),
    ("0779", 45.0),
    ("0791", 98.0),
];

/// A stream of chance that no course uses.
const STREAM: u64 = u64::MAX;

/// A municipality of the registry: how many courses it has, and what its practice is like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Participant {
    /// The municipality.
    pub municipality: MunicipalityCode,
    /// Its courses in this registry.
    pub courses: u64,
    /// Share of courses that end within 180 days.
    pub persistence: f64,
    /// Share of smokers who quit.
    pub quit: f64,
    /// Share with dietary treatment by the right profession.
    pub diet: f64,
    /// Share with HADS at the end.
    pub hads: f64,
}

/// The municipalities with so many courses in all, ordered by code.
///
/// Courses are dealt out by inhabitants and a rate of starts of each municipality's own. Practices differ from
/// municipality to municipality, but over all courses their mean is the one in [`rates`].
#[must_use]
pub fn participants(seed: u64, courses: u64) -> Vec<Participant> {
    let mut dice = Dice::new(seed, STREAM);
    let sizes = SIZES.iter().filter_map(|&(code, size)| {
        let code: MunicipalityCode = code.parse().ok()?;
        Some((code, size))
    });
    let (codes, inhabitants): (Vec<_>, Vec<_>) = sizes.unzip();
    let weights: Vec<f64> = inhabitants
        .iter()
        .map(|size| size * dice.normal_within(rates::STARTS_PER_1000, rates::STARTS_DEVIATION, 0.6, 2.0))
        .collect();
    let mut spread = |mean: f64, deviation: f64| spread(&mut dice, &weights, mean, deviation);
    let persistence = spread(rates::PERSISTENCE, rates::PERSISTENCE_DEVIATION);
    let quit = spread(rates::QUIT, rates::PRACTICE_DEVIATION);
    let diet = spread(rates::DIET, rates::PRACTICE_DEVIATION);
    let hads = spread(rates::HADS_AT_END, rates::PRACTICE_DEVIATION);
    let counts = deal(courses, &weights);
    codes
        .into_iter()
        .enumerate()
        .map(|(n, municipality)| Participant {
            municipality,
            courses: counts[n],
            persistence: persistence[n],
            quit: quit[n],
            diet: diet[n],
            hads: hads[n],
        })
        .collect()
}

/// A share for every municipality whose weighted mean is as given.
fn spread(dice: &mut Dice, weights: &[f64], mean: f64, deviation: f64) -> Vec<f64> {
    let drawn: Vec<f64> = weights.iter().map(|_| dice.normal_within(0.0, deviation, -0.12, 0.12)).collect();
    let total: f64 = weights.iter().sum();
    let off = drawn.iter().zip(weights).map(|(drawn, weight)| drawn * weight).sum::<f64>() / total;
    drawn.iter().map(|drawn| mean + drawn - off).collect()
}

/// Deals a number out by weight without losing one: each gets what the weights so far have not given away yet.
fn deal(courses: u64, weights: &[f64]) -> Vec<u64> {
    let total: f64 = weights.iter().sum();
    let mut weight_so_far = 0.0;
    let mut dealt = 0;
    let last = weights.len().saturating_sub(1);
    let each = weights.iter().enumerate().map(|(n, weight)| {
        weight_so_far += weight;
        let due = if n == last { courses } else { (courses as f64 * weight_so_far / total).round() as u64 };
        let count = due.saturating_sub(dealt);
        dealt += count;
        count
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_course_is_lost_and_big_municipalities_have_more() {
        for courses in [0, 1, 22, 3_000, 1_000_000] {
            let all = participants(7, courses);
            assert_eq!(all.len(), 22);
            assert_eq!(all.iter().map(|participant| participant.courses).sum::<u64>(), courses);
        }
        let all = participants(7, 3_000);
        let of = |code: &str| all.iter().find(|p| p.municipality == code.parse().unwrap()).unwrap().courses;
        assert!(of("0101") > of("0740") && of("0740") > of("0665") && of("0665") > 0);
    }

    #[test]
    fn the_municipalities_are_those_that_take_part() {
        use domain::organisation::{Organisation, UnitId};
        let mut taking_part =
            Organisation::denmark().participants(UnitId::All, "2026-06-30".parse().unwrap());
        taking_part.sort();
        let ours: Vec<_> = participants(1, 100).iter().map(|participant| participant.municipality).collect();
        assert_eq!(ours, taking_part);
    }

    #[test]
    fn practices_differ_but_their_mean_is_the_rate() {
        let all = participants(7, 1_000_000);
        let mean: f64 = all.iter().map(|p| p.persistence * p.courses as f64).sum::<f64>() / 1_000_000.0;
        assert!((mean - rates::PERSISTENCE).abs() < 0.001, "{mean}");
        let low = all.iter().map(|p| p.diet).fold(1.0, f64::min);
        let high = all.iter().map(|p| p.diet).fold(0.0, f64::max);
        assert!(high - low > 0.05 && high < 0.9 && low > 0.4, "{low} {high}");
    }
}
